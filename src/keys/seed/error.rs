//! Why words or bytes are no seed. Positions and counts, never a word.

use crate::derive::DeriveError;
use crate::place;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use coldframe_memory::VaultError;
use std::fmt;

/// Why a secret could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SeedError {
    /// The words are not UTF-8 text.
    NotText,
    /// More text than any mnemonic has.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// Not 12, 15, 18, 21 or 24 words.
    WordCount {
        /// Words found.
        count: usize,
    },
    /// Not 11, 14, 17, 20 or 23 words to complete.
    FirstWordCount {
        /// Words found.
        count: usize,
    },
    /// A word is in no list that the others are in.
    UnknownWord {
        /// Its place, counted from 1.
        position: usize,
    },
    /// Every word is in the list, but the checksum inside the last one does not fit.
    Checksum,
    /// Words cut short that are words of two lists, with the checksum holding in both.
    Ambiguous,
    /// No mnemonic stands for so many bytes.
    EntropyLength {
        /// Bytes found.
        bytes: usize,
    },
    /// The passphrase is not UTF-8 text.
    PassphraseNotText,
    /// The passphrase is longer than we take.
    PassphraseTooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// A seed has 16 to 64 bytes (BIP-32).
    Length {
        /// Bytes found.
        bytes: usize,
    },
    /// The seed gives no master key (BIP-32: less likely than 1 in 2^127).
    Derivation(DeriveError),
    /// The place secrets are worked on could not be used.
    Vault(VaultError),
}

impl Explain for SeedError {
    fn code(&self) -> Code {
        match self {
            Self::NotText => Code::new("seed/not-text"),
            Self::TooLong { .. } => Code::new("seed/too-long"),
            Self::WordCount { .. } => Code::new("seed/word-count"),
            Self::FirstWordCount { .. } => Code::new("seed/first-word-count"),
            Self::UnknownWord { .. } => Code::new("seed/unknown-word"),
            Self::Checksum => Code::new("seed/checksum"),
            Self::Ambiguous => Code::new("seed/ambiguous"),
            Self::EntropyLength { .. } => Code::new("seed/entropy-length"),
            Self::PassphraseNotText => Code::new("seed/passphrase-not-text"),
            Self::PassphraseTooLong { .. } => Code::new("seed/passphrase-too-long"),
            Self::Length { .. } => Code::new("seed/length"),
            Self::Derivation(why) => why.code(),
            Self::Vault(why) => place::code(*why),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLong { limit } | Self::PassphraseTooLong { limit } => {
                vec![("limit", Safe::count(*limit))]
            }
            Self::WordCount { count } | Self::FirstWordCount { count } => {
                vec![("count", Safe::count(*count))]
            }
            Self::UnknownWord { position } => vec![("position", Safe::count(*position))],
            Self::Length { bytes } | Self::EntropyLength { bytes } => vec![("bytes", Safe::count(*bytes))],
            Self::NotText
            | Self::Checksum
            | Self::Ambiguous
            | Self::PassphraseNotText
            | Self::Derivation(_)
            | Self::Vault(_) => Facts::new(),
        }
    }
}

impl From<VaultError> for SeedError {
    fn from(why: VaultError) -> Self {
        Self::Vault(why)
    }
}

impl From<DeriveError> for SeedError {
    fn from(why: DeriveError) -> Self {
        Self::Derivation(why)
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SeedError {}
