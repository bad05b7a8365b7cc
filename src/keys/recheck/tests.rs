use super::scripts::output_script;
use super::verify::tweaked;
use super::*;
use crate::tests::{hex, number, rows};
use bitcoin::consensus::deserialize;
use bitcoin::{Amount, ScriptBuf};
use coldframe_core::path::ScriptKind;
use k256::elliptic_curve::sec1::FromSec1Point;
use serde_json::Value;

const LEGACY: &str = include_str!("../../../vectors/sighash/legacy.json");
const SEGWIT_V0: &str = include_str!("../../../vectors/sighash/segwit_v0.json");
const TAPROOT: &str = include_str!("../../../vectors/bip341/key_path_spending.json");
const SCHNORR: &str = include_str!("../../../vectors/bip341/schnorr.json");
const OUTPUT_KEYS: &str = include_str!("../../../vectors/bip341/output_keys.json");

fn transaction(row: &Value) -> Transaction {
    deserialize(&hex(row, "transaction")).unwrap()
}

fn index(row: &Value) -> usize {
    usize::try_from(number(row, "input")).unwrap()
}

#[test]
fn every_published_legacy_sighash_is_computed() {
    for row in rows(LEGACY) {
        let kind = u32::try_from(number(&row, "sighash_type")).unwrap();
        let transaction = transaction(&row);
        let sighashes = Sighashes::new(&transaction, &[]);
        let mut sighash = sighashes.legacy(index(&row), &hex(&row, "script_code"), kind).unwrap();
        // Bitcoin Core prints it backwards.
        sighash.reverse();
        assert_eq!(sighash.as_slice(), hex(&row, "sighash"), "{}", row["name"]);
    }
}

#[test]
fn every_published_segwit_sighash_is_computed() {
    for row in rows(SEGWIT_V0) {
        let transaction = transaction(&row);
        let output =
            TxOut { value: Amount::from_sat(number(&row, "amount")), script_pubkey: ScriptBuf::new() };
        let spent = vec![output; transaction.input.len()];
        let sighash = Sighashes::new(&transaction, &spent).segwit_v0(index(&row), &hex(&row, "script_code"));
        assert_eq!(sighash.unwrap().as_slice(), hex(&row, "sighash"), "{}", row["name"]);
    }
}

#[test]
fn every_published_taproot_sighash_is_computed_and_its_signature_verified() {
    for row in rows(TAPROOT) {
        let spent: Vec<TxOut> = spent(&row);
        let transaction = transaction(&row);
        let kind = u8::try_from(number(&row, "sighash_type")).unwrap();
        let sighash = Sighashes::new(&transaction, &spent).taproot(index(&row), kind).unwrap();
        assert_eq!(sighash.as_slice(), hex(&row, "sighash"), "{}", row["name"]);

        let output_key = &spent[index(&row)].script_pubkey.as_bytes()[2..];
        let key = k256::schnorr::VerifyingKey::from_slice(output_key).unwrap();
        let signature = k256::schnorr::Signature::try_from(&hex(&row, "witness")[..64]).unwrap();
        key.verify_raw(&sighash, &signature).unwrap();
    }
}

#[test]
fn every_published_taproot_output_key_is_computed() {
    for row in rows(OUTPUT_KEYS) {
        let key = [vec![0x02], hex(&row, "internal_public_key")].concat();
        let point = k256::Sec1Point::from_bytes(&key).unwrap();
        let point = k256::AffinePoint::from_sec1_point(&point).unwrap();
        for point in [point, -point] {
            let script = output_script(ScriptKind::P2tr, &tweaked(&point).unwrap().to_bytes());
            assert_eq!(script, hex(&row, "script_pubkey"), "{}", row["name"]);
        }
    }
}

#[test]
fn atk_c02_both_libraries_give_every_published_schnorr_signature_its_verdict() {
    use bitcoin::secp256k1::{Message, Secp256k1, XOnlyPublicKey, schnorr};
    for row in rows(SCHNORR) {
        let (key, message, bytes) = (hex(&row, "public_key"), hex(&row, "message"), hex(&row, "signature"));
        let second = k256::schnorr::VerifyingKey::from_slice(&key).is_ok_and(|key| {
            let signature = k256::schnorr::Signature::try_from(bytes.as_slice());
            signature.is_ok_and(|signature| key.verify_raw(&message, &signature).is_ok())
        });
        let message = Message::from_digest(message.try_into().unwrap());
        let first = XOnlyPublicKey::from_slice(&key).is_ok_and(|key| {
            let signature = schnorr::Signature::from_slice(&bytes).unwrap();
            Secp256k1::verification_only().verify_schnorr(&signature, &message, &key).is_ok()
        });
        let valid = row["valid"].as_bool().unwrap();
        assert_eq!((first, second), (valid, valid), "{} {}", row["name"], row["why"]);
    }
}

#[test]
fn an_input_that_does_not_exist_has_no_sighash() {
    let transaction = transaction(&rows(SEGWIT_V0)[0]);
    let sighashes = Sighashes::new(&transaction, &[]);
    assert_eq!(sighashes.legacy(9, &[], 1), None);
    assert_eq!(sighashes.segwit_v0(9, &[]), None);
    assert_eq!(sighashes.segwit_v0(0, &[]), None, "its amount is not known");
    assert_eq!(sighashes.taproot(9, 0), None);
}

#[test]
fn long_scripts_and_many_outputs_are_counted_as_the_protocol_does() {
    let mut transaction = transaction(&rows(SEGWIT_V0)[0]);
    let long = TxOut { value: Amount::ONE_SAT, script_pubkey: ScriptBuf::from_bytes(vec![0x51; 70_000]) };
    let middle = TxOut { value: Amount::ONE_SAT, script_pubkey: ScriptBuf::from_bytes(vec![0x51; 253]) };
    transaction.output = [vec![long], vec![middle; 300]].concat();
    let code = ScriptBuf::from_bytes(vec![0x51; 252]);
    let theirs =
        bitcoin::sighash::SighashCache::new(&transaction).legacy_signature_hash(0, &code, 1).unwrap();
    let ours = Sighashes::new(&transaction, &[]).legacy(0, code.as_bytes(), 1).unwrap();
    let theirs: &[u8] = theirs.as_ref();
    assert_eq!(ours, theirs);
}

fn spent(row: &Value) -> Vec<TxOut> {
    let output = |output: &Value| TxOut {
        value: Amount::from_sat(output[0].as_u64().unwrap()),
        script_pubkey: ScriptBuf::from_hex(output[1].as_str().unwrap()).unwrap(),
    };
    row["spent"].as_array().unwrap().iter().map(output).collect()
}
