//! Attack C01: a signature has no room for a message to an accomplice.

use super::*;
use crate::tests::{hex, number, rows, text};
use bitcoin::hashes::Hash;
use bitcoin::key::{Keypair, TapTweak};
use bitcoin::secp256k1::{Message, Secp256k1, SecretKey};
use bitcoin::sighash::{Prevouts, SighashCache, TapSighashType};
use coldframe_core::bitcoin::signature::Scheme;
use k256::ecdsa::signature::hazmat::PrehashSigner;

const TAPROOT: &str = include_str!("../../../../vectors/bip341/key_path_spending.json");
const SCHNORR: &str = include_str!("../../../../vectors/bip341/schnorr.json");
const OUTPUT_KEYS: &str = include_str!("../../../../vectors/bip341/output_keys.json");

fn private_key(path: AddressPath) -> [u8; 32] {
    let seed = seed();
    let keys = Keys { seed: &seed, secp: Secp256k1::new() };
    Chains::new(&keys).key(path).unwrap().with_key(|key| *key)
}

#[test]
fn atk_c01_the_same_transaction_signed_twice_gives_the_same_bytes() {
    let spending = Spending::of(&[ScriptKind::ALL, ScriptKind::ALL].concat());
    assert_eq!(sign(&spending).unwrap(), sign(&spending).unwrap());
}

#[test]
fn atk_c01_another_implementation_of_rfc_6979_comes_to_the_same_bytes() {
    let spending = Spending::of(&[ScriptKind::P2wpkh; 40]);
    let (mut unground, mut ground) = (0, 0);
    for (job, made) in spending.jobs.iter().zip(sign(&spending).unwrap()) {
        let key = k256::ecdsa::SigningKey::from_slice(&private_key(job.path)).unwrap();
        let other: k256::ecdsa::Signature = key.sign_prehash(&spending.sighash(job)).unwrap();
        let der = &made.bytes()[..made.bytes().len() - 1];
        // k256 does not grind: where its first R is low, counter 0 is what Bitcoin Core uses too.
        if other.to_bytes()[0] < 0x80 {
            assert_eq!(other.to_der().as_bytes(), der);
            unground += 1;
        } else {
            assert_ne!(other.to_der().as_bytes(), der);
            ground += 1;
        }
    }
    assert!(unground > 8 && ground > 8, "{unground} and {ground}: the test compares both cases");
}

#[test]
fn atk_c01_every_ecdsa_signature_has_a_low_r_and_one_length_less_to_play_with() {
    let spending = Spending::of(&[ScriptKind::P2pkh; 40]);
    for made in sign(&spending).unwrap() {
        assert_eq!(made.scheme(), Scheme::Ecdsa);
        assert!(made.bytes().len() <= 71, "{} bytes", made.bytes().len());
    }
}

#[test]
fn atk_c01_schnorr_without_randomness_is_bip340_with_zero_bytes_of_it() {
    let spending = Spending::of(&[ScriptKind::P2tr; 4]);
    let secp = Secp256k1::new();
    for (job, made) in spending.jobs.iter().zip(sign(&spending).unwrap()) {
        let pair = Keypair::from_seckey_slice(&secp, &private_key(job.path)).unwrap();
        let tweaked = pair.tap_tweak(&secp, None).to_keypair();
        let message = Message::from_digest(spending.sighash(job));
        let zeroes = secp.sign_schnorr_with_aux_rand(&message, &tweaked, &[0; 32]);
        assert_eq!(made.bytes(), zeroes.serialize());
    }
}

#[test]
fn every_published_schnorr_signature_with_zero_bytes_of_randomness_is_made() {
    let ours = rows(SCHNORR).into_iter().filter(|row| row.get("private_key").is_some());
    let mut made = 0;
    for row in ours {
        let secp = Secp256k1::new();
        let pair = Keypair::from_seckey_slice(&secp, &hex(&row, "private_key")).unwrap();
        let message = Message::from_digest(hex(&row, "message").try_into().unwrap());
        let signature = secp.sign_schnorr_no_aux_rand(&message, &pair);
        assert_eq!(signature.serialize().as_slice(), hex(&row, "signature"), "{}", text(&row, "name"));
        made += 1;
    }
    assert!(made > 0);
}

#[test]
fn every_published_key_path_signature_is_made() {
    for row in rows(TAPROOT) {
        let transaction: Transaction = bitcoin::consensus::deserialize(&hex(&row, "transaction")).unwrap();
        let outputs = row["spent"].as_array().unwrap();
        let spent: Vec<TxOut> = outputs
            .iter()
            .map(|output| TxOut {
                value: Amount::from_sat(output[0].as_u64().unwrap()),
                script_pubkey: bitcoin::ScriptBuf::from_hex(output[1].as_str().unwrap()).unwrap(),
            })
            .collect();
        let kind = TapSighashType::from_consensus_u8(u8::try_from(number(&row, "sighash_type")).unwrap());
        let index = usize::try_from(number(&row, "input")).unwrap();
        let sighash = SighashCache::new(&transaction)
            .taproot_key_spend_signature_hash(index, &Prevouts::All(&spent), kind.unwrap())
            .unwrap()
            .to_byte_array();
        let secp = Secp256k1::new();
        let pair = Keypair::from_seckey_slice(&secp, &hex(&row, "tweaked_private_key")).unwrap();
        let signature = secp.sign_schnorr_no_aux_rand(&Message::from_digest(sighash), &pair);
        assert_eq!(signature.serialize(), hex(&row, "witness")[..64], "{}", text(&row, "name"));
    }
}

#[test]
fn every_published_private_key_is_tweaked_as_published() {
    let with_key = rows(OUTPUT_KEYS).into_iter().filter(|row| row.get("internal_private_key").is_some());
    let mut tweaked_keys = 0;
    for row in with_key {
        let secp = Secp256k1::new();
        let pair = Keypair::from_seckey_slice(&secp, &hex(&row, "internal_private_key")).unwrap();
        let tweaked = pair.tap_tweak(&secp, None).to_keypair();
        let published = SecretKey::from_slice(&hex(&row, "tweaked_private_key")).unwrap();
        assert_eq!(tweaked.secret_key(), published);
        tweaked_keys += 1;
    }
    assert_eq!(tweaked_keys, 1);
}
