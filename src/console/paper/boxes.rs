//! The secret in boxes: words with their four telling letters, numbers, or characters in fours.

use super::card::{Fill, Shape};
use super::font::Font;
use super::layout::{BLACK, FAINT, GRAY, Sheet, points};
use super::page::length;
use super::{PaperError, letters};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use zeroize::Zeroizing;

/// Longest word of the lists that the fonts have the letters of (Italian).
const WORD_LETTERS_MAX: usize = 9;

/// Letters that tell a word, and digits of a number.
pub(super) const TELLING: usize = 4;

/// Most words or characters of one card.
const PIECES_MAX: usize = 160;

/// What stands in the boxes; wiped on drop.
pub(super) struct Said {
    /// As many as the shape counts; nothing where a hand writes.
    pub(super) pieces: Vec<Option<Zeroizing<String>>>,
    /// How many of them follow from public facts.
    printed: usize,
    /// Whether a secret is among them.
    pub(super) is_secret: bool,
}

/// Puts together what is printed: the public beginning, and the secret if it is to be.
pub(super) fn said(shape: Shape, printed: &[Safe], fill: &Fill<'_>) -> Result<Said, PaperError> {
    let count = shape.count();
    if count == 0 || count > PIECES_MAX {
        return Err(PaperError::NoRoom);
    }
    let mut beginning = Vec::with_capacity(count);
    for piece in printed {
        add(shape, &letters::of(piece), &mut beginning)?;
    }
    let printed = beginning.len();
    let mut pieces = Vec::with_capacity(count);
    let is_secret = match fill {
        Fill::Blank => {
            pieces = beginning;
            pieces.resize_with(count.max(printed), || None);
            false
        }
        Fill::Secret(written) => {
            let mut added = Ok(());
            (written.pieces)(&mut |piece| {
                if added.is_ok() {
                    added = add(shape, piece, &mut pieces);
                }
            });
            added?;
            // A share on the card of another one would be found out on the day it is needed.
            let differs = pieces.iter().zip(&beginning).position(|(one, other)| one != other);
            if let Some(index) = differs {
                return Err(PaperError::Word { position: index + 1 });
            }
            true
        }
    };
    match pieces.len() {
        found if found == count => Ok(Said { pieces, printed, is_secret }),
        found => Err(PaperError::OtherCount { expected: count, found }),
    }
}

/// One word or number, or every character of a string.
fn add(shape: Shape, piece: &str, pieces: &mut Vec<Option<Zeroizing<String>>>) -> Result<(), PaperError> {
    let position = pieces.len() + 1;
    let known = letters::word(piece).ok_or(PaperError::Word { position })?;
    let most = match shape {
        Shape::Words(_) => WORD_LETTERS_MAX,
        Shape::ShortWords(_) | Shape::Numbers(_) => TELLING,
        Shape::Characters(_) => PIECES_MAX,
    };
    let found = known.chars().count();
    if found == 0 || found > most || pieces.len() > PIECES_MAX {
        return Err(PaperError::Word { position });
    }
    match shape {
        Shape::Characters(_) => {
            for character in known.chars() {
                let mut held = Zeroizing::new(String::with_capacity(TELLING));
                held.push(character);
                pieces.push(Some(held));
            }
        }
        _ => pieces.push(Some(known)),
    }
    Ok(())
}

/// Draws the boxes from where the sheet stands.
pub(super) fn draw(shape: Shape, said: &Said, sheet: &mut Sheet) -> Result<(), PaperError> {
    let count = [("count", Safe::count(shape.count()))];
    let (name, how) = match shape {
        Shape::Words(_) => ("paper/words", "paper/words-how"),
        Shape::ShortWords(_) => ("paper/words", "paper/short-words-how"),
        Shape::Numbers(_) => ("paper/numbers", "paper/numbers-how"),
        Shape::Characters(_) => ("paper/characters", "paper/characters-how"),
    };
    sheet.heading(&text(name, &count), &text(how, &count))?;
    match shape {
        Shape::Words(_) => words(said, 3, WORD_LETTERS_MAX, sheet),
        Shape::ShortWords(_) | Shape::Numbers(_) => words(said, 5, TELLING, sheet),
        Shape::Characters(_) => characters(said, sheet),
    }
}

