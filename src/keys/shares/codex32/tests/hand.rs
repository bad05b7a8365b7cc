//! The worksheet, worked through as a person would.

use super::*;

fn lines(share: &Codex32) -> Vec<String> {
    worksheet(share).expose(Clone::clone)
}

/// The letters of the last row with this label.
fn row(lines: &[String], label: &str) -> Option<String> {
    let found = lines.iter().rfind(|line| line.get(..8).is_some_and(|start| start.trim() == label))?;
    Some(found[8..].replace(' ', ""))
}

/// The tables as a person has them: only what is printed.
fn tables(bytes: usize) -> (impl Fn(char, char) -> char, impl Fn(char, bool) -> String) {
    let (sums, words) = (addition_table(), checksum_table(bytes).unwrap());
    let columns: Vec<char> = sums[2].chars().filter(|letter| !letter.is_whitespace()).collect();
    let sum = move |one: char, other: char| {
        let row = sums.iter().find(|line| line.starts_with(&format!("{one} |"))).unwrap();
        let column = columns.iter().position(|letter| *letter == other).unwrap();
        row.chars().nth(4 + 2 * column).unwrap()
    };
    let word = move |letter: char, first: bool| {
        let row = words.iter().find(|line| line.starts_with(&format!("{letter}  "))).unwrap();
        let row: Vec<&str> = row.split_whitespace().collect();
        row[if first { 1 } else { 2 }].to_owned()
    };
    (sum, word)
}

/// By the instructions on the sheet, with the two tables and nothing else.
fn by_hand(text: &str, bytes: usize) -> String {
    let (sum, word) = tables(bytes);
    let start = row(&blank_worksheet(bytes).unwrap(), "start").unwrap();
    let added = |one: &str, other: &str| -> String {
        assert_eq!(one.len(), other.len());
        one.chars().zip(other.chars()).map(|(one, other)| sum(one, other)).collect()
    };
    let share = text[3..].to_uppercase();
    let (head, mut rest) = share.split_at(start.len());
    let mut window = added(&start, head);
    if rest.len() % 2 == 1 {
        let below = format!("{}{}", &window[1..], &rest[..1]);
        window = added(&below, &word(window.chars().next().unwrap(), false));
        rest = &rest[1..];
    }
    while !rest.is_empty() {
        let below = format!("{}{}", &window[2..], &rest[..2]);
        let (first, second) = (window.chars().next().unwrap(), window.chars().nth(1).unwrap());
        window = added(&added(&below, &word(first, true)), &word(second, false));
        rest = &rest[2..];
    }
    window
}

#[test]
fn a_person_with_the_two_tables_comes_to_the_word_of_the_checksum() {
    let mut lengths = Vec::new();
    for share in rows(STRINGS).iter().chain(&rows(SETS)).flat_map(texts) {
        if lengths.contains(&share.char_count()) {
            continue;
        }
        lengths.push(share.char_count());
        let end = if share.char_count() <= 96 { "SECRETSHARE32" } else { "SECRETSHARE32EX" };
        assert_eq!(by_hand(&shown(&share), share.byte_count()), end);
        let sheet = lines(&share);
        assert_eq!(sheet.last().unwrap()[8..].replace(' ', ""), end);
        let mut wrong = shown(&share);
        wrong.replace_range(20..21, if &wrong[20..21] == "q" { "p" } else { "q" });
        assert_ne!(by_hand(&wrong, share.byte_count()), end);
    }
    assert!(lengths.len() >= 7);
}

#[test]
fn a_sheet_fits_on_a_page_of_80_columns_and_has_every_step() {
    let sheet = lines(&read("ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t"));
    let rows = |lines: &[String]| lines.iter().filter(|line| line.starts_with("row ")).count();
    // 45 letters, 13 in the window, two a step: rows 0 to 16, and one of them again on a new block.
    assert_eq!(rows(&sheet), 18);
    assert_eq!(row(&sheet, "share").unwrap(), "3CASHA320ZYXW");
    assert!(row(&sheet, "row 0").unwrap().ends_with("VU"));
    for bytes in [16, 24, 32, 64] {
        for line in blank_worksheet(bytes).unwrap().iter().chain(&addition_table()) {
            let is_grid =
                ["row ", "first", "second", "start", "share"].iter().any(|label| line.starts_with(label));
            assert!(line.len() <= if is_grid { 80 } else { 110 }, "{bytes}: {line}");
        }
    }
    assert!(blank_worksheet(15).is_none() && checksum_table(65).is_none());
}

/// A blank sheet is printed on any printer.
#[test]
fn atk_g12_a_blank_sheet_holds_nothing_but_what_is_the_same_for_every_share() {
    let blank = blank_worksheet(16).unwrap();
    let filled = lines(&read("ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t"));
    assert_eq!(blank.len(), filled.len());
    for (blank, filled) in blank.iter().zip(&filled).skip(1) {
        assert_eq!(blank.len(), filled.len());
        let differing = blank.chars().zip(filled.chars()).filter(|(blank, filled)| blank != filled);
        assert!(differing.map(|(blank, _)| blank).all(|blank| blank == '_'));
    }
}
