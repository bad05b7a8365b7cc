//! Partially signed transactions, versions 0 and 2, read into one model (BIP-174, 370, 371).
//!
//! Our own bounded reader: rust-bitcoin's accepts trailing bytes, negative amounts and unbounded
//! input (attacks 0.2), and its signer signs false amounts (0.1). Every pair that came is kept as
//! it came, so that what leaves is the input plus our signatures and nothing else (attack E09).

pub mod finalize;

mod answer;
mod convert;
mod cursor;
mod edit;
mod error;
mod field;
mod global;
mod input;
mod map;
mod output;
mod reader;
mod shape;
mod transaction;
mod v2;
mod writer;

#[cfg(test)]
mod tests;

pub use answer::CombineError;
pub use error::{MapKind, Place, PsbtError};

use bitcoin::bip32::{DerivationPath, Fingerprint};
use bitcoin::hashes::{Hash, sha256};
use bitcoin::{ScriptBuf, Sequence, Transaction, TxOut, Witness};

/// Version of the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// BIP-174: the unsigned transaction stands whole in the global map.
    V0,
    /// BIP-370: the transaction is spread over the maps.
    V2,
}

/// One key and its value, as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// First field of the key.
    pub key_type: u64,
    /// Rest of the key.
    pub key_data: Vec<u8>,
    /// Value.
    pub value: Vec<u8>,
}

/// One map (global, input or output): the pairs as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// In the order they came; keys are unique.
    pub pairs: Vec<Pair>,
}

/// Who is said to own a key. A claim, never evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyClaim {
    /// 33 or 65 bytes (BIP-174), or 32 bytes x-only (BIP-371).
    pub public_key: Vec<u8>,
    /// Fingerprint of the master key.
    pub master: Fingerprint,
    /// Path from the master key.
    pub path: DerivationPath,
    /// Leaves the key signs in (BIP-371), empty for the internal key.
    pub leaf_hashes: Vec<[u8; 32]>,
}

/// A signature by somebody, not yet verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialSignature {
    /// 33 or 65 bytes.
    pub public_key: Vec<u8>,
    /// DER with the sighash byte.
    pub signature: Vec<u8>,
}

/// A script leaf of a taproot output (BIP-371).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TapLeaf {
    /// Control block bytes.
    pub control_block: Vec<u8>,
    /// The script.
    pub script: ScriptBuf,
    /// Leaf version byte.
    pub leaf_version: u8,
}

/// One input: its raw map and what we understand of it.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The pairs as they came.
    pub map: Map,
    /// Whole previous transaction.
    pub non_witness_utxo: Option<Transaction>,
    /// The spent output alone (segwit).
    pub witness_utxo: Option<TxOut>,
    /// ECDSA signatures already there.
    pub partial_signatures: Vec<PartialSignature>,
    /// Sighash type asked for, the raw number.
    pub sighash_type: Option<u32>,
    /// Redeem script of p2sh.
    pub redeem_script: Option<ScriptBuf>,
    /// Witness script of p2wsh.
    pub witness_script: Option<ScriptBuf>,
    /// Keys claimed in the BIP-174 field.
    pub key_claims: Vec<KeyClaim>,
    /// Final scriptSig, if finalised.
    pub final_script_sig: Option<ScriptBuf>,
    /// Final witness, if finalised.
    pub final_script_witness: Option<Witness>,
    /// Taproot key path signature already there.
    pub tap_key_signature: Option<Vec<u8>>,
    /// Number of taproot script path signatures already there.
    pub tap_script_signature_count: usize,
    /// Script leaves.
    pub tap_leaves: Vec<TapLeaf>,
    /// Keys claimed in the BIP-371 field.
    pub tap_key_claims: Vec<KeyClaim>,
    /// Internal key, 32 bytes.
    pub tap_internal_key: Option<[u8; 32]>,
    /// Merkle root of the script tree.
    pub tap_merkle_root: Option<[u8; 32]>,
    /// Unknown and proprietary pairs in the map.
    pub unknown_count: usize,
}

/// One output: its raw map and what we understand of it.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The pairs as they came.
    pub map: Map,
    /// Redeem script of p2sh.
    pub redeem_script: Option<ScriptBuf>,
    /// Witness script of p2wsh.
    pub witness_script: Option<ScriptBuf>,
    /// Keys claimed in the BIP-174 field.
    pub key_claims: Vec<KeyClaim>,
    /// Keys claimed in the BIP-371 field.
    pub tap_key_claims: Vec<KeyClaim>,
    /// Internal key, 32 bytes.
    pub tap_internal_key: Option<[u8; 32]>,
    /// A script tree is present (so this is no BIP-86 output).
    pub has_tap_tree: bool,
    /// Unknown and proprietary pairs in the map.
    pub unknown_count: usize,
}

/// A PSBT of either version in one model. Built only by the reader, so it keeps its promises:
/// counts agree, limits hold, keys are unique, the transaction is the one the maps describe.
#[derive(Clone, Debug)]
pub struct Psbt {
    version: Version,
    global: Map,
    transaction: Transaction,
    inputs: Vec<Input>,
    outputs: Vec<Output>,
    unknown_count: usize,
    modifiable: Option<u8>,
}

impl Psbt {
    /// Reads a PSBT of version 0 or 2, strictly: every byte is understood or kept, every limit of
    /// [`crate::limits`] is checked before anything is allocated, nothing may follow the last map.
    ///
    /// # Errors
    /// What is wrong, in which map and at which byte.
    pub fn parse(bytes: &[u8]) -> Result<Self, PsbtError> {
        reader::read(bytes)
    }

    /// The file: byte for byte the one that came, unless something was added since.
    pub fn to_bytes(&self) -> Vec<u8> {
        writer::write(self)
    }

    /// SHA-256 of [`Psbt::to_bytes`].
    pub fn sha256(&self) -> [u8; 32] {
        sha256::Hash::hash(&self.to_bytes()).to_byte_array()
    }

    /// Version of the container that came, and in which we answer.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The transaction to be signed: for v2 the one the maps describe, locktime computed as BIP-370 says.
    pub fn transaction(&self) -> &Transaction {
        &self.transaction
    }

    /// The inputs, as many and in the order of the transaction's.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The outputs, as many and in the order of the transaction's.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// Sequence of each input.
    pub fn sequences(&self) -> impl Iterator<Item = Sequence> + '_ {
        self.transaction.input.iter().map(|input| input.sequence)
    }

    /// The global pairs as they came.
    pub fn global(&self) -> &Map {
        &self.global
    }

    /// Unknown and proprietary pairs in the global map.
    pub fn unknown_count(&self) -> usize {
        self.unknown_count
    }

    /// `PSBT_GLOBAL_TX_MODIFIABLE` (BIP-370): bit 0 inputs, bit 1 outputs may still be changed,
    /// bit 2 some signature is SIGHASH_SINGLE.
    pub fn modifiable(&self) -> Option<u8> {
        self.modifiable
    }
}

#[cfg(test)]
mod for_tests;
