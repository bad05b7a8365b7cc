//! The pages of outputs: every one of them, addresses and scripts in full (attacks B14, B15).

use super::line::{address, amount, wrapped};
use super::{Gathered, Layout, Line, Page, Tone, gather};
use crate::amount::Amount;
use crate::bitcoin::facts::{OutputFact, OutputKind, Spend};
use crate::bitcoin::ownership::OutputOwner;
use crate::messages::text;
use crate::safe::Safe;

const INDENT: usize = 7;

pub(super) fn pages(spend: &Spend, layout: &Layout<'_>) -> Vec<Page> {
    let items = spend.outputs.iter().enumerate().map(|(index, output)| item(index, output, layout));
    let gathered = gather(items);
    let count = gathered.len();
    gathered.into_iter().enumerate().map(|(page, part)| one_page(page, count, part, spend, layout)).collect()
}

/// The word for what an output is.
pub(super) const fn kind_code(kind: OutputKind) -> &'static str {
    match kind {
        OutputKind::Payment => "review/kind-payment",
        OutputKind::Change => "review/kind-change",
        OutputKind::OwnReceive => "review/kind-own-receive",
        OutputKind::OpReturn => "review/kind-op-return",
        OutputKind::Unknown => "review/kind-unknown",
    }
}

fn one_page(page: usize, count: usize, part: Gathered, spend: &Spend, layout: &Layout<'_>) -> Page {
    let facts = [
        ("from", Safe::count(part.first)),
        ("until", Safe::count(part.until)),
        ("count", Safe::count(spend.outputs.len())),
        ("page", Safe::count(page + 1)),
        ("pages", Safe::count(count)),
    ];
    let mut lines = wrapped(Line::blank(), &text("review/outputs-page", &facts), Tone::Strong, 0, layout);
    let is_counted = |index: usize, output: &OutputFact| is_confirmed_payment(index, output, layout);
    let confirmed =
        spend.outputs.iter().enumerate().filter(|(index, output)| is_counted(*index, output)).count();
    if confirmed > 0 {
        let words = text("expect/confirmed", &[("count", Safe::count(confirmed))]);
        lines.extend(wrapped(Line::blank(), &words, Tone::Good, 0, layout));
    }
    lines.push(Line::blank());
    let shown = spend.outputs.get(part.first..=part.until).unwrap_or_default();
    let sum = shown.iter().map(|output| output.amount).collect::<Option<Vec<_>>>().and_then(Amount::sum);
    lines.extend(part.lines);
    lines.push(Line::blank());
    let totals =
        [("page_total", Safe::text(&amount(sum))), ("total", Safe::text(&amount(spend.totals.outputs)))];
    lines.extend(wrapped(Line::blank(), &text("review/page-total", &totals), Tone::Dim, 0, layout));
    Page { lines }
}

/// Named by the second source, amount included: counted, not listed again.
fn is_confirmed_payment(index: usize, output: &OutputFact, layout: &Layout<'_>) -> bool {
    output.kind == OutputKind::Payment && layout.is_confirmed(index)
}

fn item(index: usize, output: &OutputFact, layout: &Layout<'_>) -> Vec<Line> {
    if is_confirmed_payment(index, output, layout) {
        return Vec::new();
    }
    let head = Line::blank()
        .with(format!("{index:>5}"), Tone::Dim)
        .at_column(INDENT)
        .with(amount(output.amount), Tone::Strong)
        .with("  ", Tone::Plain);
    let column = head.width();
    let mut lines = wrapped(head, &role(output), tone(output), column, layout);
    match &output.address {
        Some(text) => {
            let groups = address(text, output.kind.returns() || layout.is_confirmed(index), layout);
            lines.extend(wrapped(Line::blank(), &groups, Tone::Strong, INDENT, layout));
        }
        None => lines.extend(script(output, layout)),
    }
    lines
}

fn role(output: &OutputFact) -> String {
    let kind = text(kind_code(output.kind), &[]);
    let more = match &output.owner {
        OutputOwner::Ours { key, marked } => {
            let path = text("review/own-path", &[("path", Safe::text(&key.path.to_string()))]);
            let unmarked =
                if *marked { String::new() } else { format!(", {}", text("review/unmarked", &[])) };
            format!(", {path}{unmarked}")
        }
        OutputOwner::Foreign => String::new(),
        OutputOwner::False(_)
        | OutputOwner::Unheld(_)
        | OutputOwner::Unusual { .. }
        | OutputOwner::CoinType(_) => format!(", {}", text("review/not-proven", &[])),
    };
    kind + &more
}

fn tone(output: &OutputFact) -> Tone {
    match &output.owner {
        OutputOwner::Ours { .. } if output.kind.returns() => Tone::Good,
        OutputOwner::Ours { .. } | OutputOwner::Foreign => Tone::Plain,
        OutputOwner::False(_)
        | OutputOwner::Unheld(_)
        | OutputOwner::Unusual { .. }
        | OutputOwner::CoinType(_) => Tone::Warn,
    }
}

/// A script without an address: its whole bytes, and what they would read as text.
fn script(output: &OutputFact, layout: &Layout<'_>) -> Vec<Line> {
    let bytes = output.script.as_bytes();
    let facts = [("shape", Safe::text(output.shape.name())), ("bytes", Safe::count(bytes.len()))];
    let mut lines = wrapped(Line::blank(), &text("review/script", &facts), Tone::Plain, INDENT, layout);
    lines.extend(wrapped(Line::blank(), Safe::hex(bytes).as_str(), Tone::Strong, INDENT, layout));
    // Behind OP_RETURN and one push opcode; bytes that are no text are in the hexadecimal above.
    if let Some(Ok(words)) = bytes.get(2..).filter(|data| !data.is_empty()).map(std::str::from_utf8)
        && output.kind == OutputKind::OpReturn
    {
        let head = Line::blank().at_column(INDENT).with(text("review/as-text", &[]), Tone::Dim);
        let column = head.width() + 1;
        lines.extend(wrapped(head, Safe::whole(words).as_str(), Tone::Plain, column, layout));
    }
    lines
}
