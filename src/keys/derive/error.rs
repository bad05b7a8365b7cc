//! Why a path leads to no key.

use coldframe_core::messages::{Code, Explain, error_line};
use std::fmt;

/// Why a key could not be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeriveError {
    /// The seed gives no master key.
    InvalidMaster,
    /// The number gives no child key (attack C07).
    InvalidChild,
    /// Deeper than the 255 steps an extended key can count.
    TooDeep,
}

impl Explain for DeriveError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::InvalidMaster => "seed/invalid-master",
            Self::InvalidChild => "seed/invalid-child",
            Self::TooDeep => "seed/too-deep",
        })
    }
}

impl fmt::Display for DeriveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for DeriveError {}
