//! Amounts that are false, missing, out of range or only claimed (attacks A01, A02, A03, A07).

use super::{input, output, with};
use crate::bitcoin::amounts::{CoinFault, Memory, Proof, needs_previous};
use crate::bitcoin::facts::{InputFact, Spend};
use crate::bitcoin::look::Seen;
use crate::bitcoin::psbt::Psbt;
use crate::messages::Facts;
use crate::review::{At, Finding};
use crate::safe::Safe;

pub(super) fn check(psbt: &Psbt, seen: &Seen<'_>, spend: &Spend, findings: &mut Vec<Finding>) {
    let known = psbt.inputs().iter().zip(&seen.coins).zip(&spend.inputs).enumerate();
    for (index, ((field, coin), fact)) in known {
        let (at, facts) = input(index);
        match coin.fault {
            Some(CoinFault::PrevtxMismatch) => {
                findings.push(Finding::refuse("psbt/prevtx-mismatch", at, facts.clone()));
            }
            Some(CoinFault::VoutRange { output_count }) => {
                let facts = with(facts.clone(), "vout", Safe::number(fact.outpoint.vout));
                let facts = with(facts, "count", Safe::count(output_count));
                findings.push(Finding::refuse("psbt/vout-range", at, facts));
            }
            Some(CoinFault::UtxoConflict) => {
                findings.push(Finding::refuse("psbt/utxo-conflict", at, facts.clone()));
            }
            None if coin.output.is_none() => {
                findings.push(Finding::refuse("psbt/utxo-missing", at, facts.clone()));
            }
            None => {}
        }
        if coin.fault.is_none() && needs_previous(coin, field, &fact.owner) {
            findings.push(Finding::refuse("psbt/prevtx-required", at, facts.clone()));
        }
        if coin.output.is_some() && fact.amount.is_none() {
            findings.push(Finding::refuse("psbt/amount-overflow", at, with(facts, "place", place(at))));
        }
    }
    out_of_range(spend, findings);
    findings.extend(spend.inputs.iter().enumerate().filter_map(|(index, fact)| dust(index, fact)));
    contradictions(spend, findings);
    unproven(spend, findings);
}

/// A value of −1 reads as 2^64 − 1 and wraps a careless sum (attack A07).
fn out_of_range(spend: &Spend, findings: &mut Vec<Finding>) {
    for (index, _) in spend.outputs.iter().enumerate().filter(|(_, fact)| fact.amount.is_none()) {
        let (at, facts) = output(index);
        findings.push(Finding::refuse("psbt/amount-overflow", at, with(facts, "place", place(at))));
    }
    let singles_fit = spend.outputs.iter().all(|fact| fact.amount.is_some())
        && spend.inputs.iter().all(|fact| fact.amount.is_some());
    if singles_fit && (spend.totals.inputs.is_none() || spend.totals.outputs.is_none()) {
        let facts = vec![("place", place(At::Whole))];
        findings.push(Finding::refuse("psbt/amount-overflow", At::Whole, facts));
    }
}

/// An earlier file said another amount: one of the two lied. If the present one is proven by its
/// previous transaction, the lie lies behind us; otherwise it may be this one (attack A01).
fn contradictions(spend: &Spend, findings: &mut Vec<Finding>) {
    for (index, fact) in spend.inputs.iter().enumerate() {
        let Memory::Contradicts { before } = fact.memory else { continue };
        let (at, facts) = input(index);
        let facts = with(facts, "before", Safe::text(&before.to_string()));
        let now = fact.amount.map(|amount| amount.to_string()).unwrap_or_default();
        let facts = with(facts, "now", Safe::text(&now));
        findings.push(match fact.proof {
            Proof::PreviousTransaction => Finding::warn("psbt/amount-was-false", at, facts),
            Proof::TaprootSignature | Proof::OwnSignature | Proof::Claimed | Proof::Missing => {
                Finding::refuse("psbt/amount-contradiction", at, facts)
            }
        });
    }
}

/// Tiny coins are planted to link addresses or to slip a look-alike into the history (attack B13).
fn dust(index: usize, fact: &InputFact) -> Option<Finding> {
    let (at, facts) = input(index);
    let least = fact.script.as_ref()?.minimal_non_dust().to_sat();
    let is_dust = fact.amount?.to_sat() < least;
    is_dust.then(|| Finding::note("psbt/dust-input", at, with(facts, "least", Safe::number(least))))
}

fn unproven(spend: &Spend, findings: &mut Vec<Finding>) {
    let claimed: Vec<&InputFact> = spend.inputs.iter().filter(|fact| fact.proof == Proof::Claimed).collect();
    if claimed.is_empty() {
        return;
    }
    let facts: Facts = vec![("count", Safe::count(claimed.len()))];
    let contradicts = |fact: &&&InputFact| matches!(fact.memory, Memory::Contradicts { .. });
    findings.push(if claimed.iter().any(|fact| contradicts(&fact)) {
        Finding::refuse("psbt/amount-unproven", At::Whole, facts)
    } else if claimed.iter().all(|fact| fact.memory == Memory::Agrees) {
        Finding::note("psbt/amount-unproven", At::Whole, facts)
    } else {
        Finding::warn("psbt/amount-unproven", At::Whole, facts)
    });
}

fn place(at: At) -> Safe {
    crate::review::wording::place(at)
}