/// Down the columns, as lists are read.
fn words(said: &Said, columns: usize, letters: usize, sheet: &mut Sheet) -> Result<(), PaperError> {
    const NUMBER: i64 = 7_500;
    let rows = said.pieces.len().div_ceil(columns);
    let width = sheet.width / length(columns);
    let pitch = ((width - NUMBER - 2_000) / length(letters)).min(6_200);
    // What is left below belongs to the codes.
    let height = (sheet.room() / length(rows)).min(if rows > 8 { 7_700 } else { 9_000 });
    let side = pitch.min(height - 1_000);
    if side < 4_500 {
        return Err(PaperError::NoRoom);
    }
    for (index, piece) in said.pieces.iter().enumerate() {
        let x = sheet.left + width * length(index / rows);
        let y = sheet.y + height * length(index % rows);
        let number = (index + 1).to_string();
        let baseline = y + (side + points(11) * 7 / 10) / 2;
        sheet.page.right(x + NUMBER - 1_500, baseline, points(9), Font::Bold, GRAY, &number);
        let is_printed = index < said.printed;
        for place in 0..TELLING {
            let left = x + NUMBER + pitch * length(place);
            frame(left, y, (pitch, side), is_printed, sheet);
        }
        if letters > TELLING {
            let left = x + NUMBER + pitch * length(TELLING);
            sheet.page.rule(left + 600, y + side - 100, pitch * length(letters - TELLING) - 600, GRAY);
        }
        let Some(piece) = piece else { continue };
        for (place, letter) in piece.chars().enumerate() {
            let middle = x + NUMBER + pitch * length(place) + pitch / 2;
            character(letter, middle, baseline, sheet);
        }
    }
    sheet.y += height * length(rows);
    Ok(())
}

/// Six groups of four in a row, with the position of the first of each.
fn characters(said: &Said, sheet: &mut Sheet) -> Result<(), PaperError> {
    const GROUPS: usize = 6;
    const GROUP_GAP: i64 = 4_000;
    let rows = said.pieces.len().div_ceil(GROUPS * TELLING);
    let width = (sheet.width + GROUP_GAP) / length(GROUPS);
    let pitch = (width - GROUP_GAP) / length(TELLING);
    let height = (sheet.room() / length(rows)).min(12_500);
    if height < 10_500 {
        return Err(PaperError::NoRoom);
    }
    for (index, piece) in said.pieces.iter().enumerate() {
        let (group, place) = (index / TELLING, index % TELLING);
        let x = sheet.left + width * length(group % GROUPS) + pitch * length(place);
        let y = sheet.y + height * length(group / GROUPS);
        if place == 0 {
            let number = (index + 1).to_string();
            sheet.page.text(x, y + 2_200, points(6), Font::Plain, GRAY, &number);
        }
        frame(x, y + 2_900, (pitch, pitch), index < said.printed, sheet);
        let letter = piece.as_ref().and_then(|piece| piece.chars().next());
        if let Some(letter) = letter {
            character(letter, x + pitch / 2, y + 2_900 + (pitch + points(11) * 7 / 10) / 2, sheet);
        }
    }
    sheet.y += height * length(rows);
    Ok(())
}

/// A box; what is printed beforehand stands on gray, so that nobody takes it for the secret.
fn frame(x: i64, y: i64, (width, height): (i64, i64), is_printed: bool, sheet: &mut Sheet) {
    if is_printed {
        sheet.page.fill(x, y, width, height, 0xe8);
    }
    sheet.page.frame(x, y, width, height, 180, if is_printed { FAINT } else { GRAY });
}

fn character(letter: char, middle: i64, baseline: i64, sheet: &mut Sheet) {
    let mut held = Zeroizing::new(String::with_capacity(TELLING));
    held.push(letter);
    sheet.page.centred(middle, baseline, points(12), Font::Typed, BLACK, &held);
}
