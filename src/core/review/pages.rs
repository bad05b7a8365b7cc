//! The review as lines a person reads, before any terminal is involved.

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

/// One line of a page, at most 80 columns.
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
