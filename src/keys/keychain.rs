//! An opened seed: gives public keys out, signs what was approved.

mod error;

pub use error::AccountKeyError;

use crate::derive::Node;
use crate::mnemonic::Mnemonic;
use crate::place::{self, Keys};
use crate::secret::Secret;
use crate::seed::{Seed, SeedError};
use bitcoin::bip32::{ChildNumber, Fingerprint, Xpub};
use coldframe_core::bitcoin::owner::Owner;
use coldframe_core::limits::OWNER_ACCOUNTS_MAX;
use coldframe_core::messages::Explain;
use coldframe_core::network::Network;
use coldframe_core::path::AccountPath;
use coldframe_core::wallet::account::Account;
use std::collections::BTreeSet;
use std::fmt;

/// Holds the seed and nothing derived from it but the fingerprint.
pub struct Keychain {
    seed: Seed,
    fingerprint: Fingerprint,
}

impl Keychain {
    /// Opens words and passphrase (BIP-39), both UTF-8; an empty passphrase is none. The words are
    /// erased on the way.
    ///
    /// # Errors
    /// [`SeedError`]; never the words. A wrong passphrase is no error: it opens another wallet.
    pub fn open(words: Secret<Vec<u8>>, passphrase: Secret<Vec<u8>>) -> Result<Self, SeedError> {
        Self::make(move || {
            let mnemonic = words.expose(|words| Mnemonic::parse(words))?;
            passphrase.expose(|passphrase| Seed::of_words(&mnemonic, passphrase))
        })
    }

    /// Opens what `make` finds out inside the vault: it may ask for words there, read a file or a
    /// picture, and nothing of that touches another stack.
    ///
    /// # Errors
    /// Those of `make`, and [`SeedError::Vault`] when the vault cannot be used.
    pub fn make<E: From<SeedError> + Explain + Send>(
        make: impl FnOnce() -> Result<Seed, E> + Send,
    ) -> Result<Self, E> {
        Ok(Self::of_seed(place::open(make)?)?)
    }

    /// Opens a seed as it stands.
    ///
    /// # Errors
    /// [`SeedError::Derivation`] for a seed without a master key.
    pub fn of_seed(seed: Seed) -> Result<Self, SeedError> {
        let fingerprint = place::with_keys(&seed, |keys| {
            Node::master(&keys.secp, keys.seed).map(|master| master.fingerprint())
        })
        .map_err(SeedError::Vault)??;
        Ok(Self { seed, fingerprint })
    }

    /// Fingerprint of the master key: a label to tell wallets apart, never evidence.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The public key of an account.
    ///
    /// # Errors
    /// [`AccountKeyError`] when the path is not one of this network or leads to no key.
    pub fn account(&self, network: Network, path: AccountPath) -> Result<Account, AccountKeyError> {
        place::with_keys(&self.seed, |keys| account(keys, network, path)).map_err(AccountKeyError::Vault)?
    }

    /// The accounts a review is held against: those claimed, each once, at most
    /// [`OWNER_ACCOUNTS_MAX`]. Claims of another coin type are left to the review, which finds
    /// them unproven (attack B11).
    ///
    /// # Errors
    /// [`AccountKeyError::Vault`] when the place could not be used.
    pub fn owner(&self, network: Network, claims: &[AccountPath]) -> Result<Owner, AccountKeyError> {
        let ours = claims.iter().copied().filter(|path| path.coin_type == network.coin_type());
        let paths: BTreeSet<AccountPath> = ours.collect();
        place::with_keys(&self.seed, |keys| {
            let paths = paths.into_iter().take(OWNER_ACCOUNTS_MAX);
            let accounts = paths.filter_map(|path| account(keys, network, path).ok()).collect();
            Owner { network, master: Some(self.fingerprint), accounts }
        })
        .map_err(AccountKeyError::Vault)
    }

    /// The public keys at the paths where wallets usually have theirs: what a sealed descriptor is
    /// tried with (BIP-138, Derivation Paths).
    ///
    /// # Errors
    /// [`AccountKeyError`] when the place could not be used or a path leads to no key.
    pub fn usual_keys(&self, network: Network) -> Result<Vec<Xpub>, AccountKeyError> {
        place::with_keys(&self.seed, |keys| usual_keys(keys, network)).map_err(AccountKeyError::Vault)?
    }

    pub(crate) fn seed(&self) -> &Seed {
        &self.seed
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keychain").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

fn account(keys: &Keys<'_>, network: Network, path: AccountPath) -> Result<Account, AccountKeyError> {
    let steps = path.derivation().ok_or(AccountKeyError::Number)?;
    let steps: &[ChildNumber] = steps.as_ref();
    let master = Node::master(&keys.secp, keys.seed)?;
    let fingerprint = master.fingerprint();
    let xpub = master.descend(&keys.secp, steps)?.xpub(network.kind());
    Ok(Account::new(network, fingerprint, path, xpub)?)
}

fn usual_keys(keys: &Keys<'_>, network: Network) -> Result<Vec<Xpub>, AccountKeyError> {
    let hardened = |index: u32| ChildNumber::from_hardened_idx(index).map_err(|_| AccountKeyError::Number);
    let mut found = Vec::new();
    for purpose in [44, 48, 49, 84, 86, 87] {
        for account in 0..=9 {
            let steps = [hardened(purpose)?, hardened(network.coin_type())?, hardened(account)?];
            let node = Node::master(&keys.secp, keys.seed)?.descend(&keys.secp, &steps)?;
            if purpose == 48 {
                for script in [1, 2] {
                    found.push(node.child(&keys.secp, hardened(script)?)?.xpub(network.kind()));
                }
            } else {
                found.push(node.xpub(network.kind()));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
