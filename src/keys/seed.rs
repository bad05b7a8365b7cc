//! The seed of BIP-32: from words (BIP-39) or as bytes.

mod error;

pub use error::SeedError;

use crate::derive::{DeriveError, Node};
use crate::mnemonic::{Mnemonic, nfkd};
use crate::place;
use bitcoin::bip32::Fingerprint;
use coldframe_core::limits::PASSPHRASE_BYTES_MAX;
use coldframe_memory::{Hold, leak, stumble};
use hmac::Hmac;
use sha2::Sha512;
use std::fmt;
use zeroize::Zeroizing;

/// Rounds of PBKDF2 (BIP-39, section From mnemonic to seed).
const ROUNDS: u32 = 2_048;

/// What PBKDF2 gives (BIP-39).
const BYTES: usize = 64;

/// 16 to 64 bytes from which every key is derived (BIP-32, section Master key generation).
///
/// Stays while a wallet is open, so it has pages of its own that are never swapped, out of the
/// kernel's reach where there is memfd_secret(2).
pub struct Seed(Hold);

impl Seed {
    /// The seed of a mnemonic and a passphrase, which is empty if there is none.
    ///
    /// Not through the word crate: its own PBKDF2 leaves the words on the stack.
    ///
    /// # Errors
    /// [`SeedError`] when the passphrase is not text or too long, or there is no memory.
    pub fn of_words(mnemonic: &Mnemonic, passphrase: &[u8]) -> Result<Self, SeedError> {
        let salt = salt(passphrase)?;
        let fill = |seed: &mut [u8]| {
            mnemonic.with_sentence(|sentence| {
                let done = pbkdf2::pbkdf2::<Hmac<Sha512>>(sentence.as_bytes(), salt.as_bytes(), ROUNDS, seed);
                leak(sentence.as_bytes());
                stumble("seed");
                done.map_err(|_| SeedError::Derivation(DeriveError::InvalidMaster))
            })
        };
        Hold::try_built(BYTES, fill).map(Self)
    }

    /// A seed as it stands, such as a share scheme restores it.
    ///
    /// # Errors
    /// [`SeedError::Length`] outside 16 to 64 bytes, [`SeedError::Vault`] without memory.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, SeedError> {
        if !(16..=64).contains(&bytes.len()) {
            return Err(SeedError::Length { bytes: bytes.len() });
        }
        Ok(Self(Hold::built(bytes.len(), |seed| seed.copy_from_slice(bytes))?))
    }

    /// Fingerprint of the master key, for work that is in the vault already; outside, a
    /// [`crate::Keychain`] knows it.
    ///
    /// # Errors
    /// [`SeedError::Derivation`] for a seed without a master key.
    pub fn fingerprint(&self) -> Result<Fingerprint, SeedError> {
        Ok(Node::master(&place::blinded(self), self)?.fingerprint())
    }

    /// Lends the bytes, to be split as a master secret. Inside the vault only.
    pub fn lend<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        self.expose(look)
    }

    pub(crate) fn expose<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        self.0.expose(look)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// "mnemonic" and the passphrase in NFKD: é typed as one or as two characters is one passphrase.
fn salt(passphrase: &[u8]) -> Result<Zeroizing<String>, SeedError> {
    let too_long = SeedError::PassphraseTooLong { limit: PASSPHRASE_BYTES_MAX };
    if passphrase.len() > PASSPHRASE_BYTES_MAX {
        return Err(too_long);
    }
    let text = std::str::from_utf8(passphrase).map_err(|_| SeedError::PassphraseNotText)?;
    let normal = nfkd(text);
    let mut salt = Zeroizing::new(String::with_capacity(8 + normal.len()));
    salt.push_str("mnemonic");
    salt.push_str(&normal);
    if salt.len() > PASSPHRASE_BYTES_MAX { Err(too_long) } else { Ok(salt) }
}

#[cfg(test)]
mod tests;
