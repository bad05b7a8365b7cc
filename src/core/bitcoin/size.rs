//! How large the finished transaction will be.

use crate::bitcoin::ownership::InputOwner;
use crate::bitcoin::psbt::Input;
use crate::path::ScriptKind;
use bitcoin::{Script, Transaction, TxOut};

/// Script and witness bytes an input will have once it is signed.
struct Filling {
    script_sig_bytes: usize,
    witness_bytes: usize,
}

/// Push of a DER signature with low R and S and its sighash byte (at most 71), and of a compressed key.
const SIGNATURE_AND_KEY_BYTES: usize = 1 + 71 + 1 + 33;
/// Push of a p2wpkh program as redeem script.
const NESTED_SCRIPT_SIG_BYTES: usize = 1 + 22;
/// Witness of a taproot key path: count, length, signature.
const TAPROOT_WITNESS_BYTES: usize = 1 + 1 + 64;
/// Most of a foreign final script that is believed: a witness of a 2-of-3 multisig.
const FOREIGN_FILLING_BYTES_MAX: usize = 260;

/// Virtual bytes of the finished transaction (BIP-141). Exact but for a byte or so per signature for
/// our own kinds, a guess for foreign scripts.
pub(crate) fn virtual_bytes(
    transaction: &Transaction,
    inputs: &[Input],
    owners: &[InputOwner],
    coins: &[Option<&TxOut>],
) -> u64 {
    let fillings: Vec<_> = inputs
        .iter()
        .zip(owners)
        .zip(coins)
        .map(|((input, owner), coin)| filling(input, owner, coin.map(|coin| coin.script_pubkey.as_script())))
        .collect();
    let script_sigs: usize = fillings.iter().map(|filling| filling.script_sig_bytes).sum();
    let witnesses: usize = fillings.iter().map(|filling| filling.witness_bytes).sum();
    let has_witness = fillings.iter().any(|filling| filling.witness_bytes > 0);
    // Marker and flag, and an empty witness (one byte) for every input that has none.
    let empty = fillings.iter().filter(|filling| filling.witness_bytes == 0).count();
    let witness_weight = if has_witness { 2 + witnesses + empty } else { 0 };
    let weight = (transaction.base_size() + script_sigs) * 4 + witness_weight;
    u64::try_from(weight.div_ceil(4)).unwrap_or(u64::MAX)
}

fn filling(input: &Input, owner: &InputOwner, script: Option<&Script>) -> Filling {
    match owner.key().map(|key| key.path.account.kind).or_else(|| script.and_then(likely_kind)) {
        Some(ScriptKind::P2pkh) => Filling { script_sig_bytes: SIGNATURE_AND_KEY_BYTES, witness_bytes: 0 },
        Some(ScriptKind::P2shP2wpkh) => {
            Filling { script_sig_bytes: NESTED_SCRIPT_SIG_BYTES, witness_bytes: 1 + SIGNATURE_AND_KEY_BYTES }
        }
        Some(ScriptKind::P2tr) => Filling { script_sig_bytes: 0, witness_bytes: TAPROOT_WITNESS_BYTES },
        Some(ScriptKind::P2wpkh) => {
            Filling { script_sig_bytes: 0, witness_bytes: 1 + SIGNATURE_AND_KEY_BYTES }
        }
        None => claimed(input),
    }
}

/// What a foreign script will take is the file's word, and a final witness blown up to a megabyte
/// makes any fee rate look small (attack A06): it counts for no more than an ordinary multisig.
fn claimed(input: &Input) -> Filling {
    let witness = input.final_script_witness.as_ref().map(|witness| witness.size());
    let script_sig_bytes = input.final_script_sig.as_ref().map_or(0, |script| script.len());
    Filling {
        script_sig_bytes: script_sig_bytes.min(FOREIGN_FILLING_BYTES_MAX),
        witness_bytes: witness.unwrap_or(1 + SIGNATURE_AND_KEY_BYTES).min(FOREIGN_FILLING_BYTES_MAX),
    }
}

fn likely_kind(script: &Script) -> Option<ScriptKind> {
    match script {
        _ if script.is_p2pkh() => Some(ScriptKind::P2pkh),
        _ if script.is_p2sh() => Some(ScriptKind::P2shP2wpkh),
        _ if script.is_p2wpkh() => Some(ScriptKind::P2wpkh),
        _ if script.is_p2tr() => Some(ScriptKind::P2tr),
        _ => None,
    }
}
