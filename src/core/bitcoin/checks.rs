//! Everything that can be wrong with a PSBT, each check in a file of its own.

mod amounts;
mod fees;
mod lookalike;
mod outputs;
mod owners;
mod replace;
mod scripts;
mod shape;
mod sighash;
mod signatures;
mod time;

use crate::bitcoin::facts::Spend;
use crate::bitcoin::look::Seen;
use crate::bitcoin::psbt::Psbt;
use crate::messages::Facts;
use crate::review::{At, Finding};
use crate::safe::Safe;
use std::cmp::Reverse;

/// All findings, worst first, then by place.
pub(crate) fn all(psbt: &Psbt, seen: &Seen<'_>, spend: &Spend) -> Vec<Finding> {
    let mut findings = Vec::new();
    shape::check(psbt, spend, &mut findings);
    owners::check_inputs(psbt, seen, &mut findings);
    owners::check_outputs(spend, &mut findings);
    amounts::check(psbt, seen, spend, &mut findings);
    sighash::check(psbt, seen, &mut findings);
    scripts::check(psbt, seen, &mut findings);
    signatures::check(psbt, seen, &mut findings);
    outputs::check(spend, &mut findings);
    lookalike::check(spend, &mut findings);
    fees::check(spend, &mut findings);
    time::check(spend, &mut findings);
    replace::check(psbt, seen, spend, &mut findings);
    findings.sort_by_key(|finding| (Reverse(finding.severity), finding.at, finding.code));
    findings
}

fn input(index: usize) -> (At, Facts) {
    (At::Input(index), vec![("input", Safe::count(index))])
}

fn output(index: usize) -> (At, Facts) {
    (At::Output(index), vec![("output", Safe::count(index))])
}

/// A place's facts and one more.
fn with(mut facts: Facts, name: &'static str, value: Safe) -> Facts {
    facts.push((name, value));
    facts
}

#[cfg(test)]
pub(crate) mod tests;
