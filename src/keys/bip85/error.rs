//! Why no child secret was derived.

use crate::derive::DeriveError;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a child secret was not derived (BIP-85).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bip85Error {
    /// The index has more than 31 bits.
    Index {
        /// The highest.
        limit: u32,
    },
    /// Not 12, 15, 18, 21 or 24 words.
    WordCount,
    /// Too few or too many bytes.
    HexBytes {
        /// Fewest.
        least: u32,
        /// Most.
        most: u32,
    },
    /// A password too short or too long.
    PasswordLength {
        /// Shortest.
        least: u32,
        /// Longest.
        most: u32,
    },
    /// A die with too few or too many sides.
    DiceSides {
        /// Fewest.
        least: u32,
        /// Most.
        most: u32,
    },
    /// Too few or too many rolls.
    DiceRolls {
        /// Fewest.
        least: u32,
        /// Most.
        most: u32,
    },
    /// The extended key is no root.
    NotRoot,
    /// What this index gives is no key (less likely than 1 in 2^127).
    InvalidKey,
    /// A step of the path gives no key.
    Derivation(DeriveError),
}

impl Explain for Bip85Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Index { .. } => "bip85/index",
            Self::WordCount => "bip85/word-count",
            Self::HexBytes { .. } => "bip85/hex-bytes",
            Self::PasswordLength { .. } => "bip85/password-length",
            Self::DiceSides { .. } => "bip85/dice-sides",
            Self::DiceRolls { .. } => "bip85/dice-rolls",
            Self::NotRoot => "bip85/not-root",
            Self::InvalidKey => "bip85/invalid-key",
            Self::Derivation(why) => return why.code(),
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Index { limit } => vec![("limit", Safe::number(u64::from(*limit)))],
            Self::HexBytes { least, most }
            | Self::PasswordLength { least, most }
            | Self::DiceSides { least, most }
            | Self::DiceRolls { least, most } => {
                vec![("least", Safe::number(u64::from(*least))), ("most", Safe::number(u64::from(*most)))]
            }
            Self::WordCount | Self::NotRoot | Self::InvalidKey | Self::Derivation(_) => Facts::new(),
        }
    }
}

impl From<DeriveError> for Bip85Error {
    fn from(why: DeriveError) -> Self {
        Self::Derivation(why)
    }
}

impl fmt::Display for Bip85Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for Bip85Error {}
