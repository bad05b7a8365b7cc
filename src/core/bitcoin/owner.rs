//! Whose keys a review is made for: accounts, public halves only.

use crate::network::Network;
use crate::wallet::account::Account;
use bitcoin::bip32::Fingerprint;

/// The accounts a payload is held against. Without any, ownership is unproven and the review says so.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The network of this run.
    pub network: Network,
    /// Fingerprint of the master key, if a seed or account is known: tells "another wallet's
    /// file" (attack B09) from "no claim of ours"; never evidence of ownership.
    pub master: Option<Fingerprint>,
    /// Accounts whose scripts are ours.
    pub accounts: Vec<Account>,
}

impl Owner {
    /// Nobody: a review without keys, which can be read and not signed.
    pub fn nobody(network: Network) -> Self {
        Self { network, master: None, accounts: Vec::new() }
    }

    /// The owner of one account.
    pub fn of_account(account: Account) -> Self {
        Self { network: account.network(), master: Some(account.master()), accounts: vec![account] }
    }

    /// True if a claim under this fingerprint speaks of our keys. A label only.
    pub fn is_called(&self, fingerprint: Fingerprint) -> bool {
        self.master == Some(fingerprint)
            || self.accounts.iter().any(|account| account.master() == fingerprint)
    }
}
