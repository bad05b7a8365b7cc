//! The checksum with pencil and paper: the worksheet of one share, a blank one, and the two tables.
//!
//! The division of BIP-93, two letters at a time, as in the codex32 booklet: a window of 13 (or 15)
//! letters moves along the share. The booklet has one table of 1,024 words; the word of two letters is
//! the sum of the words of each, so two columns of 32 do, on the page where the addition table is.

use super::checksum::{Checksum, LONG, SHORT, letter_of};
use super::{Codex32, gf32};
use crate::secret::Secret;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Columns before the letters of a row.
const LABEL_COLUMNS: usize = 8;

/// Letters that fit beside each other, each two columns wide, on a page of 80.
const LETTERS_PER_LINE: usize = 35;

/// The letters as a person looks them up.
const ORDER: &[u8; 32] = b"acdefghjklmnpqrstuvwxyz023456789";

/// Every step of checking this share by hand, filled in. The lines are as secret as the share.
pub(super) fn worksheet(share: &Codex32) -> Secret<Vec<String>> {
    let header = share.header();
    let facts = [
        ("count", Safe::count(share.length)),
        ("set", Safe::text(&header.identifier().to_string())),
        ("index", Safe::text(header.index().letter().encode_utf8(&mut [0; 4]))),
    ];
    Secret::built(Vec::with_capacity(512), |lines: &mut Vec<String>| {
        lines.push(text("codex32-sheet/title", &facts));
        share.values(|data| fill(lines, kind(share.length), data, false));
    })
}

/// The same without a letter of a share, for a seed of so many bytes; `None` outside 16 to 64.
pub fn blank_worksheet(byte_count: usize) -> Option<Vec<String>> {
    let (kind, plain) = Checksum::of_bytes(byte_count)?;
    let length = plain.saturating_add(kind.letters);
    let facts = [("count", Safe::count(length)), ("bytes", Safe::count(byte_count))];
    let mut lines = vec![text("codex32-sheet/blank-title", &facts)];
    fill(&mut lines, kind, &vec![0; length], true);
    Some(lines)
}

/// The sum of every two letters.
pub fn addition_table() -> Vec<String> {
    let mut lines = vec![text("codex32-sheet/addition", &[]), String::new()];
    let values = ORDER.map(|letter| gf32::value(letter).unwrap_or_default());
    lines.push(format!("    {}", spaced(&values)));
    for row in values {
        lines.push(format!("{} | {}", capital(row), spaced(&values.map(|column| row ^ column))));
    }
    lines
}

/// The words of each letter, as the first and as the second of a row, for a seed of so many bytes.
pub fn checksum_table(byte_count: usize) -> Option<Vec<String>> {
    let (kind, _) = Checksum::of_bytes(byte_count)?;
    let name = text(if kind.letters == 13 { "codex32-sheet/short" } else { "codex32-sheet/long" }, &[]);
    let gap = Safe::text(&" ".repeat(kind.letters.saturating_sub(5)));
    let mut lines = vec![
        text("codex32-sheet/checksum", &[("kind", Safe::text(&name))]),
        String::new(),
        text("codex32-sheet/columns", &[("gap", gap)]),
    ];
    for letter in ORDER {
        let value = gf32::value(*letter).unwrap_or_default();
        let [first, second] = [2, 1].map(|power| {
            let word = word(kind, value, power);
            word.iter().map(|value| capital(*value)).collect::<String>()
        });
        lines.push(format!("{}       {first}  {second}", capital(value)));
    }
    Some(lines)
}

fn kind(length: usize) -> &'static Checksum {
    if length <= 93 { &SHORT } else { &LONG }
}

/// What `value` leaves `power` places before the end of the window.
fn word(kind: &Checksum, value: u8, power: usize) -> Vec<u8> {
    let places = kind.letters.saturating_sub(1).saturating_add(power);
    let rest = (0..places).fold(u128::from(value), |rest, _| kind.step(rest, 0));
    letters_of(kind, rest)
}

fn letters_of(kind: &Checksum, rest: u128) -> Vec<u8> {
    (0..kind.letters).rev().map(|from_end| letter_of(rest, from_end)).collect()
}

