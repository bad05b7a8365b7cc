//! From signatures to a transaction that can be sent (BIP-174, input finalizer and extractor).
//!
//! Only the script kinds we sign. Nothing is verified here beyond structure: whoever calls this
//! verifies every input of the result.

use super::{Input, Psbt};
use crate::messages::{self, Code, Explain, Facts};
use crate::safe::Safe;
use bitcoin::hashes::{Hash, hash160};
use bitcoin::script::{Builder, PushBytesBuf};
use bitcoin::{Script, ScriptBuf, Transaction, TxOut, Witness};
use std::fmt;

/// Why a PSBT cannot be turned into a transaction; inputs are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinalizeError {
    /// There are no inputs.
    Empty,
    /// The output being spent is not in the file.
    NoSpentOutput {
        /// The input.
        input: usize,
    },
    /// No signature by the key of the script.
    NoSignature {
        /// The input.
        input: usize,
    },
    /// The signature is for another sighash type than the input asks for.
    Sighash {
        /// The input.
        input: usize,
    },
    /// The redeem script is missing or not the one of the output.
    RedeemScript {
        /// The input.
        input: usize,
    },
    /// A script of a kind we do not finalise.
    Script {
        /// The input.
        input: usize,
    },
}

/// The transaction with every input finalised; inputs that are final already are taken as they are.
///
/// # Errors
/// The first input that cannot be finalised, and why.
pub fn finalize(psbt: &Psbt) -> Result<Transaction, FinalizeError> {
    let mut transaction = psbt.transaction.clone();
    if transaction.input.is_empty() {
        return Err(FinalizeError::Empty);
    }
    for (index, (tx_in, input)) in transaction.input.iter_mut().zip(&psbt.inputs).enumerate() {
        let (script_sig, witness) = finalize_input(input, tx_in.previous_output.vout, index)?;
        tx_in.script_sig = script_sig;
        tx_in.witness = witness;
    }
    Ok(transaction)
}

/// The outputs a finished transaction spends, in order, for whoever verifies it.
///
/// # Errors
/// The first input whose output is not in the file, or whose previous transaction is another one.
pub fn spent_outputs(psbt: &Psbt) -> Result<Vec<TxOut>, FinalizeError> {
    let inputs = psbt.transaction.input.iter().zip(&psbt.inputs).enumerate();
    inputs
        .map(|(index, (tx_in, input))| {
            let outpoint = tx_in.previous_output;
            let output = match &input.non_witness_utxo {
                Some(previous) if previous.compute_txid() == outpoint.txid => {
                    usize::try_from(outpoint.vout).ok().and_then(|vout| previous.output.get(vout))
                }
                Some(_) => None,
                None => input.witness_utxo.as_ref(),
            };
            output.cloned().ok_or(FinalizeError::NoSpentOutput { input: index })
        })
        .collect()
}

fn finalize_input(input: &Input, vout: u32, index: usize) -> Result<(ScriptBuf, Witness), FinalizeError> {
    if input.final_script_sig.is_some() || input.final_script_witness.is_some() {
        let script_sig = input.final_script_sig.clone().unwrap_or_default();
        return Ok((script_sig, input.final_script_witness.clone().unwrap_or_default()));
    }
    let spent = spent_script(input, vout).ok_or(FinalizeError::NoSpentOutput { input: index })?;
    if let Some(hash) = p2pkh(spent) {
        let (public_key, signature) = signature_for(input, &hash, index)?;
        return Ok((push_all(&[signature, public_key]), Witness::new()));
    }
    if let Some(hash) = p2wpkh(spent) {
        return Ok((ScriptBuf::new(), key_witness(input, &hash, index)?));
    }
    if spent.is_p2sh() {
        let redeem = input.redeem_script.as_deref().filter(|redeem| redeem.to_p2sh() == *spent);
        let redeem = redeem.ok_or(FinalizeError::RedeemScript { input: index })?;
        let hash = p2wpkh(redeem).ok_or(FinalizeError::Script { input: index })?;
        return Ok((push_all(&[redeem.as_bytes()]), key_witness(input, &hash, index)?));
    }
    if spent.is_p2tr() {
        return Ok((ScriptBuf::new(), taproot_witness(input, index)?));
    }
    Err(FinalizeError::Script { input: index })
}

