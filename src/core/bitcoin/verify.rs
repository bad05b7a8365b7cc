//! Does this finished input really spend its output? Asked of what we hand out, before a person
//! carries it to the network.
//!
//! Covers the scripts of single-key wallets; anything else is an honest "not understood".

use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use bitcoin::hashes::Hash;
use bitcoin::key::{PublicKey, Secp256k1, XOnlyPublicKey};
use bitcoin::script::Instruction;
use bitcoin::secp256k1::{Message, Verification};
use bitcoin::sighash::{Prevouts, SighashCache};
use bitcoin::{Script, ScriptBuf, Transaction, TxOut, ecdsa, taproot};
use std::fmt;

/// Why an input does not spend its output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// There is no such input, or not one spent output per input.
    Count,
    /// The script is not one of a single-key wallet.
    Script {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// scriptSig or witness have another shape than the script asks for.
    Shape {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// The key does not hash to the script.
    Key {
        /// Input, counted from 0.
        input_index: usize,
    },
    /// The signature does not hold for this transaction.
    Signature {
        /// Input, counted from 0.
        input_index: usize,
    },
}

/// Checks every input of a finished transaction against the outputs it spends, in order.
pub fn transaction<C: Verification>(
    secp: &Secp256k1<C>,
    transaction: &Transaction,
    spent: &[TxOut],
) -> Result<(), VerifyError> {
    if transaction.input.len() != spent.len() {
        return Err(VerifyError::Count);
    }
    let mut check = Check { secp, transaction, spent, cache: SighashCache::new(transaction) };
    (0..spent.len()).try_for_each(|input_index| check.input(input_index))
}

struct Check<'a, C: Verification> {
    secp: &'a Secp256k1<C>,
    transaction: &'a Transaction,
    spent: &'a [TxOut],
    cache: SighashCache<&'a Transaction>,
}

impl<C: Verification> Check<'_, C> {
    fn input(&mut self, input_index: usize) -> Result<(), VerifyError> {
        let spent = self.spent.get(input_index).ok_or(VerifyError::Count)?;
        let input = self.transaction.input.get(input_index).ok_or(VerifyError::Count)?;
        let shape = VerifyError::Shape { input_index };
        let script = &spent.script_pubkey;
        let witness: Vec<&[u8]> = input.witness.iter().collect();
        if script.is_p2pkh() {
            let pushes = pushes(&input.script_sig).ok_or(shape)?;
            let ([signature, key], true) = (pushes.as_slice(), witness.is_empty()) else { return Err(shape) };
            return self.legacy(input_index, script, signature, key);
        }
        if script.is_p2sh() {
            let pushes = pushes(&input.script_sig).ok_or(shape)?;
            let [redeem] = pushes.as_slice() else { return Err(shape) };
            let redeem = ScriptBuf::from_bytes(redeem.clone());
            if ScriptBuf::new_p2sh(&redeem.script_hash()) != *script {
                return Err(VerifyError::Key { input_index });
            }
            return self.segwit(input_index, &redeem, &witness);
        }
        if !input.script_sig.is_empty() {
            return Err(shape);
        }
        if script.is_p2tr() {
            self.taproot(input_index, &witness)
        } else {
            self.segwit(input_index, script, &witness)
        }
    }

    fn legacy(
        &self,
        input_index: usize,
        script: &Script,
        signature: &[u8],
        key: &[u8],
    ) -> Result<(), VerifyError> {
        let key = PublicKey::from_slice(key).map_err(|_| VerifyError::Key { input_index })?;
        if ScriptBuf::new_p2pkh(&key.pubkey_hash()) != *script {
            return Err(VerifyError::Key { input_index });
        }
        let bad = VerifyError::Signature { input_index };
        let signature = ecdsa::Signature::from_slice(signature).map_err(|_| bad)?;
        let hash = self
            .cache
            .legacy_signature_hash(input_index, script, signature.sighash_type.to_u32())
            .map_err(|_| bad)?;
        let message = Message::from_digest(hash.to_byte_array());
        self.secp.verify_ecdsa(&message, &signature.signature, &key.inner).map_err(|_| bad)
    }

    fn segwit(&mut self, input_index: usize, program: &Script, witness: &[&[u8]]) -> Result<(), VerifyError> {
        if !program.is_p2wpkh() {
            return Err(VerifyError::Script { input_index });
        }
        let [signature, key] = witness else { return Err(VerifyError::Shape { input_index }) };
        let key = PublicKey::from_slice(key).map_err(|_| VerifyError::Key { input_index })?;
        let hash = key.wpubkey_hash().map_err(|_| VerifyError::Key { input_index })?;
        if ScriptBuf::new_p2wpkh(&hash) != *program {
            return Err(VerifyError::Key { input_index });
        }
        let bad = VerifyError::Signature { input_index };
        let signature = ecdsa::Signature::from_slice(signature).map_err(|_| bad)?;
        let amount = self.spent.get(input_index).ok_or(VerifyError::Count)?.value;
        let hash = self
            .cache
            .p2wpkh_signature_hash(input_index, program, amount, signature.sighash_type)
            .map_err(|_| bad)?;
        let message = Message::from_digest(hash.to_byte_array());
        self.secp.verify_ecdsa(&message, &signature.signature, &key.inner).map_err(|_| bad)
    }

    fn taproot(&mut self, input_index: usize, witness: &[&[u8]]) -> Result<(), VerifyError> {
        let [signature] = witness else { return Err(VerifyError::Shape { input_index }) };
        let bad = VerifyError::Signature { input_index };
        let signature = taproot::Signature::from_slice(signature).map_err(|_| bad)?;
        let script = &self.spent.get(input_index).ok_or(VerifyError::Count)?.script_pubkey;
        let key = script.as_bytes().get(2..).and_then(|key| XOnlyPublicKey::from_slice(key).ok());
        let key = key.ok_or(VerifyError::Key { input_index })?;
        let hash = self
            .cache
            .taproot_key_spend_signature_hash(input_index, &Prevouts::All(self.spent), signature.sighash_type)
            .map_err(|_| bad)?;
        let message = Message::from_digest(hash.to_byte_array());
        self.secp.verify_schnorr(&signature.signature, &message, &key).map_err(|_| bad)
    }
}

