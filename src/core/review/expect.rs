//! A second source of addresses and amounts: the invoice, the payment list, the other channel.
//!
//! A companion that swaps an address shows the swapped one everywhere. Only a list that did not
//! pass through it tells; the review then needs to show nothing but what differs.

mod amount;
mod compare;
mod read;

pub use amount::parse_amount;
pub use compare::{Comparison, Difference, compare};
pub use read::read;

use crate::amount::Amount;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use bitcoin::ScriptBuf;
use std::fmt;

/// One payment somebody else wrote down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Script of the address.
    pub script: ScriptBuf,
    /// The amount, if the source names one.
    pub amount: Option<Amount>,
}

/// Why a second source cannot be read. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExpectError {
    /// Larger than we read.
    TooLarge,
    /// Not text.
    NotText,
    /// No payment in it.
    Empty,
    /// This line's address cannot be used on this network.
    Address {
        /// Line.
        line: usize,
    },
    /// This line's amount is not understood.
    Amount {
        /// Line.
        line: usize,
    },
    /// This line demands something we do not know (BIP-21, `req-`).
    Required {
        /// Line.
        line: usize,
    },
}

impl Explain for ExpectError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TooLarge => "expect/too-large",
            Self::NotText => "expect/not-text",
            Self::Empty => "expect/empty",
            Self::Address { .. } => "expect/address",
            Self::Amount { .. } => "expect/amount",
            Self::Required { .. } => "expect/required",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLarge | Self::NotText | Self::Empty => Facts::new(),
            Self::Address { line } | Self::Amount { line } | Self::Required { line } => {
                vec![("line", Safe::count(*line))]
            }
        }
    }
}

impl fmt::Display for ExpectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for ExpectError {}

#[cfg(test)]
mod tests;
