//! Which list the words are from, and what a shortened word stands for.

use crate::seed::SeedError;
use bip39::{Error, Language, Mnemonic as Bip39};
use coldframe_core::limits::SEED_WORDS_BYTES_MAX;
use zeroize::Zeroizing;

/// Letters that tell English words apart (BIP-39, section Wordlist).
const PREFIX_LETTERS: usize = 4;

/// Reads normalised, lower-case words.
///
/// Some words are in two lists (English and French share a hundred); the seed is made of the words
/// themselves, so the list matters for the checksum only, and one list where it holds is enough.
pub(super) fn read(text: &str) -> Result<Bip39, SeedError> {
    let count = text.split_whitespace().count();
    if !matches!(count, 12 | 15 | 18 | 21 | 24) {
        return Err(SeedError::WordCount { count });
    }
    let mut all_known = false;
    for language in Language::ALL {
        if unknown_word(*language, text).is_none() {
            match Bip39::parse_in_normalized(*language, text) {
                Ok(mnemonic) => return Ok(mnemonic),
                Err(_) => all_known = true,
            }
        }
    }
    if all_known { Err(SeedError::Checksum) } else { read_shortened(text) }
}

fn read_shortened(text: &str) -> Result<Bip39, SeedError> {
    let mut whole = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
    for word in text.split_whitespace() {
        let Some(word) = english(word) else {
            return Err(SeedError::UnknownWord { position: first_unknown(text) });
        };
        whole.push_str(word);
        whole.push(' ');
    }
    Bip39::parse_in_normalized(Language::English, &whole).map_err(|error| match error {
        Error::BadWordCount(count) => SeedError::WordCount { count },
        Error::UnknownWord(index) => SeedError::UnknownWord { position: index.saturating_add(1) },
        Error::InvalidChecksum | Error::BadEntropyBitCount(_) | Error::AmbiguousLanguages(_) => {
            SeedError::Checksum
        }
    })
}

/// The English word that this is, or is the beginning of.
fn english(word: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    let begins = |whole: &&&str| word.len() >= PREFIX_LETTERS && whole.starts_with(word);
    list.iter().find(|whole| **whole == word).or_else(|| list.iter().find(begins)).copied()
}

/// The place, from 1, of the first word foreign to the list that knows most of them.
fn first_unknown(text: &str) -> usize {
    let known = |language: Language, word: &str| match language {
        Language::English => english(word).is_some(),
        _ => language.find_word(word).is_some(),
    };
    let score = |language: &Language| text.split_whitespace().filter(|word| known(*language, word)).count();
    // `max_by_key` takes the last of equals; reversed, English wins a draw.
    let best = Language::ALL.iter().rev().copied().max_by_key(score).unwrap_or_default();
    text.split_whitespace().position(|word| !known(best, word)).map_or(1, |index| index.saturating_add(1))
}

fn unknown_word(language: Language, text: &str) -> Option<usize> {
    text.split_whitespace().position(|word| language.find_word(word).is_none())
}
