//! Words on paper (BIP-39), read as people write them.

mod bits;
mod letters;
mod lists;
mod words;

pub(crate) use letters::{Match, compare, one_slip_apart};
pub(crate) use lists::place_of;
pub use lists::{PREFIX_LETTERS, is_latin, language_name, language_named};

use crate::secret::{Secret, same_bytes};
use crate::seed::SeedError;
use bip39::{Language, Mnemonic as Bip39};
use coldframe_core::limits::SEED_WORDS_BYTES_MAX;
use std::borrow::Cow;
use std::fmt;
use zeroize::Zeroizing;

/// Most words of a mnemonic.
const WORDS_MAX: usize = 24;

/// Places in the list, from 0. Those beyond the last word are zero.
type Numbers = [u16; WORDS_MAX];

/// 12, 15, 18, 21 or 24 words of one list whose checksum holds.
///
/// Kept as places in the list and built where they are to stand: the word crate makes its values
/// on the stack, bit by bit, and leaves the bits there.
pub struct Mnemonic {
    language: Language,
    word_count: usize,
    numbers: Secret<Numbers>,
}

impl Mnemonic {
    /// Reads words of any of the ten lists, in any case and normal form, between any white space.
    /// Words of the six Latin lists may be cut to their first four letters and lose their accents.
    ///
    /// # Errors
    /// [`SeedError`]: the place of a word that is in no list, never the word.
    pub fn parse(text: &[u8]) -> Result<Self, SeedError> {
        if text.len() > SEED_WORDS_BYTES_MAX {
            return Err(SeedError::TooLong { limit: SEED_WORDS_BYTES_MAX });
        }
        let normal = normalised(std::str::from_utf8(text).map_err(|_| SeedError::NotText)?);
        let (mut language, mut word_count) = (Language::English, 0);
        let numbers = Secret::try_built([0; WORDS_MAX], |numbers: &mut Numbers| {
            (language, word_count) = words::read(&normal, numbers)?;
            Ok::<(), SeedError>(())
        })?;
        Ok(Self { language, word_count, numbers })
    }

    /// The words that stand for these bytes (BIP-39, section Generating the mnemonic).
    ///
    /// # Errors
    /// [`SeedError::EntropyLength`] unless there are 16, 20, 24, 28 or 32 bytes.
    pub fn of_entropy(language: Language, entropy: &[u8]) -> Result<Self, SeedError> {
        let mut word_count = 0;
        let numbers = Secret::try_built([0; WORDS_MAX], |numbers: &mut Numbers| {
            word_count =
                bits::numbers(entropy, numbers).ok_or(SeedError::EntropyLength { bytes: entropy.len() })?;
            Ok::<(), SeedError>(())
        })?;
        Ok(Self { language, word_count, numbers })
    }

    /// The words at these places of the list, counted from 0.
    ///
    /// # Errors
    /// [`SeedError`] for any other number of words, a place beyond the list, or a wrong checksum.
    pub(crate) fn of_numbers(language: Language, places: &[u16]) -> Result<Self, SeedError> {
        let numbers = Secret::try_built([0; WORDS_MAX], |numbers: &mut Numbers| {
            let count = SeedError::WordCount { count: places.len() };
            numbers.get_mut(..places.len()).ok_or(count)?.copy_from_slice(places);
            bits::entropy(numbers, places.len(), |_| ())
        })?;
        Ok(Self { language, word_count: places.len(), numbers })
    }

    /// How many words.
    pub fn word_count(&self) -> usize {
        self.word_count
    }

    /// The list they are from.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Lends the 16 to 32 bytes that the words stand for.
    ///
    /// # Errors
    /// None that a mnemonic read or made here could have.
    pub fn entropy<R>(&self, look: impl FnOnce(&[u8]) -> R) -> Result<R, SeedError> {
        self.numbers.expose(|numbers| bits::entropy(numbers, self.word_count, look))
    }

    /// Lends each word in full with its number in the list, from 1.
    pub fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> R {
        let list = self.language.word_list();
        self.with_numbers(|numbers| {
            let places = numbers.iter().map(|number| usize::from(*number));
            look(
                &mut places
                    .map(|place| (list.get(place).copied().unwrap_or_default(), place.saturating_add(1))),
            )
        })
    }

    /// Lends the words, in full, in NFKD, one space between them: what BIP-39 hashes.
    pub fn with_sentence<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        let mut sentence = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
        self.with_words(|words| {
            for (word, _) in words {
                if !sentence.is_empty() {
                    sentence.push(' ');
                }
                sentence.push_str(word);
            }
        });
        look(&sentence)
    }

    /// Whether these are the same words, compared in constant time: how long it takes says nothing
    /// of where they differ (attack F09).
    pub fn is_same(&self, other: &Self) -> bool {
        self.with_sentence(|ours| {
            other.with_sentence(|theirs| same_bytes(ours.as_bytes(), theirs.as_bytes()))
        })
    }

    pub(crate) fn with_numbers<R>(&self, look: impl FnOnce(&[u16]) -> R) -> R {
        self.numbers.expose(|numbers| look(numbers.get(..self.word_count).unwrap_or_default()))
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mnemonic(..)")
    }
}

/// NFKD and lower case, as the lists are.
pub(crate) fn normalised(text: &str) -> Zeroizing<String> {
    if text.is_ascii() {
        let mut normal = Zeroizing::new(String::with_capacity(text.len()));
        normal.push_str(text);
        normal.make_ascii_lowercase();
        return normal;
    }
    Zeroizing::new(nfkd(text).to_lowercase())
}

/// NFKD, in which BIP-39 hashes words and passphrases.
pub(crate) fn nfkd(text: &str) -> Zeroizing<String> {
    let mut normal = Cow::Borrowed(text);
    Bip39::normalize_utf8_cow(&mut normal);
    Zeroizing::new(normal.into_owned())
}

#[cfg(test)]
mod tests;
