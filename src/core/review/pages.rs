//! The review as lines a person reads, before any terminal is involved.

mod differences;
mod findings;
mod inputs;
mod line;
mod outputs;
mod summary;

use super::Review;
use super::expect::Comparison;
use crate::bitcoin::facts::Spend;
use crate::bitcoin::psbt::Psbt;
use crate::safe::Safe;

/// How a piece of text is meant; the console decides how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary.
    Plain,
    /// The name of a row (SENDS, FEE …).
    Label,
    /// The thing to read: an amount, an address.
    Strong,
    /// Proven good.
    Good,
    /// A warning.
    Warn,
    /// A refusal.
    Refuse,
    /// Background.
    Dim,
}

/// A piece of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it says.
    pub text: Safe,
    /// How it is meant.
    pub tone: Tone,
}

/// One line of a page, at most as wide as asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub spans: Vec<Span>,
}

/// One screen of a review. Consent is possible only after the last one was shown (attack B15).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// From top to bottom.
    pub lines: Vec<Line>,
}

/// Whether addresses of unknown recipients show their two middle groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masking {
    /// Everything is shown.
    Whole,
    /// Two middle groups are left to be typed from the other source; the salt says which.
    Masked([u8; 32]),
}

/// Narrowest page we lay out, in columns: one group of an address and its indent must fit.
const WIDTH_MIN: usize = 40;
/// Lines of one page that list items may fill; a terminal of 24 lines shows them with header and total.
const LINES_PER_PAGE: usize = 16;

/// All pages of a review, every address whole.
pub fn pages(review: &Review<Psbt>, width: usize) -> Vec<Page> {
    lay_out(review, width, Masking::Whole)
}

/// The pages for the question: two middle groups of each unknown recipient are left out.
pub fn pages_masked(review: &Review<Psbt>, width: usize, salt: &[u8; 32]) -> Vec<Page> {
    lay_out(review, width, Masking::Masked(*salt))
}

/// The pages held against a second source: what it confirms is counted, only the rest is listed,
/// and what differs stands right after the first page.
pub fn pages_compared(
    review: &Review<Psbt>,
    width: usize,
    masking: Masking,
    comparison: &Comparison,
) -> Vec<Page> {
    lay_out_against(review, width, masking, Some(comparison))
}

fn lay_out(review: &Review<Psbt>, width: usize, masking: Masking) -> Vec<Page> {
    lay_out_against(review, width, masking, None)
}

fn lay_out_against(
    review: &Review<Psbt>,
    width: usize,
    masking: Masking,
    comparison: Option<&Comparison>,
) -> Vec<Page> {
    let layout = Layout { width: width.max(WIDTH_MIN), masking, digest: review.digest(), comparison };
    let spend = review.facts();
    let mut pages = vec![summary::page(review, &layout)];
    pages.extend(comparison.into_iter().flat_map(|comparison| differences::pages(comparison, &layout)));
    pages.extend(outputs::pages(spend, &layout));
    pages.extend(inputs::pages(review, &layout));
    pages.extend(findings::pages(review.findings(), &layout));
    pages
}

/// How to lay out one review.
struct Layout<'a> {
    width: usize,
    masking: Masking,
    digest: super::Digest,
    comparison: Option<&'a Comparison>,
}

impl Layout<'_> {
    /// Whether a second source names this payment, amount included.
    fn is_confirmed(&self, output_index: usize) -> bool {
        self.comparison.is_some_and(|comparison| comparison.confirms(output_index))
    }
}

/// Items of several lines each, gathered into pages. An item longer than a page is continued on the
/// next: nothing is ever cut off.
struct Gathered {
    first: usize,
    until: usize,
    lines: Vec<Line>,
}

fn gather(items: impl Iterator<Item = Vec<Line>>) -> Vec<Gathered> {
    let mut pages: Vec<Gathered> = Vec::new();
    for (index, item) in items.enumerate() {
        let fits = |page: &Gathered| page.lines.len() + item.len() <= LINES_PER_PAGE;
        match pages.last_mut().filter(|page| fits(page)) {
            Some(page) => {
                page.until = index;
                page.lines.extend(item);
            }
            None => pages.extend(item.chunks(LINES_PER_PAGE).map(|lines| Gathered {
                first: index,
                until: index,
                lines: lines.to_vec(),
            })),
        }
    }
    pages
}

impl Page {
    /// The page as text, one line each, without tones.
    pub fn to_text(&self) -> String {
        self.lines.iter().map(|line| line.to_text() + "\n").collect()
    }
}

impl Spend {
    /// True if the recipient list fits on the first page.
    fn fits_one_recipient(&self) -> bool {
        self.recipients().len() == 1
    }
}

#[cfg(test)]
mod tests;
