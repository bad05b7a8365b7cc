//! One signature by libsecp256k1, the library Bitcoin Core signs with.
//!
//! Nothing random goes in, so a second build must give the same bytes and a nonce has no room for
//! a message to an accomplice (attack C01): ECDSA with RFC 6979, ground to a low R by the same
//! counter as Bitcoin Core; Schnorr with BIP-340's auxiliary randomness left out, which
//! libsecp256k1 treats as 32 zero bytes.

use super::SignError;
use super::fault::Fault;
use bitcoin::hashes::Hash;
use bitcoin::key::{Keypair, TapTweak};
use bitcoin::secp256k1::{self, All, Message, Secp256k1, SecretKey};
use bitcoin::sighash::{EcdsaSighashType, Prevouts, SighashCache, TapSighashType};
use bitcoin::{ScriptBuf, Transaction, TxOut, ecdsa, taproot};
use coldframe_core::bitcoin::facts::SigningJob;
use coldframe_core::bitcoin::signature::MadeSignature;
use coldframe_core::path::ScriptKind;
use coldframe_core::wallet::account::redeem_script;
use coldframe_memory::stumble;
use zeroize::Zeroizing;

/// One cache for the whole transaction: an input of segwit or taproot costs the same in a
/// transaction of ten as of a thousand.
pub(super) struct Maker<'a> {
    secp: &'a Secp256k1<All>,
    cache: SighashCache<&'a Transaction>,
    spent: &'a [TxOut],
}

impl<'a> Maker<'a> {
    pub(super) fn new(secp: &'a Secp256k1<All>, transaction: &'a Transaction, spent: &'a [TxOut]) -> Self {
        Self { secp, cache: SighashCache::new(transaction), spent }
    }

    /// The signature of one input with that key, which the caller has held against the job.
    pub(super) fn make(
        &mut self,
        job: &SigningJob,
        key: &[u8; 32],
        fault: &impl Fault,
    ) -> Result<MadeSignature, SignError> {
        let bug = SignError::SighashType { input_index: job.input_index };
        let mut sighash = self.sighash(job).ok_or(bug)?;
        fault.sighash(&mut sighash);
        let mut key = Zeroizing::new(*key);
        fault.key(&mut key);
        stumble("sign");
        let wrong = SignError::SelfCheck { input_index: job.input_index };
        match job.kind {
            ScriptKind::P2tr => taproot(self.secp, job, &key, sighash, fault),
            ScriptKind::P2pkh | ScriptKind::P2shP2wpkh | ScriptKind::P2wpkh => {
                ecdsa(self.secp, job, &key, sighash, fault)
            }
        }
        .ok_or(wrong)
    }

    /// Legacy, BIP-143 or BIP-341; `None` for a sighash type we do not sign.
    fn sighash(&mut self, job: &SigningJob) -> Option<[u8; 32]> {
        let (index, amount) = (job.input_index, job.spent.value);
        let all = EcdsaSighashType::All;
        match (job.kind, job.sighash) {
            (ScriptKind::P2pkh, 1) => {
                let hash = self.cache.legacy_signature_hash(index, &job.spent.script_pubkey, all.to_u32());
                Some(hash.ok()?.to_byte_array())
            }
            (ScriptKind::P2wpkh | ScriptKind::P2shP2wpkh, 1) => {
                let program: ScriptBuf = redeem_script(job.public_key);
                Some(self.cache.p2wpkh_signature_hash(index, &program, amount, all).ok()?.to_byte_array())
            }
            (ScriptKind::P2tr, 0 | 1) => {
                let prevouts = Prevouts::All(self.spent);
                let kind = TapSighashType::from_consensus_u8(job.sighash).ok()?;
                let hash = self.cache.taproot_key_spend_signature_hash(index, &prevouts, kind);
                Some(hash.ok()?.to_byte_array())
            }
            _ => None,
        }
    }
}

/// Signs twice, and gives back what both times is the same. A fault in the nonce gives a signature
/// that is valid and so passes any recheck, and two of those give the key away (attack C02).
fn twice(sign: impl Fn() -> [u8; 64], fault: &impl Fault) -> Option<[u8; 64]> {
    let mut first = sign();
    fault.first(&mut first);
    (first == sign()).then_some(first)
}

fn ecdsa(
    secp: &Secp256k1<All>,
    job: &SigningJob,
    key: &[u8; 32],
    sighash: [u8; 32],
    fault: &impl Fault,
) -> Option<MadeSignature> {
    let mut key = SecretKey::from_slice(key).ok()?;
    let message = Message::from_digest(sighash);
    let compact = twice(|| secp.sign_ecdsa_low_r(&message, &key).serialize_compact(), fault);
    key.non_secure_erase();
    let mut compact = compact?;
    fault.signature(&mut compact);
    let signature = secp256k1::ecdsa::Signature::from_compact(&compact).ok()?;
    let signature = ecdsa::Signature { signature, sighash_type: EcdsaSighashType::All };
    Some(MadeSignature::ecdsa(job.input_index, job.public_key, &signature))
}

/// Key path without a script tree (BIP-86): the key is tweaked by the hash of itself alone.
fn taproot(
    secp: &Secp256k1<All>,
    job: &SigningJob,
    key: &[u8; 32],
    sighash: [u8; 32],
    fault: &impl Fault,
) -> Option<MadeSignature> {
    let mut internal = Keypair::from_seckey_slice(secp, key).ok()?;
    let mut tweaked = internal.tap_tweak(secp, None).to_keypair();
    internal.non_secure_erase();
    let message = Message::from_digest(sighash);
    let bytes = twice(|| secp.sign_schnorr_no_aux_rand(&message, &tweaked).serialize(), fault);
    tweaked.non_secure_erase();
    let mut bytes = bytes?;
    fault.signature(&mut bytes);
    let signature = secp256k1::schnorr::Signature::from_slice(&bytes).ok()?;
    let sighash_type = TapSighashType::from_consensus_u8(job.sighash).ok()?;
    let signature = taproot::Signature { signature, sighash_type };
    Some(MadeSignature::taproot(job.input_index, job.public_key, &signature))
}
