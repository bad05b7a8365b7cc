use super::{NOTE, REFUSE, WARN};
use crate::bitcoin::psbt::TapLeaf;
use crate::bitcoin::scene::{Scene, With, stranger};
use crate::path::ScriptKind::{P2shP2wpkh, P2tr, P2wpkh};
use crate::review::pages::pages;
use bitcoin::ScriptBuf;
use bitcoin::hex::FromHex;

fn script(hex: &str) -> ScriptBuf {
    ScriptBuf::from_bytes(Vec::from_hex(hex).unwrap())
}

fn paying(script: ScriptBuf, sat: u64) -> Scene {
    Scene::honest(P2wpkh).pay(script, sat)
}

#[test]
fn atk_a11_unknown_leaf_versions_and_witness_versions_are_refused() {
    let leaf =
        |version| TapLeaf { control_block: vec![version; 33], script: script("51"), leaf_version: version };
    let with_leaf =
        |version| Scene::honest(P2tr).bent(|scene| scene.inputs[0].tap_leaves.push(leaf(version)));
    assert!(with_leaf(0xc2).finds("psbt/unknown-leaf", REFUSE));
    assert_eq!(with_leaf(0xc0).objections(), [("psbt/tap-script", REFUSE)]);
    let future = paying(script(&format!("5220{}", "11".repeat(32))), 1_000);
    assert_eq!(future.objections(), [("psbt/future-witness", REFUSE)]);
}

#[test]
fn atk_b12_scripts_that_do_not_hash_to_the_coin_are_refused() {
    let redeem = Scene::honest(P2shP2wpkh).bent(|s| s.inputs[0].redeem_script = Some(stranger(P2wpkh, 1)));
    assert_eq!(redeem.objections(), [("psbt/script-mismatch", REFUSE)]);
    let witness = Scene::honest(P2wpkh).bent(|s| s.inputs[0].witness_script = Some(script("51")));
    assert_eq!(witness.objections(), [("psbt/script-mismatch", REFUSE)]);
    let internal = Scene::honest(P2tr).bent(|s| s.inputs[0].tap_internal_key = Some([2; 32]));
    assert_eq!(internal.objections(), [("psbt/script-mismatch", REFUSE)]);
    let output = Scene::honest(P2wpkh).bent(|s| s.outputs[0].redeem_script = Some(script("51")));
    assert_eq!(output.objections(), [("psbt/script-mismatch", REFUSE)]);
    let tree = Scene::honest(P2tr).bent(|s| s.outputs[1].has_tap_tree = true);
    assert_eq!(tree.objections(), [("psbt/script-mismatch", REFUSE)]);
}

/// Two version 0 programs whose addresses share the first four and the last four characters: the
/// checksum is linear, so a program for any ends is found by search; these were.
fn look_alikes() -> (ScriptBuf, ScriptBuf) {
    (script(ALIKE.0), script(ALIKE.1))
}

pub(super) const ALIKE: (&str, &str) =
    ("0014aabbcc00000000000000000000000000000eda95", "0014aabbcc0000000000000000000000000000100000");

#[test]
fn atk_b13_an_address_that_looks_like_another_of_the_transaction_is_refused() {
    let (known, poisoned) = look_alikes();
    assert_eq!(paying(poisoned.clone(), 1_000).objections(), []);
    assert!(paying(poisoned.clone(), 1_000).pay(known.clone(), 1_000).finds("psbt/lookalike", REFUSE));
    let spent = Scene::honest(P2tr).foreign_coin(known, 50_000, With::PreviousTransaction);
    assert!(spent.pay(poisoned, 1_000).finds("psbt/lookalike", REFUSE), "like a coin being spent");
}

#[test]
fn atk_b13_planted_dust_among_the_inputs_is_told() {
    let scene = Scene::honest(P2wpkh).coin(5, 200, With::PreviousTransaction);
    assert!(scene.finds("psbt/dust-input", NOTE));
    assert!(!Scene::honest(P2wpkh).finds("psbt/dust-input", NOTE));
}

