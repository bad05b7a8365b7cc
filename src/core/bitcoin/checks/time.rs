//! Transactions that sleep, and locks that do nothing (attack A09).

use super::{input, with};
use crate::bitcoin::facts::Spend;
use crate::bitcoin::locks::{AbsoluteLock, RelativeLock};
use crate::review::wording;
use crate::review::{At, Finding};
use crate::safe::Safe;

pub(super) fn check(spend: &Spend, findings: &mut Vec<Finding>) {
    let lock = spend.locks.absolute;
    match lock {
        AbsoluteLock::None => {}
        AbsoluteLock::Inert { value } => {
            let facts = vec![("value", Safe::number(value))];
            findings.push(Finding::warn("psbt/locktime-inert", At::Whole, facts));
        }
        AbsoluteLock::Height { far, .. } | AbsoluteLock::Time { far, .. } => {
            if far {
                let facts = vec![("when", Safe::text(&wording::lock(&lock)))];
                findings.push(Finding::warn("psbt/locktime-far", At::Whole, facts));
            }
        }
    }
    findings.extend(spend.locks.relative.iter().map(relative));
}

fn relative(lock: &RelativeLock) -> Finding {
    let (at, facts) = input(lock.input_index);
    let facts = with(facts, "wait", Safe::text(&wording::wait(lock.wait)));
    match (lock.active, lock.wait.is_far()) {
        (false, _) => Finding::note("psbt/relative-lock-inert", at, facts),
        (true, true) => Finding::warn("psbt/relative-lock-far", at, facts),
        (true, false) => Finding::note("psbt/relative-lock", at, facts),
    }
}
