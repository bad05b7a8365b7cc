//! Which list the words are from, and what a shortened word stands for.

use super::{Numbers, WORDS_MAX, bits, lists};
use crate::seed::SeedError;
use bip39::Language;
use zeroize::Zeroizing;

/// Reads normalised, lower-case words into their places in the list: which list, how many.
///
/// Some words are in two lists (English and French share a hundred, the Chinese ones most); the seed
/// is made of the words themselves, so the list matters for the checksum only, and one list where it
/// holds is enough. Words cut short are another matter: they stand for other words in each list.
pub(super) fn read(text: &str, numbers: &mut Numbers) -> Result<(Language, usize), SeedError> {
    let count = text.split_whitespace().count();
    if !matches!(count, 12 | 15 | 18 | 21 | WORDS_MAX) {
        return Err(SeedError::WordCount { count });
    }
    let mut all_known = false;
    for language in Language::ALL {
        if places(text, *language, numbers, Language::find_word) {
            match bits::entropy(numbers, count, |_| ()) {
                Ok(()) => return Ok((*language, count)),
                Err(_) => all_known = true,
            }
        }
    }
    if all_known { Err(SeedError::Checksum) } else { Ok((read_shortened(text, numbers)?, count)) }
}

/// The only list in which the beginnings are words whose checksum holds.
fn read_shortened(text: &str, numbers: &mut Numbers) -> Result<Language, SeedError> {
    let count = text.split_whitespace().count();
    let mut tried = Zeroizing::new([0; WORDS_MAX]);
    let (mut found, mut all_known) = (None, false);
    for language in Language::ALL {
        if !places(text, *language, &mut tried, |language, word| lists::place_of_written(word, language)) {
            continue;
        }
        all_known = true;
        if bits::entropy(&tried, count, |_| ()).is_ok() {
            // Two readings are two wallets, and guessing opens the wrong one (attack C06).
            if found.replace(*language).is_some() {
                return Err(SeedError::Ambiguous);
            }
            *numbers = *tried;
        }
    }
    match (found, all_known) {
        (Some(language), _) => Ok(language),
        (None, true) => Err(SeedError::Checksum),
        (None, false) => Err(SeedError::UnknownWord { position: first_unknown(text) }),
    }
}

/// Writes the place of each word; whether the list has them all.
pub(super) fn places(
    text: &str,
    language: Language,
    numbers: &mut Numbers,
    find: impl Fn(Language, &str) -> Option<u16>,
) -> bool {
    *numbers = [0; WORDS_MAX];
    let mut places = numbers.iter_mut();
    text.split_whitespace().all(|word| match (places.next(), find(language, word)) {
        (Some(place), Some(found)) => {
            *place = found;
            true
        }
        _ => false,
    })
}

/// The place, from 1, of the first word foreign to the list that knows most of them.
pub(super) fn first_unknown(text: &str) -> usize {
    let known = |language: Language, word: &str| lists::place_of_written(word, language).is_some();
    let score = |language: &Language| text.split_whitespace().filter(|word| known(*language, word)).count();
    // `max_by_key` takes the last of equals; reversed, English wins a draw.
    let best = Language::ALL.iter().rev().copied().max_by_key(score).unwrap_or_default();
    text.split_whitespace().position(|word| !known(best, word)).map_or(1, |index| index.saturating_add(1))
}
