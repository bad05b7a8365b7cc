//! Scripts in the file that are not the ones paid to (attacks B12, A11).

use super::{input, output, with};
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::OutputOwner;
use crate::bitcoin::psbt::{Input, Psbt};
use crate::path::ScriptKind;
use crate::review::Finding;
use crate::safe::Safe;
use bitcoin::{Script, ScriptBuf};

/// The leaf version of BIP-342; no other has rules yet.
const TAPSCRIPT_LEAF_VERSION: u8 = 0xc0;

pub(super) fn check(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let coins = seen.outputs_spent();
    for (index, (field, coin)) in psbt.inputs().iter().zip(coins).enumerate() {
        let script = coin.map(|coin| coin.script_pubkey.as_script());
        let matches = script.is_none_or(|script| {
            scripts_match(script, field.redeem_script.as_deref(), field.witness_script.as_deref())
        });
        if !matches || !internal_key_matches(field, index, seen) {
            let (at, facts) = input(index);
            let facts = with(facts, "place", crate::review::wording::place(at));
            findings.push(Finding::refuse("psbt/script-mismatch", at, facts));
        }
        leaves(index, field, seen, findings);
    }
    check_outputs(psbt, seen, findings);
}

/// Our taproot outputs have no script tree: one in the file is a way to spend that we did not derive.
fn check_outputs(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let known = psbt.outputs().iter().zip(&psbt.transaction().output).zip(&seen.ownership.outputs);
    for (index, ((field, paid), owner)) in known.enumerate() {
        let hashes = scripts_match(
            &paid.script_pubkey,
            field.redeem_script.as_deref(),
            field.witness_script.as_deref(),
        );
        let ours_with_tree = matches!(owner, OutputOwner::Ours { .. }) && field.has_tap_tree;
        let other_key = match (owner, &field.tap_internal_key) {
            (OutputOwner::Ours { key, .. }, Some(internal)) => !key.is_written(internal),
            _ => false,
        };
        if !hashes || ours_with_tree || other_key {
            let (at, facts) = output(index);
            let facts = with(facts, "place", crate::review::wording::place(at));
            findings.push(Finding::refuse("psbt/script-mismatch", at, facts));
        }
    }
}

/// A redeem script must hash to a p2sh, a witness script to a p2wsh, or neither may be there.
fn scripts_match(paid: &Script, redeem: Option<&Script>, witness: Option<&Script>) -> bool {
    let redeem_fits = redeem.is_none_or(|redeem| redeem.to_p2sh().as_script() == paid);
    let inner = redeem.unwrap_or(paid);
    let witness_fits =
        witness.is_none_or(|witness| ScriptBuf::new_p2wsh(&witness.wscript_hash()).as_script() == inner);
    redeem_fits && witness_fits
}

fn internal_key_matches(field: &Input, index: usize, seen: &Seen<'_>) -> bool {
    match (seen.ownership.inputs.get(index).and_then(|owner| owner.key()), &field.tap_internal_key) {
        (Some(key), Some(internal)) => key.path.account.kind == ScriptKind::P2tr && key.is_written(internal),
        _ => true,
    }
}

/// A leaf of an unknown version, or any leaf under a key-path account, says something we cannot show.
fn leaves(index: usize, field: &Input, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let (at, facts) = input(index);
    if let Some(leaf) = field.tap_leaves.iter().find(|leaf| leaf.leaf_version != TAPSCRIPT_LEAF_VERSION) {
        let facts = with(facts.clone(), "version", Safe::text(&format!("0x{:02x}", leaf.leaf_version)));
        findings.push(Finding::refuse("psbt/unknown-leaf", at, facts));
    }
    let ours = seen.ownership.inputs.get(index).is_some_and(|owner| owner.key().is_some());
    let has_script_path = !field.tap_leaves.is_empty()
        || field.tap_merkle_root.is_some()
        || field.tap_script_signature_count > 0;
    if ours && has_script_path {
        findings.push(Finding::refuse("psbt/tap-script", at, facts));
    }
}
