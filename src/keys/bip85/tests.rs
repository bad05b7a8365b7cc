use super::*;
use crate::mnemonic::Mnemonic;
use crate::tests::{number, rows, text};
use bip39::Language;
use coldframe_core::limits::BIP85_DICE_ROLLS_MAX;
use serde_json::Value;

const CHILDREN: &str = include_str!("../../../vectors/bip85/children.json");
const INDEX_MAX: u32 = 0x7fff_ffff;

fn root(row: &Value) -> Bip85 {
    Bip85::of_key(ExtendedPrivateKey::parse(text(row, "root").as_bytes()).unwrap()).unwrap()
}

fn small(row: &Value, field: &str) -> u32 {
    number(row, field).try_into().unwrap()
}

fn application(row: &Value) -> Application {
    match text(row, "app") {
        "words" => {
            let named = |language: &&Language| language.to_string() == text(row, "language");
            let language = *Language::ALL.iter().find(named).unwrap();
            Application::Words { language, word_count: small(row, "words") }
        }
        "wif" => Application::Wif,
        "xprv" => Application::Xprv,
        "hex" => Application::Hex { bytes: small(row, "bytes") },
        "base64" => Application::Base64 { length: small(row, "length") },
        "base85" => Application::Base85 { length: small(row, "length") },
        "dice" => Application::Dice { sides: small(row, "sides"), rolls: small(row, "rolls") },
        other => panic!("{other}"),
    }
}

fn derived(root: &Bip85, application: Application, index: u32) -> Result<String, Bip85Error> {
    root.derive(application, index).map(|secret| secret.expose(Clone::clone))
}

fn example() -> Bip85 {
    root(&rows(CHILDREN)[0])
}

#[test]
fn every_published_child_and_path_is_derived() {
    for row in rows(CHILDREN) {
        let (application, index) = (application(&row), small(&row, "index"));
        assert_eq!(application.path(index).unwrap(), text(&row, "path"), "{}", row["name"]);
        assert_eq!(
            derived(&root(&row), application, index).unwrap(),
            text(&row, "secret"),
            "{}",
            row["name"]
        );
    }
}

/// BIP-85, sections Test vectors and BIP85-DRNG: the entropy itself, and the stream made of it.
#[test]
fn the_published_entropy_and_its_stream_are_what_the_children_are_cut_from() {
    use sha3::digest::{ExtendableOutput, Update, XofReader};
    let key = "cca20ccb0e9a90feb0912870c3323b24874b0ca3d8018c4b96d0b97c0e82ded0";
    let key: Vec<u8> = bitcoin::hex::FromHex::from_hex(key).unwrap();
    let mut entropy = [0; 64];
    stretch(&key.try_into().unwrap(), &mut entropy).unwrap();
    let hex = |bytes: &[u8]| bitcoin::hex::DisplayHex::to_lower_hex_string(bytes);
    assert!(hex(&entropy).starts_with("efecfbccffea313214232d29e71563d941229afb4338c21f9517c41aaa0d16f0"));
    let mut shake = sha3::Shake256::default();
    shake.update(&entropy);
    let mut stream = [0; 80];
    shake.finalize_xof().read(&mut stream);
    assert!(hex(&stream).starts_with("b78b1ee6b345eae6836c2d53d33c64cdaf9a696487be81b03e822dc84b3f1cd8"));
    assert!(hex(&stream).ends_with("8c7355b87a925a37ee405a7502991111"));
}

#[test]
fn derived_words_are_a_mnemonic_in_every_language_and_length() {
    for language in Language::ALL {
        for word_count in [12, 15, 18, 21, 24] {
            let application = Application::Words { language: *language, word_count };
            let words = derived(&example(), application, 3).unwrap();
            let read = Mnemonic::parse(words.as_bytes()).unwrap();
            assert_eq!(u32::try_from(read.word_count()).unwrap(), word_count);
            read.with_sentence(|sentence| assert_eq!(sentence, words));
        }
    }
}

