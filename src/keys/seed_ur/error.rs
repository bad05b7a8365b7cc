//! Why a UR is no seed.

use crate::seed::SeedError;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a UR was not read as a seed. Counts, never a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SeedUrError {
    /// Another type of UR.
    Kind,
    /// One part of several.
    Parts,
    /// Not the letters or the CBOR of a seed.
    Malformed,
    /// The checksum does not fit: misread.
    Checksum,
    /// A seed of so many bytes has no words.
    Length {
        /// Bytes found.
        bytes: usize,
    },
    /// The words are no mnemonic.
    Words(SeedError),
}

impl Explain for SeedUrError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Kind => "seed-ur/kind",
            Self::Parts => "seed-ur/parts",
            Self::Malformed => "seed-ur/malformed",
            Self::Checksum => "seed-ur/checksum",
            Self::Length { .. } => "seed-ur/length",
            Self::Words(why) => return why.code(),
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Length { bytes } => vec![("bytes", Safe::count(*bytes))],
            Self::Kind | Self::Parts | Self::Malformed | Self::Checksum => Facts::new(),
            Self::Words(why) => why.facts(),
        }
    }
}

impl From<SeedError> for SeedUrError {
    fn from(why: SeedError) -> Self {
        Self::Words(why)
    }
}

impl fmt::Display for SeedUrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SeedUrError {}
