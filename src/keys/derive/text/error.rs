//! Why a text is no extended private key.

use crate::derive::base58::Fault;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why an extended private key was refused (BIP-32, section Serialization format). Says nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExtendedKeyError {
    /// A character no such text has.
    Character {
        /// Its place, counted from 1.
        position: usize,
    },
    /// Not the 78 bytes of an extended key.
    Length,
    /// The checksum does not hold.
    Checksum,
    /// Begins like no private key we know: a public one, or another coin's.
    Version,
    /// Depth 0 with a parent or a number: a root has neither.
    RootWithParent,
    /// The byte before a private key is not 0.
    Prefix,
    /// The private key is 0, or beyond the order of the group.
    KeyRange,
}

impl Explain for ExtendedKeyError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Character { .. } => "xkey/character",
            Self::Length => "xkey/length",
            Self::Checksum => "xkey/checksum",
            Self::Version => "xkey/version",
            Self::RootWithParent => "xkey/root-with-parent",
            Self::Prefix => "xkey/prefix",
            Self::KeyRange => "xkey/key-range",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Character { position } => vec![("position", Safe::count(*position))],
            Self::Length
            | Self::Checksum
            | Self::Version
            | Self::RootWithParent
            | Self::Prefix
            | Self::KeyRange => Facts::new(),
        }
    }
}

impl From<Fault> for ExtendedKeyError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Character { position } => Self::Character { position },
            Fault::Length => Self::Length,
            Fault::Checksum => Self::Checksum,
        }
    }
}

impl fmt::Display for ExtendedKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for ExtendedKeyError {}
