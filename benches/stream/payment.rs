//! Ordinary spends: p2wpkh coins of many previous transactions, one recipient, change.

use bitcoin::absolute::LockTime;
use bitcoin::bip32::{DerivationPath, Fingerprint};
use bitcoin::hashes::{Hash, sha256};
use bitcoin::key::{CompressedPublicKey, Secp256k1};
use bitcoin::psbt::Psbt;
use bitcoin::secp256k1::{Message, PublicKey, SecretKey};
use bitcoin::transaction::Version;
use bitcoin::{
    Amount, EcdsaSighashType, OutPoint, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Txid, Witness,
};

/// A PSBT of so many inputs, unsigned and signed. The signatures have the shape and the size of good
/// ones; nothing here verifies them.
pub(crate) fn spend(inputs: u32) -> (Vec<u8>, Vec<u8>) {
    let secp = Secp256k1::new();
    let previous: Vec<Transaction> = (0..inputs).map(previous).collect();
    let spends = |previous: &Transaction| input(OutPoint { txid: previous.compute_txid(), vout: 0 });
    let unsigned = Transaction {
        version: Version::TWO,
        lock_time: LockTime::ZERO,
        input: previous.iter().map(spends).collect(),
        output: vec![output(1_000_000, 1_000_000), output(2_000_000, 1_000_001)],
    };
    let mut psbt = Psbt::from_unsigned_tx(unsigned).unwrap();
    for ((number, previous), input) in (0..).zip(previous).zip(&mut psbt.inputs) {
        input.witness_utxo = previous.output.first().cloned();
        input.non_witness_utxo = Some(previous);
        input.bip32_derivation.insert(key(number), origin(0, number));
    }
    if let Some(change) = psbt.outputs.last_mut() {
        change.bip32_derivation.insert(key(1_000_001), origin(1, 7));
    }
    let question = psbt.serialize();
    for (number, input) in (0..).zip(&mut psbt.inputs) {
        let signature = secp.sign_ecdsa(&Message::from_digest(digest(b"message", number)), &secret(number));
        let signature = bitcoin::ecdsa::Signature { signature, sighash_type: EcdsaSighashType::All };
        input.partial_sigs.insert(CompressedPublicKey(key(number)).into(), signature);
    }
    (question, psbt.serialize())
}

/// An unsigned PSBT of about so many bytes.
pub(crate) fn of_about(bytes: usize) -> Vec<u8> {
    let one = spend(1).0.len();
    let each = spend(2).0.len() - one;
    let more = bytes.saturating_sub(one) as f64 / each as f64;
    spend(1 + more.round() as u32).0
}

fn previous(number: u32) -> Transaction {
    let txid = Txid::from_byte_array(digest(b"coin", number));
    Transaction {
        version: Version::TWO,
        lock_time: LockTime::ZERO,
        input: vec![input(OutPoint { txid, vout: number % 3 })],
        output: vec![output(100_000 + u64::from(number) * 7_919, number), output(55_555, 500_000 + number)],
    }
}

fn input(previous_output: OutPoint) -> TxIn {
    let sequence = Sequence::ENABLE_RBF_NO_LOCKTIME;
    TxIn { previous_output, script_sig: ScriptBuf::new(), sequence, witness: Witness::new() }
}

fn output(sat: u64, number: u32) -> TxOut {
    let script_pubkey = ScriptBuf::new_p2wpkh(&CompressedPublicKey(key(number)).wpubkey_hash());
    TxOut { value: Amount::from_sat(sat), script_pubkey }
}

fn key(number: u32) -> PublicKey {
    secret(number).public_key(&Secp256k1::new())
}

fn secret(number: u32) -> SecretKey {
    SecretKey::from_slice(&digest(b"key", number)).unwrap()
}

fn origin(chain: u32, number: u32) -> (Fingerprint, DerivationPath) {
    let path = format!("m/84h/0h/0h/{chain}/{number}").parse().unwrap();
    (Fingerprint::from([0x73, 0xc5, 0xda, 0x0a]), path)
}

fn digest(what: &[u8], number: u32) -> [u8; 32] {
    sha256::Hash::hash(&[what, number.to_be_bytes().as_slice()].concat()).to_byte_array()
}
