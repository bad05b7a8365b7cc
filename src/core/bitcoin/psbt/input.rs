//! The map of one input.

use super::error::{MapKind, Place, PsbtError};
use super::field::{Field, input as key};
use super::map::{MapReader, RawPair};
use super::v2::InputParts;
use super::{Input, KeyClaim, PartialSignature, TapLeaf, Version, shape, transaction};
use crate::limits::PSBT_PREVTX_BYTES_MAX;
use bitcoin::ScriptBuf;
use bitcoin::hashes::{Hash, hash160, ripemd160, sha256, sha256d};

/// Reads the next map as that of the input of this index.
pub(super) fn read(
    reader: &mut MapReader<'_>,
    index: usize,
    version: Version,
) -> Result<(Input, InputParts), PsbtError> {
    let (mut input, mut parts) = (Input::default(), InputParts::default());
    let read = reader.read(MapKind::Input(index), |field, raw| match field.only {
        Some(only) if only != version => Err(PsbtError::Forbidden(raw.place)),
        Some(_) => parts.understand(raw),
        None => understand(&mut input, field, raw),
    })?;
    parts.end = read.end;
    input.map = read.map;
    input.unknown_count = read.unknown_count;
    Ok((input, parts))
}

fn understand(input: &mut Input, field: &Field, raw: &RawPair<'_>) -> Result<(), PsbtError> {
    match field.key_type {
        key::NON_WITNESS_UTXO => input.non_witness_utxo = Some(previous(raw)?),
        key::WITNESS_UTXO => input.witness_utxo = Some(raw.read(transaction::output)?),
        key::PARTIAL_SIG => input.partial_signatures.push(PartialSignature {
            public_key: raw.key_data.to_vec(),
            signature: raw.checked(shape::ecdsa_signature)?.to_vec(),
        }),
        key::SIGHASH_TYPE => input.sighash_type = Some(raw.u32()?),
        key::REDEEM_SCRIPT => input.redeem_script = Some(script(raw)),
        key::WITNESS_SCRIPT => input.witness_script = Some(script(raw)),
        key::BIP32_DERIVATION => input.key_claims.push(key_claim(raw)?),
        key::FINAL_SCRIPTSIG => input.final_script_sig = Some(script(raw)),
        key::FINAL_SCRIPTWITNESS => input.final_script_witness = Some(raw.read(transaction::witness)?),
        key::RIPEMD160 | key::SHA256 | key::HASH160 | key::HASH256 => {
            raw.checked(|preimage| preimage_fits(field.key_type, preimage, raw.key_data))?;
        }
        key::MUSIG2_PARTICIPANT_PUBKEYS => drop(raw.checked(shape::compressed_list)?),
        key::MUSIG2_PUB_NONCE => drop(raw.array::<66>()?),
        key::MUSIG2_PARTIAL_SIG => drop(raw.array::<32>()?),
        _ => return understand_taproot(input, field, raw),
    }
    Ok(())
}

fn understand_taproot(input: &mut Input, field: &Field, raw: &RawPair<'_>) -> Result<(), PsbtError> {
    match field.key_type {
        key::TAP_KEY_SIG => {
            input.tap_key_signature = Some(raw.checked(shape::schnorr_signature)?.to_vec());
        }
        key::TAP_SCRIPT_SIG => {
            raw.checked(shape::schnorr_signature)?;
            input.tap_script_signature_count = input.tap_script_signature_count.saturating_add(1);
        }
        key::TAP_LEAF_SCRIPT => input.tap_leaves.push(tap_leaf(raw)?),
        key::TAP_BIP32_DERIVATION => input.tap_key_claims.push(tap_key_claim(raw)?),
        key::TAP_INTERNAL_KEY => input.tap_internal_key = Some(raw.array()?),
        key::TAP_MERKLE_ROOT => input.tap_merkle_root = Some(raw.array()?),
        _ => {}
    }
    Ok(())
}

/// A script is any bytes.
pub(super) fn script(raw: &RawPair<'_>) -> ScriptBuf {
    ScriptBuf::from_bytes(raw.value.to_vec())
}

/// A key of BIP-174 with its origin.
pub(super) fn key_claim(raw: &RawPair<'_>) -> Result<KeyClaim, PsbtError> {
    let (master, path) = raw.read(shape::origin)?;
    Ok(KeyClaim { public_key: raw.key_data.to_vec(), master, path, leaf_hashes: Vec::new() })
}

/// A key of BIP-371 with its leaves and origin.
pub(super) fn tap_key_claim(raw: &RawPair<'_>) -> Result<KeyClaim, PsbtError> {
    let (leaf_hashes, master, path) = raw.read(shape::tap_origin)?;
    Ok(KeyClaim { public_key: raw.key_data.to_vec(), master, path, leaf_hashes })
}

fn previous(raw: &RawPair<'_>) -> Result<bitcoin::Transaction, PsbtError> {
    if raw.value.len() > PSBT_PREVTX_BYTES_MAX {
        return Err(PsbtError::PreviousTooLarge(raw.place));
    }
    transaction::previous(raw.cursor()).map_err(|fault| PsbtError::inside(raw.place, fault))
}

fn tap_leaf(raw: &RawPair<'_>) -> Result<TapLeaf, PsbtError> {
    let (leaf_version, script) = raw.value.split_last().ok_or(PsbtError::ValueShape(raw.place))?;
    Ok(TapLeaf {
        control_block: raw.key_data.to_vec(),
        script: ScriptBuf::from_bytes(script.to_vec()),
        leaf_version: *leaf_version,
    })
}

/// A false preimage would make somebody believe that a hash lock can be opened.
fn preimage_fits(key_type: u64, preimage: &[u8], hash: &[u8]) -> bool {
    match key_type {
        key::RIPEMD160 => ripemd160::Hash::hash(preimage).to_byte_array() == hash,
        key::SHA256 => sha256::Hash::hash(preimage).to_byte_array() == hash,
        key::HASH160 => hash160::Hash::hash(preimage).to_byte_array() == hash,
        _ => sha256d::Hash::hash(preimage).to_byte_array() == hash,
    }
}

impl InputParts {
    /// The place of a field that is missing in the map of that input.
    pub(super) fn missing(&self, index: usize, key_type: u64) -> PsbtError {
        PsbtError::Missing(Place { map: MapKind::Input(index), key_type, offset: self.end })
    }
}
