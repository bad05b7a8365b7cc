use super::*;
use crate::bitcoin::scene::{Scene, stranger};
use crate::network::Network;
use crate::path::ScriptKind::{P2tr, P2wpkh};
use crate::wallet::address::AddressText;

const ONE: &str = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
const TWO: &str = "37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf";

fn amounts(source: &str) -> Vec<Option<u64>> {
    let read = read(source.as_bytes(), Network::Main).unwrap();
    read.iter().map(|line| line.amount.map(Amount::to_sat)).collect()
}

#[test]
fn lists_links_and_tables_are_read() {
    assert_eq!(
        amounts(&format!("{ONE} 0.1 BTC\n\n# note\n{TWO} 10000 sat\n")),
        [Some(10_000_000), Some(10_000)]
    );
    assert_eq!(amounts(&format!("bitcoin:{ONE}?amount=1.25&label=x")), [Some(125_000_000)]);
    assert_eq!(amounts(&format!("BITCOIN:{}", ONE.to_uppercase())), [None]);
    assert_eq!(
        amounts(&format!("address,amount,memo\n\"{ONE}\",\"0.5\",rent\n{TWO};2 sats;x")),
        [Some(50_000_000), Some(2)]
    );
    assert_eq!(amounts(&format!("{ONE}\t1\n{ONE}")), [Some(100_000_000), None]);
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    let refused = |source: String| read(source.as_bytes(), Network::Main).unwrap_err();
    assert_eq!(refused(format!("{ONE} 1\nnonsense 1")), ExpectError::Address { line: 2 });
    assert_eq!(refused(format!("{ONE} 1e3")), ExpectError::Amount { line: 1 });
    assert_eq!(refused(format!("{ONE} -1")), ExpectError::Amount { line: 1 });
    assert_eq!(refused(format!("{ONE} 0.123456789")), ExpectError::Amount { line: 1 });
    assert_eq!(refused(format!("bitcoin:{ONE}?req-thing=1")), ExpectError::Required { line: 1 });
    assert_eq!(refused(format!("bitcoin:{ONE}?amount=1&amount=2")), ExpectError::Amount { line: 1 });
    assert_eq!(refused(format!("bitcoin:{ONE}?amount=1sat")), ExpectError::Amount { line: 1 });
    assert_eq!(refused("# nothing".to_owned()), ExpectError::Empty);
    assert_eq!(read(&[0xff], Network::Main), Err(ExpectError::NotText));
    assert_eq!(read(&vec![b'#'; 2_000_000], Network::Main), Err(ExpectError::TooLarge));
}

#[test]
fn amounts_are_read_exactly_and_never_beyond_the_money_there_is() {
    let sat = |text| parse_amount(text).map(Amount::to_sat);
    assert_eq!(sat("0.00000001"), Some(1));
    assert_eq!(sat("21000000"), Some(2_100_000_000_000_000));
    assert_eq!(sat("21000000.00000001"), None);
    assert_eq!(sat("1.250 000 00 BTC"), Some(125_000_000));
    assert_eq!(sat("10 000 SAT"), Some(10_000));
    for wrong in ["", ".", "1.", ".5", "1,5", "0x10", "+1", "1_0", "99999999999999999999", "BTC", "1.5 sat"] {
        assert_eq!(sat(wrong), None, "{wrong}");
    }
}

/// An honest payment of 0.6 BTC and a second one of 1,000 sat to the same address.
fn paying_twice() -> Scene {
    Scene::honest(P2wpkh).pay(stranger(P2wpkh, 0), 1_000)
}

fn address(kind: crate::path::ScriptKind, index: u32) -> AddressText {
    AddressText::of_script(&stranger(kind, index), Network::Main).unwrap()
}

fn differences(scene: &Scene, list: &str) -> Vec<Difference> {
    compare(scene.review().facts(), &read(list.as_bytes(), Network::Main).unwrap())
}

#[test]
fn a_transaction_that_pays_exactly_what_was_written_down_shows_nothing() {
    let to = address(P2wpkh, 0);
    assert_eq!(differences(&paying_twice(), &format!("{to} 1000 sat\n{to} 0.6")), []);
    assert_eq!(differences(&paying_twice(), &format!("{to}\n{to} 0.6")), []);
    assert_eq!(differences(&Scene::honest(P2wpkh), &format!("bitcoin:{to}?amount=0.6")), []);
}

#[test]
fn a_swapped_address_is_one_payment_missing_and_one_too_many() {
    let written = address(P2tr, 4);
    let found = differences(&Scene::honest(P2wpkh), &format!("{written} 0.6"));
    let swapped = address(P2wpkh, 0);
    let sixty = Amount::from_sat(60_000_000);
    assert_eq!(
        found,
        [
            Difference::Extra { output_index: 0, address: swapped, pays: sixty },
            Difference::Missing { address: written, expected: sixty },
        ]
    );
}

#[test]
fn another_amount_and_a_payment_nobody_wrote_down_are_told() {
    let to = address(P2wpkh, 0);
    let found = differences(&paying_twice(), &format!("{to} 0.7"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(matches!(found[0], Difference::Amount { output_index: 0, .. }));
    assert!(matches!(found[1], Difference::Extra { output_index: 2, .. }));
    for difference in &found {
        assert!(!crate::messages::error_line(difference).contains('{'));
    }
}