/// The pushes of a push-only script; `None` if it does anything else.
fn pushes(script: &Script) -> Option<Vec<Vec<u8>>> {
    script
        .instructions_minimal()
        .map(|instruction| match instruction {
            Ok(Instruction::PushBytes(bytes)) => Some(bytes.as_bytes().to_vec()),
            Ok(Instruction::Op(_)) | Err(_) => None,
        })
        .collect()
}

impl Explain for VerifyError {
    fn code(&self) -> Code {
        match self {
            Self::Count => Code::new("verify/count"),
            Self::Script { .. } => Code::new("verify/script"),
            Self::Shape { .. } => Code::new("verify/shape"),
            Self::Key { .. } => Code::new("verify/key"),
            Self::Signature { .. } => Code::new("verify/signature"),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Count => Facts::new(),
            Self::Script { input_index }
            | Self::Shape { input_index }
            | Self::Key { input_index }
            | Self::Signature { input_index } => vec![("input", Safe::count(*input_index))],
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for VerifyError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::ScriptKind;
    use crate::wallet::account::{redeem_script, script_pubkey};
    use bitcoin::key::{Keypair, TapTweak};
    use bitcoin::script::PushBytesBuf;
    use bitcoin::secp256k1::SecretKey;
    use bitcoin::{Amount, EcdsaSighashType, TapSighashType, Witness, absolute, transaction::Version};

    /// A transaction with one finished input of each kind, made with rust-bitcoin alone.
    fn finished() -> (Transaction, Vec<TxOut>) {
        let secp = Secp256k1::new();
        let secret = SecretKey::from_slice(&[7; 32]).unwrap();
        let key = secret.public_key(&secp);
        let spent: Vec<TxOut> = ScriptKind::ALL
            .map(|kind| TxOut {
                value: Amount::from_sat(50_000),
                script_pubkey: script_pubkey(&secp, kind, key),
            })
            .to_vec();
        let mut transaction = Transaction {
            version: Version::TWO,
            lock_time: absolute::LockTime::ZERO,
            input: vec![bitcoin::TxIn::default(); 4],
            output: vec![TxOut {
                value: Amount::from_sat(190_000),
                script_pubkey: spent[2].script_pubkey.clone(),
            }],
        };
        let mut cache = SighashCache::new(transaction.clone());
        let ecdsa = |hash: [u8; 32]| {
            let signature = secp.sign_ecdsa(&Message::from_digest(hash), &secret);
            ecdsa::Signature { signature, sighash_type: EcdsaSighashType::All }.to_vec()
        };
        let push = |bytes: Vec<u8>| PushBytesBuf::try_from(bytes).unwrap();
        let program = redeem_script(key);
        let legacy =
            ecdsa(cache.legacy_signature_hash(0, &spent[0].script_pubkey, 1).unwrap().to_byte_array());
        let nested = ecdsa(
            cache
                .p2wpkh_signature_hash(1, &program, spent[1].value, EcdsaSighashType::All)
                .unwrap()
                .to_byte_array(),
        );
        let native = ecdsa(
            cache
                .p2wpkh_signature_hash(2, &program, spent[2].value, EcdsaSighashType::All)
                .unwrap()
                .to_byte_array(),
        );
        let hash = cache
            .taproot_key_spend_signature_hash(3, &Prevouts::All(&spent), TapSighashType::Default)
            .unwrap()
            .to_byte_array();
        let pair = Keypair::from_secret_key(&secp, &secret).tap_tweak(&secp, None).to_keypair();
        let schnorr = secp.sign_schnorr_no_aux_rand(&Message::from_digest(hash), &pair);
        let key = key.serialize().to_vec();
        transaction.input[0].script_sig = bitcoin::script::Builder::new()
            .push_slice(push(legacy))
            .push_slice(push(key.clone()))
            .into_script();
        transaction.input[1].script_sig =
            bitcoin::script::Builder::new().push_slice(push(program.into_bytes())).into_script();
        transaction.input[1].witness = Witness::from_slice(&[nested, key.clone()]);
        transaction.input[2].witness = Witness::from_slice(&[native, key]);
        transaction.input[3].witness = Witness::from_slice(&[schnorr.serialize().to_vec()]);
        (transaction, spent)
    }

    #[test]
    fn every_single_key_script_is_verified() {
        let (finished, spent) = finished();
        assert_eq!(transaction(&Secp256k1::verification_only(), &finished, &spent), Ok(()));
    }

    #[test]
    fn a_changed_output_breaks_every_input() {
        let (mut changed, spent) = finished();
        changed.output[0].value = Amount::from_sat(189_999);
        for input_index in 0..4 {
            let secp = Secp256k1::verification_only();
            let cache = SighashCache::new(&changed);
            let mut check = Check { secp: &secp, transaction: &changed, spent: &spent, cache };
            assert_eq!(check.input(input_index), Err(VerifyError::Signature { input_index }));
        }
    }

    #[test]
    fn a_lying_amount_breaks_the_segwit_inputs() {
        let (finished, mut spent) = finished();
        spent[2].value = Amount::from_sat(50_001);
        let verdict = transaction(&Secp256k1::verification_only(), &finished, &spent);
        assert_eq!(verdict, Err(VerifyError::Signature { input_index: 2 }));
    }
}
