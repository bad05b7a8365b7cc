//! What anybody may know of a share and of the set it belongs to (`formats/slip39.md` and its
//! neighbours).
//!
//! Only public things: schemes, numbers, thresholds, lengths. What a share holds stays in the vault.

mod progress;
mod quorums;

pub use progress::{GroupProgress, SetProgress, Waiting};
pub use quorums::quorum_count;

use crate::messages::Code;
use std::fmt;

/// A way to split a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// SLIP-39: words with a checksum, groups, a digest that proves the result.
    Slip39,
    /// codex32 (BIP-93): one text with a checksum that a hand can verify.
    Codex32,
    /// SSKR (BCR-2020-011): bytewords or UR, groups, a digest that proves the result.
    Sskr,
    /// Seed XOR (Coldcard): every part is words of a wallet, and all parts are needed.
    SeedXor,
    /// Raw shares of the crates `sharks` and `blahaj`: read, never written.
    Sharks,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Slip39, Self::Codex32, Self::Sskr, Self::SeedXor, Self::Sharks];

    /// Its name on the command line and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slip39 => "slip39",
            Self::Codex32 => "codex32",
            Self::Sskr => "sskr",
            Self::SeedXor => "xor",
            Self::Sharks => "sharks",
        }
    }

    /// The scheme of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// Whether a share says which set it is of. Parts of the others are told apart by nothing.
    pub const fn names_its_set(self) -> bool {
        matches!(self, Self::Slip39 | Self::Codex32 | Self::Sskr)
    }

    /// Whether what shares of one set come to is proven by a digest inside them; that of SLIP-39 is of the
    /// encrypted secret, so it proves no passphrase, not even that there is none (attack F05). Without it only
    /// the fingerprint of the wallet tells a right secret from a wrong one (attack F02).
    pub const fn proves_its_secret(self) -> bool {
        matches!(self, Self::Slip39 | Self::Sskr)
    }

    /// Whether this program makes shares of it.
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Sharks)
    }

    /// What is said before such shares are combined, where nothing in them proves the result.
    pub const fn warning(self) -> Option<Code> {
        match self {
            Self::Sharks => Some(Code::new("shares/warn-sharks")),
            Self::SeedXor => Some(Code::new("shares/warn-xor")),
            Self::Codex32 => Some(Code::new("shares/warn-codex32")),
            Self::Slip39 | Self::Sskr => None,
        }
    }
}

/// What a split secret is. A set restores what it was made of; one is never turned into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// The entropy of BIP-39 words: from it the words come back.
    Entropy,
    /// The seed that BIP-32 derives the master key from.
    MasterSecret,
}

impl Holds {
    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entropy => "entropy",
            Self::MasterSecret => "master-secret",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Entropy, Self::MasterSecret].into_iter().find(|holds| holds.name() == name)
    }

    /// What restores a set of this scheme that holds this, as a sentence for screens and cards.
    /// Of a master secret of SLIP-39 other readers take 16 or 32 bytes only.
    pub const fn restored_by(self, scheme: Scheme, secret_bytes: usize) -> Code {
        Code::new(match (scheme, self) {
            (Scheme::Slip39, Self::Entropy) => "shares/restores-slip39-entropy",
            (Scheme::Slip39, Self::MasterSecret) if matches!(secret_bytes, 16 | 32) => {
                "shares/restores-slip39-master"
            }
            (Scheme::Slip39, Self::MasterSecret) => "shares/restores-slip39-master-other",
            (Scheme::Sskr, Self::Entropy) => "shares/restores-sskr-entropy",
            (Scheme::Sskr, Self::MasterSecret) => "shares/restores-sskr-master",
            (Scheme::Codex32, Self::Entropy) => "shares/restores-codex32-entropy",
            (Scheme::Codex32, Self::MasterSecret) => "shares/restores-codex32-master",
            (Scheme::SeedXor, _) => "shares/restores-xor",
            (Scheme::Sharks, _) => "shares/restores-sharks",
        })
    }
}

