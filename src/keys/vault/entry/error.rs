//! Why a decrypted file is no named seed.

use crate::seed::SeedError;
use coldframe_core::limits::{VAULT_NOTES_MAX, VAULT_TEXT_BYTES_MAX};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a content was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryError {
    /// It does not begin as ours do.
    NotOurs,
    /// It was written by a later version.
    Version,
    /// Longer than any of ours.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// A line is missing, out of order, or spelled otherwise.
    Line {
        /// Its number, from 1.
        line: usize,
    },
    /// A label or note that is no line, or too many of them.
    Text,
    /// The words are none.
    Words(SeedError),
}

impl Explain for EntryError {
    fn code(&self) -> Code {
        match self {
            Self::NotOurs => Code::new("vault/not-a-seed"),
            Self::Version => Code::new("vault/version"),
            Self::TooLong { .. } => Code::new("vault/content-too-long"),
            Self::Line { .. } => Code::new("vault/line"),
            Self::Text => Code::new("vault/text"),
            Self::Words(why) => why.code(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLong { limit } => vec![("limit", Safe::count(*limit))],
            Self::Line { line } => vec![("line", Safe::count(*line))],
            Self::Text => {
                vec![("most", Safe::count(VAULT_TEXT_BYTES_MAX)), ("count", Safe::count(VAULT_NOTES_MAX))]
            }
            Self::Words(why) => why.facts(),
            Self::NotOurs | Self::Version => Facts::new(),
        }
    }
}

impl From<SeedError> for EntryError {
    fn from(why: SeedError) -> Self {
        Self::Words(why)
    }
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for EntryError {}
