//! Coins this machine signed away before (attacks A10, B10).

use super::{input, with};
use crate::bitcoin::facts::Spend;
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::InputOwner;
use crate::bitcoin::psbt::Psbt;
use crate::review::Finding;
use crate::safe::Safe;

pub(super) fn check(psbt: &Psbt, seen: &Seen<'_>, spend: &Spend, findings: &mut Vec<Finding>) {
    let now = psbt.transaction().compute_txid();
    for (index, fact) in spend.inputs.iter().enumerate() {
        let Some(before) = seen.context.signed.transaction(&fact.outpoint) else { continue };
        let (at, facts) = input(index);
        let facts = with(facts, "before", Safe::text(&before.to_string()));
        findings.push(match fact.owner {
            // We signed this coin once; now the file calls it somebody else's (attack B10).
            InputOwner::Foreign => Finding::refuse("psbt/hidden-signed-input", at, facts),
            _ if before == now => Finding::note("psbt/signed-before", at, facts),
            _ if seen.context.replace => Finding::warn("psbt/conflicts-with-signed", at, facts),
            _ => Finding::refuse("psbt/conflicts-with-signed", at, facts),
        });
    }
}
