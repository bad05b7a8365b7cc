//! The only crate that handles secret bytes.
//!
//! Words become a [`Keychain`]; a keychain gives account public keys out and turns an approved
//! payload into a signed one. Private keys exist only inside `place`, one function that the
//! locked-memory work wraps, and nothing but public values leaves it.

mod bip85;
mod derive;
pub mod entropy;
mod keychain;
mod mnemonic;
pub mod passphrase;
mod place;
mod recheck;
mod secret;
mod seed;
mod seed_qr;
pub mod seed_ur;
pub mod self_test;
pub mod shares;
mod sign;
mod typing;
pub mod vault;

pub use bip39::Language;
pub use bip85::{Application, Bip85, Bip85Error};
pub use derive::{DeriveError, ExtendedKeyError, ExtendedPrivateKey};
pub use keychain::{AccountKeyError, Keychain};
pub use mnemonic::{Mnemonic, PREFIX_LETTERS, is_latin, language_name, language_named};
pub use place::in_vault;
pub use secret::Secret;
pub use seed::{Seed, SeedError};
pub use seed_qr::{SeedQr, SeedQrError};
pub use seed_ur::SeedUrError;
pub use sign::{SignError, Signed};
pub use typing::{LastWords, Lists, Typed, is_rewritten};

#[cfg(test)]
mod tests;
