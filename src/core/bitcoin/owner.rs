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
