//! The transaction as a whole: empty, doubled, oversized, odd.

use super::{input, with};
use crate::bitcoin::facts::Spend;
use crate::bitcoin::psbt::Psbt;
use crate::limits::OUTPUTS_ORDINARY_MAX;
use crate::messages::Facts;
use crate::review::{At, Finding};
use crate::safe::Safe;
use bitcoin::OutPoint;
use std::collections::HashMap;

pub(super) fn check(psbt: &Psbt, spend: &Spend, findings: &mut Vec<Finding>) {
    if spend.inputs.is_empty() {
        findings.push(Finding::refuse("psbt/no-inputs", At::Whole, Facts::new()));
    }
    if spend.outputs.is_empty() {
        findings.push(Finding::refuse("psbt/no-outputs", At::Whole, Facts::new()));
    }
    doubled_inputs(spend, findings);
    if spend.outputs.len() > OUTPUTS_ORDINARY_MAX {
        let facts = vec![("count", Safe::count(spend.outputs.len()))];
        findings.push(Finding::warn("psbt/many-outputs", At::Whole, facts));
    }
    let version = psbt.transaction().version.0;
    if !(1..=3).contains(&version) {
        let facts = vec![("version", Safe::text(&version.to_string()))];
        findings.push(Finding::warn("psbt/tx-version", At::Whole, facts));
    }
    if spend.unknown_fields > 0 {
        let facts = vec![("count", Safe::count(spend.unknown_fields))];
        findings.push(Finding::note("psbt/unknown-fields", At::Whole, facts));
    }
}

/// The same coin twice counts twice in a careless sum and hides a fee (attack A08).
fn doubled_inputs(spend: &Spend, findings: &mut Vec<Finding>) {
    let mut first: HashMap<OutPoint, usize> = HashMap::new();
    for (index, fact) in spend.inputs.iter().enumerate() {
        match first.get(&fact.outpoint) {
            Some(earlier) => {
                let (at, facts) = input(index);
                findings.push(Finding::refuse(
                    "psbt/dup-input",
                    at,
                    with(facts, "other", Safe::count(*earlier)),
                ));
            }
            None => {
                first.insert(fact.outpoint, index);
            }
        }
    }
}
