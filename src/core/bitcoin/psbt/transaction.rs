//! Transactions inside a PSBT, read with our own bounds.
//!
//! A general decoder would read the transaction to be signed as segwit when it has no inputs, and
//! sizes its vectors from counts it has not yet held against the bytes (attack E07).

use super::cursor::{Cursor, Fault, Why};
use crate::amount::{Amount, MONEY_MAX_SAT};
use crate::limits::{PSBT_INPUTS_MAX, PSBT_OUTPUTS_MAX};
use bitcoin::absolute::LockTime;
use bitcoin::hashes::Hash;
use bitcoin::transaction::Version;
use bitcoin::{OutPoint, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Txid, Witness};

/// Bytes of the smallest input and the smallest output.
const INPUT_BYTES_MIN: usize = 41;
const OUTPUT_BYTES_MIN: usize = 9;

/// The transaction to be signed (BIP-174): old serialisation, no scriptSigs, no witnesses.
pub(super) fn unsigned(mut cursor: Cursor<'_>) -> Result<Transaction, Fault> {
    let version = version(&mut cursor)?;
    let (start, segwit_or_empty) = (cursor.fault(Why::Shape), cursor.rest().starts_with(&[0, 1]));
    match old_serialisation(cursor, version) {
        // No inputs and one output, or the segwit marker and flag: it was the latter.
        Err(_) if segwit_or_empty => Err(start),
        read => read,
    }
}

fn old_serialisation(mut cursor: Cursor<'_>, version: Version) -> Result<Transaction, Fault> {
    check_count(cursor, PSBT_INPUTS_MAX, Why::TooManyInputs)?;
    let input = inputs(&mut cursor)?;
    if input.iter().any(|input| !input.script_sig.is_empty()) {
        return Err(cursor.fault(Why::ScriptSigFilled));
    }
    check_count(cursor, PSBT_OUTPUTS_MAX, Why::TooManyOutputs)?;
    let output = outputs(&mut cursor)?;
    let lock_time = LockTime::from_consensus(cursor.u32()?);
    cursor.end()?;
    Ok(Transaction { version, lock_time, input, output })
}

/// A previous transaction, with or without witnesses. It is somebody's payment, so it has inputs.
pub(super) fn previous(mut cursor: Cursor<'_>) -> Result<Transaction, Fault> {
    let version = version(&mut cursor)?;
    let segwit = cursor.rest().starts_with(&[0, 1]);
    if segwit {
        cursor.take(2)?;
    }
    let mut input = inputs(&mut cursor)?;
    if input.is_empty() {
        return Err(cursor.fault(Why::Shape));
    }
    let output = outputs(&mut cursor)?;
    if segwit {
        for input in &mut input {
            input.witness = witness(&mut cursor)?;
        }
        if input.iter().all(|input| input.witness.is_empty()) {
            return Err(cursor.fault(Why::Shape));
        }
    }
    let lock_time = LockTime::from_consensus(cursor.u32()?);
    cursor.end()?;
    Ok(Transaction { version, lock_time, input, output })
}

/// One output: amount and script.
pub(super) fn output(cursor: &mut Cursor<'_>) -> Result<TxOut, Fault> {
    let value = amount(cursor)?;
    let script_pubkey = ScriptBuf::from_bytes(cursor.sized()?.to_vec());
    Ok(TxOut { value, script_pubkey })
}

/// An amount of 0 to 21 million bitcoin: −1 reads as 2^64 − 1 and wraps a careless sum (attack A07).
pub(super) fn amount(cursor: &mut Cursor<'_>) -> Result<bitcoin::Amount, Fault> {
    let fault = cursor.fault(Why::AmountRange);
    match cursor.u64()? {
        sat @ 0..=MONEY_MAX_SAT => Ok(bitcoin::Amount::from_sat(sat)),
        _ => Err(fault),
    }
}

/// Whether all outputs together are at most 21 million bitcoin.
pub(super) fn sum_in_range(outputs: &[TxOut]) -> bool {
    let amounts: Option<Vec<Amount>> =
        outputs.iter().map(|output| Amount::from_sat(output.value.to_sat())).collect();
    amounts.and_then(Amount::sum).is_some()
}

/// A stack of witness items.
pub(super) fn witness(cursor: &mut Cursor<'_>) -> Result<Witness, Fault> {
    let count = cursor.count(1)?;
    let mut items = Vec::with_capacity(count);
    for _ in 0..count {
        items.push(cursor.sized()?);
    }
    Ok(Witness::from_slice(&items))
}

fn version(cursor: &mut Cursor<'_>) -> Result<Version, Fault> {
    cursor.array().map(i32::from_le_bytes).map(Version)
}

/// Looks at the count that comes next, so that "too many" is said before anything is read for it.
fn check_count(mut cursor: Cursor<'_>, max: usize, why: fn(u64) -> Why) -> Result<(), Fault> {
    let here = cursor;
    let count = cursor.compact_size()?;
    match usize::try_from(count) {
        Ok(fits) if fits <= max => Ok(()),
        _ => Err(here.fault(why(count))),
    }
}

fn inputs(cursor: &mut Cursor<'_>) -> Result<Vec<TxIn>, Fault> {
    let count = cursor.count(INPUT_BYTES_MIN)?;
    let mut inputs = Vec::with_capacity(count);
    for _ in 0..count {
        let txid = Txid::from_byte_array(cursor.array()?);
        let previous_output = OutPoint { txid, vout: cursor.u32()? };
        let script_sig = ScriptBuf::from_bytes(cursor.sized()?.to_vec());
        let sequence = Sequence::from_consensus(cursor.u32()?);
        inputs.push(TxIn { previous_output, script_sig, sequence, witness: Witness::new() });
    }
    Ok(inputs)
}

fn outputs(cursor: &mut Cursor<'_>) -> Result<Vec<TxOut>, Fault> {
    let count = cursor.count(OUTPUT_BYTES_MIN)?;
    let mut outputs = Vec::with_capacity(count);
    for _ in 0..count {
        outputs.push(output(cursor)?);
    }
    Ok(outputs)
}
