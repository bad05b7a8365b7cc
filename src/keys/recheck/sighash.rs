//! What a signature commits to, computed a second time from the specifications.
//!
//! Only what we sign: ALL of a legacy input, ALL of BIP-143, and DEFAULT or ALL of a key path
//! spend without annex of BIP-341.

use bitcoin::{Transaction, TxIn, TxOut};
use sha2::{Digest, Sha256};

/// Parts that all inputs share, hashed once (BIP-341 names; BIP-143 hashes them once more).
pub(crate) struct Sighashes<'a> {
    transaction: &'a Transaction,
    spent: &'a [TxOut],
    prevouts: [u8; 32],
    amounts: [u8; 32],
    script_pubkeys: [u8; 32],
    sequences: [u8; 32],
    outputs: [u8; 32],
}

impl<'a> Sighashes<'a> {
    pub(crate) fn new(transaction: &'a Transaction, spent: &'a [TxOut]) -> Self {
        let inputs = &transaction.input;
        Self {
            transaction,
            spent,
            prevouts: sha256_of(inputs, |input, out| out.extend(outpoint(input))),
            amounts: sha256_of(spent, |output, out| out.extend(output.value.to_sat().to_le_bytes())),
            script_pubkeys: sha256_of(spent, |output, out| push_script(out, output.script_pubkey.as_bytes())),
            sequences: sha256_of(inputs, |input, out| out.extend(input.sequence.0.to_le_bytes())),
            outputs: sha256_of(&transaction.output, push_output),
        }
    }

    /// Before segwit: the transaction with this input's script code and all others empty.
    pub(crate) fn legacy(&self, index: usize, script_code: &[u8], kind: u32) -> Option<[u8; 32]> {
        self.transaction.input.get(index)?;
        let mut out = Vec::new();
        out.extend(self.transaction.version.0.to_le_bytes());
        push_count(&mut out, self.transaction.input.len());
        for (at, input) in self.transaction.input.iter().enumerate() {
            out.extend(outpoint(input));
            push_script(&mut out, if at == index { script_code } else { &[] });
            out.extend(input.sequence.0.to_le_bytes());
        }
        push_count(&mut out, self.transaction.output.len());
        self.transaction.output.iter().for_each(|output| push_output(output, &mut out));
        out.extend(self.transaction.lock_time.to_consensus_u32().to_le_bytes());
        out.extend(kind.to_le_bytes());
        Some(sha256(&sha256(&out)))
    }

    /// BIP-143, section Specification, with sighash type ALL.
    pub(crate) fn segwit_v0(&self, index: usize, script_code: &[u8]) -> Option<[u8; 32]> {
        let input = self.transaction.input.get(index)?;
        let mut out = Vec::with_capacity(192);
        out.extend(self.transaction.version.0.to_le_bytes());
        out.extend(sha256(&self.prevouts));
        out.extend(sha256(&self.sequences));
        out.extend(outpoint(input));
        push_script(&mut out, script_code);
        out.extend(self.spent.get(index)?.value.to_sat().to_le_bytes());
        out.extend(input.sequence.0.to_le_bytes());
        out.extend(sha256(&self.outputs));
        out.extend(self.transaction.lock_time.to_consensus_u32().to_le_bytes());
        out.extend(1_u32.to_le_bytes());
        Some(sha256(&sha256(&out)))
    }

    /// BIP-341, section Common signature message, key path, sighash type DEFAULT (0) or ALL (1).
    pub(crate) fn taproot(&self, index: usize, kind: u8) -> Option<[u8; 32]> {
        self.transaction.input.get(index)?;
        let mut out = vec![0x00, kind];
        out.extend(self.transaction.version.0.to_le_bytes());
        out.extend(self.transaction.lock_time.to_consensus_u32().to_le_bytes());
        out.extend(self.prevouts);
        out.extend(self.amounts);
        out.extend(self.script_pubkeys);
        out.extend(self.sequences);
        out.extend(self.outputs);
        out.push(0x00);
        out.extend(u32::try_from(index).ok()?.to_le_bytes());
        Some(tagged("TapSighash", &out))
    }
}

/// SHA-256 with its purpose mixed in (BIP-340, section Design).
pub(super) fn tagged(tag: &str, message: &[u8]) -> [u8; 32] {
    let tag = sha256(tag.as_bytes());
    Sha256::new().chain_update(tag).chain_update(tag).chain_update(message).finalize().into()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn sha256_of<T>(items: &[T], push: impl Fn(&T, &mut Vec<u8>)) -> [u8; 32] {
    let mut out = Vec::new();
    items.iter().for_each(|item| push(item, &mut out));
    sha256(&out)
}

fn outpoint(input: &TxIn) -> [u8; 36] {
    let mut out = [0; 36];
    let txid: &[u8] = input.previous_output.txid.as_ref();
    let bytes = txid.iter().copied().chain(input.previous_output.vout.to_le_bytes());
    out.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    out
}

fn push_output(output: &TxOut, out: &mut Vec<u8>) {
    out.extend(output.value.to_sat().to_le_bytes());
    push_script(out, output.script_pubkey.as_bytes());
}

fn push_script(out: &mut Vec<u8>, script: &[u8]) {
    push_count(out, script.len());
    out.extend(script);
}

/// The compact size of the protocol.
fn push_count(out: &mut Vec<u8>, count: usize) {
    if let Ok(byte @ 0..=0xfc) = u8::try_from(count) {
        out.push(byte);
    } else if let Ok(short) = u16::try_from(count) {
        out.push(0xfd);
        out.extend(short.to_le_bytes());
    } else {
        // Scripts and counts are bounded by `core::limits` far below 2^32.
        out.push(0xfe);
        out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }
}
