//! What typed letters may stand for, while they are being typed (BIP-39, section Wordlist).
//!
//! A word of a list may be typed whole, by its beginning, without its accents, or by its number
//! from 1 to 2048. Letters are compared in NFKD and lower case, as the lists are written.

mod last_word;

use bip39::Language;
pub use last_word::LastWords;

use crate::mnemonic::{Match, PREFIX_LETTERS, compare, nfkd, normalised, one_slip_apart, place_of};
use zeroize::Zeroizing;

/// Some of the ten lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lists(u16);

impl Lists {
    /// All ten.
    pub const ALL: Self = Self(0x3ff);
    /// None.
    pub const NONE: Self = Self(0);

    /// One list.
    pub fn of(language: Language) -> Self {
        let place = Language::ALL.iter().position(|one| *one == language);
        Self(place.and_then(|place| 1_u16.checked_shl(u32::try_from(place).ok()?)).unwrap_or_default())
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, English first.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        Language::ALL.iter().copied().filter(move |language| self.0 & Self::of(*language).0 != 0)
    }

    fn of_all(languages: impl Iterator<Item = Language>) -> Self {
        Self(languages.fold(0, |bits, language| bits | Self::of(language).0))
    }
}

/// The letters of one word as typed so far, in the form the lists have.
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// Letters or a number; `None` while a letter is not all there yet (UTF-8).
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(Self(normalised(text)))
    }

    /// The one word of that list these letters stand for: the whole word, or at least `letters` of
    /// its beginning where no other word begins so; a number names its place, from 1.
    pub fn word(&self, language: Language, letters: usize) -> Option<&'static str> {
        let list = language.word_list();
        if let Some(number) = self.number() {
            return number.checked_sub(1).and_then(|index| list.get(index)).copied();
        }
        list.get(usize::from(place_of(&self.0, language, letters)?)).copied()
    }

    /// The lists in which the letters stand for one word.
    pub fn lists(&self, letters: usize) -> Lists {
        let known = |language: &Language| self.word(*language, letters).is_some();
        Lists::of_all(Language::ALL.iter().copied().filter(known))
    }

    /// How many of the letters, from the first on, some word of those lists begins with.
    pub fn letters_known(&self, lists: Lists) -> usize {
        let known = |letters: &str| lists.iter().any(|language| begins(language, letters));
        let ends = self.0.char_indices().map(|(at, letter)| at.saturating_add(letter.len_utf8()));
        ends.take_while(|end| self.0.get(..*end).is_some_and(known)).count()
    }

    /// How many letters, as they are counted by a person: accents are none.
    pub fn letters(&self) -> usize {
        self.0.chars().count()
    }

    /// Words these letters may have been meant for, at most `most`: those one slip away first, then
    /// those that begin alike. For the eyes of the person who asked to see them.
    pub fn meant(&self, lists: Lists, most: usize) -> Vec<&'static str> {
        let known = self.letters_known(lists);
        let begin: Zeroizing<String> = Zeroizing::new(self.0.chars().take(known).collect());
        let words = || lists.iter().flat_map(|language| language.word_list().iter().copied());
        let near = words().filter(|word| one_slip_apart(word, &self.0));
        let alike = words().filter(|word| known > 0 && compare(word, &begin) != Match::No);
        let mut meant: Vec<&'static str> = Vec::with_capacity(most);
        for word in near.chain(alike) {
            if meant.len() < most && !meant.contains(&word) {
                meant.push(word);
            }
        }
        meant
    }

    /// Whether they are the number of a word.
    pub fn is_number(&self) -> bool {
        self.number().is_some()
    }

    fn number(&self) -> Option<usize> {
        let digits = !self.0.is_empty() && self.0.bytes().all(|byte| byte.is_ascii_digit());
        if digits { self.0.parse().ok().or(Some(usize::MAX)) } else { None }
    }
}

fn begins(language: Language, letters: &str) -> bool {
    if letters.bytes().all(|byte| byte.is_ascii_digit()) {
        return letters.parse().is_ok_and(|number: usize| (1..=2_048).contains(&number));
    }
    language.word_list().iter().any(|word| compare(word, letters) != Match::No)
}

/// Whether BIP-39 writes a passphrase otherwise than it was typed (NFKD).
pub fn is_rewritten(text: &str) -> bool {
    *nfkd(text) != text
}

#[cfg(test)]
mod tests;
