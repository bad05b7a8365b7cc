//! The first page: what leaves, what returns, what it costs, when, and what is wrong with it.

use super::line::{address, amount, wrapped};
use super::{Layout, Line, Page, Tone};
use crate::bitcoin::facts::{OutputFact, Spend};
use crate::bitcoin::psbt::Psbt;
use crate::messages::text;
use crate::review::{Finding, Review, Severity, wording};
use crate::safe::Safe;
use crate::words;

/// Column of the amounts.
const AMOUNT_COLUMN: usize = 10;
/// Column of what follows an amount.
const DETAIL_COLUMN: usize = 31;

pub(super) fn page(review: &Review<Psbt>, layout: &Layout<'_>) -> Page {
    let spend = review.facts();
    let mut lines = title(spend, layout);
    lines.push(Line::blank());
    lines.extend(sends(spend, layout));
    lines.extend(returns(spend, layout));
    lines.extend(fee(spend, layout));
    lines.extend(inputs(spend, layout));
    lines.extend(lock(spend, layout));
    let replace = if spend.locks.replaceable { "review/replaceable" } else { "review/final" };
    lines.extend(row("review/row-replace", &text(replace, &[]), Tone::Plain, layout));
    lines.push(Line::blank());
    lines.extend(finding_lines(review.findings(), layout));
    Page { lines }
}

/// The word and tone of a severity.
pub(super) fn severity(severity: Severity) -> (String, Tone) {
    let (code, tone) = match severity {
        Severity::Note => ("review/severity-note", Tone::Dim),
        Severity::Warn => ("review/severity-warn", Tone::Warn),
        Severity::Hold => ("review/severity-hold", Tone::Warn),
        Severity::Refuse => ("review/severity-refuse", Tone::Refuse),
    };
    (text(code, &[]), tone)
}

fn title(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let network = ("network", Safe::text(spend.network.name()));
    let whose = match (spend.account, spend.master) {
        (Some(account), master) => {
            let master = master.map(|master| master.to_string()).unwrap_or_default();
            let facts =
                [("account", Safe::text(&account.to_string())), ("master", Safe::text(&master)), network];
            text("review/title", &facts)
        }
        (None, _) => text("review/title-unproven", &[network]),
    };
    let label = text("review/label", &[("label", Safe::text(&layout.digest.label()))]);
    let head = Line::blank().with(&whose, Tone::Strong);
    if whose.len() + label.len() < layout.width {
        return vec![head.at_column(layout.width.saturating_sub(label.len())).with(label, Tone::Dim)];
    }
    let mut lines = wrapped(Line::blank(), &whose, Tone::Strong, 0, layout);
    lines.push(Line::blank().with(label, Tone::Dim));
    lines
}

fn sends(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let head = amount_row("review/row-sends", &amount(spend.totals.sends));
    match spend.recipients().as_slice() {
        [] => wrapped(head, &text("review/to-nobody", &[]), Tone::Plain, DETAIL_COLUMN, layout),
        [only] if spend.fits_one_recipient() => {
            let to = format!("{} ", text("review/to", &[]));
            let head = head.at_column(DETAIL_COLUMN).with(to, Tone::Plain);
            let column = head.width();
            wrapped(
                head,
                &address(&only.address, layout.is_confirmed(only.output_index), layout),
                Tone::Strong,
                column,
                layout,
            )
        }
        many => {
            let words = text("review/to-many", &[("count", Safe::count(many.len()))]);
            wrapped(head, &words, Tone::Plain, DETAIL_COLUMN, layout)
        }
    }
}

fn returns(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let head = amount_row("review/row-returns", &amount(spend.totals.returns));
    let returning: Vec<&OutputFact> = spend.outputs.iter().filter(|output| output.kind.returns()).collect();
    let words = match returning.as_slice() {
        [] => String::new(),
        [only] => {
            let path = only.path().map(|path| path.to_string()).unwrap_or_default();
            let kind = text(super::outputs::kind_code(only.kind), &[]);
            text("review/one-return", &[("kind", Safe::text(&kind)), ("path", Safe::text(&path))])
        }
        many => text("review/many-returns", &[("count", Safe::count(many.len()))]),
    };
    wrapped(head, &words, Tone::Good, DETAIL_COLUMN, layout)
}

fn fee(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let totals = &spend.totals;
    let head = amount_row("review/row-fee", &amount(totals.fee));
    let Some(rate) = totals.fee_rate_tenths() else {
        return vec![head];
    };
    let rate = ("rate", Safe::text(&words::fee_rate(rate)));
    let share = |thousandths: u64| ("share", Safe::text(&words::percent(thousandths)));
    let words = match (totals.fee_share_of_sends(), totals.fee_share_of_inputs()) {
        (Some(of_sends), _) => text("review/fee-detail", &[rate, share(of_sends)]),
        (None, Some(of_inputs)) => text("review/fee-detail-inputs", &[rate, share(of_inputs)]),
        (None, None) => rate.1.to_string(),
    };
    wrapped(head, &words, Tone::Plain, DETAIL_COLUMN, layout)
}

fn inputs(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let head = amount_row("review/row-inputs", &amount(spend.totals.inputs));
    let count = ("count", Safe::count(spend.inputs.len()));
    let own_count = spend.inputs.iter().filter(|input| input.owner.key().is_some()).count();
    let (words, tone) = match own_count == spend.inputs.len() || own_count == 0 {
        true => (text("review/inputs-total", &[count]), Tone::Plain),
        // The other rows then count money that is not ours.
        false => {
            let own = Safe::text(&amount(spend.totals.own_inputs));
            let facts = [count, ("own_count", Safe::count(own_count)), ("own", own)];
            (text("review/inputs-shared", &facts), Tone::Warn)
        }
    };
    wrapped(head, &words, tone, DETAIL_COLUMN, layout)
}

fn lock(spend: &Spend, layout: &Layout<'_>) -> Vec<Line> {
    let mut lines = row("review/row-lock", &wording::lock(&spend.locks.absolute), Tone::Plain, layout);
    if let Some(relative) = wording::relative(&spend.locks.relative) {
        lines.extend(wrapped(Line::blank(), &relative, Tone::Plain, AMOUNT_COLUMN, layout));
    }
    lines
}

/// One line for each code, however many places it was found at.
fn finding_lines(findings: &[Finding], layout: &Layout<'_>) -> Vec<Line> {
    if findings.is_empty() {
        return vec![
            Line::blank().with("  ", Tone::Plain).with(text("review/nothing-found", &[]), Tone::Good),
        ];
    }
    let groups = super::findings::grouped(findings);
    groups
        .iter()
        .flat_map(|group| {
            let (word, tone) = severity(group.severity);
            let head = Line::blank().with("  ", Tone::Plain).with(word, tone).at_column(AMOUNT_COLUMN);
            wrapped(head, &group.headline(), Tone::Plain, AMOUNT_COLUMN, layout)
        })
        .collect()
}

fn amount_row(label: &'static str, amount: &str) -> Line {
    label_of(label).with(amount, Tone::Strong)
}

fn row(label: &'static str, words: &str, tone: Tone, layout: &Layout<'_>) -> Vec<Line> {
    wrapped(label_of(label), words, tone, AMOUNT_COLUMN, layout)
}

fn label_of(label: &'static str) -> Line {
    Line::blank().with("  ", Tone::Plain).with(text(label, &[]), Tone::Label).at_column(AMOUNT_COLUMN)
}
