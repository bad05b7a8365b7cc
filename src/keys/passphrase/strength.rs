//! How hard a passphrase is to guess, as zxcvbn sees it (Wheeler, USENIX Security 2016): the
//! cheapest way to put it together out of words, runs, dates, repetitions and single characters.
//!
//! Our own, because the crate of that name brings a regular expression engine and a calendar. All
//! figures are tenths of a bit. Everything that holds a character is wiped.

mod patterns;

use zeroize::Zeroizing;

/// Characters that count; a longer passphrase is at least as strong as its beginning.
const CHARS_MAX: usize = 128;

/// Estimated strength of a passphrase, in whole bits.
pub(super) fn bits(passphrase: &str) -> u32 {
    let mut chars = Zeroizing::new(Vec::with_capacity(CHARS_MAX));
    chars.extend(passphrase.chars().take(CHARS_MAX));
    let plain = Zeroizing::new(chars.iter().copied().map(plain).collect::<Vec<char>>());
    let whole = chars.len();
    let mut cheapest = Zeroizing::new(vec![u32::MAX; whole.saturating_add(1)]);
    reach(&mut cheapest, 0, 0);
    for start in 0..whole {
        let so_far = cheapest.get(start).copied().unwrap_or(u32::MAX);
        let single = chars.get(start).copied().map_or(0, one_char);
        reach(&mut cheapest, start.saturating_add(1), so_far.saturating_add(single));
        for piece in patterns::at(&chars, &plain, start) {
            let end = start.saturating_add(piece.length);
            reach(&mut cheapest, end, so_far.saturating_add(piece.tenths));
        }
    }
    cheapest.last().copied().unwrap_or(0) / 10
}

fn reach(cheapest: &mut [u32], end: usize, tenths: u32) {
    if let Some(known) = cheapest.get_mut(end) {
        *known = tenths.min(*known);
    }
}

/// Less than the logarithm of the alphabet: what people choose is not drawn.
fn one_char(char: char) -> u32 {
    match char {
        // What stands between words adds nothing worth counting.
        ' ' | '-' | '_' | '.' | ',' => 0,
        '0'..='9' => 33,
        'a'..='z' => 40,
        _ => 50,
    }
}

/// Lower case, and the letter that a digit or sign usually stands for.
fn plain(char: char) -> char {
    match char {
        '4' | '@' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' => 't',
        other => other.to_ascii_lowercase(),
    }
}
