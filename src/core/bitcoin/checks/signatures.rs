//! Signatures and final scripts that are already there (attack A05).

use super::input;
use crate::bitcoin::look::Seen;
use crate::bitcoin::psbt::{Input, Psbt};
use crate::review::Finding;
use bitcoin::hashes::Hash;
use bitcoin::secp256k1::{Message, XOnlyPublicKey};
use bitcoin::sighash::{Prevouts, SighashCache};
use bitcoin::{EcdsaSighashType, PublicKey, Script, ScriptBuf, TapSighashType, Transaction, TxOut};

/// Every signature that came is verified, or the file is refused: a finaliser downstream would take
/// ours and theirs for complete.
pub(super) fn check(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let mut verifier = Verifier { seen, cache: SighashCache::new(psbt.transaction()), spent: whole(seen) };
    for (index, field) in psbt.inputs().iter().enumerate() {
        let (at, facts) = input(index);
        let ours = seen.ownership.inputs.get(index).is_some_and(|owner| owner.key().is_some());
        let is_final = field.final_script_sig.is_some() || field.final_script_witness.is_some();
        if is_final && ours {
            findings.push(Finding::refuse("psbt/already-final", at, facts.clone()));
        } else if is_final {
            findings.push(Finding::note("psbt/foreign-final", at, facts.clone()));
        }
        let has_signature = !field.partial_signatures.is_empty()
            || field.tap_key_signature.is_some()
            || field.tap_script_signature_count > 0;
        if has_signature {
            findings.push(match (verifier.all_valid(index, field), ours) {
                (None, _) => Finding::refuse("psbt/bad-partial-sig", at, facts),
                (Some(()), true) => Finding::note("psbt/own-signature", at, facts),
                (Some(()), false) => Finding::note("psbt/cosigner", at, facts),
            });
        }
    }
}

struct Verifier<'a> {
    seen: &'a Seen<'a>,
    cache: SighashCache<&'a Transaction>,
    spent: Option<Vec<TxOut>>,
}

impl Verifier<'_> {
    /// `Some` only if every signature of the input is one we can verify, over everything, and valid.
    fn all_valid(&mut self, index: usize, field: &Input) -> Option<()> {
        if field.tap_script_signature_count > 0 {
            return None;
        }
        let coin = self.seen.coins.get(index)?.output.as_ref()?;
        for signature in &field.partial_signatures {
            self.ecdsa(index, coin, &signature.public_key, &signature.signature)?;
        }
        match &field.tap_key_signature {
            Some(signature) => self.schnorr(index, coin, signature),
            None => Some(()),
        }
    }

    fn ecdsa(&mut self, index: usize, coin: &TxOut, key: &[u8], signature: &[u8]) -> Option<()> {
        let key = PublicKey::from_slice(key).ok()?;
        let signature = bitcoin::ecdsa::Signature::from_slice(signature).ok()?;
        if signature.sighash_type != EcdsaSighashType::All {
            return None;
        }
        let message = self.ecdsa_message(index, coin, &key)?;
        self.seen.keyring.secp().verify_ecdsa(&message, &signature.signature, &key.inner).ok()
    }

    /// The hash this key would sign; `None` where the script is not this single key.
    fn ecdsa_message(&mut self, index: usize, coin: &TxOut, key: &PublicKey) -> Option<Message> {
        let script = coin.script_pubkey.as_script();
        let all = EcdsaSighashType::All;
        if ScriptBuf::new_p2pkh(&key.pubkey_hash()).as_script() == script {
            let hash = self.cache.legacy_signature_hash(index, script, all.to_u32()).ok()?;
            return Some(Message::from_digest(hash.to_byte_array()));
        }
        let program = ScriptBuf::new_p2wpkh(&key.wpubkey_hash().ok()?);
        let nested = program.to_p2sh();
        let pays: [&Script; 2] = [&program, &nested];
        if !pays.contains(&script) {
            return None;
        }
        let hash = self.cache.p2wpkh_signature_hash(index, &program, coin.value, all).ok()?;
        Some(Message::from_digest(hash.to_byte_array()))
    }

    fn schnorr(&mut self, index: usize, coin: &TxOut, signature: &[u8]) -> Option<()> {
        if !coin.script_pubkey.is_p2tr() {
            return None;
        }
        let key = XOnlyPublicKey::from_slice(coin.script_pubkey.as_bytes().get(2..)?).ok()?;
        let signature = bitcoin::taproot::Signature::from_slice(signature).ok()?;
        if !matches!(signature.sighash_type, TapSighashType::Default | TapSighashType::All) {
            return None;
        }
        let spent = self.spent.as_ref()?;
        let prevouts = Prevouts::All(spent);
        let hash =
            self.cache.taproot_key_spend_signature_hash(index, &prevouts, signature.sighash_type).ok()?;
        let message = Message::from_digest(hash.to_byte_array());
        self.seen.keyring.secp().verify_schnorr(&signature.signature, &message, &key).ok()
    }
}

fn whole(seen: &Seen<'_>) -> Option<Vec<TxOut>> {
    seen.coins.iter().map(|coin| coin.output.clone()).collect()
}
