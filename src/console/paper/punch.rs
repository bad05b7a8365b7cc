//! A template for steel: a column for each of the four telling letters, a row for each letter.

use super::PaperError;
use super::boxes::{Said, TELLING};
use super::card::Shape;
use super::font::Font;
use super::layout::{BLACK, FAINT, GRAY, Sheet, points};
use super::page::length;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Most words side by side.
const BAND_WORDS_MAX: usize = 12;

/// Between two words.
const WORD_GAP: i64 = 1_500;

/// For the letters at both ends.
const SIDE: i64 = 6_000;

/// Letters without accents: a plate has no others, and the four letters tell words without them.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";

/// Draws it from where the sheet stands.
pub(super) fn draw(shape: Shape, said: &Said, sheet: &mut Sheet) -> Result<(), PaperError> {
    let rows = match shape {
        Shape::Words(_) | Shape::ShortWords(_) => LETTERS,
        Shape::Numbers(_) => DIGITS,
        Shape::Characters(_) => return Err(PaperError::NoRoom),
    };
    let facts = [("count", Safe::count(shape.count())), ("columns", Safe::count(TELLING * shape.count()))];
    sheet.heading(&text("paper/steel", &facts), &text("paper/steel-how", &facts))?;
    let bands = said.pieces.len().div_ceil(BAND_WORDS_MAX);
    let words = said.pieces.len().div_ceil(bands.max(1));
    let height = sheet.room() / length(bands) - 8_500;
    let row = (height / length(rows.len())).min(4_000);
    if row < 2_000 {
        return Err(PaperError::NoRoom);
    }
    for (band, pieces) in said.pieces.chunks(words).enumerate() {
        for (index, piece) in pieces.iter().enumerate() {
            let word = (sheet.width - 2 * SIDE + WORD_GAP) / length(words);
            let x = sheet.left + SIDE + word * length(index);
            let number = (band * words + index + 1).to_string();
            let middle = x + (word - WORD_GAP) / 2;
            sheet.page.centred(middle, sheet.y + 4_000, points(9), Font::Bold, BLACK, &number);
            let place = Place { x, y: sheet.y + 5_500, column: (word - WORD_GAP) / length(TELLING), row };
            columns(place, rows, piece.as_deref().map(String::as_str), sheet);
        }
        ends(sheet.y + 5_500, row, rows, sheet);
        sheet.y += row * length(rows.len()) + 8_500;
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Place {
    x: i64,
    y: i64,
    column: i64,
    row: i64,
}

/// Four columns of one word, with a full mark where a letter is.
fn columns(place: Place, rows: &str, piece: Option<&str>, sheet: &mut Sheet) {
    let Place { x, y, column, row } = place;
    let count = length(rows.len());
    for line in (0..count).filter(|line| line % 2 == 1) {
        sheet.page.fill(x, y + row * line, column * length(TELLING), row, 0xf0);
    }
    for line in 1..count {
        sheet.page.fill(x, y + row * line, column * length(TELLING), 100, FAINT);
    }
    for line in 1..length(TELLING) {
        sheet.page.fill(x + column * line, y, 100, row * count, FAINT);
    }
    sheet.page.frame(x, y, column * length(TELLING), row * count, 250, GRAY);
    for (index, letter) in piece.unwrap_or_default().chars().take(TELLING).enumerate() {
        if let Some(line) = rows.find(plain(letter)) {
            let (left, top) = (x + column * length(index), y + row * length(line));
            sheet.page.fill(left + 350, top + 350, column - 600, row - 600, BLACK);
        }
    }
}

/// The letters of the rows on both sides.
fn ends(y: i64, row: i64, rows: &str, sheet: &mut Sheet) {
    let size = (row * 9 / 10).min(points(9));
    for (line, letter) in rows.chars().enumerate() {
        let baseline = y + row * length(line) + (row + size * 7 / 10) / 2;
        for middle in [sheet.left + SIDE / 2, sheet.left + sheet.width - SIDE / 2] {
            sheet.page.centred(middle, baseline, size, Font::Bold, BLACK, &letter.to_string());
        }
    }
}

/// A letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        '\u{c0}'..='\u{c5}' => 'A',
        '\u{c8}'..='\u{cb}' => 'E',
        '\u{cc}'..='\u{cf}' => 'I',
        '\u{d1}' => 'N',
        '\u{d2}'..='\u{d6}' => 'O',
        '\u{d9}'..='\u{dc}' => 'U',
        other => other,
    }
}
