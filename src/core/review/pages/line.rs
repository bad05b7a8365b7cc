//! Lines that never exceed the width, and never lose a character.

use super::{Layout, Line, Masking, Span, Tone};
use crate::amount::Amount;
use crate::messages::text;
use crate::safe::Safe;
use crate::wallet::address::AddressText;

/// Stands where a masked group would be.
const MASK: &str = "____";

impl Line {
    /// An empty line.
    pub(super) fn blank() -> Self {
        Self::default()
    }

    /// Adds a piece. Text from the catalogue holds facts that are safe already, and `Safe` would
    /// escape their backslashes twice; so only what still is unsafe goes through it again.
    pub(super) fn with(mut self, text: impl AsRef<str>, tone: Tone) -> Self {
        self.spans.push(Span { text: Safe::again(text.as_ref()), tone });
        self
    }

    /// Blanks up to a column.
    pub(super) fn at_column(self, column: usize) -> Self {
        let blanks = column.saturating_sub(self.width());
        self.with(" ".repeat(blanks), Tone::Plain)
    }

    /// Columns it takes.
    pub(super) fn width(&self) -> usize {
        self.spans.iter().map(|span| span.text.as_str().len()).sum()
    }

    /// The line without tones.
    pub fn to_text(&self) -> String {
        let joined: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        joined.trim_end().to_owned()
    }
}

/// Display-safe words after `head`, wrapped at blanks and indented; a word longer than a line is cut into lines.
pub(super) fn wrapped(head: Line, words: &str, tone: Tone, indent: usize, layout: &Layout<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut current = head.at_column(indent);
    let mut is_fresh = true;
    let room = layout.width.saturating_sub(indent).max(1);
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, room) {
            let blank = usize::from(!is_fresh);
            if !is_fresh && current.width() + blank + piece.len() > layout.width {
                lines.push(std::mem::take(&mut current));
                current = Line::blank().at_column(indent);
                is_fresh = true;
            }
            if !is_fresh {
                current = current.with(" ", Tone::Plain);
            }
            current = current.with(piece, tone);
            is_fresh = false;
        }
    }
    lines.push(current);
    lines
}

/// An address in groups of four, with its unknown middle masked if the layout says so.
pub(super) fn address(address: &AddressText, is_known: bool, layout: &Layout<'_>) -> String {
    let masked = match layout.masking {
        Masking::Masked(salt) if !is_known => address.masked_groups(&layout.digest, &salt).to_vec(),
        Masking::Masked(_) | Masking::Whole => Vec::new(),
    };
    let shown = |(place, group): (usize, &str)| match masked.contains(&place) {
        true => MASK.to_owned(),
        false => group.to_owned(),
    };
    address.groups().into_iter().enumerate().map(shown).collect::<Vec<_>>().join(" ")
}

/// An amount, or the word for not knowing it.
pub(super) fn amount(amount: Option<Amount>) -> String {
    amount.map_or_else(|| text("review/unknown-amount", &[]), |amount| amount.to_string())
}

fn pieces(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.len() > room {
        let (piece, tail) = rest.split_at_checked(room).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}
