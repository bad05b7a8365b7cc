//! The page of what a second source says otherwise.
//!
//! Addresses of the transaction stay masked here as everywhere while they are asked for: printed
//! whole, they could be copied from this page instead of from the other source.

use super::line::{address, wrapped};
use super::{LINES_PER_PAGE, Layout, Line, Page, Tone};
use crate::messages::{Explain, Part, sentence, text};
use crate::review::expect::{Comparison, Difference};
use crate::safe::Safe;

/// Column of the rest of a line that is too long.
const INDENT: usize = 2;

pub(super) fn pages(comparison: &Comparison, layout: &Layout<'_>) -> Vec<Page> {
    let (heading, tone) = match comparison.agrees() {
        true => ("expect/agrees", Tone::Good),
        false => ("expect/differs", Tone::Warn),
    };
    let mut lines = wrapped(Line::blank(), &text(heading, &[]), tone, 0, layout);
    lines.extend(comparison.differences().iter().flat_map(|difference| {
        let mut said = vec![Line::blank()];
        said.extend(wrapped(Line::blank(), &words(difference, layout), Tone::Warn, INDENT, layout));
        said
    }));
    lines.chunks(LINES_PER_PAGE).map(|lines| Page { lines: lines.to_vec() }).collect()
}

fn words(difference: &Difference, layout: &Layout<'_>) -> String {
    // What is missing is known from the second source; what is paid is yet to be compared with it.
    let shown = address(difference.address(), difference.output_index().is_none(), layout);
    let facts: Vec<_> = difference
        .facts()
        .into_iter()
        .map(|(name, value)| if name == "address" { (name, Safe::whole(&shown)) } else { (name, value) })
        .collect();
    sentence(difference.code(), Part::Error, &facts).unwrap_or_else(|| difference.code().to_string())
}
