use super::*;
use crate::derive::Node;
use crate::tests::{hex, rows, text};
use bitcoin::bip32::Xpriv;
use bitcoin::secp256k1::Secp256k1;
use std::str::FromStr;

const ENGLISH: &str = include_str!("../../../vectors/mnemonic/english.json");
const JAPANESE: &str = include_str!("../../../vectors/mnemonic/japanese.json");
const LANGUAGES: &str = include_str!("../../../vectors/mnemonic/languages.json");

fn seed(words: &str, passphrase: &str) -> Vec<u8> {
    let mnemonic = Mnemonic::parse(words.as_bytes()).unwrap();
    Seed::of_words(&mnemonic, passphrase.as_bytes()).unwrap().expose(<[u8]>::to_vec)
}

#[test]
fn every_published_mnemonic_gives_its_seed_and_master_key() {
    for row in [ENGLISH, LANGUAGES, JAPANESE].into_iter().flat_map(rows) {
        let bytes = seed(text(&row, "words"), text(&row, "passphrase"));
        assert_eq!(bytes, hex(&row, "seed"), "{}", row["name"]);
        let master = Node::master(&Secp256k1::new(), &Seed::of_bytes(&bytes).unwrap()).unwrap();
        let published = Xpriv::from_str(text(&row, "master_xprv")).unwrap();
        master.with_key(|key| assert_eq!(*key, published.private_key.secret_bytes()));
    }
}

#[test]
fn our_seed_is_the_one_of_the_word_crate() {
    for passphrase in ["", "TREZOR", " trailing ", "\u{3164}\u{1F511}", &"x".repeat(300)] {
        let row = &rows(ENGLISH)[8];
        let other = bip39::Mnemonic::parse_normalized(text(row, "words")).unwrap();
        assert_eq!(seed(text(row, "words"), passphrase), other.to_seed(passphrase), "{passphrase:?}");
    }
}

#[test]
fn atk_c06_a_passphrase_typed_on_another_keyboard_opens_the_same_wallet() {
    let row = &rows(ENGLISH)[0];
    assert_eq!(seed(text(row, "words"), "caf\u{e9}"), seed(text(row, "words"), "cafe\u{301}"));
    assert_ne!(seed(text(row, "words"), "caf\u{e9}"), seed(text(row, "words"), "cafe"));
}

#[test]
fn atk_c06_a_trailing_space_is_part_of_the_passphrase() {
    let row = &rows(ENGLISH)[0];
    assert_ne!(seed(text(row, "words"), "pass"), seed(text(row, "words"), "pass "));
}

#[test]
fn a_passphrase_that_is_no_text_or_too_long_is_refused() {
    let mnemonic = Mnemonic::parse(text(&rows(ENGLISH)[0], "words").as_bytes()).unwrap();
    let refused = Seed::of_words(&mnemonic, &[0xc3]).unwrap_err();
    assert_eq!(refused, SeedError::PassphraseNotText);
    let refused = Seed::of_words(&mnemonic, &vec![b'x'; PASSPHRASE_BYTES_MAX + 1]).unwrap_err();
    assert_eq!(refused, SeedError::PassphraseTooLong { limit: PASSPHRASE_BYTES_MAX });
    // U+FDFA becomes 18 letters in NFKD: short as typed, too long as hashed.
    let refused = Seed::of_words(&mnemonic, "\u{fdfa}".repeat(1_000).as_bytes()).unwrap_err();
    assert_eq!(refused, SeedError::PassphraseTooLong { limit: PASSPHRASE_BYTES_MAX });
}

#[test]
fn only_the_seed_lengths_of_bip32_are_taken() {
    for length in 0..=80 {
        assert_eq!(Seed::of_bytes(&vec![1; length]).is_ok(), (16..=64).contains(&length), "{length}");
    }
}

#[test]
fn atk_g05_debug_shows_no_seed() {
    assert_eq!(format!("{:?}", Seed::of_bytes(&[0xab; 32]).unwrap()), "Seed(..)");
}

#[test]
fn atk_g04_an_open_seed_stands_on_pages_that_are_never_swapped() {
    let seed = Seed::of_bytes(&[0xab; 64]).unwrap();
    assert_ne!(seed.0.kind(), coldframe_memory::HoldKind::Unlocked);
}
