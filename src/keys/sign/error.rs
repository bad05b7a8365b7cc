//! Why nothing was signed.

use crate::place;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use coldframe_memory::VaultError;
use std::fmt;

/// Why signing stopped. No signature of the payload left the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// No input is to be signed with this seed (exit 7).
    NothingOurs,
    /// The seed does not lead to the key that was reviewed (exit 7).
    OtherKey {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// The second implementation does not agree with a signature (exit 70, attack C02).
    SelfCheck {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// A job is not for this transaction: a bug of ours (exit 70).
    OtherTransaction {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// A sighash type we never sign; the review refuses it before (exit 70).
    SighashType {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// The payload did not take the signature (exit 70).
    NotTaken {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// The place secrets are worked on could not be used.
    Vault(VaultError),
}

impl SignError {
    fn input_index(self) -> Option<usize> {
        match self {
            Self::OtherKey { input_index }
            | Self::SelfCheck { input_index }
            | Self::OtherTransaction { input_index }
            | Self::SighashType { input_index }
            | Self::NotTaken { input_index } => Some(input_index),
            Self::NothingOurs | Self::Vault(_) => None,
        }
    }
}

impl Explain for SignError {
    fn code(&self) -> Code {
        match self {
            Self::NothingOurs => Code::new("sign/nothing-ours"),
            Self::OtherKey { .. } => Code::new("sign/other-key"),
            Self::SelfCheck { .. } => Code::new("sign/self-check"),
            Self::OtherTransaction { .. } => Code::new("sign/other-transaction"),
            Self::SighashType { .. } => Code::new("sign/sighash-type"),
            Self::NotTaken { .. } => Code::new("sign/not-taken"),
            Self::Vault(why) => place::code(*why),
        }
    }

    fn facts(&self) -> Facts {
        self.input_index().map(|index| ("input", Safe::count(index))).into_iter().collect()
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for SignError {}
