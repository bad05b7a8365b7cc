//! Coins this machine signed away before (attacks A10, B10).

use super::{input, with};
use crate::bitcoin::facts::Spend;
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::InputOwner;
use crate::review::{Digest, Finding};
use crate::safe::Safe;

pub(super) fn check(seen: &Seen<'_>, spend: &Spend, digest: Digest, findings: &mut Vec<Finding>) {
    for (index, fact) in spend.inputs.iter().enumerate() {
        let Some(before) = seen.context.signed.digest(&fact.outpoint) else { continue };
        let (at, facts) = input(index);
        let facts = with(facts, "before", Safe::text(&before.label()));
        findings.push(match fact.owner {
            // We signed this coin once; now the file calls it somebody else's (attack B10).
            InputOwner::Foreign => Finding::refuse("psbt/hidden-signed-input", at, facts),
            _ if before == digest => Finding::note("psbt/signed-before", at, facts),
            _ if seen.context.replace => Finding::warn("psbt/conflicts-with-signed", at, facts),
            _ => Finding::refuse("psbt/conflicts-with-signed", at, facts),
        });
    }
}
