use super::{NOTE, REFUSE, WARN};
use crate::bitcoin::amounts::Proof;
use crate::bitcoin::scene::{Scene, With, stranger};
use crate::path::ScriptKind::{P2pkh, P2shP2wpkh, P2tr, P2wpkh};
use crate::review::Severity;
use bitcoin::TxOut;

/// Two coins of ours, both only claimed, for the same payment.
fn two_claimed(first: u64, second: u64) -> Scene {
    // 20 bitcoin are shown as going in either way; the true coins are worth 15 and 20.
    Scene::new(P2wpkh)
        .coin(0, 1_500_000_000, With::WitnessUtxo)
        .coin(1, 2_000_000_000, With::WitnessUtxo)
        .pay(stranger(P2wpkh, 0), 2_000_000_000 - 10_000)
        .bent(|scene| {
            for (input, sat) in scene.inputs.iter_mut().zip([first, second]) {
                input.witness_utxo.as_mut().unwrap().value = bitcoin::Amount::from_sat(sat);
            }
        })
}

#[test]
fn atk_a01_two_claimed_amounts_are_a_warning_without_memory() {
    let scene = two_claimed(1_500_000_000, 500_000_001);
    assert_eq!(scene.objections(), [("psbt/amount-unproven", WARN)]);
    assert!(scene.review().facts().inputs.iter().all(|fact| fact.proof == Proof::Claimed));
}

#[test]
fn atk_a01_the_mirrored_second_file_is_refused_by_a_machine_that_remembers() {
    let first = two_claimed(1_500_000_000, 500_000_001);
    let mut second = two_claimed(1, 2_000_000_000);
    assert_eq!(first.review().facts().inputs[0].outpoint, second.review().facts().inputs[0].outpoint);
    assert!(second.finds("psbt/amount-unproven", WARN), "without memory it is a warning");
    second.context.outpoints = first.remembered().into_iter().collect();
    assert!(second.finds("psbt/amount-unproven", REFUSE));
    assert!(second.finds("psbt/amount-contradiction", REFUSE));
}

#[test]
fn atk_a01_the_mirror_is_caught_even_if_the_other_coin_was_declared_foreign() {
    let foreign = |scene: &mut Scene, index: usize| scene.inputs[index].key_claims.clear();
    let first = two_claimed(1_500_000_000, 500_000_001).bent(|scene| foreign(scene, 1));
    let mut second = two_claimed(1, 2_000_000_000).bent(|scene| foreign(scene, 0));
    second.context.outpoints = first.remembered().into_iter().collect();
    assert!(second.finds("psbt/amount-contradiction", REFUSE));
    assert!(first.finds("psbt/hidden-own-input", REFUSE));
}

#[test]
fn atk_a01_the_same_claims_as_before_are_a_note() {
    let mut scene = two_claimed(1_500_000_000, 500_000_001);
    scene.context.outpoints = scene.remembered().into_iter().collect();
    assert_eq!(scene.objections(), []);
    assert!(scene.finds("psbt/amount-unproven", NOTE));
}

#[test]
fn atk_a01_one_remembered_amount_does_not_vouch_for_the_other() {
    let mut scene = two_claimed(1_500_000_000, 500_000_001);
    scene.context.outpoints = scene.remembered().into_iter().take(1).collect();
    assert!(scene.finds("psbt/amount-unproven", WARN));
}

#[test]
fn atk_a01_a_proven_amount_that_contradicts_memory_is_told() {
    let mut scene = Scene::honest(P2wpkh);
    let outpoint = scene.transaction.input[0].previous_output;
    scene.context.outpoints = [(outpoint, crate::amount::Amount::from_sat(1).unwrap())].into_iter().collect();
    assert_eq!(scene.objections(), [("psbt/amount-was-false", WARN)]);
}

