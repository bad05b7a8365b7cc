//! What a seed was made of, as anybody may know it (`formats/entropy.md`).
//!
//! Only public things: counts, verdicts, commitments. Which faces fell how often is part of the
//! secret and has no place here.

pub mod certificate;

pub use certificate::{Audit, Certificate, Provenance, PublishedSeed};

use crate::messages::Code;
use crate::safe::Safe;

/// Where bytes of a seed came from. The numbers are part of the formula: do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// getrandom(2) of the kernel.
    Os,
    /// Six-sided dice.
    Dice,
    /// Coins.
    Coins,
    /// A shuffled deck of 52.
    Cards,
    /// The hash of a picture or file: an extra, never alone.
    File,
}

impl Source {
    /// Its number in the formula.
    pub const fn number(self) -> u8 {
        match self {
            Self::Os => 1,
            Self::Dice => 2,
            Self::Coins => 3,
            Self::Cards => 4,
            Self::File => 5,
        }
    }

    /// Its name in files and on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Os => "os",
            Self::Dice => "dice",
            Self::Coins => "coins",
            Self::Cards => "cards",
            Self::File => "file",
        }
    }
}

/// How sources become a seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formula {
    /// Ours: every source mixed with the kernel's bytes (HKDF-SHA512).
    #[default]
    SeedV1,
    /// SHA-256 of the rolls alone, as Coldcard and SeedSigner have it.
    Sha256Rolls,
}

impl Formula {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SeedV1 => "coldframe/seed/v1",
            Self::Sha256Rolls => "sha256-rolls",
        }
    }
}

/// 12, 15, 18, 21 or 24 words (BIP-39, section Generating the mnemonic).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordCount(usize);

impl WordCount {
    /// `None` for any other number.
    pub const fn new(words: usize) -> Option<Self> {
        match words {
            12 | 15 | 18 | 21 | 24 => Some(Self(words)),
            _ => None,
        }
    }

    /// How many words.
    pub const fn words(self) -> usize {
        self.0
    }

    /// Bits of entropy in them: 128, 160, 192, 224 or 256.
    pub const fn bits(self) -> usize {
        self.0.saturating_mul(32) / 3
    }

    /// Bytes of entropy in them.
    pub const fn bytes(self) -> usize {
        self.bits() / 8
    }
}

/// Binds the machine to its own bytes before it sees the person's (attack C04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment(pub [u8; 32]);

impl Commitment {
    /// 64 lower-case digits.
    pub fn hex(&self) -> String {
        Safe::hex(&self.0).as_str().to_owned()
    }
}

/// A test that symbols are held to (attack C05). None of them proves randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// How often each face fell.
    Faces,
    /// How often each step from one symbol to the next was taken.
    Steps,
    /// The longest run of one face.
    Run,
    /// Repetition after a fixed number of symbols.
    Period,
    /// Neighbours that stand like in a deck that was sorted.
    Order,
    /// One face above its share.
    Bias,
    /// The careful estimate of the bits in them (SP 800-90B).
    Spread,
}

impl Test {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Faces => "faces",
            Self::Steps => "steps",
            Self::Run => "run",
            Self::Period => "period",
            Self::Order => "order",
            Self::Bias => "bias",
            Self::Spread => "spread",
        }
    }

    /// What is said where symbols fail it.
    pub const fn code(self) -> Code {
        Code::new(match self {
            Self::Faces => "entropy/pattern-faces",
            Self::Steps => "entropy/pattern-steps",
            Self::Run => "entropy/pattern-run",
            Self::Period => "entropy/pattern-period",
            Self::Order => "entropy/pattern-order",
            Self::Bias => "entropy/bias",
            Self::Spread => "entropy/spread",
        })
    }

    /// Whether failing it refuses the symbols; otherwise more of them are asked for.
    pub const fn refuses(self) -> bool {
        !matches!(self, Self::Bias | Self::Spread)
    }
}

/// What one source gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReport {
    /// Which.
    pub source: Source,
    /// Symbols; bytes for the kernel and files.
    pub symbol_count: usize,
    /// Bits they hold if they are fair, rounded down; none for files.
    pub credited_bits: usize,
    /// Each test they were held to, and whether they passed. One that did not was accepted by name.
    pub tests: Vec<(Test, bool)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_bits_of_bip_39() {
        let bits = [12, 15, 18, 21, 24].map(|words| WordCount::new(words).unwrap().bits());
        assert_eq!(bits, [128, 160, 192, 224, 256]);
        assert!([0, 11, 13, 23, 25, 48].iter().all(|words| WordCount::new(*words).is_none()));
    }

    /// Part of the published formula. Do not change.
    #[test]
    fn the_numbers_and_names_of_sources_stay() {
        let all = [Source::Os, Source::Dice, Source::Coins, Source::Cards, Source::File];
        assert_eq!(all.map(Source::number), [1, 2, 3, 4, 5]);
        assert_eq!(all.map(Source::name), ["os", "dice", "coins", "cards", "file"]);
    }
}
