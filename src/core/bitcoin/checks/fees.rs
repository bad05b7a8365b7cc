//! Fees beyond reason (attack A06).

use crate::bitcoin::facts::{Spend, Totals};
use crate::limits::{FEE_PERCENT_MAX, FEE_RATE_SAT_PER_VB_MAX, FEE_SHARE_FLOOR_SAT};
use crate::messages::Facts;
use crate::review::{At, Finding};
use crate::safe::Safe;
use crate::words;

pub(super) fn check(spend: &Spend, findings: &mut Vec<Finding>) {
    let totals = &spend.totals;
    if let (Some(inputs), Some(outputs)) = (totals.inputs, totals.outputs)
        && outputs > inputs
    {
        let facts =
            vec![("inputs", Safe::text(&inputs.to_string())), ("outputs", Safe::text(&outputs.to_string()))];
        findings.push(Finding::refuse("fee/negative", At::Whole, facts));
    }
    findings.extend(share(totals));
    findings.extend(rate(totals));
}

/// Percent alone refuses honest small payments, satoshi alone misses big ones: both must be exceeded.
fn share(totals: &Totals) -> Option<Finding> {
    let (fee, inputs) = totals.own_fee().map(|(fee, inputs)| (fee.to_sat(), inputs.to_sat()))?;
    let exceeds = |percent: u64, floor: u64| {
        fee > floor && u128::from(fee) * 100 > u128::from(inputs) * u128::from(percent)
    };
    let facts = || -> Facts {
        let share = u128::from(fee) * 100_000 / u128::from(inputs.max(1));
        let percent = words::percent(u64::try_from(share).unwrap_or(u64::MAX));
        let fee = totals.fee.map(|fee| fee.to_string()).unwrap_or_default();
        vec![("percent", Safe::text(&percent)), ("fee", Safe::text(&fee))]
    };
    let sends = totals.sends?.to_sat();
    if exceeds(FEE_PERCENT_MAX, FEE_SHARE_FLOOR_SAT) {
        Some(Finding::refuse("fee/share-cap", At::Whole, facts()))
    } else if exceeds(FEE_PERCENT_MAX / 2, FEE_SHARE_FLOOR_SAT / 2) {
        Some(Finding::warn("fee/share-high", At::Whole, facts()))
    } else if sends > 0 && fee > sends && fee > FEE_SHARE_FLOOR_SAT / 2 {
        // A small payment out of a large coin: a fee of many times the payment is a small share of
        // the coin, and padding the transaction with data keeps the rate low.
        let sends = totals.sends.map(|sends| sends.to_string()).unwrap_or_default();
        let facts = vec![facts().remove(1), ("sends", Safe::text(&sends))];
        Some(Finding::warn("fee/above-payment", At::Whole, facts))
    } else {
        None
    }
}

fn rate(totals: &Totals) -> Option<Finding> {
    let tenths = totals.fee_rate_tenths()?;
    let facts = vec![("rate", Safe::text(&words::fee_rate(tenths)))];
    if tenths > FEE_RATE_SAT_PER_VB_MAX * 10 {
        Some(Finding::refuse("fee/rate-cap", At::Whole, facts))
    } else if tenths > FEE_RATE_SAT_PER_VB_MAX * 5 {
        Some(Finding::warn("fee/rate-high", At::Whole, facts))
    } else if tenths < 10 {
        Some(Finding::note("fee/rate-low", At::Whole, facts))
    } else {
        None
    }
}
