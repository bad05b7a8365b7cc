//! The words of a share on their way in: completed from their list, checked when all are there.
//!
//! As with the words of a seed, nothing of them is on the screen unless the person asks to see it. A
//! list of shares is made to be told apart by few letters, so most words are taken after four. A
//! checksum that says which single word was misread says the place of it; the word itself is put in
//! when the person presses a key, and shown when they ask to see what they typed.

mod slot;
mod view;

use super::form::{Form, Step};
use super::row::{Place, Row};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::limits::SHARE_TEXT_BYTES_MAX;
use coldframe_keys::Secret;
use slot::{Slot, Taken};
use std::time::Instant;
use zeroize::Zeroizing;

/// Letters that tell the words of such a list apart.
const PREFIX_LETTERS: usize = 4;

/// What a whole share was found to be.
#[derive(Debug)]
pub(crate) enum Judged {
    /// Its checksum holds.
    Good,
    /// It does not, and there is exactly one share so near: the places that differ, from 1, and it.
    Repairable {
        /// Which words, or characters.
        places: Vec<usize>,
        /// The share as it was meant, inside the vault.
        meant: Zeroizing<String>,
    },
    /// It is none, for this reason: a sentence that names places and counts only.
    Bad(String),
}

/// The words that shares of one scheme are made of.
#[derive(Clone, Copy)]
pub(crate) struct ShareWordsOf {
    /// The list.
    pub(crate) list: &'static [&'static str],
    /// Fewest words of a share.
    pub(crate) least: usize,
    /// Most words of a share.
    pub(crate) most: usize,
    /// What all the words come to.
    pub(crate) judge: fn(&str) -> Judged,
}

/// What the person is told besides the words.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    /// The word of that place begins no word of the list after that many letters.
    NotInList { place: usize, known: usize },
    /// Several words begin so.
    MoreLetters { place: usize },
    /// A word in the middle is missing.
    Gap { place: usize },
    /// Fewer words than any share has.
    Few { count: usize },
    /// The checksum fails, and this one word would mend it.
    Repair { places: Vec<usize> },
    /// The word that would mend it was put in.
    Mended { place: usize },
    /// A reason of the scheme.
    Said(String),
    /// No room for another word.
    Full,
}

/// The words typed so far.
pub(super) struct ShareWords {
    above: Vec<String>,
    of: ShareWordsOf,
    /// Whether Enter alone says that there are no more.
    allow_empty: bool,
    row: Row<Slot>,
    shown: bool,
    notice: Option<Notice>,
    /// The share as it was probably meant.
    meant: Option<Zeroizing<String>>,
    spoken: Spoken,
}

/// What a terminal that cannot draw has been told.
#[derive(Default)]
struct Spoken {
    begun: bool,
    taken: usize,
    notice: Option<Notice>,
}

impl ShareWords {
    /// Nothing typed yet.
    pub(super) fn new(above: Vec<String>, of: ShareWordsOf, allow_empty: bool) -> Self {
        Self {
            above,
            row: Row::new(of.most),
            of,
            allow_empty,
            shown: false,
            notice: None,
            meant: None,
            spoken: Spoken::default(),
        }
    }

    /// The words in full, one space between them.
    pub(super) fn into_secret(self) -> Secret<Vec<u8>> {
        let sentence = self.sentence();
        Secret::built(Vec::with_capacity(SHARE_TEXT_BYTES_MAX), |out| {
            out.extend_from_slice(sentence.as_bytes());
        })
    }

    fn sentence(&self) -> Zeroizing<String> {
        let mut sentence = Zeroizing::new(String::with_capacity(SHARE_TEXT_BYTES_MAX));
        for word in self.row.places().filter_map(|slot| slot.word(self.of.list)) {
            let gap = if sentence.is_empty() { "" } else { " " };
            sentence.push_str(gap);
            sentence.push_str(word);
        }
        sentence
    }