#[test]
fn the_only_input_we_sign_counts_as_proven_by_its_own_signature() {
    for kind in [P2wpkh, P2shP2wpkh] {
        let scene = Scene::new(kind).coin(0, 100_000, With::WitnessUtxo).pay(stranger(P2wpkh, 0), 95_000);
        assert_eq!(scene.objections(), []);
        assert_eq!(scene.review().facts().inputs[0].proof, Proof::OwnSignature);
    }
}

/// Coins of 15 and 20: the first file proves the first and understates the second, the second file
/// the other way round. The signature of the proven coin is valid each time, whatever the other one
/// is worth, and the two valid ones merge into a transaction that burns 15.
#[test]
fn atk_a01_half_proven_mirrors_are_not_taken_for_proven() {
    let mirror = |proven: usize, understated: usize, to: u64| {
        Scene::new(P2wpkh)
            .coin(0, 1_500_000_000, With::PreviousTransaction)
            .coin(1, 2_000_000_000, With::PreviousTransaction)
            .pay(stranger(P2wpkh, 0), 2_000_000_000)
            .bent(|scene| {
                scene.inputs[understated].non_witness_utxo = None;
                scene.inputs[understated].witness_utxo.as_mut().unwrap().value =
                    bitcoin::Amount::from_sat(to);
                assert!(scene.inputs[proven].non_witness_utxo.is_some());
            })
    };
    let (first, second) = (mirror(0, 1, 500_010_000), mirror(1, 0, 10_000));
    assert_eq!(first.transaction, second.transaction, "both sign the very same transaction");
    assert_eq!(first.objections(), [("psbt/amount-unproven", WARN)]);
    assert_eq!(second.objections(), [("psbt/amount-unproven", WARN)]);
    let second = second.bent(|scene| scene.context.outpoints = first.remembered().into_iter().collect());
    assert!(second.finds("psbt/amount-contradiction", REFUSE));
}

#[test]
fn a_single_claimed_input_that_somebody_else_signs_is_not_proven() {
    let scene = Scene::new(P2wpkh)
        .coin(0, 100_000, With::PreviousTransaction)
        .foreign_coin(stranger(P2wpkh, 7), 100_000, With::WitnessUtxo)
        .pay(stranger(P2wpkh, 0), 195_000);
    assert!(scene.finds("psbt/amount-unproven", WARN));
    assert!(scene.finds("psbt/foreign-input", REFUSE));
}

#[test]
fn taproot_signatures_prove_every_amount() {
    let scene = Scene::new(P2tr)
        .coin(0, 100_000, With::WitnessUtxo)
        .coin(1, 100_000, With::WitnessUtxo)
        .pay(stranger(P2wpkh, 0), 195_000);
    assert_eq!(scene.objections(), []);
    assert!(scene.review().facts().inputs.iter().all(|fact| fact.proof == Proof::TaprootSignature));
}

#[test]
fn atk_a02_a_previous_transaction_of_another_id_is_refused() {
    let scene = Scene::honest(P2wpkh).bent(|scene| {
        scene.inputs[0].non_witness_utxo.as_mut().unwrap().output[0].value = bitcoin::Amount::from_sat(1);
    });
    assert!(scene.finds("psbt/prevtx-mismatch", REFUSE));
}

#[test]
fn atk_a02_an_output_the_previous_transaction_does_not_have_is_refused() {
    let scene = Scene::honest(P2wpkh).bent(|scene| scene.transaction.input[0].previous_output.vout = 7);
    assert!(scene.finds("psbt/vout-range", REFUSE));
}

#[test]
fn atk_a02_two_descriptions_of_a_coin_that_differ_are_refused() {
    let scene = Scene::honest(P2wpkh).bent(|scene| {
        scene.inputs[0].witness_utxo.as_mut().unwrap().value = bitcoin::Amount::from_sat(1);
    });
    assert!(scene.finds("psbt/utxo-conflict", REFUSE));
    assert_eq!(scene.review().facts().inputs[0].amount.unwrap().to_sat(), 100_000_000);
}