/// The identifier of a set as it is displayed: four characters, hexadecimal digits or, for
/// codex32, letters of bech32. A label that tells sets apart, never proof.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId([u8; 4]);

impl SetId {
    /// The identifier of SLIP-39 (15 bits) and SSKR (16 bits).
    pub fn of_number(number: u16) -> Self {
        let digit = |shift: u32| {
            let value = u32::from(number).checked_shr(shift).unwrap_or(0) & 15;
            char::from_digit(value, 16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(b'0')
        };
        Self([digit(12), digit(8), digit(4), digit(0)])
    }

    /// Four letters or digits, in lower case; `None` for anything else.
    pub fn of_text(text: &str) -> Option<Self> {
        let four: [u8; 4] = text.as_bytes().try_into().ok()?;
        four.iter().all(u8::is_ascii_alphanumeric).then(|| Self(four.map(|byte| byte.to_ascii_lowercase())))
    }

    /// The four characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SetId({self})")
    }
}

/// Where a share or a group stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1, as people do; `None` where a share does not say it.
    pub index: Option<u8>,
    /// How many are needed, where the share says it.
    pub need: Option<u8>,
    /// Of how many, where the share says it.
    pub of: Option<u8>,
}

/// Everything public about one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareFacts {
    /// Its scheme.
    pub scheme: Scheme,
    /// Its set, where it names one.
    pub set_id: Option<SetId>,
    /// The group among the groups. A scheme without groups has one group of one.
    pub group: Position,
    /// The share among those of its group.
    pub member: Position,
    /// The letter that stands for the index in codex32.
    pub letter: Option<char>,
    /// Bytes of the secret, which are those of the share.
    pub secret_bytes: usize,
    /// Words of the share as it is written, where it is written in words.
    pub word_count: Option<usize>,
    /// SLIP-39: whether the passphrase works the same in every set made of this secret.
    pub extendable: Option<bool>,
    /// SLIP-39: PBKDF2 does 10,000 rounds times two to this power.
    pub iteration_exponent: Option<u8>,
    /// SLIP-39: the two words every share of this set begins with.
    pub set_words: Option<[&'static str; 2]>,
    /// What the secret is, where the scheme settles it; otherwise the person who made the set knows.
    pub holds: Option<Holds>,
}

impl ShareFacts {
    /// Rounds of PBKDF2 that opening the set takes; `None` where there are none.
    pub fn rounds(&self) -> Option<u64> {
        self.iteration_exponent.and_then(|exponent| 10_000_u64.checked_shl(u32::from(exponent)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Part, sentence};
    use crate::safe::Safe;

    #[test]
    fn names_read_back() {
        for scheme in Scheme::ALL {
            assert_eq!(Scheme::named(scheme.name()), Some(scheme));
        }
        for holds in [Holds::Entropy, Holds::MasterSecret] {
            assert_eq!(Holds::named(holds.name()), Some(holds));
        }
        assert_eq!(Scheme::named("shamir"), None);
    }

    #[test]
    fn identifiers_have_four_characters() {
        assert_eq!(SetId::of_number(0x7fff).as_str(), "7fff");
        assert_eq!(SetId::of_number(0x00a1).as_str(), "00a1");
        assert_eq!(SetId::of_text("CASH").unwrap().as_str(), "cash");
        assert!(["", "cas", "cashs", "c\u{e9}s", "ca s"].iter().all(|text| SetId::of_text(text).is_none()));
    }

    #[test]
    fn every_set_says_what_restores_it() {
        for scheme in Scheme::ALL {
            for holds in [Holds::Entropy, Holds::MasterSecret] {
                for bytes in [16, 32, 64] {
                    let code = holds.restored_by(scheme, bytes);
                    let facts = [("bytes", Safe::count(bytes))];
                    assert!(sentence(code, Part::Text, &facts).is_some(), "{scheme:?} {holds:?}");
                }
            }
            assert_eq!(scheme.warning().is_some(), !scheme.proves_its_secret());
        }
    }
}
