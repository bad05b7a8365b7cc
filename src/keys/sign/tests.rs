mod encodings;
mod faults;
mod repeat;
mod wallet;

use super::*;
use bitcoin::Amount;
use coldframe_core::path::ScriptKind;
use wallet::{Spending, seed};

fn sign(spending: &Spending) -> Result<Vec<MadeSignature>, SignError> {
    sign_jobs(&spending.transaction, &spending.spent, &spending.jobs, &seed())
}

#[test]
fn every_kind_of_input_is_signed_and_libsecp_agrees() {
    for kind in ScriptKind::ALL {
        let spending = Spending::of(&[kind; 3]);
        let made = sign(&spending).unwrap();
        assert_eq!(made.len(), 3);
        made.iter().for_each(|made| spending.verify_with_libsecp(made));
    }
}

#[test]
fn kinds_mixed_in_one_transaction_are_signed_and_others_inputs_left_alone() {
    let kinds = [ScriptKind::ALL, ScriptKind::ALL].concat();
    let mut spending = Spending::of(&kinds);
    spending.jobs.retain(|job| job.input_index % 3 != 1);
    let made = sign(&spending).unwrap();
    let signed: Vec<_> = made.iter().map(MadeSignature::input_index).collect();
    assert_eq!(signed, [0, 2, 3, 5, 6]);
    made.iter().for_each(|made| spending.verify_with_libsecp(made));
}

#[test]
fn taproot_with_the_sighash_byte_spelled_out_is_signed() {
    let mut spending = Spending::of(&[ScriptKind::P2tr]);
    spending.jobs[0].sighash = 1;
    let made = sign(&spending).unwrap();
    assert_eq!((made[0].bytes().len(), made[0].bytes().last()), (65, Some(&1)));
    spending.verify_with_libsecp(&made[0]);
}

#[test]
fn atk_b03_no_other_sighash_type_is_ever_signed() {
    for kind in ScriptKind::ALL {
        for sighash in (0..=u8::MAX).filter(|byte| !matches!((kind, byte), (_, 1) | (ScriptKind::P2tr, 0))) {
            let mut spending = Spending::of(&[kind]);
            spending.jobs[0].sighash = sighash;
            assert_eq!(sign(&spending), Err(SignError::SighashType { input_index: 0 }), "{kind:?} {sighash}");
        }
    }
}

#[test]
fn the_seed_of_another_wallet_signs_nothing() {
    let spending = Spending::of(&[ScriptKind::P2wpkh, ScriptKind::P2wpkh]);
    let other = Seed::of_bytes(&[8; 64]).unwrap();
    let refused = sign_jobs(&spending.transaction, &spending.spent, &spending.jobs, &other);
    assert_eq!(refused, Err(SignError::OtherKey { input_index: 0 }));
}

#[test]
fn a_key_at_another_path_than_reviewed_signs_nothing() {
    for kind in ScriptKind::ALL {
        let mut spending = Spending::of(&[kind, kind]);
        spending.jobs[1].path.index += 1;
        assert_eq!(sign(&spending), Err(SignError::OtherKey { input_index: 1 }), "{kind:?}");
    }
}

#[test]
fn a_reviewed_key_that_is_not_the_one_at_its_path_signs_nothing() {
    let mut spending = Spending::of(&[ScriptKind::P2wpkh, ScriptKind::P2wpkh]);
    spending.jobs[0].public_key = spending.jobs[1].public_key;
    assert_eq!(sign(&spending), Err(SignError::OtherKey { input_index: 0 }));
}

#[test]
fn a_script_that_is_not_the_one_of_our_key_is_not_signed() {
    for (kind, other) in [(ScriptKind::P2wpkh, ScriptKind::P2pkh), (ScriptKind::P2tr, ScriptKind::P2wpkh)] {
        let mut spending = Spending::of(&[kind]);
        spending.jobs[0].kind = other;
        assert_eq!(sign(&spending), Err(SignError::OtherKey { input_index: 0 }));
    }
}

#[test]
fn a_job_for_another_output_or_twice_for_one_input_is_a_bug_and_signs_nothing() {
    let whole = Spending::of(&[ScriptKind::P2wpkh, ScriptKind::P2tr]);
    let refused = Err(SignError::OtherTransaction { input_index: 1 });

    let mut richer = whole.clone();
    richer.jobs[1].spent.value += Amount::ONE_SAT;
    assert_eq!(sign(&richer), refused);

    let mut twice = whole.clone();
    twice.jobs.push(twice.jobs[1].clone());
    assert_eq!(sign(&twice), refused);

    let mut beyond = whole.clone();
    beyond.jobs[1].input_index = 7;
    assert_eq!(sign(&beyond), Err(SignError::OtherTransaction { input_index: 7 }));

    let mut short = whole.clone();
    short.spent.truncate(1);
    assert_eq!(sign(&short), Err(SignError::OtherTransaction { input_index: 0 }));
}

#[test]
fn nothing_ours_means_nothing_signed() {
    let mut spending = Spending::of(&[ScriptKind::P2wpkh]);
    spending.jobs.clear();
    assert_eq!(sign(&spending), Err(SignError::NothingOurs));
}