#[test]
fn atk_a02_a_true_first_previous_transaction_does_not_vouch_for_a_false_second() {
    let scene = Scene::new(P2wpkh)
        .coin(0, 100_000, With::PreviousTransaction)
        .coin(0, 100_000, With::PreviousTransaction)
        .pay(stranger(P2wpkh, 0), 195_000)
        .bent(|scene| {
            let shared = scene.transaction.input[0].previous_output;
            scene.transaction.input[1].previous_output = shared;
            scene.inputs[1].witness_utxo = None;
            scene.inputs[1].non_witness_utxo.as_mut().unwrap().output[0].value = bitcoin::Amount::from_sat(9);
        });
    assert!(scene.finds("psbt/prevtx-mismatch", REFUSE));
}

#[test]
fn atk_a03_a_legacy_input_without_its_previous_transaction_is_refused() {
    let scene = Scene::new(P2pkh).coin(0, 100_000, With::WitnessUtxo).pay(stranger(P2wpkh, 0), 95_000);
    assert!(scene.finds("psbt/prevtx-required", REFUSE));
}

#[test]
fn atk_a03_a_foreign_script_hash_counts_as_legacy_unless_its_redeem_script_proves_segwit() {
    let scene = |redeem: Option<bitcoin::ScriptBuf>| {
        let inner = stranger(P2wpkh, 3);
        Scene::new(P2tr)
            .coin(0, 100_000, With::WitnessUtxo)
            .foreign_coin(inner.to_p2sh(), 100_000, With::WitnessUtxo)
            .pay(stranger(P2wpkh, 0), 195_000)
            .bent(|scene| scene.inputs[1].redeem_script = redeem)
    };
    assert!(scene(None).finds("psbt/prevtx-required", REFUSE));
    assert!(!scene(Some(stranger(P2wpkh, 3))).finds("psbt/prevtx-required", REFUSE));
    assert!(scene(Some(stranger(P2wpkh, 4))).finds("psbt/prevtx-required", REFUSE));
}

#[test]
fn an_input_without_any_description_is_refused() {
    let scene = Scene::honest(P2wpkh).bent(|scene| {
        scene.inputs[0].non_witness_utxo = None;
        scene.inputs[0].witness_utxo = None;
    });
    assert!(scene.finds("psbt/utxo-missing", REFUSE));
    let review = scene.review();
    assert_eq!(review.facts().totals.fee, None);
    assert!(review.facts().signing_jobs().is_empty());
    assert_eq!(review.facts().spent_outputs(), [TxOut::NULL]);
}

#[test]
fn atk_a06_absurd_and_negative_fees_are_refused() {
    let fee = |input: u64, output: u64| {
        Scene::new(P2wpkh)
            .coin(0, input, With::PreviousTransaction)
            .pay(stranger(P2wpkh, 0), output)
            .objections()
    };
    assert_eq!(fee(100_000_000, 1_000), [("fee/rate-cap", REFUSE), ("fee/share-cap", REFUSE)]);
    assert_eq!(fee(10, 1_000), [("fee/negative", REFUSE)]);
    assert_eq!(fee(100_000, 100_000 - 12_000), [("fee/share-high", WARN)], "half of both bounds");
    assert_eq!(fee(30_000, 30_000 - 9_000), [], "an honest small payment");
    assert_eq!(fee(1_000_000_000, 1_000_000_000 - 60_000), [("fee/rate-high", WARN)]);
}

/// Our bitcoin and a hundred of the attacker's that go back to him; the fee is half of ours.
fn thinned_out() -> Scene {
    Scene::new(P2tr)
        .coin(0, 100_000_000, With::WitnessUtxo)
        .foreign_coin(stranger(P2tr, 7), 10_000_000_000, With::WitnessUtxo)
        .pay(stranger(P2tr, 7), 10_000_000_000)
        .pay(stranger(P2wpkh, 0), 1_000_000)
        .change(0, 49_000_000)
}

