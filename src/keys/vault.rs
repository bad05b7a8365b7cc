//! The vault at rest: files in the age format (`formats/vault.md`), and the named seed inside one.
//!
//! Anything that leaves this machine encrypted goes through [`encrypt`]; an ordinary `age` opens
//! it. Of the format only passphrases (scrypt) and X25519 keys are taken: a plugin would be a
//! program that a name in a file starts (attack F08), and is not even compiled in.
//!
//! Secrets are opened inside the vault's thread ([`crate::in_vault`]) and stay there. The 256 MiB
//! that scrypt works in are on the heap; the wiping allocator erases them when they are given back.

mod entry;
mod error;
mod header;
mod identity;
mod lock;
mod name;
mod opening;

pub use entry::{About, Entry, EntryError};
pub use error::{OpenError, SealError};
pub use header::{Header, Kind};
pub use identity::{Identities, Recipient};
pub use lock::{Lock, WorkFactor, encrypt};
pub use name::{Name, NameError};
pub use opening::{Key, decrypt};

#[cfg(test)]
mod tests;
