use super::*;
use crate::review::Digest;
use bitcoin::hex::FromHex;

const P2WPKH: &str = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
const P2TR: &str = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr";

fn text(address: &str) -> AddressText {
    AddressText::of_script(&parse(address, Network::Main).unwrap(), Network::Main).unwrap()
}

#[test]
fn an_address_is_shown_whole_in_groups_of_four() {
    assert_eq!(text(P2WPKH).grouped(), "bc1q cr8t e4kr 609g cawu tmrz a0j4 xv80 jy8z 306f yu");
    assert_eq!(text(P2WPKH).groups().concat(), P2WPKH);
    assert_eq!(parse(&text(P2WPKH).grouped(), Network::Main), parse(P2WPKH, Network::Main));
}

#[test]
fn atk_b13_masked_groups_lie_in_the_middle_where_look_alikes_differ() {
    for address in [P2WPKH, P2TR, "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", "37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf"]
    {
        let address = text(address);
        let count = address.groups().len();
        for byte in 0..=255 {
            let [first, second] = address.masked_groups(&Digest::new([byte; 32]), &[byte; 32]);
            assert!(first < second, "{first} {second}");
            assert!(first >= 2 && second + 2 < count, "{first} {second} of {count}");
        }
    }
}

#[test]
fn masked_groups_change_with_the_review() {
    let address = text(P2TR);
    let places: std::collections::BTreeSet<_> =
        (0..=255).map(|byte| address.masked_groups(&Digest::new([byte; 32]), &[0; 32])).collect();
    assert!(places.len() > 30, "{}", places.len());
}

#[test]
fn atk_b13_who_makes_the_transaction_cannot_tell_which_groups_will_be_asked_for() {
    let (address, digest) = (text(P2WPKH), Digest::new([1; 32]));
    let places: std::collections::BTreeSet<_> =
        (0..=255).map(|byte| address.masked_groups(&digest, &[byte; 32])).collect();
    assert_eq!(places.len(), 21, "every pair of the seven middle groups comes up");
}

#[test]
fn short_texts_still_have_masked_groups_inside_them() {
    for length in 1..=12_usize {
        let script = ScriptBuf::from_bytes(vec![0x51; length]);
        let short = AddressText::of_script_hex(&script);
        let [first, second] = short.masked_groups(&Digest::new([7; 32]), &[7; 32]);
        assert!(first <= second && second < short.groups().len(), "{length}");
    }
}

#[test]
fn atk_b11_an_address_of_another_network_is_refused() {
    assert_eq!(parse(P2WPKH, Network::Regtest), Err(AddressError::OtherNetwork));
    assert_eq!(
        parse("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", Network::Main),
        Err(AddressError::OtherNetwork)
    );
    assert_eq!(
        parse("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyv", Network::Main),
        Err(AddressError::NotAnAddress)
    );
}

#[test]
fn atk_a11_an_address_of_an_unknown_witness_version_is_refused() {
    // BIP-350, valid test vectors, witness version 16.
    assert_eq!(parse("BC1SW50QGDZ25J", Network::Main), Err(AddressError::UnusableScript));
}

#[test]
fn the_ends_skip_what_every_address_has_in_common() {
    assert_eq!(text(P2WPKH).ends(), ("cr8t".to_owned(), "6fyu".to_owned()));
    assert_eq!(text("1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA").ends(), ("LqBG".to_owned(), "eabA".to_owned()));
    let script = Vec::from_hex("0014751e76e8199196d454941c45d1b3a323f1433bd6").unwrap();
    let regtest = AddressText::of_script(&ScriptBuf::from_bytes(script), Network::Regtest).unwrap();
    assert_eq!(regtest.ends(), ("w508".to_owned(), "t080".to_owned()));
}
