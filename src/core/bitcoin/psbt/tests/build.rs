//! A PSBT from its pairs, good or bad.

use crate::bitcoin::psbt::writer::compact_size;

/// Key bytes and value.
pub(super) type RawPair = (Vec<u8>, Vec<u8>);

pub(super) fn pair(key: &[u8], value: &[u8]) -> RawPair {
    (key.to_vec(), value.to_vec())
}

/// Maps in their order, each with its pairs.
pub(super) fn file(maps: &[Vec<RawPair>]) -> Vec<u8> {
    let mut out = b"psbt\xff".to_vec();
    for map in maps {
        for (key, value) in map {
            out.extend(sized(key));
            out.extend(sized(value));
        }
        out.push(0);
    }
    out
}

/// Length, then the bytes.
pub(super) fn sized(bytes: &[u8]) -> Vec<u8> {
    [count(bytes.len()), bytes.to_vec()].concat()
}

/// How many, as it is written.
pub(super) fn count(number: usize) -> Vec<u8> {
    compact_size(u64::try_from(number).unwrap())
}

/// An unsigned transaction: inputs spend 0x11…:0, outputs pay the amounts to an empty script.
pub(super) fn unsigned_tx(inputs: usize, amounts: &[u64]) -> Vec<u8> {
    let mut out = 2_u32.to_le_bytes().to_vec();
    out.extend(count(inputs));
    for _ in 0..inputs {
        out.extend([[0x11; 36].as_slice(), &[0], &[0xff; 4]].concat());
    }
    out.extend(count(amounts.len()));
    for amount in amounts {
        out.extend(tx_out(*amount, &[]));
    }
    out.extend([0; 4]);
    out
}

pub(super) fn tx_out(amount: u64, script: &[u8]) -> Vec<u8> {
    [amount.to_le_bytes().to_vec(), sized(script)].concat()
}

/// The pairs of a version 0 global map.
pub(super) fn global_v0(inputs: usize, amounts: &[u64]) -> Vec<RawPair> {
    vec![pair(&[0], &unsigned_tx(inputs, amounts))]
}

/// The pairs of a version 2 global map.
pub(super) fn global_v2(inputs: u64, outputs: u64) -> Vec<RawPair> {
    vec![
        pair(&[2], &2_u32.to_le_bytes()),
        pair(&[4], &compact_size(inputs)),
        pair(&[5], &compact_size(outputs)),
        pair(&[0xfb], &2_u32.to_le_bytes()),
    ]
}

/// The pairs a version 2 input needs.
pub(super) fn input_v2() -> Vec<RawPair> {
    vec![pair(&[0x0e], &[0x11; 32]), pair(&[0x0f], &[0; 4])]
}

/// The pairs a version 2 output needs.
pub(super) fn output_v2(amount: u64) -> Vec<RawPair> {
    vec![pair(&[3], &amount.to_le_bytes()), pair(&[4], &[])]
}

/// One input with these pairs and one output.
pub(super) fn one_input(pairs: &[RawPair]) -> Vec<u8> {
    file(&[global_v0(1, &[1_000]), pairs.to_vec(), vec![]])
}

/// A signature in DER with sighash ALL, of no key in particular.
pub(super) fn der(number: u8) -> Vec<u8> {
    vec![0x30, 6, 2, 1, number, 2, 1, 1, 1]
}
