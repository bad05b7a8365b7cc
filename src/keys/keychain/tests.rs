use super::*;
use crate::tests::{rows, secret, text};
use bitcoin::Address;
use bitcoin::secp256k1::Secp256k1;
use coldframe_core::path::{Chain, ScriptKind};

const ADDRESSES: &str = include_str!("../../../vectors/accounts/first_addresses.json");
const ABOUT: &[u8] =
    b"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

fn keychain() -> Keychain {
    Keychain::open(secret(ABOUT), secret(b"")).unwrap()
}

fn path(coin_type: u32, account: u32) -> AccountPath {
    AccountPath { kind: ScriptKind::P2wpkh, coin_type, account }
}

#[test]
fn every_kind_of_account_gives_its_published_first_address() {
    for row in rows(ADDRESSES) {
        let keychain = Keychain::open(secret(text(&row, "words").as_bytes()), secret(b"")).unwrap();
        assert_eq!(keychain.fingerprint().to_string(), text(&row, "master"));
        let network = Network::named(text(&row, "network")).unwrap();
        let kind = ScriptKind::named(text(&row, "kind")).unwrap();
        let path = AccountPath { kind, coin_type: network.coin_type(), account: 0 };
        let account = keychain.account(network, path).unwrap();
        let script = account.script_pubkey(&Secp256k1::verification_only(), Chain::Receive, 0).unwrap();
        let address = Address::from_script(&script, network.to_bitcoin()).unwrap();
        assert_eq!(address.to_string(), text(&row, "address"), "{}", row["name"]);
    }
}

#[test]
fn the_usual_keys_are_those_of_the_draft_and_the_account_of_each_kind_is_among_them() {
    let keys = keychain().usual_keys(Network::Main).unwrap();
    assert_eq!(keys.len(), 5 * 10 + 10 * 2);
    let account = keychain().account(Network::Main, path(0, 9)).unwrap();
    assert!(keys.contains(account.xpub()));
    // m/48h/0h/0h/2h of the words of BIP-39, as other wallets give it.
    let cosigner = "xpub6DkFAXWQ2dHxq2vatrt9qyA3bXYU4ToWQwCHbf5XB2mSTexcHZCeKS1VZYcPoBd5X8yVcbXFHJR9R8UCVpt82VX1VhR28mCyxUFL4r6KFrf";
    assert!(keys.iter().any(|key| key.to_string() == cosigner));
}

#[test]
fn another_passphrase_is_another_wallet() {
    let other = Keychain::open(secret(ABOUT), secret(b"another")).unwrap();
    assert_ne!(other.fingerprint(), keychain().fingerprint());
}

#[test]
fn atk_b11_an_account_of_another_coin_type_is_not_given_out() {
    let refused = keychain().account(Network::Regtest, path(0, 0)).unwrap_err();
    assert!(matches!(refused, AccountKeyError::Account(_)), "{refused:?}");
}

#[test]
fn an_account_number_that_cannot_be_hardened_is_refused() {
    assert_eq!(keychain().account(Network::Main, path(0, 1 << 31)), Err(AccountKeyError::Number));
}

#[test]
fn atk_b11_claims_of_another_coin_type_are_left_to_the_review() {
    let owner = keychain().owner(Network::Main, &[path(0, 0), path(1, 0), path(0, 0), path(0, 5)]).unwrap();
    let found: Vec<_> = owner.accounts.iter().map(Account::path).collect();
    assert_eq!(found, [path(0, 0), path(0, 5)]);
    assert_eq!(owner.master, Some(keychain().fingerprint()));
    assert_eq!(owner.network, Network::Main);
}

#[test]
fn claims_of_another_coin_type_do_not_crowd_out_our_own() {
    let foreign = (0..1_000).map(|account| path(0, account));
    let claims: Vec<_> = foreign.chain([path(1, 7)]).collect();
    let owner = keychain().owner(Network::Regtest, &claims).unwrap();
    assert_eq!(owner.accounts.iter().map(Account::path).collect::<Vec<_>>(), [path(1, 7)]);
}

#[test]
fn a_file_that_claims_every_account_costs_a_bounded_time() {
    let claims: Vec<_> = (0..5_000).map(|account| path(0, account)).collect();
    let owner = keychain().owner(Network::Main, &claims).unwrap();
    assert_eq!(owner.accounts.len(), OWNER_ACCOUNTS_MAX);
}

#[test]
fn an_owner_without_claims_still_knows_its_fingerprint() {
    let owner = keychain().owner(Network::Signet, &[]).unwrap();
    assert!(owner.accounts.is_empty());
    assert!(owner.master.is_some());
}

#[test]
fn atk_g05_debug_shows_the_fingerprint_and_no_seed() {
    let keychain = keychain();
    let shown = format!("{keychain:?}");
    assert!(shown.contains("73c5da0a"), "{shown}");
    keychain.seed().expose(|seed| {
        let seed: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!shown.contains(&seed[..8]), "{shown}");
    });
    assert!(shown.ends_with(".. }"), "{shown}");
}

#[test]
fn atk_g05_no_error_of_opening_repeats_what_was_typed() {
    for words in ["zoo zoo zoo", "abandon abandon", &"zoo ".repeat(12), &"wrongword ".repeat(12)] {
        let error = Keychain::open(secret(words.as_bytes()), secret(b"hunter2")).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!said.contains("zoo") && !said.contains("wrongword") && !said.contains("hunter2"), "{said}");
    }
}
