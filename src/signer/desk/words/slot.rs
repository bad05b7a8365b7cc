//! The place of one word.

use crate::desk::row::Place;
use coldframe_keys::{Language, Lists, PREFIX_LETTERS, Typed};
use zeroize::{Zeroize, Zeroizing};

/// Room for the longest word of any list, in NFKD.
const SLOT_BYTES: usize = 64;
/// What a Japanese keyboard sends for the space bar.
const WIDE_SPACE: &[u8] = "\u{3000}".as_bytes();

/// Letters typed at one place, and the lists in which they were taken for a word.
pub(super) struct Slot {
    bytes: Zeroizing<Vec<u8>>,
    lists: Lists,
}

/// What taking a word came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is a word of these lists.
    Word,
    /// It is one, but of another list.
    OtherList,
    /// It begins several.
    Several,
    /// It begins none; so many of its letters do.
    None { known: usize },
}

impl Default for Slot {
    fn default() -> Self {
        // Never grows: a buffer that grows leaves its old block behind.
        Self { bytes: Zeroizing::new(Vec::with_capacity(SLOT_BYTES)), lists: Lists::NONE }
    }
}

impl Place for Slot {
    fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn is_taken(&self) -> bool {
        !self.lists.is_empty()
    }

    fn push(&mut self, byte: u8) {
        if self.bytes.len() < SLOT_BYTES {
            self.bytes.push(byte);
        }
    }

    /// One letter back; a word that was taken is begun again at its last letter.
    fn rub_out(&mut self) {
        let starts = |byte: &u8| byte & 0xc0 != 0x80;
        self.cut(self.bytes.iter().rposition(starts).unwrap_or_default());
        self.lists = Lists::NONE;
    }

    fn clear(&mut self) {
        self.bytes.zeroize();
        self.lists = Lists::NONE;
    }
}

impl Slot {
    pub(super) fn lists(&self) -> Lists {
        self.lists
    }

    pub(super) fn typed(&self) -> Option<Typed> {
        Typed::new(&self.bytes)
    }

    /// What was typed, for the eyes of the person who asked to see it.
    pub(super) fn letters(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }

    pub(super) fn word(&self, language: Language) -> Option<&'static str> {
        self.typed()?.word(language, 1)
    }

    pub(super) fn ends_with_wide_space(&mut self) -> bool {
        let ends = self.bytes.ends_with(WIDE_SPACE);
        if ends {
            self.cut(self.bytes.len().saturating_sub(WIDE_SPACE.len()));
        }
        ends
    }

    /// Takes the letters for a word; nothing is changed when they are none.
    pub(super) fn take(&mut self, allowed: Lists, letters: usize) -> Taken {
        let Some(typed) = self.typed() else { return Taken::None { known: 0 } };
        let lists = typed.lists(letters);
        if lists.and(allowed).is_empty() {
            return match typed.letters_known(allowed) {
                _ if !lists.is_empty() => Taken::OtherList,
                known if known == typed.letters() => Taken::Several,
                known => Taken::None { known },
            };
        }
        if letters < PREFIX_LETTERS && !typed.is_number() && !self.complete(&typed, lists.and(allowed)) {
            return Taken::Several;
        }
        if !self.is_taken() {
            self.lists = lists;
        }
        Taken::Word
    }

    /// Writes the word out that was asked for by Tab. Four letters may name a word of one list and
    /// another word of the next: they stay as typed, and the other words decide.
    fn complete(&mut self, typed: &Typed, lists: Lists) -> bool {
        let mut words: Vec<_> = lists.iter().filter_map(|language| typed.word(language, 1)).collect();
        words.dedup();
        match words.as_slice() {
            [word] => {
                self.bytes.zeroize();
                self.bytes.extend_from_slice(word.as_bytes());
                self.lists = Typed::new(&self.bytes).map_or(Lists::NONE, |whole| whole.lists(PREFIX_LETTERS));
                true
            }
            _ => typed.letters() >= PREFIX_LETTERS,
        }
    }

    fn cut(&mut self, to: usize) {
        // Overwritten before it is given up: shortening alone leaves the bytes in the spare room.
        if let Some(rest) = self.bytes.get_mut(to..) {
            rest.zeroize();
        }
        self.bytes.truncate(to);
    }
}
