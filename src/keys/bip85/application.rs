//! What is derived: the kinds of BIP-85, their numbers and bounds.

use super::Bip85Error;
use bip39::Language;
use bitcoin::bip32::ChildNumber;
use coldframe_core::limits::{BIP85_DICE_ROLLS_MAX, SEED_WORDS_BYTES_MAX};
use std::fmt;

/// `m/83696968h`: every derivation of BIP-85 begins here.
const PURPOSE: u32 = 83_696_968;

/// Hardened numbers have 31 bits.
const INDEX_MAX: u32 = 0x7fff_ffff;

/// A kind of child secret and its size (BIP-85, section Applications).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Application {
    /// A mnemonic.
    Words {
        /// The list it is from.
        language: Language,
        /// 12, 15, 18, 21 or 24.
        word_count: u32,
    },
    /// One private key in the format of wallets, for a compressed public key.
    Wif,
    /// A root key, `xprv` or `tprv`.
    Xprv,
    /// Bytes in hexadecimal.
    Hex {
        /// 16 to 64.
        bytes: u32,
    },
    /// A password of letters, digits, `+` and `/`.
    Base64 {
        /// 20 to 86 characters.
        length: u32,
    },
    /// A password of letters, digits and 23 signs.
    Base85 {
        /// 10 to 80 characters.
        length: u32,
    },
    /// Rolls of a die, each from 0 to one less than its sides.
    Dice {
        /// 2 to 2^31 - 1.
        sides: u32,
        /// 1 to [`BIP85_DICE_ROLLS_MAX`].
        rolls: u32,
    },
}

impl Application {
    /// The path of the child, such as `m/83696968h/39h/0h/12h/0h`: with the seed, all it takes to
    /// derive the same secret again. Public.
    ///
    /// # Errors
    /// [`Bip85Error`] when a number is out of range.
    pub fn path(self, index: u32) -> Result<String, Bip85Error> {
        let steps = self.steps(index)?;
        Ok(steps.iter().fold("m".to_owned(), |path, step| format!("{path}/{step:#}")))
    }

    /// The steps of that path, all hardened.
    pub(super) fn steps(self, index: u32) -> Result<Vec<ChildNumber>, Bip85Error> {
        self.check()?;
        if index > INDEX_MAX {
            return Err(Bip85Error::Index { limit: INDEX_MAX });
        }
        let hardened = |index| ChildNumber::Hardened { index };
        let own: [Option<u32>; 3] = match self {
            Self::Words { language, word_count } => [Some(39), Some(code(language)), Some(word_count)],
            Self::Wif => [Some(2), None, None],
            Self::Xprv => [Some(32), None, None],
            Self::Hex { bytes } => [Some(128_169), Some(bytes), None],
            Self::Base64 { length } => [Some(707_764), Some(length), None],
            Self::Base85 { length } => [Some(707_785), Some(length), None],
            Self::Dice { sides, rolls } => [Some(89_101), Some(sides), Some(rolls)],
        };
        Ok([PURPOSE].into_iter().chain(own.into_iter().flatten()).chain([index]).map(hardened).collect())
    }

    /// Room for the longest text of this kind, so that it never has to be moved.
    pub(super) fn letters_max(self) -> usize {
        match self {
            Self::Words { .. } => SEED_WORDS_BYTES_MAX,
            Self::Wif | Self::Xprv | Self::Hex { .. } | Self::Base64 { .. } | Self::Base85 { .. } => 128,
            // Ten digits and a comma.
            Self::Dice { rolls, .. } => usize::try_from(rolls).unwrap_or(0).saturating_mul(11),
        }
    }

    fn check(self) -> Result<(), Bip85Error> {
        let between = |number: u32, least: u32, most: u32, why: fn(u32, u32) -> Bip85Error| {
            if (least..=most).contains(&number) { Ok(()) } else { Err(why(least, most)) }
        };
        match self {
            Self::Words { word_count: 12 | 15 | 18 | 21 | 24, .. } | Self::Wif | Self::Xprv => Ok(()),
            Self::Words { .. } => Err(Bip85Error::WordCount),
            Self::Hex { bytes } => between(bytes, 16, 64, |least, most| Bip85Error::HexBytes { least, most }),
            Self::Base64 { length } => {
                between(length, 20, 86, |least, most| Bip85Error::PasswordLength { least, most })
            }
            Self::Base85 { length } => {
                between(length, 10, 80, |least, most| Bip85Error::PasswordLength { least, most })
            }
            Self::Dice { sides, rolls } => {
                between(sides, 2, INDEX_MAX, |least, most| Bip85Error::DiceSides { least, most })?;
                between(rolls, 1, BIP85_DICE_ROLLS_MAX, |least, most| Bip85Error::DiceRolls { least, most })
            }
        }
    }
}

impl fmt::Display for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words { .. } => "words",
            Self::Wif => "wif",
            Self::Xprv => "xprv",
            Self::Hex { .. } => "hex",
            Self::Base64 { .. } => "base64",
            Self::Base85 { .. } => "base85",
            Self::Dice { .. } => "dice",
        })
    }
}

/// The number of a list in the paths (BIP-85, section BIP39).
fn code(language: Language) -> u32 {
    match language {
        Language::English => 0,
        Language::Japanese => 1,
        Language::Korean => 2,
        Language::Spanish => 3,
        Language::SimplifiedChinese => 4,
        Language::TraditionalChinese => 5,
        Language::French => 6,
        Language::Italian => 7,
        Language::Czech => 8,
        Language::Portuguese => 9,
    }
}