/// The instructions and all rows.
fn fill(lines: &mut Vec<String>, kind: &Checksum, data: &[u8], blank: bool) {
    let (count, is_odd) = (kind.letters, data.len().saturating_sub(kind.letters) % 2 == 1);
    let end = letters_of(kind, kind.wanted());
    let last = Safe::text(&end.iter().map(|value| capital(*value)).collect::<String>());
    lines.push(String::new());
    lines.push(text("codex32-sheet/how-start", &[("count", Safe::count(count))]));
    for code in ["codex32-sheet/how-next", "codex32-sheet/how-look-up", "codex32-sheet/how-add"] {
        lines.push(text(code, &[]));
    }
    if is_odd {
        lines.push(text("codex32-sheet/how-one", &[]));
    }
    lines.push(text("codex32-sheet/how-end", &[("word", last)]));
    lines.push(text("codex32-sheet/booklet", &[]));
    lines.push(text("codex32-sheet/secret", &[]));
    lines.push(String::new());
    Sheet { lines, kind, blank, indent: 0, row: 0 }.fill(data, is_odd);
}

struct Sheet<'a> {
    lines: &'a mut Vec<String>,
    kind: &'a Checksum,
    blank: bool,
    indent: usize,
    row: usize,
}

impl Sheet<'_> {
    fn fill(&mut self, data: &[u8], is_odd: bool) {
        let (head, mut rest) = data.split_at_checked(self.kind.letters).unwrap_or((data, &[]));
        let zeroes = vec![0; self.kind.letters];
        let start = letters_of(self.kind, self.kind.remainder(&zeroes));
        self.lines.push(format!("{:LABEL_COLUMNS$}{}", "start", spaced(&start)));
        self.write("share", head);
        let mut window = added(&start, head);
        let mut step = if is_odd { 1 } else { 2 };
        loop {
            let (next, later) = rest.split_at_checked(step).unwrap_or((rest, &[]));
            let mut row = window.clone();
            row.extend_from_slice(next);
            self.write(&format!("row {}", self.row), &row);
            if next.is_empty() {
                return;
            }
            if self.is_full(step) {
                self.lines.push(String::new());
                self.indent = 0;
                self.write(&format!("row {}", self.row), &row);
            }
            window = self.step(&row, step);
            self.row = self.row.saturating_add(1);
            (rest, step) = (later, 2);
        }
    }

    /// The words of the first letters below the row, and the sum of all.
    fn step(&mut self, row: &[u8], step: usize) -> Vec<u8> {
        let (leading, below) = row.split_at_checked(step).unwrap_or((row, &[]));
        self.indent = self.indent.saturating_add(step);
        let mut sum = below.to_vec();
        let powers = (1..=step).rev();
        for (value, power) in leading.iter().zip(powers) {
            let word = word(self.kind, *value, power);
            let name = if power == 2 { "first" } else { "second" };
            self.write(name, &word);
            sum = added(&sum, &word);
        }
        sum
    }

    /// Whether the next step would leave the page.
    fn is_full(&self, step: usize) -> bool {
        let wide = self.indent.saturating_add(step).saturating_add(self.kind.letters).saturating_add(2);
        wide > LETTERS_PER_LINE
    }

    fn write(&mut self, label: &str, values: &[u8]) {
        let letters = if self.blank { vec!["_"; values.len()].join(" ") } else { spaced(values) };
        let indent = self.indent.saturating_mul(2);
        self.lines.push(format!("{label:LABEL_COLUMNS$}{:indent$}{letters}", ""));
    }
}

fn added(one: &[u8], other: &[u8]) -> Vec<u8> {
    one.iter().zip(other).map(|(one, other)| one ^ other).collect()
}

fn spaced(values: &[u8]) -> String {
    let mut letters = String::with_capacity(values.len().saturating_mul(2));
    for value in values {
        if !letters.is_empty() {
            letters.push(' ');
        }
        letters.push(capital(*value));
    }
    letters
}

fn capital(value: u8) -> char {
    char::from(gf32::letter(value).to_ascii_uppercase())
}
