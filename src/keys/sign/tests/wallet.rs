//! A transaction that spends outputs of our own, of any kinds, for the tests of signing.

use super::*;
use bitcoin::absolute::LockTime;
use bitcoin::hashes::Hash;
use bitcoin::key::{TapTweak, XOnlyPublicKey};
use bitcoin::secp256k1::{Message, Secp256k1, ecdsa, schnorr};
use bitcoin::sighash::{EcdsaSighashType, Prevouts, SighashCache, TapSighashType};
use bitcoin::{OutPoint, ScriptBuf, Sequence, TxIn, Txid, Witness, transaction};
use coldframe_core::wallet::account::redeem_script;

/// Long enough to be no length that `bip32` takes by itself.
pub(super) fn seed() -> Seed {
    Seed::of_bytes(&[7; 48]).unwrap()
}

#[derive(Clone)]
pub(super) struct Spending {
    pub(super) transaction: Transaction,
    pub(super) spent: Vec<TxOut>,
    pub(super) jobs: Vec<SigningJob>,
}

impl Spending {
    pub(super) fn of(kinds: &[ScriptKind]) -> Self {
        let jobs = jobs(kinds);
        let spent: Vec<TxOut> = jobs.iter().map(|job| job.spent.clone()).collect();
        let input = (0..kinds.len()).map(|index| TxIn {
            previous_output: OutPoint::new(Txid::hash(&[1]), u32::try_from(index).unwrap()),
            script_sig: ScriptBuf::new(),
            sequence: Sequence(0xffff_fffd),
            witness: Witness::new(),
        });
        let transaction = Transaction {
            version: transaction::Version::TWO,
            lock_time: LockTime::from_consensus(800_000),
            input: input.collect(),
            output: vec![
                TxOut {
                    value: Amount::from_sat(9_000),
                    script_pubkey: spent[0].script_pubkey.clone()
                };
                2
            ],
        };
        Self { transaction, spent, jobs }
    }

    pub(super) fn verify_with_libsecp(&self, made: &MadeSignature) {
        let secp = Secp256k1::verification_only();
        let job = self.jobs.iter().find(|job| job.input_index == made.input_index()).unwrap();
        let (sighash_type, bytes) = made.bytes().split_last().unwrap();
        let message = Message::from_digest(self.sighash(job));
        match job.kind {
            ScriptKind::P2tr => {
                let bytes = if job.sighash == 0 { made.bytes() } else { bytes };
                let signature = schnorr::Signature::from_slice(bytes).unwrap();
                let (key, _) = XOnlyPublicKey::from(job.public_key).tap_tweak(&secp, None);
                secp.verify_schnorr(&signature, &message, &key.to_x_only_public_key()).unwrap();
            }
            _ => {
                assert_eq!(*sighash_type, 1);
                let signature = ecdsa::Signature::from_der(bytes).unwrap();
                secp.verify_ecdsa(&message, &signature, made.public_key()).unwrap();
            }
        }
    }

    pub(super) fn sighash(&self, job: &SigningJob) -> [u8; 32] {
        let mut cache = SighashCache::new(&self.transaction);
        let (index, all) = (job.input_index, EcdsaSighashType::All);
        match job.kind {
            ScriptKind::P2pkh => {
                cache.legacy_signature_hash(index, &job.spent.script_pubkey, 1).unwrap().to_byte_array()
            }
            ScriptKind::P2tr => {
                let kind = TapSighashType::from_consensus_u8(job.sighash).unwrap();
                let prevouts = Prevouts::All(&self.spent);
                cache.taproot_key_spend_signature_hash(index, &prevouts, kind).unwrap().to_byte_array()
            }
            _ => {
                let program = redeem_script(job.public_key);
                cache.p2wpkh_signature_hash(index, &program, job.spent.value, all).unwrap().to_byte_array()
            }
        }
    }
}

fn jobs(kinds: &[ScriptKind]) -> Vec<SigningJob> {
    let secp = Secp256k1::new();
    let seed = seed();
    let keys = Keys { seed: &seed, secp: secp.clone() };
    let mut chains = Chains::new(&keys);
    let job = |(input_index, kind): (usize, &ScriptKind)| {
        let account = AccountPath { kind: *kind, coin_type: 1, account: 0 };
        let chain = Chain::ALL[input_index % 2];
        let path = AddressPath { account, chain, index: u32::try_from(input_index).unwrap() };
        let public_key = chains.key(path).unwrap().public_key();
        let value = Amount::from_sat(10_000 + u64::from(path.index));
        let spent = TxOut { value, script_pubkey: script_pubkey(&secp, *kind, public_key) };
        let sighash = u8::from(*kind != ScriptKind::P2tr);
        SigningJob { input_index, kind: *kind, path, public_key, spent, sighash }
    };
    kinds.iter().enumerate().map(job).collect()
}
