//! Outputs that burn, hide or waste money (attack B14).

use super::{output, with};
use crate::amount::Amount;
use crate::bitcoin::facts::{OutputFact, OutputKind, Spend};
use crate::bitcoin::scripts::ScriptShape;
use crate::review::Finding;
use crate::safe::Safe;
use bitcoin::Script;
use std::collections::HashMap;

pub(super) fn check(spend: &Spend, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&Script, usize> = HashMap::new();
    for (index, fact) in spend.outputs.iter().enumerate() {
        findings.extend(one_output(index, fact));
        if fact.kind != OutputKind::Payment {
            continue;
        }
        match first.get(fact.script.as_script()) {
            Some(earlier) => {
                let (at, facts) = output(index);
                let facts = with(facts, "other", Safe::count(*earlier));
                findings.push(Finding::note("psbt/duplicate-recipient", at, facts));
            }
            None => {
                first.insert(&fact.script, index);
            }
        }
    }
}

fn one_output(index: usize, fact: &OutputFact) -> Option<Finding> {
    let (at, facts) = output(index);
    let amount = fact.amount?;
    let shown = Safe::text(&amount.to_string());
    let is_zero = amount == Amount::ZERO;
    match fact.shape {
        ScriptShape::OpReturn | ScriptShape::Unspendable if !is_zero => {
            Some(Finding::refuse("psbt/burn", at, with(facts, "amount", shown)))
        }
        ScriptShape::OpReturn => {
            let bytes = Safe::count(fact.script.len());
            Some(Finding::note("psbt/data-output", at, with(facts, "bytes", bytes)))
        }
        // Anyone may spend such an output until its version gets rules: money for whoever mines it.
        ScriptShape::FutureWitness(version) => {
            Some(Finding::refuse("psbt/future-witness", at, with(facts, "version", Safe::number(version))))
        }
        ScriptShape::P2a
        | ScriptShape::P2pk
        | ScriptShape::BareMultisig
        | ScriptShape::Unspendable
        | ScriptShape::Unknown => {
            let facts = with(facts, "shape", Safe::text(fact.shape.name()));
            Some(Finding::warn("psbt/unknown-script", at, facts))
        }
        ScriptShape::P2pkh
        | ScriptShape::P2sh
        | ScriptShape::P2wpkh
        | ScriptShape::P2wsh
        | ScriptShape::P2tr => {
            if is_zero {
                return Some(Finding::warn("psbt/zero-value", at, facts));
            }
            let least = fact.script.minimal_non_dust().to_sat();
            (amount.to_sat() < least)
                .then(|| Finding::note("psbt/dust", at, with(facts, "least", Safe::number(least))))
        }
    }
}
