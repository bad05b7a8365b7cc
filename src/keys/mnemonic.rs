//! Words on paper (BIP-39), read as people write them.

mod words;

use crate::secret::{Secret, same_bytes};
use crate::seed::SeedError;
use bip39::{Language, Mnemonic as Bip39};
use coldframe_core::limits::SEED_WORDS_BYTES_MAX;
use std::borrow::Cow;
use std::fmt;
use zeroize::Zeroizing;

/// 12, 15, 18, 21 or 24 words of one list whose checksum holds.
pub struct Mnemonic(Secret<Held>);

/// The library's mnemonic has no blank value to build upon, so it is boxed behind an option.
type Held = Option<Bip39>;

impl Mnemonic {
    /// Reads words of any of the ten lists, in any case and normal form, between any white space.
    /// English words may be cut to their first four letters.
    ///
    /// # Errors
    /// [`SeedError`]: the place of a word that is in no list, never the word.
    pub fn parse(text: &[u8]) -> Result<Self, SeedError> {
        if text.len() > SEED_WORDS_BYTES_MAX {
            return Err(SeedError::TooLong { limit: SEED_WORDS_BYTES_MAX });
        }
        let text = std::str::from_utf8(text).map_err(|_| SeedError::NotText)?;
        let normal = normalised(text);
        let fill = |held: &mut Held| {
            *held = Some(words::read(&normal)?);
            Ok(())
        };
        Secret::try_built(None, fill).map(Self)
    }

    /// How many words.
    pub fn word_count(&self) -> usize {
        self.0.expose(|held| held.as_ref().map_or(0, Bip39::word_count))
    }

    /// The list they are from.
    pub fn language(&self) -> Language {
        self.0.expose(|held| held.as_ref().map_or_else(Language::default, Bip39::language))
    }

    /// Lends each word in full with its number in the list, from 1.
    pub fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> R {
        self.0.expose(|held| {
            let words = held.iter().flat_map(Bip39::words);
            let numbers = held.iter().flat_map(Bip39::word_indices).map(|index| index.saturating_add(1));
            look(&mut words.zip(numbers))
        })
    }

    /// Whether these are the same words, compared in constant time: how long it takes says nothing
    /// of where they differ (attack F09).
    pub fn is_same(&self, other: &Self) -> bool {
        self.with_sentence(|ours| {
            other.with_sentence(|theirs| same_bytes(ours.as_bytes(), theirs.as_bytes()))
        })
    }

    /// Lends the words, in full, in NFKD, one space between them: what BIP-39 hashes.
    pub(crate) fn with_sentence<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        let mut sentence = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
        self.0.expose(|held| {
            for word in held.iter().flat_map(Bip39::words) {
                if !sentence.is_empty() {
                    sentence.push(' ');
                }
                sentence.push_str(word);
            }
        });
        look(&sentence)
    }
}

impl fmt::Debug for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mnemonic(..)")
    }
}

/// NFKD and lower case, as the lists are.
pub(crate) fn normalised(text: &str) -> Zeroizing<String> {
    let mut normal = Cow::Borrowed(text);
    Bip39::normalize_utf8_cow(&mut normal);
    let normal = Zeroizing::new(normal.into_owned());
    Zeroizing::new(normal.to_lowercase())
}

#[cfg(test)]
mod tests;
