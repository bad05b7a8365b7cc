use super::*;
use crate::recheck::bip32_master;
use crate::tests::{hex, rows, text};
use bitcoin::bip32::{DerivationPath, Xpriv};
use std::str::FromStr;

const VECTORS: &str = include_str!("../../../vectors/bip32/derivation.json");

fn steps(path: &str) -> Vec<ChildNumber> {
    DerivationPath::from_str(path).unwrap().into()
}

fn node(seed: &[u8], steps: &[ChildNumber]) -> Node {
    let secp = Secp256k1::new();
    Node::master(&secp, &Seed::of_bytes(seed).unwrap()).unwrap().descend(&secp, steps).unwrap()
}

/// Small, repeatable, and no secret: SHA-256 of a counter.
fn bytes(counter: u64, length: usize) -> Vec<u8> {
    use sha2::{Digest, Sha512};
    Sha512::digest(counter.to_be_bytes())[..length].to_vec()
}

#[test]
fn every_published_chain_is_derived() {
    for row in rows(VECTORS) {
        let node = node(&hex(&row, "seed"), &steps(text(&row, "path")));
        assert_eq!(node.xpub(NetworkKind::Main).to_string(), text(&row, "xpub"), "{}", row["name"]);
        let xprv = Xpriv::from_str(text(&row, "xprv")).unwrap();
        node.with_key(|key| assert_eq!(*key, xprv.private_key.secret_bytes(), "{}", row["name"]));
    }
}

#[test]
fn three_libraries_derive_the_same_keys_on_any_path_and_seed_length() {
    let secp = Secp256k1::new();
    for round in 0..60_u64 {
        let seed = bytes(round, 16 + usize::try_from(round).unwrap() * 48 / 59);
        let path: Vec<ChildNumber> = bytes(round + 1_000, 20)
            .chunks(4)
            .take(1 + usize::try_from(round % 5).unwrap())
            .map(|chunk| ChildNumber::from(u32::from_be_bytes(chunk.try_into().unwrap())))
            .collect();
        let ours = node(&seed, &path);

        let theirs = Xpriv::new_master(NetworkKind::Main, &seed).unwrap().derive_priv(&secp, &path).unwrap();
        ours.with_key(|key| assert_eq!(*key, theirs.private_key.secret_bytes()));
        assert_eq!(ours.xpub(NetworkKind::Main), Xpub::from_priv(&secp, &theirs));

        let mut other = bip32_master(&seed).unwrap();
        for step in &path {
            other = other.derive_child(bip32::ChildNumber::from(u32::from(*step))).unwrap();
        }
        ours.with_key(|key| assert_eq!(*key, other.to_bytes()));
        assert_eq!(other.attrs().chain_code, ours.xpub(NetworkKind::Main).chain_code.to_bytes());
    }
}

#[test]
fn atk_c07_a_tweak_beyond_the_group_is_refused_not_skipped() {
    let key = [1; 32];
    assert_eq!(add_tweak(&key, &mut [0xff; 32]), Err(DeriveError::InvalidChild));
    let mut order = bitcoin::secp256k1::constants::CURVE_ORDER;
    assert_eq!(add_tweak(&key, &mut order), Err(DeriveError::InvalidChild));
}

#[test]
fn atk_c07_a_child_key_of_zero_is_refused_not_skipped() {
    let key = SecretKey::from_slice(&[1; 32]).unwrap();
    let mut opposite = key.negate().secret_bytes();
    assert_eq!(add_tweak(&key.secret_bytes(), &mut opposite), Err(DeriveError::InvalidChild));
}

#[test]
fn atk_c07_a_hardened_and_a_normal_step_of_one_number_are_different_keys() {
    let hardened = node(&[7; 16], &steps("m/0h"));
    let normal = node(&[7; 16], &steps("m/0"));
    assert_ne!(hardened.public_key(), normal.public_key());
}

#[test]
fn a_path_deeper_than_an_extended_key_counts_is_refused() {
    let secp = Secp256k1::new();
    let steps = vec![ChildNumber::Normal { index: 0 }; 256];
    let master = Node::master(&secp, &Seed::of_bytes(&[7; 16]).unwrap()).unwrap();
    assert_eq!(master.descend(&secp, &steps).map(|_| ()), Err(DeriveError::TooDeep));
}

#[test]
fn leading_zeroes_of_a_key_are_kept() {
    // BIP-32, Test vectors 3 and 4, are about this; here a key is hunted for among children.
    let secp = Secp256k1::new();
    let master = node(&[9; 32], &[]);
    let found = (0..2_000).find(|index| {
        let child = master.child(&secp, ChildNumber::Hardened { index: *index }).unwrap();
        child.with_key(|key| key[0] == 0)
    });
    let parent = ChildNumber::Hardened { index: found.unwrap() };
    let ours = node(&[9; 32], &[parent, ChildNumber::Hardened { index: 0 }]);
    let theirs = Xpriv::new_master(NetworkKind::Main, &[9; 32]).unwrap();
    let theirs = theirs.derive_priv(&secp, &[parent, ChildNumber::Hardened { index: 0 }]).unwrap();
    ours.with_key(|key| assert_eq!(*key, theirs.private_key.secret_bytes()));
}
