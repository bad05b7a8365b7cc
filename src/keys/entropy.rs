//! Making a seed that anyone can verify (`formats/entropy.md`).
//!
//! The kernel's bytes come from one function and are committed to before the person's dice are
//! typed; everything is mixed by one published formula. Everything here runs in the vault.

mod audit;
mod draft;
mod error;
mod formula;
mod made;
mod os;
mod quality;
mod symbols;
mod transcript;
pub(crate) mod vectors;

pub use audit::{Coin, Halves};
pub use draft::{Draft, Recipe};
pub use error::EntropyError;
pub use made::Made;
pub use os::{OsBytes, fill, os};
pub use quality::Quality;
pub use symbols::Symbols;

#[cfg(test)]
mod tests;
