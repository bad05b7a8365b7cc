//! Our own addresses: listing them, and asking whether one is ours.

use super::AddressText;
use crate::path::{AddressPath, Chain};
use crate::wallet::account::Account;
use bitcoin::key::Secp256k1;
use bitcoin::{Script, ScriptBuf};

/// One address of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub path: AddressPath,
    /// Its script.
    pub script: ScriptBuf,
    /// Its text.
    pub address: AddressText,
}

/// `count` addresses of one chain, from number `first` on. Fewer where the numbers end (2^31).
pub fn list(account: &Account, chain: Chain, first: u32, count: u32) -> Vec<Found> {
    let secp = Secp256k1::verification_only();
    (first..first.saturating_add(count))
        .filter_map(|index| {
            let script = account.script_pubkey(&secp, chain, index)?;
            let address = AddressText::of_script(&script, account.network())?;
            Some(Found { path: account.address_path(chain, index), script, address })
        })
        .collect()
}

/// Searches both chains of every account for a script, numbers 0 to `last` (inclusive).
pub fn find(accounts: &[Account], script: &Script, last: u32) -> Option<AddressPath> {
    let secp = Secp256k1::verification_only();
    accounts.iter().find_map(|account| {
        (0..=last).find_map(|index| {
            Chain::ALL.into_iter().find_map(|chain| {
                let derived = account.script_pubkey(&secp, chain, index)?;
                (derived.as_script() == script).then(|| account.address_path(chain, index))
            })
        })
    })
}
