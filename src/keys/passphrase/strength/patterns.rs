//! What people make passphrases of.

use bip39::Language;

/// Words and names that everybody tries first.
const COMMON: &str = include_str!("common.txt");

/// What was printed once too often to be a secret: sayings, first lines, the words of test vectors.
/// Letters and digits only; blanks between them do not matter.
const PHRASES: &str = include_str!("phrases.txt");

/// Neighbours on keyboards, straight and in zigzag, and digits known by heart; in both directions.
const KEYS: [&str; 19] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1234567890",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "a1b2c3d4e5f6g7h8i9j0",
    "\u{439}\u{446}\u{443}\u{43a}\u{435}\u{43d}\u{433}\u{448}\u{449}\u{437}\u{445}\u{44a}",
    "314159265358979323846264338327950288419716939937510",
    "271828182845904523536028747135266249775724709369995",
    "112358132134558914423337761098715972584",
];

/// Fewest characters that make a pattern.
const LEAST: usize = 3;

/// A piece of a passphrase that an attacker tries as one.
pub(super) struct Piece {
    pub(super) length: usize,
    pub(super) tenths: u32,
}

/// Every pattern that begins at `start`. `plain` is the text in lower case without substitutions.
pub(super) fn at(chars: &[char], plain: &[char], start: usize) -> Vec<Piece> {
    let (Some(rest), Some(plain_rest)) = (chars.get(start..), plain.get(start..)) else { return Vec::new() };
    let mut pieces = Vec::new();
    words(rest, plain_rest, &mut pieces);
    pieces.extend(PHRASES.lines().filter_map(|phrase| phrase_at(plain_rest, phrase)));
    pieces.extend(run(rest));
    pieces.extend(KEYS.iter().filter_map(|row| keyboard(rest, row)));
    pieces.extend(dates(rest));
    seen_before(plain, start, &mut pieces);
    pieces
}

fn words(rest: &[char], plain: &[char], pieces: &mut Vec<Piece>) {
    let list = Language::English.word_list().iter().map(|word| (*word, 110));
    for (word, tenths) in list.chain(COMMON.lines().map(|word| (word, 80))) {
        let length = word.chars().count();
        let spells = |text: &[char]| {
            text.len() >= length && text.iter().copied().zip(word.chars()).all(|(one, other)| one == other)
        };
        if spells(rest) {
            pieces.push(Piece { length, tenths });
        } else if spells(plain) {
            // A capital or a digit for a letter is two more things to try, not twenty.
            pieces.push(Piece { length, tenths: tenths.saturating_add(15) });
        }
    }
}

/// A phrase, with whatever blanks and signs between its letters.
fn phrase_at(plain: &[char], phrase: &str) -> Option<Piece> {
    let mut letters = phrase.chars().map(super::plain);
    let mut wanted = letters.next()?;
    if plain.first() != Some(&wanted) {
        return None;
    }
    for (place, char) in plain.iter().enumerate().filter(|(_, char)| char.is_alphanumeric()) {
        if *char != wanted {
            return None;
        }
        match letters.next() {
            Some(next) => wanted = next,
            None => return Some(Piece { length: place.saturating_add(1), tenths: 130 }),
        }
    }
    None
}

/// aaaa, abcd, 9876: a beginning, a step and a length.
fn run(rest: &[char]) -> Option<Piece> {
    let step = |pair: &[char]| match pair {
        [one, other] => i64::from(u32::from(*other)).saturating_sub(i64::from(u32::from(*one))),
        _ => i64::MAX,
    };
    let first = rest.get(..2).map(step).filter(|step| (-1..=1).contains(step))?;
    let steps = rest.windows(2).take_while(|pair| step(pair) == first).count();
    long_enough(steps.saturating_add(1), 50)
}

fn keyboard(rest: &[char], row: &str) -> Option<Piece> {
    let forward = row.chars().collect::<Vec<_>>();
    let backward = row.chars().rev().collect::<Vec<_>>();
    let along = |row: &[char]| {
        let begin =
            row.iter().position(|key| Some(key) == rest.first().map(char::to_ascii_lowercase).as_ref())?;
        let keys = row.get(begin..)?;
        Some(keys.iter().zip(rest).take_while(|(key, char)| **key == char.to_ascii_lowercase()).count())
    };
    let most = along(&forward).into_iter().chain(along(&backward)).max()?;
    long_enough(most, 60)
}

fn long_enough(length: usize, tenths: u32) -> Option<Piece> {
    (length >= LEAST).then(|| Piece { length, tenths: tenths.saturating_add(log2_tenths(length)) })
}

/// Years, and dates of four, six or eight digits or with signs between.
fn dates(rest: &[char]) -> Option<Piece> {
    let digits = rest.iter().take_while(|char| char.is_ascii_digit()).count();
    let signs = rest.iter().take(10).filter(|char| matches!(char, '-' | '.' | '/')).count();
    let is_signed = rest.iter().take(10).all(|char| char.is_ascii_digit() || matches!(char, '-' | '.' | '/'));
    let year = |at: usize| {
        let text: String = rest.iter().skip(at).take(4).collect();
        text.parse().is_ok_and(|year: u32| (1900..2060).contains(&year))
    };
    match digits {
        _ if rest.len() >= 10 && signs == 2 && is_signed => Some(Piece { length: 10, tenths: 170 }),
        8.. if year(0) || year(4) => Some(Piece { length: 8, tenths: 160 }),
        6.. if is_short_date(rest) => Some(Piece { length: 6, tenths: 160 }),
        4.. if year(0) => Some(Piece { length: 4, tenths: 80 }),
        _ => None,
    }
}

/// ddmmyy, mmddyy or yymmdd.
fn is_short_date(digits: &[char]) -> bool {
    let pair = |at: usize| {
        let text: String = digits.iter().skip(at).take(2).collect();
        text.parse().unwrap_or(99_u32)
    };
    let (first, second, third) = (pair(0), pair(2), pair(4));
    let is_day_and_month = |one, other| (1..=31).contains(&one) && (1..=12).contains(&other);
    is_day_and_month(first, second) || is_day_and_month(second, first) || is_day_and_month(third, second)
}

/// Whatever stood earlier in the same passphrase: a place and a length.
fn seen_before(plain: &[char], start: usize, pieces: &mut Vec<Piece>) {
    let Some((before, rest)) = plain.split_at_checked(start) else { return };
    let matching = |from: usize| {
        let earlier = before.get(from..).unwrap_or_default();
        earlier.iter().zip(rest).take_while(|(one, other)| one == other).count()
    };
    let longest = (0..start).map(matching).max().unwrap_or(0);
    let tenths = log2_tenths(start).saturating_add(20);
    pieces.extend((LEAST..=longest).map(|length| Piece { length, tenths }));
}

fn log2_tenths(count: usize) -> u32 {
    count.checked_ilog2().unwrap_or(0).saturating_add(1).saturating_mul(10)
}
