//! Seed words on their way in: completed, checked and corrected before they are taken.
//!
//! Nothing of them is on the screen unless the person asks to see it, not even how many letters a
//! word has: a camera that sees twelve lengths knows a good part of a seed.

mod slot;
mod view;

use super::form::{Form, Step};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::limits::{SEED_WORDS_BYTES_MAX, SEED_WORDS_MAX};
use coldframe_keys::{Language, Lists, Mnemonic, PREFIX_LETTERS, Secret};
use slot::Slot;
use std::time::Instant;
use zeroize::Zeroizing;

/// Which words are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A whole mnemonic.
    All,
    /// All but the last word.
    First,
}

/// What the person is told besides the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    /// The word of that place begins no word of the list after that many letters.
    NotInList { place: usize, known: usize },
    /// It is a word, but of another list than the others.
    OtherList { place: usize },
    /// Several words begin so.
    MoreLetters { place: usize },
    /// No number of words that a mnemonic has.
    Count { count: usize },
    /// A word in the middle is missing.
    Gap { place: usize },
    /// All are in the list, and together they are no mnemonic.
    Checksum { count: usize },
    /// Several lists have them all.
    Lists,
    /// No room for another word.
    Full,
}

/// The words typed so far.
pub(super) struct Words {
    /// Public lines above: what it is about, and the banner of a test network.
    above: Vec<String>,
    wanted: Wanted,
    slots: Vec<Slot>,
    /// The place typed at, from 0; behind the last when all are full.
    at: usize,
    shown: bool,
    /// The list the person chose.
    chosen: Option<Language>,
    notice: Option<Notice>,
    spoken: Spoken,
}

/// What a terminal that cannot draw has been told.
#[derive(Default)]
struct Spoken {
    begun: bool,
    taken: usize,
    notice: Option<Notice>,
}

impl Words {
    /// Nothing typed yet.
    pub(super) fn new(above: Vec<String>, wanted: Wanted) -> Self {
        Self {
            above,
            wanted,
            slots: (0..SEED_WORDS_MAX).map(|_| Slot::default()).collect(),
            at: 0,
            shown: false,
            chosen: None,
            notice: None,
            spoken: Spoken::default(),
        }
    }

    /// With the list chosen beforehand.
    pub(super) fn of_list(self, chosen: Option<Language>) -> Self {
        Self { chosen, ..self }
    }

    /// The words in full, one space between them.
    pub(super) fn into_secret(self) -> Secret<Vec<u8>> {
        Secret::built(Vec::with_capacity(SEED_WORDS_BYTES_MAX), |out| {
            if let Some(language) = self.language() {
                out.extend_from_slice(self.sentence(language).as_bytes());
            }
        })
    }

    /// How many places are filled, up to the last one that is.
    fn count(&self) -> usize {
        self.slots.iter().rposition(|slot| !slot.is_empty()).map_or(0, |last| last.saturating_add(1))
    }

    /// The lists that know every word taken, but for the place typed at.
    fn lists(&self) -> Lists {
        let chosen = self.chosen.map_or(Lists::ALL, Lists::of);
        let others =
            self.slots.iter().enumerate().filter(|(place, slot)| *place != self.at && slot.is_taken());
        others.fold(chosen, |lists, (_, slot)| lists.and(slot.lists()))
    }

    fn all_lists(&self) -> Lists {
        let chosen = self.chosen.map_or(Lists::ALL, Lists::of);
        self.slots.iter().filter(|slot| slot.is_taken()).fold(chosen, |lists, slot| lists.and(slot.lists()))
    }

    fn place(&self) -> usize {
        self.at.saturating_add(1)
    }

    /// Takes the word typed at, if it is one.
    fn take(&mut self, letters: usize) -> bool {
        let lists = self.lists();
        let place = self.place();
        let Some(slot) = self.slots.get_mut(self.at) else { return true };
        if slot.is_empty() || slot.is_taken() {
            return true;
        }
        self.notice = match slot.take(lists, letters) {
            slot::Taken::Word => None,
            slot::Taken::OtherList => Some(Notice::OtherList { place }),
            slot::Taken::Several => Some(Notice::MoreLetters { place }),
            slot::Taken::None { known } => Some(Notice::NotInList { place, known }),
        };
        self.notice.is_none()
    }

