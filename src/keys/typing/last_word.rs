//! The last words that complete the others: the checksum leaves one word in 16 (of 12) to 256 (of 24).

use super::{Language, PREFIX_LETTERS, Typed};
use crate::seed::SeedError;
use bip39::Mnemonic as Bip39;
use coldframe_core::limits::SEED_WORDS_BYTES_MAX;
use zeroize::Zeroizing;

/// Every last word that fits 11, 14, 17, 20 or 23 others, in the order of the bits they stand for.
pub struct LastWords {
    language: Language,
    first: Zeroizing<String>,
    indices: Zeroizing<Vec<u16>>,
}

impl LastWords {
    /// Finds them, in the list that is named or in the only one that has them all. Which one is taken
    /// is the last entropy of the seed: nothing here chooses.
    ///
    /// # Errors
    /// [`SeedError::FirstWordCount`], [`SeedError::UnknownWord`], and [`SeedError::Ambiguous`] where
    /// two lists have them all; never a word.
    pub fn of(text: &[u8], language: Option<Language>) -> Result<Self, SeedError> {
        if text.len() > SEED_WORDS_BYTES_MAX {
            return Err(SeedError::TooLong { limit: SEED_WORDS_BYTES_MAX });
        }
        let text = std::str::from_utf8(text).map_err(|_| SeedError::NotText)?;
        let count = text.split_whitespace().count();
        if !matches!(count, 11 | 14 | 17 | 20 | 23) {
            return Err(SeedError::FirstWordCount { count });
        }
        let (mut farthest, mut found) = (0, None);
        for known in Language::ALL.iter().filter(|known| language.is_none_or(|said| said == **known)) {
            match first(text, *known) {
                // Each list has other last words for them, and guessing opens another wallet.
                Ok(_) if found.is_some() => return Err(SeedError::Ambiguous),
                Ok(first) => found = Some((*known, first)),
                Err(position) => farthest = farthest.max(position),
            }
        }
        let (language, first) = found.ok_or(SeedError::UnknownWord { position: farthest })?;
        let indices = indices(&first, language, count)?;
        Ok(Self { language, first, indices })
    }

    /// The list they are from.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How many there are: 128, 64, 32, 16 or 8.
    pub fn count(&self) -> usize {
        self.indices.len()
    }

    /// How many coin flips choose one: 7, 6, 5, 4 or 3.
    pub fn flip_count(&self) -> usize {
        usize::try_from(self.count().trailing_zeros()).unwrap_or_default()
    }

    /// The word at a place, from 0: the number the flips make, first flip highest, heads 1.
    pub fn word(&self, place: usize) -> Option<&'static str> {
        let index = usize::from(*self.indices.get(place)?);
        self.language.word_list().get(index).copied()
    }

    /// Lends the whole mnemonic with that last word.
    pub fn with_words<R>(&self, place: usize, look: impl FnOnce(&[u8]) -> R) -> Option<R> {
        let last = self.word(place)?;
        let mut whole = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
        whole.push_str(&self.first);
        whole.push_str(last);
        Some(look(whole.as_bytes()))
    }
}

/// The words in full, each followed by a space; else the place of the first that is foreign, from 1.
fn first(text: &str, language: Language) -> Result<Zeroizing<String>, usize> {
    let mut whole = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
    for (index, word) in text.split_whitespace().enumerate() {
        let typed = Typed::new(word.as_bytes());
        let word = typed.and_then(|typed| typed.word(language, PREFIX_LETTERS));
        whole.push_str(word.ok_or(index.saturating_add(1))?);
        whole.push(' ');
    }
    Ok(whole)
}

fn indices(first: &str, language: Language, count: usize) -> Result<Zeroizing<Vec<u16>>, SeedError> {
    let mut bits = Zeroizing::new(Vec::<bool>::with_capacity(11 * 24));
    for word in first.split_whitespace() {
        let index = language.find_word(word).ok_or(SeedError::Checksum)?;
        bits.extend((0..11).rev().map(|bit| index >> bit & 1 == 1));
    }
    // 11 bits in the last word, one of them checksum for every three words.
    let flips = 11_usize.saturating_sub(count.saturating_add(1) / 3);
    let known = bits.len();
    let mut indices = Zeroizing::new(Vec::with_capacity(128));
    for choice in 0..1_u16 << flips {
        bits.truncate(known);
        bits.extend((0..flips).rev().map(|bit| choice >> bit & 1 == 1));
        let entropy: Zeroizing<Vec<u8>> = Zeroizing::new(bits.chunks(8).map(byte).collect());
        let made = Bip39::from_entropy_in(language, &entropy).map_err(|_| SeedError::Checksum)?;
        let last = made.word_indices().last().and_then(|index| u16::try_from(index).ok());
        indices.push(last.ok_or(SeedError::Checksum)?);
    }
    Ok(indices)
}

fn byte(bits: &[bool]) -> u8 {
    bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))
}
