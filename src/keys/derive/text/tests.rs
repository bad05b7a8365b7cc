use super::*;
use crate::seed::Seed;
use crate::tests::{hex, rows, text};
use bitcoin::base58 as library;
use bitcoin::bip32::{DerivationPath, Xpriv};
use coldframe_core::messages::Explain;
use std::str::FromStr;

const CHAINS: &str = include_str!("../../../../vectors/bip32/derivation.json");
const INVALID: &str = include_str!("../../../../vectors/bip32/invalid.json");
const SLIP132: &str = include_str!("../../../../vectors/bip32/slip132.json");

fn refused(text: &str) -> Result<(), ExtendedKeyError> {
    ExtendedPrivateKey::parse(text.as_bytes()).map(|_| ())
}

/// A root key with the bytes at this place replaced, its checksum right.
fn altered(at: usize, bytes: &[u8]) -> String {
    let mut payload = library::decode_check(text(&rows(CHAINS)[0], "xprv")).unwrap();
    payload[at..at + bytes.len()].copy_from_slice(bytes);
    library::encode_check(&payload)
}

#[test]
fn every_published_chain_is_written_and_read_as_text() {
    for row in rows(CHAINS) {
        let secp = Secp256k1::new();
        let path: Vec<ChildNumber> = DerivationPath::from_str(text(&row, "path")).unwrap().into();
        let master = Node::master(&secp, &Seed::of_bytes(&hex(&row, "seed")).unwrap()).unwrap();
        let node = master.descend(&secp, &path).unwrap();
        node.with_text(NetworkKind::Main, |written| assert_eq!(written, text(&row, "xprv")));
        let read = ExtendedPrivateKey::parse(text(&row, "xprv").as_bytes()).unwrap();
        assert_eq!(read.xpub().to_string(), text(&row, "xpub"), "{}", row["name"]);
        read.with_text(|written| assert_eq!(written, text(&row, "xprv")));
        node.with_text(NetworkKind::Test, |written| {
            assert!(written.starts_with("tprv"));
            assert_eq!(ExtendedPrivateKey::parse(written.as_bytes()).unwrap().network(), NetworkKind::Test);
            assert_eq!(Xpriv::from_str(written).unwrap().network, NetworkKind::Test);
        });
    }
}

#[test]
fn atk_c07_every_published_invalid_key_is_refused_for_its_own_reason() {
    for row in rows(INVALID) {
        let why = refused(text(&row, "key")).unwrap_err();
        assert_eq!(why.code().as_str(), text(&row, "code"), "{}", row["name"]);
    }
}

#[test]
fn atk_c07_a_root_key_that_names_a_parent_or_a_number_is_refused() {
    for at in 5..13 {
        assert_eq!(refused(&altered(at, &[1])), Err(ExtendedKeyError::RootWithParent), "byte {at}");
    }
}

#[test]
fn atk_c07_a_key_of_zero_or_beyond_the_group_is_refused() {
    let order = bitcoin::secp256k1::constants::CURVE_ORDER;
    for key in [[0; 32], order, [0xff; 32]] {
        assert_eq!(refused(&altered(46, &key)), Err(ExtendedKeyError::KeyRange));
    }
    let mut last = order;
    last[31] -= 1;
    assert_eq!(refused(&altered(46, &last)), Ok(()));
}

#[test]
fn atk_c07_every_version_but_those_of_private_keys_is_refused() {
    for row in rows(SLIP132) {
        let read = ExtendedPrivateKey::parse(text(&row, "key").as_bytes()).unwrap();
        read.with_text(|written| assert_eq!(written, text(&row, "same_as"), "{}", row["name"]));
    }
    for version in 0..=u16::MAX {
        let [third, fourth] = version.to_be_bytes();
        let known = [(0x88, 0xad), (0x35, 0x83), (0x9d, 0x78), (0xb2, 0x43), (0x4a, 0x4e), (0x5f, 0x18)];
        if !known.contains(&(third, fourth)) && version % 251 == 0 {
            let key = altered(1, &[third, fourth]);
            assert_eq!(refused(&key), Err(ExtendedKeyError::Version), "{version:04x}");
        }
    }
}

#[test]
fn white_space_cut_and_longer_texts_are_refused() {
    let xprv = text(&rows(CHAINS)[0], "xprv").to_owned();
    assert_eq!(refused(&format!("{xprv}\n")), Err(ExtendedKeyError::Character { position: 112 }));
    assert_eq!(refused(&format!(" {xprv}")), Err(ExtendedKeyError::Character { position: 1 }));
    assert_eq!(refused(&xprv[..110]), Err(ExtendedKeyError::Length));
    assert_eq!(refused(&xprv.repeat(2)), Err(ExtendedKeyError::Length));
    assert_eq!(refused(""), Err(ExtendedKeyError::Length));
}

#[test]
fn atk_g05_a_refusal_and_debug_say_nothing_of_the_key() {
    let xprv = text(&rows(CHAINS)[0], "xprv").to_owned();
    let error = ExtendedPrivateKey::parse(&xprv.as_bytes()[..100]).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(&xprv[20..26]));
    assert_eq!(
        format!("{:?}", ExtendedPrivateKey::parse(xprv.as_bytes()).unwrap()),
        "ExtendedPrivateKey(..)"
    );
}
