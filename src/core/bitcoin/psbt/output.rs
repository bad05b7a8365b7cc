//! The map of one output.

use super::error::{MapKind, PsbtError};
use super::field::{Field, output as key};
use super::input::{key_claim, script, tap_key_claim};
use super::map::{MapReader, RawPair};
use super::{Output, Version, shape, transaction};
use bitcoin::{Amount, ScriptBuf, TxOut};

/// Reads the next map as that of the output of this index; for version 2 the output itself comes with it.
pub(super) fn read(
    reader: &mut MapReader<'_>,
    index: usize,
    version: Version,
) -> Result<(Output, Option<TxOut>), PsbtError> {
    let mut output = Output::default();
    let (mut amount, mut script_pubkey): (Option<Amount>, Option<ScriptBuf>) = (None, None);
    let kind = MapKind::Output(index);
    let read = reader.read(kind, |field, raw| {
        match field.key_type {
            _ if field.only.is_some_and(|only| only != version) => {
                return Err(PsbtError::Forbidden(raw.place));
            }
            key::AMOUNT => amount = Some(raw.read(transaction::amount)?),
            key::SCRIPT => script_pubkey = Some(script(raw)),
            _ => understand(&mut output, field, raw)?,
        }
        Ok(())
    })?;
    let tx_out = match version {
        Version::V0 => None,
        Version::V2 => Some(TxOut {
            value: amount.ok_or_else(|| read.missing(kind, key::AMOUNT))?,
            script_pubkey: script_pubkey.ok_or_else(|| read.missing(kind, key::SCRIPT))?,
        }),
    };
    output.map = read.map;
    output.unknown_count = read.unknown_count;
    Ok((output, tx_out))
}

fn understand(output: &mut Output, field: &Field, raw: &RawPair<'_>) -> Result<(), PsbtError> {
    match field.key_type {
        key::REDEEM_SCRIPT => output.redeem_script = Some(script(raw)),
        key::WITNESS_SCRIPT => output.witness_script = Some(script(raw)),
        key::BIP32_DERIVATION => output.key_claims.push(key_claim(raw)?),
        key::TAP_INTERNAL_KEY => output.tap_internal_key = Some(raw.array()?),
        key::TAP_TREE => {
            raw.read(shape::tap_tree)?;
            output.has_tap_tree = true;
        }
        key::TAP_BIP32_DERIVATION => output.tap_key_claims.push(tap_key_claim(raw)?),
        key::MUSIG2_PARTICIPANT_PUBKEYS => drop(raw.checked(shape::compressed_list)?),
        _ => {}
    }
    Ok(())
}
