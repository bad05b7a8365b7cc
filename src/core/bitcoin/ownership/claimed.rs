//! Which accounts a file speaks of, so that the keys can be asked for exactly those.

use crate::bitcoin::psbt::{KeyClaim, Psbt};
use crate::limits::{ACCOUNT_INDEX_MAX, CLAIMED_ACCOUNTS_MAX};
use crate::network::Network;
use crate::path::{AccountPath, AddressPath};
use bitcoin::bip32::Fingerprint;

/// The standard accounts of `network` claimed under that fingerprint, inputs before outputs, each
/// once, at most [`CLAIMED_ACCOUNTS_MAX`]. A question, not an answer: every claim is checked by the
/// review. A flood of claims on outputs cannot displace the accounts of the inputs.
pub fn claimed_accounts(psbt: &Psbt, master: Fingerprint, network: Network) -> Vec<AccountPath> {
    let of_inputs =
        psbt.inputs().iter().flat_map(|input| input.key_claims.iter().chain(&input.tap_key_claims));
    let of_outputs =
        psbt.outputs().iter().flat_map(|output| output.key_claims.iter().chain(&output.tap_key_claims));
    let mut accounts: Vec<AccountPath> = Vec::new();
    for claim in of_inputs.chain(of_outputs) {
        match claimed(claim, master, network) {
            Some(account) if !accounts.contains(&account) => accounts.push(account),
            Some(_) | None => {}
        }
        if accounts.len() == CLAIMED_ACCOUNTS_MAX {
            break;
        }
    }
    accounts
}

fn claimed(claim: &KeyClaim, master: Fingerprint, network: Network) -> Option<AccountPath> {
    let account = AddressPath::of(&claim.path)?.account;
    let ordinary = account.coin_type == network.coin_type() && account.account <= ACCOUNT_INDEX_MAX;
    (claim.master == master && ordinary).then_some(account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitcoin::scene::{OURS, Scene, With, account};
    use crate::path::Chain;
    use crate::path::ScriptKind::{P2tr, P2wpkh};

    #[test]
    fn atk_b10_claims_on_outputs_cannot_displace_the_accounts_of_the_inputs() {
        let other = account(OURS, Network::Main, P2wpkh, 3);
        let mut scene = Scene::new(P2wpkh).coin(0, 10_000, With::WitnessUtxo);
        for number in 0..30 {
            let flood = account(OURS, Network::Main, P2tr, number);
            scene = scene.returning(&flood, Chain::Change, 0, 1);
        }
        let scene = scene.coin_of(&other, 0, 10_000, With::WitnessUtxo);
        let found = claimed_accounts(&scene.psbt(), scene.account.master(), Network::Main);
        assert_eq!(found[..2], [scene.account.path(), other.path()]);
        assert_eq!(found.len(), CLAIMED_ACCOUNTS_MAX);
    }

    #[test]
    fn atk_b11_accounts_of_other_networks_and_other_masters_are_not_asked_for() {
        let scene = Scene::honest(P2wpkh);
        assert_eq!(claimed_accounts(&scene.psbt(), scene.account.master(), Network::Regtest), []);
        assert_eq!(claimed_accounts(&scene.psbt(), Fingerprint::default(), Network::Main), []);
    }
}
