//! Addresses made to be mistaken for each other (attack B13).

use super::{output, with};
use crate::bitcoin::facts::Spend;
use crate::review::Finding;
use crate::safe::Safe;
use crate::wallet::address::AddressText;
use std::collections::HashMap;

/// Poisoners grind an address until both ends, the parts people compare, equal those of a real one.
/// Honest addresses collide there once in 2^40 pairs.
pub(super) fn check(spend: &Spend, findings: &mut Vec<Finding>) {
    let spent = spend.inputs.iter().filter_map(|fact| fact.address.clone());
    let returning =
        spend.outputs.iter().filter(|fact| fact.kind.returns()).filter_map(|fact| fact.address.clone());
    let mut by_ends: HashMap<(String, String), AddressText> = HashMap::new();
    for trusted in spent.chain(returning) {
        by_ends.entry(trusted.ends()).or_insert(trusted);
    }
    for (index, fact) in spend.outputs.iter().enumerate() {
        let Some(address) = fact.address.clone() else { continue };
        let seen_before = by_ends.entry(address.ends()).or_insert_with(|| address.clone());
        if *seen_before != address {
            let (at, facts) = output(index);
            let facts = with(facts, "other", Safe::text(seen_before.as_str()));
            findings.push(Finding::refuse("psbt/lookalike", at, facts));
        }
    }
}
