//! Finishing the script kinds we sign.

use super::build::{RawPair, der, file, global_v0, one_input, pair, sized, tx_out};
use crate::bitcoin::psbt::Psbt;
use crate::bitcoin::psbt::finalize::{FinalizeError, finalize};
use bitcoin::key::CompressedPublicKey;
use bitcoin::secp256k1::{PublicKey, Secp256k1, SecretKey};
use bitcoin::{ScriptBuf, Transaction};

fn key() -> CompressedPublicKey {
    let secret = SecretKey::from_slice(&[7; 32]).unwrap();
    CompressedPublicKey(PublicKey::from_secret_key(&Secp256k1::new(), &secret))
}

fn utxo(script: &ScriptBuf) -> RawPair {
    pair(&[1], &tx_out(5_000, script.as_bytes()))
}

fn signature() -> RawPair {
    pair(&[[2].as_slice(), &key().to_bytes()].concat(), &der(5))
}

fn finished(pairs: &[RawPair]) -> Result<Transaction, FinalizeError> {
    finalize(&Psbt::parse(&one_input(pairs)).unwrap())
}

fn pushed(items: &[&[u8]]) -> Vec<u8> {
    items.iter().flat_map(|item| sized(item)).collect()
}

#[test]
fn p2pkh_puts_signature_and_key_into_the_script_sig() {
    let script = ScriptBuf::new_p2pkh(&key().pubkey_hash());
    let transaction = finished(&[utxo(&script), signature()]).unwrap();
    assert_eq!(transaction.input[0].script_sig.as_bytes(), pushed(&[&der(5), &key().to_bytes()]));
    assert!(transaction.input[0].witness.is_empty());
}

#[test]
fn p2wpkh_puts_signature_and_key_into_the_witness() {
    let script = ScriptBuf::new_p2wpkh(&key().wpubkey_hash());
    let transaction = finished(&[utxo(&script), signature()]).unwrap();
    assert!(transaction.input[0].script_sig.is_empty());
    assert_eq!(transaction.input[0].witness.to_vec(), vec![der(5), key().to_bytes().to_vec()]);
}

#[test]
fn p2sh_p2wpkh_also_pushes_the_redeem_script() {
    let redeem = ScriptBuf::new_p2wpkh(&key().wpubkey_hash());
    let field = pair(&[4], redeem.as_bytes());
    let transaction = finished(&[utxo(&redeem.to_p2sh()), signature(), field]).unwrap();
    assert_eq!(transaction.input[0].script_sig.as_bytes(), pushed(&[redeem.as_bytes()]));
    assert_eq!(transaction.input[0].witness.len(), 2);
}

#[test]
fn p2tr_puts_the_signature_alone_into_the_witness() {
    let script = ScriptBuf::from_bytes([&[0x51, 0x20], [7; 32].as_slice()].concat());
    let transaction = finished(&[utxo(&script), pair(&[0x13], &[9; 64])]).unwrap();
    assert_eq!(transaction.input[0].witness.to_vec(), vec![vec![9; 64]]);
}

#[test]
fn the_whole_previous_transaction_goes_before_the_lone_output() {
    let script = ScriptBuf::new_p2pkh(&key().pubkey_hash());
    let previous = [
        [2, 0, 0, 0, 1].to_vec(),
        [[0x22; 36].as_slice(), &[0], &[0xff; 4], &[1]].concat(),
        tx_out(5_000, script.as_bytes()),
        vec![0; 4],
    ];
    // The builder's inputs spend output 0x11111111, which this transaction does not have.
    let refused = finished(&[pair(&[0], &previous.concat()), utxo(&script), signature()]);
    assert_eq!(refused, Err(FinalizeError::NoSpentOutput { input: 0 }));
}

#[test]
fn final_fields_are_taken_as_they_are() {
    let transaction = finished(&[pair(&[7], &[0x51]), pair(&[8], &[1, 1, 7])]).unwrap();
    assert_eq!(transaction.input[0].script_sig.as_bytes(), [0x51]);
    assert_eq!(transaction.input[0].witness.to_vec(), vec![vec![7]]);
}

#[test]
fn what_does_not_fit_is_refused_with_its_input() {
    let input = 0;
    let p2wpkh = ScriptBuf::new_p2wpkh(&key().wpubkey_hash());
    let other = ScriptBuf::from_bytes([&[0, 20], [7; 20].as_slice()].concat());
    let p2wsh = ScriptBuf::from_bytes([&[0, 32], [7; 32].as_slice()].concat());
    let sighash = pair(&[3], &[0x81, 0, 0, 0]);
    assert_eq!(finished(&[]), Err(FinalizeError::NoSpentOutput { input }));
    assert_eq!(finished(&[utxo(&p2wpkh)]), Err(FinalizeError::NoSignature { input }));
    assert_eq!(finished(&[utxo(&other), signature()]), Err(FinalizeError::NoSignature { input }));
    assert_eq!(finished(&[utxo(&p2wpkh), signature(), sighash]), Err(FinalizeError::Sighash { input }));
    assert_eq!(finished(&[utxo(&p2wsh), signature()]), Err(FinalizeError::Script { input }));
    assert_eq!(finished(&[utxo(&p2wpkh.to_p2sh()), signature()]), Err(FinalizeError::RedeemScript { input }));
    let wrong = pair(&[4], other.as_bytes());
    let refused = finished(&[utxo(&p2wpkh.to_p2sh()), signature(), wrong]);
    assert_eq!(refused, Err(FinalizeError::RedeemScript { input }));
    let empty = Psbt::parse(&file(&[global_v0(0, &[1]), vec![]])).unwrap();
    assert_eq!(finalize(&empty), Err(FinalizeError::Empty));
}

#[test]
fn a_segwit_input_signed_with_an_uncompressed_key_is_refused_because_nobody_could_spend_it() {
    let whole = key().0.serialize_uncompressed();
    let hash = bitcoin::PublicKey::new_uncompressed(key().0).pubkey_hash();
    let script =
        ScriptBuf::from_bytes([&[0, 20], bitcoin::hashes::Hash::as_byte_array(&hash).as_slice()].concat());
    let by_whole = pair(&[[2].as_slice(), &whole].concat(), &der(5));
    assert_eq!(finished(&[utxo(&script), by_whole]), Err(FinalizeError::NoSignature { input: 0 }));
}
