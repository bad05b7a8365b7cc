//! The place of one word of a share.

use crate::desk::row::Place;
use zeroize::{Zeroize, Zeroizing};

/// Room for the longest word of such a list.
const SLOT_BYTES: usize = 16;

/// Letters typed at one place, and the word they were taken for.
pub(super) struct Slot {
    bytes: Zeroizing<Vec<u8>>,
    word: Zeroizing<Option<u16>>,
}

/// What taking a word came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is a word.
    Word,
    /// It begins several.
    Several,
    /// It begins none; so many of its letters do.
    None { known: usize },
}

impl Default for Slot {
    fn default() -> Self {
        // Never grows: a buffer that grows leaves its old block behind.
        Self { bytes: Zeroizing::new(Vec::with_capacity(SLOT_BYTES)), word: Zeroizing::new(None) }
    }
}

impl Place for Slot {
    fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn is_taken(&self) -> bool {
        self.word.is_some()
    }

    fn push(&mut self, byte: u8) {
        if self.bytes.len() < SLOT_BYTES {
            self.bytes.push(byte.to_ascii_lowercase());
        }
    }

    /// One letter back; a word that was taken is begun again at its last letter.
    fn rub_out(&mut self) {
        // Overwritten before it is given up: shortening alone leaves it in the spare room.
        if let Some(last) = self.bytes.last_mut() {
            *last = 0;
        }
        self.bytes.pop();
        self.word.zeroize();
    }

    fn clear(&mut self) {
        self.bytes.zeroize();
        self.word.zeroize();
    }
}

impl Slot {
    /// How many letters are there.
    pub(super) fn letters(&self) -> usize {
        self.bytes.len()
    }

    /// What was typed, for the eyes of the person who asked to see it.
    pub(super) fn typed(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    pub(super) fn word(&self, list: &'static [&'static str]) -> Option<&'static str> {
        self.word.and_then(|place| list.get(usize::from(place)).copied())
    }

    /// Puts a whole word of the list here.
    pub(super) fn put(&mut self, word: &str, list: &'static [&'static str]) {
        if self.word(list) != Some(word) {
            self.clear();
            word.bytes().for_each(|byte| self.push(byte));
            self.take(list, usize::MAX);
        }
    }

    /// Takes the letters for a word: the whole one, or the only one that begins with that many of them.
    pub(super) fn take(&mut self, list: &'static [&'static str], letters: usize) -> Taken {
        let whole = self.begun(list).find(|(_, word)| word.len() == self.letters());
        let mut others = self.begun(list);
        let first = others.next();
        let only = first.filter(|_| others.next().is_none() && self.letters() >= letters);
        let (is_begun, taken) = (first.is_some(), whole.or(only).map(|(place, _)| place));
        drop(others);
        match taken {
            Some(place) => {
                *self.word = Some(place);
                Taken::Word
            }
            None if is_begun => Taken::Several,
            None => Taken::None { known: self.known(list) },
        }
    }

    /// Whether a key would take it now: Space after enough letters, Tab as soon as nothing else begins so.
    pub(super) fn would_take(&self, list: &'static [&'static str], letters: usize) -> bool {
        let mut begun = self.begun(list);
        let whole = self.begun(list).any(|(_, word)| word.len() == self.letters());
        whole || begun.next().is_some() && begun.next().is_none() && self.letters() >= letters
    }

    /// How many of the letters, from the first on, some word begins with.
    pub(super) fn known(&self, list: &'static [&'static str]) -> usize {
        let begins = |end: &usize| {
            let letters = self.bytes.get(..*end).unwrap_or_default();
            list.iter().any(|word| word.as_bytes().starts_with(letters))
        };
        (1..=self.letters()).take_while(begins).count()
    }

    /// Words that begin so, with their places.
    pub(super) fn begun(
        &self,
        list: &'static [&'static str],
    ) -> impl Iterator<Item = (u16, &'static str)> + '_ {
        let words = (0_u16..).zip(list.iter().copied());
        words.filter(|(_, word)| !self.is_empty() && word.as_bytes().starts_with(&self.bytes))
    }
}
