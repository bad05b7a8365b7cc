//! The four scripts, byte by byte, without the library that made them the first time.

use bitcoin::hashes::{Hash, hash160};
use coldframe_core::path::ScriptKind;

/// The output script of a compressed key; for taproot `key` is the tweaked x-only key.
pub(super) fn output_script(kind: ScriptKind, key: &[u8]) -> Vec<u8> {
    match kind {
        ScriptKind::P2pkh => pay_to_key_hash(key),
        ScriptKind::P2wpkh => witness_program(key),
        ScriptKind::P2shP2wpkh => {
            let hash = hash160::Hash::hash(&witness_program(key)).to_byte_array();
            [&[0xa9, 0x14], hash.as_slice(), &[0x87]].concat()
        }
        ScriptKind::P2tr => [&[0x51, 0x20], key].concat(),
    }
}

/// `DUP HASH160 <hash> EQUALVERIFY CHECKSIG`: also the script code of BIP-143.
pub(super) fn pay_to_key_hash(key: &[u8]) -> Vec<u8> {
    let hash = hash160::Hash::hash(key).to_byte_array();
    [&[0x76, 0xa9, 0x14], hash.as_slice(), &[0x88, 0xac]].concat()
}

fn witness_program(key: &[u8]) -> Vec<u8> {
    let hash = hash160::Hash::hash(key).to_byte_array();
    [&[0x00, 0x14], hash.as_slice()].concat()
}
