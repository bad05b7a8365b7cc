//! Our own addresses: listing them, and asking whether one is ours.

use super::AddressText;
use crate::limits::{ADDRESS_SEARCH_INDEX_MAX, ADDRESSES_LISTED_MAX};
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

/// `count` addresses of one chain, from number `first` on: at most [`ADDRESSES_LISTED_MAX`], and fewer
/// where the numbers end (2^31).
pub fn list(account: &Account, chain: Chain, first: u32, count: u32) -> Vec<Found> {
    let secp = Secp256k1::verification_only();
    (first..first.saturating_add(count.min(ADDRESSES_LISTED_MAX)))
        .filter_map(|index| {
            let script = account.script_pubkey(&secp, chain, index)?;
            let address = AddressText::of_script(&script, account.network())?;
            Some(Found { path: account.address_path(chain, index), script, address })
        })
        .collect()
}

/// Searches both chains of every account for a script, numbers 0 to `last` (inclusive, at most
/// [`ADDRESS_SEARCH_INDEX_MAX`]).
pub fn find(accounts: &[Account], script: &Script, last: u32) -> Option<AddressPath> {
    let secp = Secp256k1::verification_only();
    accounts.iter().find_map(|account| {
        (0..=last.min(ADDRESS_SEARCH_INDEX_MAX)).find_map(|index| {
            Chain::ALL.into_iter().find_map(|chain| {
                let derived = account.script_pubkey(&secp, chain, index)?;
                (derived.as_script() == script).then(|| account.address_path(chain, index))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitcoin::scene::{OURS, account, stranger};
    use crate::network::Network;
    use crate::path::ScriptKind;

    #[test]
    fn an_address_of_ours_is_found_with_its_path_and_a_strangers_is_not() {
        let accounts = ScriptKind::ALL.map(|kind| account(OURS, Network::Main, kind, 0));
        for ours in &accounts {
            let listed = list(ours, Chain::Change, 7, 2);
            assert_eq!(listed[1].path.index, 8);
            assert_eq!(find(&accounts, &listed[1].script, 20), Some(listed[1].path));
            assert_eq!(find(&accounts, &listed[1].script, 7), None);
        }
        assert_eq!(find(&accounts, &stranger(ScriptKind::P2wpkh, 0), 20), None);
    }

    #[test]
    fn a_list_ends_where_the_numbers_end() {
        let ours = account(OURS, Network::Regtest, ScriptKind::P2tr, 0);
        assert_eq!(list(&ours, Chain::Receive, (1 << 31) - 1, 5).len(), 1);
    }
}