#[test]
fn atk_b14_money_on_a_data_output_is_refused() {
    assert_eq!(paying(script("6a0548656c6c6f"), 10_000).objections(), [("psbt/burn", REFUSE)]);
    assert_eq!(paying(script("000400112233"), 10_000).objections(), [("psbt/burn", REFUSE)]);
    let data = paying(script("6a0548656c6c6f"), 0);
    assert_eq!(data.objections(), []);
    assert!(data.finds("psbt/data-output", NOTE));
    assert_eq!(data.review().facts().recipients().len(), 1, "data is no payment");
}

#[test]
fn atk_b14_odd_scripts_and_empty_payments_are_warned_about_and_shown_whole() {
    let odd = "5100000000000000".repeat(40);
    let scene = paying(script(&odd), 1_000);
    assert_eq!(scene.objections(), [("psbt/unknown-script", WARN)]);
    let shown: String = pages(&scene.review(), 80).iter().map(|page| page.to_text()).collect();
    let joined: String = shown.split_whitespace().collect();
    assert!(joined.contains(&odd), "{shown}");
    assert_eq!(paying(stranger(P2wpkh, 9), 0).objections(), [("psbt/zero-value", WARN)]);
    assert!(paying(stranger(P2wpkh, 9), 100).finds("psbt/dust", NOTE));
}

#[test]
fn atk_b15_five_hundred_outputs_are_all_shown_and_summed_and_must_be_acknowledged() {
    let mut scene = Scene::new(P2wpkh).coin(0, 100_000_000, With::PreviousTransaction);
    for index in 0..500 {
        let program = format!("0014{:040x}", index + 1);
        scene = scene.pay(script(&program), 150_000 + index);
    }
    let scene = scene.change(0, 100_000_000 - 75_200_000);
    assert_eq!(scene.objections(), [("psbt/many-outputs", WARN)]);
    let review = scene.review();
    let shown: String = pages(&review, 80).iter().map(|page| page.to_text()).collect();
    for recipient in review.facts().recipients() {
        assert!(shown.contains(&recipient.address.grouped()), "{}", recipient.address);
    }
    assert_eq!(
        review.facts().totals.sends.unwrap().to_sat(),
        (0..500).map(|index| 150_000 + index).sum::<u64>()
    );
}

#[test]
fn atk_e06_a_data_output_cannot_redraw_the_review() {
    let attack = b"ok\x1b[2J\x1b[H Pay 0.1 BTC";
    let mut bytes = vec![0x6a, u8::try_from(attack.len()).unwrap()];
    bytes.extend_from_slice(attack);
    let review = paying(ScriptBuf::from_bytes(bytes), 0).review();
    let shown: String = pages(&review, 80).iter().map(|page| page.to_text()).collect();
    assert!(shown.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)));
    assert!(shown.contains("\\u{1b}[2J\\u{1b}[H"), "{shown}");
}

#[test]
fn atk_e09_unknown_fields_are_counted_and_told() {
    let scene = Scene::honest(P2wpkh).bent(|scene| {
        scene.inputs[0].unknown_count = 2;
        scene.outputs[1].unknown_count = 3;
    });
    assert!(scene.finds("psbt/unknown-fields", NOTE));
    assert_eq!(scene.review().facts().unknown_fields, 5);
}

#[test]
fn paying_one_address_twice_is_told() {
    assert!(paying(stranger(P2wpkh, 0), 1_000).finds("psbt/duplicate-recipient", NOTE));
}

#[test]
fn a_transaction_without_inputs_or_outputs_is_refused() {
    assert!(Scene::new(P2wpkh).finds("psbt/no-inputs", REFUSE));
    assert!(Scene::new(P2wpkh).finds("psbt/nothing-to-sign", REFUSE));
    let all_fee = Scene::new(P2wpkh).coin(0, 1_000, With::PreviousTransaction);
    assert!(all_fee.finds("psbt/no-outputs", REFUSE));
}

#[test]
fn an_unknown_transaction_version_is_warned_about() {
    for version in [0, 4, -1] {
        let scene =
            Scene::honest(P2wpkh).bent(|s| s.transaction.version = bitcoin::transaction::Version(version));
        assert_eq!(scene.objections(), [("psbt/tx-version", WARN)], "{version}");
    }
}
