//! The few changes we make to a PSBT that came: signatures in, unknown pairs out.

use super::error::{MapKind, PsbtError};
use super::field::{self, global, input as key};
use super::{Input, Map, Pair, PartialSignature, Psbt, Version, shape, writer};
use bitcoin::secp256k1::PublicKey;

impl Psbt {
    /// Adds an ECDSA signature (DER and sighash byte) by a compressed key: one pair, at its place in
    /// the order of keys, and nothing else changes (attack E09). Adding the same once more changes nothing.
    ///
    /// # Errors
    /// No such input, a finalised input, bytes that are no signature, or another signature by that key.
    pub fn add_ecdsa_signature(
        &mut self,
        input: usize,
        public_key: &PublicKey,
        signature: &[u8],
    ) -> Result<(), PsbtError> {
        if !shape::ecdsa_signature(signature) {
            return Err(PsbtError::SignatureShape { input });
        }
        let public_key = public_key.serialize();
        let map_owner = self.open_input(input)?;
        if insert(&mut map_owner.map, input, key::PARTIAL_SIG, &public_key, signature)? {
            let (public_key, signature) = (public_key.to_vec(), signature.to_vec());
            map_owner.partial_signatures.push(PartialSignature { public_key, signature });
        }
        Ok(())
    }

    /// Adds a taproot key path signature of 64 bytes, or 65 with a sighash byte (BIP-371): one
    /// pair, at its place in the order of keys. Adding the same once more changes nothing.
    ///
    /// # Errors
    /// No such input, a finalised input, bytes that are no signature, or another signature is there.
    pub fn add_tap_key_signature(&mut self, input: usize, signature: &[u8]) -> Result<(), PsbtError> {
        if !shape::schnorr_signature(signature) {
            return Err(PsbtError::SignatureShape { input });
        }
        let map_owner = self.open_input(input)?;
        if insert(&mut map_owner.map, input, key::TAP_KEY_SIG, &[], signature)? {
            map_owner.tap_key_signature = Some(signature.to_vec());
        }
        Ok(())
    }

    /// Says that the transaction may no longer be changed, as BIP-370 asks of whoever signed all of
    /// it: clears bits 0 and 1 of `PSBT_GLOBAL_TX_MODIFIABLE`. Without that field nothing changes.
    pub fn close_to_changes(&mut self) {
        let Some(flags) = self.modifiable else { return };
        let closed = flags & !0b11;
        self.modifiable = Some(closed);
        for pair in &mut self.global.pairs {
            if pair.key_type == global::TX_MODIFIABLE {
                pair.value = vec![closed];
            }
        }
    }

    /// Drops every unknown and proprietary pair.
    pub fn strip_unknown(&mut self) {
        strip(&mut self.global, MapKind::Global);
        self.unknown_count = 0;
        for (index, input) in self.inputs.iter_mut().enumerate() {
            strip(&mut input.map, MapKind::Input(index));
            input.unknown_count = 0;
        }
        for (index, output) in self.outputs.iter_mut().enumerate() {
            strip(&mut output.map, MapKind::Output(index));
            output.unknown_count = 0;
        }
    }

    /// The other way to write the same transaction and everything known about it. Version 0 cannot
    /// say which locktimes the inputs demand or what may still be changed: it fixes the transaction.
    ///
    /// # Errors
    /// Version 2 holds no transaction below version 2; version 0 no undefined modifiable flags.
    pub fn convert(&self, version: Version) -> Result<Self, PsbtError> {
        super::convert::convert(self, version)
    }

    fn open_input(&mut self, index: usize) -> Result<&mut Input, PsbtError> {
        let input = self.inputs.get_mut(index).ok_or(PsbtError::NoSuchInput { input: index })?;
        if input.final_script_sig.is_some() || input.final_script_witness.is_some() {
            return Err(PsbtError::InputFinal { input: index });
        }
        Ok(input)
    }
}

/// Adds a signature's pair; `false` if it is there already.
fn insert(
    map: &mut Map,
    input: usize,
    key_type: u64,
    key_data: &[u8],
    value: &[u8],
) -> Result<bool, PsbtError> {
    let same_key = |pair: &&Pair| pair.key_type == key_type && pair.key_data == key_data;
    match map.pairs.iter().find(same_key) {
        Some(pair) if pair.value == value => Ok(false),
        Some(_) => Err(PsbtError::SignaturePresent { input }),
        None => {
            let (key_data, value) = (key_data.to_vec(), value.to_vec());
            insert_in_order(map, Pair { key_type, key_data, value });
            Ok(true)
        }
    }
}

/// Puts a pair before the first one with a greater key, whatever the order of the others.
pub(super) fn insert_in_order(map: &mut Map, pair: Pair) {
    let key = |pair: &Pair| writer::key(pair.key_type, &pair.key_data);
    let new = key(&pair);
    let place = map.pairs.iter().position(|other| key(other) > new).unwrap_or(map.pairs.len());
    map.pairs.insert(place, pair);
}

fn strip(map: &mut Map, kind: MapKind) {
    map.pairs.retain(|pair| field::find(kind, pair.key_type).is_some());
}