#[test]
fn atk_a06_a_strangers_coin_does_not_make_our_fee_look_small() {
    let scene = thinned_out();
    assert!(scene.finds("fee/share-cap", REFUSE), "{:?}", scene.objections());
    let totals = scene.review().facts().totals;
    assert_eq!(totals.own_inputs.unwrap().to_sat(), 100_000_000);
    let shown = crate::review::pages::pages(&scene.review(), 80)[0].to_text();
    assert!(shown.contains("yours: 1, worth 1.000 000 00 BTC"), "{shown}");
}

#[test]
fn a_share_of_a_common_fee_is_measured_by_what_it_costs_us() {
    let scene = Scene::new(P2tr)
        .coin(0, 500_000, With::WitnessUtxo)
        .foreign_coin(stranger(P2tr, 7), 100_000_000, With::WitnessUtxo)
        .pay(stranger(P2tr, 8), 99_920_000)
        .change(0, 499_500);
    assert_eq!(scene.objections(), [("psbt/foreign-input", WARN)], "the fee of 80,500 is not ours");
}

#[test]
fn atk_a06_a_blown_up_final_witness_does_not_make_the_rate_look_small() {
    let blown = thinned_out().bent(|scene| {
        scene.inputs[1].final_script_witness = Some(bitcoin::Witness::from_slice(&[vec![7; 3_000_000]]));
    });
    assert!(blown.finds("fee/rate-cap", REFUSE), "{:?}", blown.objections());
    assert_eq!(
        blown.review().facts().totals.virtual_bytes,
        thinned_out().review().facts().totals.virtual_bytes
    );
    let other = blown.bent(|scene| {
        let script = bitcoin::ScriptBuf::new_p2wsh(&bitcoin::ScriptBuf::new().wscript_hash());
        scene.inputs[1].witness_utxo.as_mut().unwrap().script_pubkey = script;
    });
    assert!(other.finds("fee/rate-cap", REFUSE), "{:?}", other.objections());
}

/// 0.01 out of 10: a fee of 0.4 is 4 % of the coin, and 90 kB of data keep the rate below 500.
#[test]
fn atk_a06_a_fee_above_the_payment_is_a_warning_however_large_the_coin() {
    let data = bitcoin::ScriptBuf::from_bytes([&[0x6a][..], &vec![0x51; 90_000]].concat());
    let scene = Scene::new(P2wpkh)
        .coin(0, 1_000_000_000, With::PreviousTransaction)
        .pay(stranger(P2wpkh, 0), 1_000_000)
        .pay(data, 0)
        .change(0, 959_000_000);
    assert_eq!(scene.objections(), [("fee/above-payment", WARN)]);
}

#[test]
fn atk_a07_amounts_that_do_not_exist_are_refused() {
    let negative = Scene::honest(P2wpkh).pay(stranger(P2wpkh, 1), u64::MAX);
    assert!(negative.finds("psbt/amount-overflow", REFUSE));
    let wrapping = Scene::honest(P2wpkh).pay(stranger(P2wpkh, 1), 1 << 63).pay(stranger(P2wpkh, 2), 1 << 63);
    assert!(wrapping.finds("psbt/amount-overflow", REFUSE));
    let sum = Scene::honest(P2wpkh).pay(stranger(P2wpkh, 1), crate::amount::MONEY_MAX_SAT);
    assert!(sum.finds("psbt/amount-overflow", REFUSE));
    assert_eq!(negative.review().facts().totals.fee, None);
    assert_eq!(sum.review().facts().totals.outputs, None);
}

#[test]
fn atk_a08_a_coin_spent_twice_is_refused() {
    let scene = Scene::honest(P2wpkh).bent(|scene| {
        scene.transaction.input.push(scene.transaction.input[0].clone());
        scene.inputs.push(scene.inputs[0].clone());
    });
    assert!(scene.objections().contains(&("psbt/dup-input", Severity::Refuse)));
}
