//! The pages of inputs: which coins, worth what, how far that is proven, whose.

use super::line::{amount, wrapped};
use super::{Layout, Line, Page, Tone, gather};
use crate::amount::Amount;
use crate::bitcoin::amounts::Proof;
use crate::bitcoin::facts::{InputFact, Spend};
use crate::bitcoin::ownership::InputOwner;
use crate::messages::text;
use crate::safe::Safe;

const INDENT: usize = 7;

pub(super) fn pages(spend: &Spend, layout: &Layout) -> Vec<Page> {
    let items = spend.inputs.iter().enumerate().map(|(index, input)| item(index, input, layout));
    let gathered = gather(items);
    let count = gathered.len();
    gathered
        .into_iter()
        .enumerate()
        .map(|(page, part)| {
            let facts = [
                ("from", Safe::count(part.first)),
                ("until", Safe::count(part.until)),
                ("count", Safe::count(spend.inputs.len())),
                ("page", Safe::count(page + 1)),
                ("pages", Safe::count(count)),
            ];
            let mut lines =
                wrapped(Line::blank(), &text("review/inputs-page", &facts), Tone::Strong, 0, layout);
            lines.push(Line::blank());
            lines.extend(part.lines);
            let shown = spend.inputs.get(part.first..=part.until).unwrap_or_default();
            let sum =
                shown.iter().map(|input| input.amount).collect::<Option<Vec<_>>>().and_then(Amount::sum);
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

fn item(index: usize, input: &InputFact, layout: &Layout) -> Vec<Line> {
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
