//! Why an input was not taken.

use super::secret::SecretKind;
use crate::frames::{FrameError, Missing};
use crate::messages::{self, Code, Explain, Facts};
use crate::safe::Safe;
use std::fmt;

/// Why an input was not taken. Never holds a byte of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DetectError {
    /// Nothing there.
    Empty,
    /// No format we know.
    Unknown,
    /// A secret in a public slot (attack E12).
    Secret {
        /// Which kind.
        what: SecretKind,
    },
    /// An age-encrypted file.
    Encrypted,
    /// Frames, and none of them could be read.
    Frames(FrameError),
    /// Frames, and some are missing.
    Incomplete {
        /// Parts there.
        have: usize,
        /// Parts needed.
        need: usize,
        /// Which are missing, where they have numbers.
        missing: Missing,
    },
    /// Two different whole messages: which one is meant is not ours to guess.
    Ambiguous,
    /// Known and public, but nothing to sign.
    NotSignable {
        /// What it is.
        what: ContentKind,
    },
}

/// Public content that is nothing to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentKind {
    /// A transaction without the data a review needs.
    Transaction,
    /// Text.
    Text,
    /// An account, a key or a descriptor as UR.
    Registry,
    /// A sealed descriptor.
    SealedDescriptor,
    /// A picture.
    Picture,
}

impl ContentKind {
    fn label(self) -> Safe {
        Safe::text(&messages::text(
            match self {
                Self::Transaction => "envelope/kind-transaction",
                Self::SealedDescriptor => "envelope/kind-sealed",
                Self::Text => "envelope/kind-text",
                Self::Registry => "envelope/kind-registry",
                Self::Picture => "envelope/kind-picture",
            },
            &[],
        ))
    }
}

impl Explain for DetectError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Empty => "envelope/empty",
            Self::Unknown => "envelope/unknown",
            Self::Secret { .. } => "envelope/secret",
            Self::Encrypted => "envelope/encrypted",
            Self::Frames(refusal) => return refusal.code(),
            Self::Incomplete { missing, .. } if missing.all_named().is_some() => "envelope/parts-missing",
            Self::Incomplete { .. } => "envelope/incomplete",
            Self::Ambiguous => "envelope/ambiguous",
            Self::NotSignable { .. } => "envelope/not-signable",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Secret { what } => vec![("what", what.label())],
            Self::Frames(refusal) => refusal.facts(),
            Self::Incomplete { have, need, missing } => {
                let counts = [("have", Safe::count(*have)), ("need", Safe::count(*need))];
                let numbers = missing.all_named().map(|numbers| ("missing", numbers));
                counts.into_iter().chain(numbers).collect()
            }
            Self::NotSignable { what } => vec![("what", what.label())],
            Self::Empty | Self::Unknown | Self::Encrypted | Self::Ambiguous => Facts::new(),
        }
    }
}

impl fmt::Display for DetectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for DetectError {}
