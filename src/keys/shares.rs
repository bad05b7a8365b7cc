//! A secret split into shares, and shares put together again (`formats/slip39.md`, `codex32.md`,
//! `sskr.md`, `seed-xor.md`, `sharks.md`, and `share-file.md` for all of them in files).
//!
//! ```text
//! split(Plan, secret) ─▶ [Share]        each share is public facts and a secret part
//! Share::read(text)   ─▶ Share ─▶ Gathering::add … ─▶ Gathering::finish ─▶ Recovered
//! ```
//! Everything here runs in the vault; only [`coldframe_core::shares`] and errors leave it. No
//! secret decides a branch or an address in the arithmetic (attack F04), and nothing is released
//! that was not put together again first.

mod codex32;
mod correction;
mod error;
mod field;
mod gathering;
mod grouped;
mod lists;
mod plan;
mod quorums;
mod recovered;
mod seed_xor;
mod shamir;
mod share;
mod share_file;
mod sharks;
mod slip39;
mod split;
mod sskr;
pub(crate) mod vectors;

pub use codex32::{
    Change, Codex32, Codex32Error, Header, Identifier, Index, addition_table, blank_worksheet,
    checksum_table, mended,
};
pub use correction::{Correction, correction, corrections};
pub use error::{Differs, ShareError};
pub use gathering::{Added, Gathering};
pub use lists::word_list;
pub use plan::{GroupPlan, Plan};
pub use quorums::Quorums;
pub use recovered::Recovered;
pub use share::{Form, Share};
pub use share_file::{share_file, shares_in};
pub use split::split;

use crate::entropy::EntropyError;

/// Where random bytes come from: [`crate::entropy::fill`], and in tests bytes that are known.
pub type Random<'a> = dyn FnMut(&mut [u8]) -> Result<(), EntropyError> + 'a;

#[cfg(test)]
mod tests;
