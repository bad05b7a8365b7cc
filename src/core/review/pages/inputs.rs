//! The pages of inputs: which coins, worth what, how far that is proven, whose.

use super::line::{amount, wrapped};
use super::{Layout, Line, Page, Tone, gather};
use crate::amount::Amount;
use crate::bitcoin::amounts::{Memory, Proof};
use crate::bitcoin::facts::{InputFact, Spend};
use crate::bitcoin::ownership::InputOwner;
use crate::bitcoin::psbt::Psbt;
use crate::messages::text;
use crate::review::{At, Finding, Review, Severity};
use crate::safe::Safe;
use std::collections::BTreeSet;

const INDENT: usize = 7;

/// Inputs up to this many are listed one by one, whatever they are.
const LISTED_MAX: usize = 24;

/// Every input in full; of many, those in full that a person must look at, and the sum of the rest.
pub(super) fn pages(review: &Review<Psbt>, layout: &Layout<'_>) -> Vec<Page> {
    let spend = review.facts();
    let warned: BTreeSet<usize> = review.findings().iter().filter_map(warned).collect();
    let is_plain = |index: usize| {
        spend.inputs.get(index).is_some_and(|input| is_unremarkable(input) && !warned.contains(&index))
    };
    let plain: Vec<usize> = match spend.inputs.len() > LISTED_MAX {
        true => (0..spend.inputs.len()).filter(|index| is_plain(*index)).collect(),
        false => Vec::new(),
    };
    let rest: Vec<usize> =
        (0..spend.inputs.len()).filter(|index| plain.binary_search(index).is_err()).collect();
    let mut pages: Vec<Page> = rest_of(&plain, spend, layout).into_iter().collect();
    pages.extend(listed(&rest, spend, layout));
    pages
}

/// Ours, its amount proven, nothing told before that contradicts.
fn is_unremarkable(input: &InputFact) -> bool {
    let proven = match input.proof {
        Proof::PreviousTransaction | Proof::TaprootSignature | Proof::OwnSignature => true,
        Proof::Claimed | Proof::Missing => false,
    };
    let contradicts = matches!(input.memory, Memory::Contradicts { .. });
    input.owner.key().is_some() && proven && !contradicts && input.amount.is_some()
}

/// An input with more than a note on it.
fn warned(finding: &Finding) -> Option<usize> {
    match finding.at {
        At::Input(index) if finding.severity > Severity::Note => Some(index),
        At::Input(_) | At::Output(_) | At::Whole => None,
    }
}

/// One page for all the unremarkable ones.
fn rest_of(plain: &[usize], spend: &Spend, layout: &Layout<'_>) -> Option<Page> {
    let amounts: Vec<Amount> =
        plain.iter().filter_map(|index| spend.inputs.get(*index).and_then(|input| input.amount)).collect();
    let of = |found: Option<&Amount>| Safe::text(&amount(found.copied()));
    let facts = [
        ("count", Safe::count(plain.len())),
        ("all", Safe::count(spend.inputs.len())),
        ("sum", Safe::text(&amount(Amount::sum(amounts.iter().copied())))),
        ("least", of(amounts.iter().min())),
        ("most", of(amounts.iter().max())),
        ("account", Safe::text(&spend.account.map(|account| account.to_string()).unwrap_or_default())),
    ];
    let mut lines =
        wrapped(Line::blank(), &text("review/inputs-plain-title", &facts), Tone::Strong, 0, layout);
    lines.push(Line::blank());
    for code in ["review/inputs-plain", "review/inputs-plain-sum", "review/inputs-plain-where"] {
        lines.extend(wrapped(Line::blank(), &text(code, &facts), Tone::Plain, 2, layout));
    }
    (!plain.is_empty()).then_some(Page { lines })
}

fn listed(rest: &[usize], spend: &Spend, layout: &Layout<'_>) -> Vec<Page> {
    let inputs: Vec<(usize, &InputFact)> =
        rest.iter().filter_map(|index| Some((*index, spend.inputs.get(*index)?))).collect();
    let gathered = gather(inputs.iter().map(|(index, input)| item(*index, input, layout)));
    let count = gathered.len();
    let number = |place: usize| Safe::count(inputs.get(place).map_or(0, |(index, _)| *index));
    gathered
        .into_iter()
        .enumerate()
        .map(|(page, part)| {
            let facts = [
                ("from", number(part.first)),
                ("until", number(part.until)),
                ("count", Safe::count(spend.inputs.len())),
                ("page", Safe::count(page + 1)),
                ("pages", Safe::count(count)),
            ];
            let mut lines =
                wrapped(Line::blank(), &text("review/inputs-page", &facts), Tone::Strong, 0, layout);
            lines.push(Line::blank());
            lines.extend(part.lines);
            let shown = inputs.get(part.first..=part.until).unwrap_or_default();
            let sum =
                shown.iter().map(|(_, input)| input.amount).collect::<Option<Vec<_>>>().and_then(Amount::sum);
            let totals = [
                ("page_total", Safe::text(&amount(sum))),
                ("total", Safe::text(&amount(spend.totals.inputs))),
            ];
            lines.push(Line::blank());
            lines.extend(wrapped(
                Line::blank(),
                &text("review/page-total-inputs", &totals),
                Tone::Dim,
                0,
                layout,
            ));
            Page { lines }
        })
        .collect()
}

fn item(index: usize, input: &InputFact, layout: &Layout<'_>) -> Vec<Line> {
    let head = Line::blank()
        .with(format!("{index:>5}"), Tone::Dim)
        .at_column(INDENT)
        .with(amount(input.amount), Tone::Strong)
        .with("  ", Tone::Plain);
    let column = head.width();
    let (proof, tone) = proof(input.proof);
    let words = format!("{}, {}", whose(&input.owner), text(proof, &[]));
    let mut lines = wrapped(head, &words, tone, column, layout);
    lines.extend(wrapped(Line::blank(), &input.outpoint.to_string(), Tone::Dim, INDENT, layout));
    lines
}

fn proof(proof: Proof) -> (&'static str, Tone) {
    match proof {
        Proof::PreviousTransaction => ("review/proof-previous-transaction", Tone::Good),
        Proof::TaprootSignature => ("review/proof-taproot-signature", Tone::Good),
        Proof::OwnSignature => ("review/proof-own-signature", Tone::Good),
        Proof::Claimed => ("review/proof-claimed", Tone::Warn),
        Proof::Missing => ("review/proof-missing", Tone::Refuse),
    }
}

fn whose(owner: &InputOwner) -> String {
    match owner {
        InputOwner::Ours(key) => key.path.to_string(),
        InputOwner::Foreign => text("review/owner-foreign", &[]),
        InputOwner::Hidden(path) => format!("{} {path}", text("review/owner-hidden", &[])),
        InputOwner::False(path) => format!("{} {path}", text("review/owner-false", &[])),
        InputOwner::Unheld(_) | InputOwner::Unusual(_) | InputOwner::CoinType(_) => {
            text("review/owner-unheld", &[])
        }
    }
}
