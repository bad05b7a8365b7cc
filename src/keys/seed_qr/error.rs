//! Why a payload is no SeedQR, or words become none.

use crate::seed::SeedError;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a SeedQR was not read or written. Positions and counts, never a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SeedQrError {
    /// Neither the digits nor the bytes of a mnemonic.
    Length {
        /// Bytes found.
        bytes: usize,
    },
    /// Something else than digits.
    NotDigits {
        /// The word it stands in, counted from 1.
        position: usize,
    },
    /// A number beyond the list.
    Number {
        /// The word it stands for, counted from 1.
        position: usize,
    },
    /// As long as a compact one, but it can be read: a link or a label.
    Text,
    /// The words are of another list than the English one.
    NotEnglish,
    /// The numbers are no mnemonic.
    Words(SeedError),
}

impl Explain for SeedQrError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Length { .. } => "seed-qr/length",
            Self::NotDigits { .. } => "seed-qr/not-digits",
            Self::Number { .. } => "seed-qr/number",
            Self::Text => "seed-qr/text",
            Self::NotEnglish => "seed-qr/not-english",
            Self::Words(why) => return why.code(),
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Length { bytes } => vec![("bytes", Safe::count(*bytes))],
            Self::NotDigits { position } | Self::Number { position } => {
                vec![("position", Safe::count(*position))]
            }
            Self::NotEnglish | Self::Text => Facts::new(),
            Self::Words(why) => why.facts(),
        }
    }
}

impl From<SeedError> for SeedQrError {
    fn from(why: SeedError) -> Self {
        Self::Words(why)
    }
}

impl fmt::Display for SeedQrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SeedQrError {}
