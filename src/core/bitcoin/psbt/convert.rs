//! Version 0 as version 2 and back (BIP-174, BIP-370).

use super::edit::insert_in_order;
use super::error::{MapKind, Place, PsbtError};
use super::field::{find, global, input, output};
use super::writer::{compact_size, write_maps};
use super::{Map, Pair, Psbt, Version};
use bitcoin::consensus::Encodable;
use bitcoin::hashes::Hash;
use bitcoin::{Sequence, Transaction, TxIn, TxOut};

/// Modifiable flags that BIP-370 defines: inputs, outputs, has SIGHASH_SINGLE.
const MODIFIABLE_DEFINED: u8 = 0b111;

pub(super) fn convert(psbt: &Psbt, version: Version) -> Result<Psbt, PsbtError> {
    if psbt.version == version {
        return Ok(psbt.clone());
    }
    let mut maps: Vec<Map> = vec![shared(&psbt.global, MapKind::Global)];
    let input_maps = psbt.inputs.iter().enumerate();
    maps.extend(input_maps.map(|(index, read)| shared(&read.map, MapKind::Input(index))));
    let output_maps = psbt.outputs.iter().enumerate();
    maps.extend(output_maps.map(|(index, read)| shared(&read.map, MapKind::Output(index))));
    match version {
        Version::V0 => to_v0(psbt, &mut maps)?,
        Version::V2 => to_v2(psbt, &mut maps)?,
    }
    // Read again, so that what we made holds to every rule for what comes.
    Psbt::parse(&write_maps(|| maps.iter()))
}

/// The pairs that both versions have.
fn shared(map: &Map, kind: MapKind) -> Map {
    let of_both = |pair: &&Pair| {
        let versioned = kind == MapKind::Global && pair.key_type == global::VERSION;
        !versioned && find(kind, pair.key_type).is_none_or(|field| field.only.is_none())
    };
    Map { pairs: map.pairs.iter().filter(of_both).cloned().collect() }
}

fn to_v0(psbt: &Psbt, maps: &mut [Map]) -> Result<(), PsbtError> {
    if psbt.modifiable.is_some_and(|flags| flags & !MODIFIABLE_DEFINED != 0) {
        return Err(not_expressible(global::TX_MODIFIABLE));
    }
    if let [global_map, ..] = maps {
        insert_in_order(global_map, bare(global::UNSIGNED_TX, unsigned_bytes(&psbt.transaction)));
    }
    Ok(())
}

fn to_v2(psbt: &Psbt, maps: &mut [Map]) -> Result<(), PsbtError> {
    let transaction = &psbt.transaction;
    if transaction.version.0 < 2 {
        return Err(not_expressible(global::TX_VERSION));
    }
    let Some((global_map, rest)) = maps.split_first_mut() else { return Ok(()) };
    let count = |count: usize| compact_size(u64::try_from(count).unwrap_or(u64::MAX));
    let pairs = [
        bare(global::TX_VERSION, transaction.version.0.to_le_bytes().to_vec()),
        bare(global::FALLBACK_LOCKTIME, transaction.lock_time.to_consensus_u32().to_le_bytes().to_vec()),
        bare(global::INPUT_COUNT, count(transaction.input.len())),
        bare(global::OUTPUT_COUNT, count(transaction.output.len())),
        bare(global::VERSION, 2_u32.to_le_bytes().to_vec()),
    ];
    pairs.into_iter().for_each(|pair| insert_in_order(global_map, pair));
    let inputs = transaction.input.iter().map(input_pairs);
    let outputs = transaction.output.iter().map(output_pairs);
    for (map, pairs) in rest.iter_mut().zip(inputs.chain(outputs)) {
        pairs.into_iter().for_each(|pair| insert_in_order(map, pair));
    }
    Ok(())
}

fn input_pairs(tx_in: &TxIn) -> Vec<Pair> {
    let mut pairs = vec![
        bare(input::PREVIOUS_TXID, tx_in.previous_output.txid.to_byte_array().to_vec()),
        bare(input::OUTPUT_INDEX, tx_in.previous_output.vout.to_le_bytes().to_vec()),
    ];
    if tx_in.sequence != Sequence::MAX {
        pairs.push(bare(input::SEQUENCE, tx_in.sequence.to_consensus_u32().to_le_bytes().to_vec()));
    }
    pairs
}

fn output_pairs(tx_out: &TxOut) -> Vec<Pair> {
    vec![
        bare(output::AMOUNT, tx_out.value.to_sat().to_le_bytes().to_vec()),
        bare(output::SCRIPT, tx_out.script_pubkey.to_bytes()),
    ]
}

/// The old serialisation, also for a transaction without inputs.
fn unsigned_bytes(transaction: &Transaction) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(transaction.version.0.to_le_bytes());
    // Writing to a vector cannot fail.
    let _ = transaction.input.consensus_encode(&mut out);
    let _ = transaction.output.consensus_encode(&mut out);
    out.extend(transaction.lock_time.to_consensus_u32().to_le_bytes());
    out
}

fn bare(key_type: u64, value: Vec<u8>) -> Pair {
    Pair { key_type, key_data: Vec::new(), value }
}

fn not_expressible(key_type: u64) -> PsbtError {
    PsbtError::NotExpressible(Place { map: MapKind::Global, key_type, offset: 0 })
}