#[test]
fn numbers_out_of_range_are_refused_and_their_bounds_are_taken() {
    let root = example();
    let taken = |application| derived(&root, application, 0).is_ok();
    for number in 0..=100 {
        let words = Application::Words { language: Language::English, word_count: number };
        assert_eq!(taken(words), [12, 15, 18, 21, 24].contains(&number), "{number} words");
        assert_eq!(taken(Application::Hex { bytes: number }), (16..=64).contains(&number));
        assert_eq!(taken(Application::Base64 { length: number }), (20..=86).contains(&number));
        assert_eq!(taken(Application::Base85 { length: number }), (10..=80).contains(&number));
        assert_eq!(taken(Application::Dice { sides: number, rolls: 1 }), number >= 2);
        assert_eq!(taken(Application::Dice { sides: 6, rolls: number }), number >= 1);
    }
    assert!(taken(Application::Dice { sides: 2, rolls: BIP85_DICE_ROLLS_MAX }));
    assert!(!taken(Application::Dice { sides: 2, rolls: BIP85_DICE_ROLLS_MAX + 1 }));
    assert!(!taken(Application::Dice { sides: INDEX_MAX + 1, rolls: 1 }));
}

#[test]
fn atk_c07_an_index_that_would_be_hardened_twice_is_refused() {
    let root = example();
    assert!(derived(&root, Application::Wif, INDEX_MAX).is_ok());
    for index in [INDEX_MAX + 1, u32::MAX] {
        assert_eq!(derived(&root, Application::Wif, index), Err(Bip85Error::Index { limit: INDEX_MAX }));
    }
}

#[test]
fn atk_c07_a_deeper_key_is_no_root_to_derive_from() {
    let row = &rows(include_str!("../../../vectors/bip32/derivation.json"))[1];
    let child = ExtendedPrivateKey::parse(text(row, "xprv").as_bytes()).unwrap();
    assert_eq!(Bip85::of_key(child).map(|_| ()), Err(Bip85Error::NotRoot));
}

#[test]
fn a_seed_and_its_root_key_derive_the_same_child() {
    let row = &rows(include_str!("../../../vectors/bip32/derivation.json"))[0];
    let seed = Seed::of_bytes(&crate::tests::hex(row, "seed")).unwrap();
    let key = ExtendedPrivateKey::parse(text(row, "xprv").as_bytes()).unwrap();
    let (of_seed, of_key) = (Bip85::of_seed(&seed, NetworkKind::Main).unwrap(), Bip85::of_key(key).unwrap());
    assert_eq!(of_seed.fingerprint(), of_key.fingerprint());
    for application in [Application::Wif, Application::Xprv, Application::Hex { bytes: 64 }] {
        assert_eq!(derived(&of_seed, application, 5), derived(&of_key, application, 5));
    }
}

#[test]
fn keys_for_test_networks_are_keys_of_test_networks() {
    let seed = Seed::of_bytes(&[7; 32]).unwrap();
    let root = Bip85::of_seed(&seed, NetworkKind::Test).unwrap();
    assert!(derived(&root, Application::Xprv, 0).unwrap().starts_with("tprv"));
    let wif = derived(&root, Application::Wif, 0).unwrap();
    assert_eq!(bitcoin::PrivateKey::from_wif(&wif).unwrap().network, NetworkKind::Test);
}

#[test]
fn what_gives_no_key_is_refused_and_not_skipped() {
    let mut text = String::new();
    let entropy = [0xff; 64];
    for application in [Application::Wif, Application::Xprv] {
        let refused = encode::push(application, NetworkKind::Main, &entropy, &mut text);
        assert_eq!(refused, Err(Bip85Error::InvalidKey));
    }
    assert!(text.is_empty());
}

#[test]
fn every_side_of_a_die_is_rolled_about_as_often() {
    let rolls = derived(&example(), Application::Dice { sides: 5, rolls: 10_000 }, 0).unwrap();
    let mut seen = [0_u32; 5];
    rolls.split(',').for_each(|roll| seen[roll.parse::<usize>().unwrap()] += 1);
    assert!(seen.iter().all(|count| (1_850..2_150).contains(count)), "{seen:?}");
}

#[test]
fn no_text_outgrows_the_room_it_was_given() {
    for row in rows(CHILDREN) {
        let application = application(&row);
        let secret = root(&row).derive(application, small(&row, "index")).unwrap();
        secret.expose(|text| assert_eq!(text.capacity(), application.letters_max(), "{}", row["name"]));
    }
}

#[test]
fn atk_g05_debug_shows_nothing_derived() {
    assert_eq!(format!("{:?}", example()), "Bip85(..)");
}