    fn next(&mut self, letters: usize) {
        if self.slots.get(self.at).is_some_and(|slot| !slot.is_empty()) && self.take(letters) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn go_to(&mut self, place: usize) {
        // What was begun stays as it is, and is found when the whole is checked.
        self.take(PREFIX_LETTERS);
        self.notice = None;
        self.at = place.min(self.count()).min(SEED_WORDS_MAX);
    }

    fn back(&mut self) {
        match self.slots.get_mut(self.at) {
            Some(slot) if !slot.is_empty() => slot.rub_out(),
            _ => {
                self.at = self.at.saturating_sub(1);
                if let Some(slot) = self.slots.get_mut(self.at) {
                    slot.clear();
                }
            }
        }
        self.notice = None;
    }

    fn letter(&mut self, byte: u8) {
        self.notice = None;
        match self.slots.get_mut(self.at) {
            Some(slot) => {
                if slot.is_taken() {
                    slot.clear();
                }
                slot.push(byte);
                // The space of a Japanese keyboard.
                if slot.ends_with_wide_space() {
                    self.next(PREFIX_LETTERS);
                }
            }
            None => self.notice = Some(Notice::Full),
        }
    }

    /// Enter: what is wrong is said, and everything stays as it is to be corrected.
    fn finish(&mut self) -> Step {
        if !self.take(PREFIX_LETTERS) {
            return Step::Stay;
        }
        let count = self.count();
        self.notice = self.fault(count);
        if let Some(Notice::Gap { place } | Notice::OtherList { place } | Notice::NotInList { place, .. }) =
            self.notice
        {
            self.at = place.saturating_sub(1);
        } else if self.notice.is_some() {
            self.at = count;
        }
        if self.notice.is_none() { Step::Done } else { Step::Stay }
    }

    fn fault(&self, count: usize) -> Option<Notice> {
        let missing = self.slots.iter().take(count).position(|slot| !slot.is_taken());
        if let Some(index) = missing {
            return Some(Notice::Gap { place: index.saturating_add(1) });
        }
        let mut lists = self.chosen.map_or(Lists::ALL, Lists::of);
        for (index, slot) in self.slots.iter().take(count).enumerate() {
            lists = lists.and(slot.lists());
            if lists.is_empty() {
                return Some(Notice::OtherList { place: index.saturating_add(1) });
            }
        }
        match self.wanted {
            Wanted::All if !matches!(count, 12 | 15 | 18 | 21 | 24) => Some(Notice::Count { count }),
            Wanted::First if !matches!(count, 11 | 14 | 17 | 20 | 23) => Some(Notice::Count { count }),
            Wanted::All if self.language().is_none() => Some(Notice::Checksum { count }),
            Wanted::First if self.is_of_several_lists() => Some(Notice::Lists),
            Wanted::All | Wanted::First => None,
        }
    }

    /// Whether beginnings typed are words of several lists and none was chosen: without the last word
    /// no checksum tells them apart. Numbers alone are taken for English, and that is said.
    fn is_of_several_lists(&self) -> bool {
        let lists = self.all_lists();
        self.chosen.is_none() && lists != Lists::ALL && lists.iter().count() > 1
    }

    /// The list whose words these are: the first that knows them all and where the checksum holds.
    pub(super) fn language(&self) -> Option<Language> {
        let holds = |language: &Language| match self.wanted {
            Wanted::All => Mnemonic::parse(self.sentence(*language).as_bytes()).is_ok(),
            Wanted::First => true,
        };
        self.all_lists().iter().find(holds)
    }

    fn sentence(&self, language: Language) -> Zeroizing<String> {
        let mut sentence = Zeroizing::new(String::with_capacity(SEED_WORDS_BYTES_MAX));
        for slot in self.slots.iter().filter(|slot| slot.is_taken()) {
            let gap = if sentence.is_empty() { "" } else { " " };
            sentence.push_str(gap);
            sentence.push_str(slot.word(language).unwrap_or_default());
        }
        sentence
    }

    /// Ctrl-L: the next list that knows all words, for words given by their numbers alone.
    fn choose(&mut self) {
        let before = self.chosen.take();
        let mut possible =
            self.all_lists().iter().skip_while(|language| before.is_some_and(|one| one != *language));
        self.chosen = if before.is_some() { possible.nth(1) } else { possible.next() };
    }
}

impl Form for Words {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        match key {
            Key::Enter => return Ok(self.finish()),
            Key::Byte(b' ') => self.next(PREFIX_LETTERS),
            Key::Tab => self.next(1),
            Key::Byte(byte) => self.letter(byte),
            Key::Backspace => self.back(),
            Key::KillLine => {
                self.notice = None;
                if let Some(slot) = self.slots.get_mut(self.at) {
                    slot.clear();
                }
            }
            Key::Back => self.go_to(self.at.saturating_sub(1)),
            Key::Forward => self.go_to(self.at.saturating_add(1)),
            Key::Home => self.go_to(0),
            Key::Control('t') => self.shown = !self.shown,
            Key::Control('l') => self.choose(),
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
        self.slots.iter_mut().for_each(Slot::clear);
        (self.at, self.notice) = (0, None);
    }
}

#[cfg(test)]
mod tests;