    /// Takes the word typed at, if it is one.
    fn take(&mut self, letters: usize) -> bool {
        let place = self.row.number();
        let list = self.of.list;
        let Some(slot) = self.row.here_mut() else { return true };
        if slot.is_empty() || slot.is_taken() {
            return true;
        }
        self.notice = match slot.take(list, letters) {
            Taken::Word => None,
            Taken::Several => Some(Notice::MoreLetters { place }),
            Taken::None { known } => Some(Notice::NotInList { place, known }),
        };
        self.notice.is_none()
    }

    fn next(&mut self, letters: usize) {
        if self.row.here().is_some_and(|slot| !slot.is_empty()) && self.take(letters) {
            self.row.step();
        }
    }

    fn go_to(&mut self, place: usize) {
        // What was begun stays as it is, and is found when the whole is checked.
        self.take(PREFIX_LETTERS);
        self.notice = None;
        self.row.go_to(place);
    }

    fn letter(&mut self, byte: u8) {
        self.changed();
        if !self.row.letter(byte) {
            self.notice = Some(Notice::Full);
        }
    }

    /// What was said and proposed is about words that are no longer there.
    fn changed(&mut self) {
        (self.notice, self.meant) = (None, None);
    }

    /// Enter: what is wrong is said, and everything stays as it is to be corrected.
    fn finish(&mut self) -> Step {
        if !self.take(PREFIX_LETTERS) {
            return Step::Stay;
        }
        let count = self.row.count();
        if count == 0 && self.allow_empty {
            return Step::Done;
        }
        self.meant = None;
        self.notice = self.fault(count);
        match &self.notice {
            Some(Notice::Gap { place }) => self.row.go_to_number(*place),
            Some(Notice::Repair { places }) => match places.first() {
                Some(place) => self.row.go_to_number(*place),
                None => self.row.go_to_end(),
            },
            Some(_) => self.row.go_to_end(),
            None => return Step::Done,
        }
        Step::Stay
    }

    fn fault(&mut self, count: usize) -> Option<Notice> {
        if let Some(place) = self.row.missing(count) {
            return Some(Notice::Gap { place });
        }
        if count < self.of.least {
            return Some(Notice::Few { count });
        }
        match (self.of.judge)(&self.sentence()) {
            Judged::Good => None,
            Judged::Repairable { places, meant } => {
                self.meant = Some(meant);
                Some(Notice::Repair { places })
            }
            Judged::Bad(why) => Some(Notice::Said(why)),
        }
    }

    /// Ctrl-Y: what was probably meant, for the person to compare with their paper.
    fn mend(&mut self) {
        let Some(meant) = self.meant.take() else { return };
        let place = self.row.number();
        for (slot, word) in self.row.places_mut().zip(meant.split(' ')) {
            slot.put(word, self.of.list);
        }
        self.notice = Some(Notice::Mended { place });
        self.row.go_to_end();
    }
}

impl Form for ShareWords {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        match key {
            Key::Enter => return Ok(self.finish()),
            Key::Byte(b' ') => self.next(PREFIX_LETTERS),
            Key::Tab => self.next(1),
            Key::Byte(byte) => self.letter(byte),
            Key::Backspace | Key::KillLine => {
                self.changed();
                if key == Key::Backspace { self.row.back() } else { self.row.clear_here() }
            }
            Key::Back => self.go_to(self.row.at().saturating_sub(1)),
            Key::Forward => self.go_to(self.row.number()),
            Key::Home => self.go_to(0),
            Key::Control('t') => self.shown = !self.shown,
            Key::Control('y') => self.mend(),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn lines(&self, size: (usize, usize)) -> Vec<Zeroizing<String>> {
        self.view(size)
    }

    fn spoken(&mut self) -> String {
        self.speech()
    }

    fn pasted_enter(&self) -> Option<Key> {
        Some(Key::Byte(b' '))
    }

    fn throw_away(&mut self) {
        self.row.clear();
        self.changed();
    }
}

#[cfg(test)]
mod tests;
