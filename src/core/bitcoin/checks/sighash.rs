//! Signatures must cover everything: no other sighash type, and no flag that allows one.

use super::{input, with};
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::InputOwner;
use crate::bitcoin::psbt::Psbt;
use crate::path::ScriptKind;
use crate::review::Finding;
use crate::safe::Safe;
use bitcoin::TxOut;

/// NONE lets anyone rewrite the outputs, SINGLE leaves later ones open, ANYONECANPAY lets inputs be
/// added (attack A04). Of foreign inputs too: their holder would sign what can still change.
pub(super) fn check(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let known = psbt.inputs().iter().zip(&seen.ownership.inputs).zip(seen.outputs_spent());
    for (index, ((field, owner), coin)) in known.enumerate() {
        let Some(asked) = field.sighash_type else { continue };
        let covers_all = match asked {
            0 => is_taproot(owner, coin),
            1 => true,
            _ => false,
        };
        if !covers_all {
            let (at, facts) = input(index);
            let facts = with(facts, "sighash", Safe::text(&format!("0x{asked:02x}")));
            findings.push(Finding::refuse("psbt/sighash", at, facts));
        }
    }
}

fn is_taproot(owner: &InputOwner, coin: Option<&TxOut>) -> bool {
    match owner.key() {
        Some(key) => key.path.account.kind == ScriptKind::P2tr,
        None => coin.is_some_and(|coin| coin.script_pubkey.is_p2tr()),
    }
}