/// The script of the output being spent; the whole previous transaction goes before the lone output.
fn spent_script(input: &Input, vout: u32) -> Option<&Script> {
    let output = match &input.non_witness_utxo {
        Some(previous) => previous.output.get(usize::try_from(vout).ok()?),
        None => input.witness_utxo.as_ref(),
    };
    output.map(|output| output.script_pubkey.as_script())
}

/// The 20 bytes of the key hash.
type KeyHash = [u8; 20];

fn p2pkh(script: &Script) -> Option<KeyHash> {
    script.as_bytes().get(3..).filter(|_| script.is_p2pkh())?.first_chunk().copied()
}

fn p2wpkh(script: &Script) -> Option<KeyHash> {
    script.as_bytes().get(2..).filter(|_| script.is_p2wpkh())?.first_chunk().copied()
}

/// Public key and signature, in the order of the field.
fn signature_for<'a>(
    input: &'a Input,
    hash: &KeyHash,
    index: usize,
) -> Result<(&'a [u8], &'a [u8]), FinalizeError> {
    let by_key = input
        .partial_signatures
        .iter()
        .find(|found| hash160::Hash::hash(&found.public_key).to_byte_array() == *hash)
        .ok_or(FinalizeError::NoSignature { input: index })?;
    let sighash = by_key.signature.last().copied().unwrap_or_default();
    sighash_fits(input, sighash, index)?;
    Ok((&by_key.public_key, &by_key.signature))
}

fn key_witness(input: &Input, hash: &KeyHash, index: usize) -> Result<Witness, FinalizeError> {
    let (public_key, signature) = signature_for(input, hash, index)?;
    // Segwit outputs of uncompressed keys cannot be spent.
    if public_key.len() != 33 {
        return Err(FinalizeError::NoSignature { input: index });
    }
    Ok(Witness::from_slice(&[signature, public_key]))
}

fn taproot_witness(input: &Input, index: usize) -> Result<Witness, FinalizeError> {
    let signature = input.tap_key_signature.as_ref().ok_or(FinalizeError::NoSignature { input: index })?;
    let sighash = signature.get(64).copied().unwrap_or_default();
    sighash_fits(input, sighash, index)?;
    Ok(Witness::from_slice(&[signature]))
}

/// A finalizer must fail where the signature is for another sighash type than the field asks (BIP-174).
fn sighash_fits(input: &Input, sighash: u8, index: usize) -> Result<(), FinalizeError> {
    match input.sighash_type {
        Some(asked) if asked != u32::from(sighash) => Err(FinalizeError::Sighash { input: index }),
        _ => Ok(()),
    }
}

fn push_all(items: &[&[u8]]) -> ScriptBuf {
    let mut builder = Builder::new();
    for item in items {
        // Signatures, keys and a p2wpkh script are far below the 2^32 bytes of the largest push.
        let push = PushBytesBuf::try_from(item.to_vec()).unwrap_or_default();
        builder = builder.push_slice(push);
    }
    builder.into_script()
}

impl Explain for FinalizeError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Empty => "psbt/finalize-empty",
            Self::NoSpentOutput { .. } => "psbt/finalize-no-spent-output",
            Self::NoSignature { .. } => "psbt/finalize-no-signature",
            Self::Sighash { .. } => "psbt/finalize-sighash",
            Self::RedeemScript { .. } => "psbt/finalize-redeem-script",
            Self::Script { .. } => "psbt/finalize-script",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::Empty => Facts::new(),
            Self::NoSpentOutput { input }
            | Self::NoSignature { input }
            | Self::Sighash { input }
            | Self::RedeemScript { input }
            | Self::Script { input } => vec![("input", Safe::count(input))],
        }
    }
}

impl fmt::Display for FinalizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for FinalizeError {}
