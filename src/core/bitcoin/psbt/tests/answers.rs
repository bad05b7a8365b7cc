//! The short answer and the way back from it (attack E09).

use super::build::{RawPair, der, file, global_v0, global_v2, input_v2, output_v2, pair};
use crate::bitcoin::psbt::{CombineError, Psbt};
use bitcoin::secp256k1::{PublicKey, Secp256k1, SecretKey};

fn key(number: u8) -> PublicKey {
    PublicKey::from_secret_key(&Secp256k1::new(), &SecretKey::from_slice(&[number; 32]).unwrap())
}

/// What a companion adds and needs nobody to send back: amounts, claims, pairs nobody knows.
fn ballast() -> Vec<RawPair> {
    vec![pair(&[0x01], &[0; 9]), pair(&[0x03], &[1, 0, 0, 0]), pair(&[0xf0, 9], &[7; 900])]
}

fn question(version: u8) -> Psbt {
    let (global, own_input, own_output) = match version {
        0 => (global_v0(1, &[1_000]), vec![], vec![]),
        _ => (global_v2(1, 1), input_v2(), output_v2(1_000)),
    };
    let xpub_like = vec![pair(&[0xfc, 1, 0], &[5; 200])];
    let maps = [
        [global, xpub_like].concat(),
        [own_input, ballast()].concat(),
        [own_output, vec![pair(&[0xf1], &[3; 40])]].concat(),
    ];
    Psbt::parse(&file(&maps)).unwrap()
}

fn signed(question: &Psbt) -> Psbt {
    let mut signed = question.clone();
    signed.add_ecdsa_signature(0, &key(1), &der(5)).unwrap();
    signed.add_tap_key_signature(0, &[7; 64]).unwrap();
    signed
}

#[test]
fn atk_e09_a_short_answer_holds_the_transaction_and_the_signatures_and_nothing_else() {
    let signatures =
        vec![pair(&[&[2], key(1).serialize().as_slice()].concat(), &der(5)), pair(&[0x13], &[7; 64])];
    for version in [0, 2] {
        let question = question(version);
        let answer = signed(&question).answer().unwrap();
        let expected = match version {
            0 => file(&[global_v0(1, &[1_000]), signatures.clone(), vec![]]),
            _ => {
                let [txid, vout] = <[RawPair; 2]>::try_from(input_v2()).unwrap();
                let input = [vec![signatures[0].clone(), txid, vout], vec![signatures[1].clone()]];
                file(&[global_v2(1, 1), input.concat(), output_v2(1_000)])
            }
        };
        assert_eq!(answer.to_bytes(), expected, "version {version}");
        assert_eq!(answer.transaction(), question.transaction());
    }
}

#[test]
fn atk_e09_question_and_short_answer_together_are_the_whole_answer_to_the_byte() {
    for version in [0, 2] {
        let question = question(version);
        let whole = signed(&question);
        let answer = whole.answer().unwrap();
        let mut merged = question.clone();
        assert_eq!(merged.complete_with(&answer), Ok(2));
        assert_eq!(merged.to_bytes(), whole.to_bytes());
        assert_eq!(merged.inputs()[0].partial_signatures.len(), 1);
        assert!(merged.inputs()[0].tap_key_signature.is_some());
        assert_eq!(merged.complete_with(&answer), Ok(0), "once more changes nothing");
        assert_eq!(merged.to_bytes(), whole.to_bytes());
    }
}

#[test]
fn a_file_that_was_signed_before_is_answered_with_its_signatures_all_the_same() {
    let mut again = signed(&question(0));
    again.add_ecdsa_signature(0, &key(9), &der(3)).unwrap();
    let mut merged = question(0);
    assert_eq!(merged.complete_with(&again.answer().unwrap()), Ok(3), "its maker has none of them");
}

#[test]
fn atk_e09_an_answer_to_another_transaction_or_with_another_signature_is_refused_and_changes_nothing() {
    let mut question = question(0);
    let other = Psbt::parse(&file(&[global_v0(1, &[1_001]), vec![], vec![]])).unwrap();
    let answer = signed(&other).answer().unwrap();
    let before = question.to_bytes();
    assert_eq!(question.complete_with(&answer), Err(CombineError::OtherTransaction));
    question.add_ecdsa_signature(0, &key(1), &der(6)).unwrap();
    let (before_too, answer) = (question.to_bytes(), signed(&super::answers::question(0)));
    assert_eq!(question.complete_with(&answer), Err(CombineError::Differs { input: 0 }));
    assert_eq!(question.to_bytes(), before_too);
    assert_ne!(before, before_too);
}

#[test]
fn atk_e09_what_an_answer_smuggles_in_beside_signatures_is_not_taken() {
    let question = question(0);
    let mut loaded = signed(&question).answer().unwrap();
    for (key_type, value) in [(0xf2, vec![1; 50]), (0x03, vec![3, 0, 0, 0])] {
        let pair = super::super::Pair { key_type, key_data: Vec::new(), value };
        loaded.inputs[0].map.pairs.push(pair);
    }
    let mut merged = question.clone();
    assert_eq!(merged.complete_with(&loaded), Ok(2));
    assert_eq!(merged.to_bytes(), signed(&question).to_bytes());
}
