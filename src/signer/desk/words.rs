//! Seed words on their way in: completed, checked and corrected before they are taken.
//!
//! Nothing of them is on the screen unless the person asks to see it, not even how many letters a
//! word has: a camera that sees twelve lengths knows a good part of a seed.

mod slot;
mod view;

use super::form::{Form, Step};
use super::row::{Place, Row};
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
    row: Row<Slot>,
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
            row: Row::new(SEED_WORDS_MAX),
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

    /// The lists that know every word taken, but for the place typed at.
    fn lists(&self) -> Lists {
        let chosen = self.chosen.map_or(Lists::ALL, Lists::of);
        let places = self.row.places().enumerate();
        let others = places.filter(|(place, slot)| *place != self.row.at() && slot.is_taken());
        others.fold(chosen, |lists, (_, slot)| lists.and(slot.lists()))
    }

    fn all_lists(&self) -> Lists {
        let chosen = self.chosen.map_or(Lists::ALL, Lists::of);
        self.row.places().filter(|slot| slot.is_taken()).fold(chosen, |lists, slot| lists.and(slot.lists()))
    }

    /// Takes the word typed at, if it is one.
    fn take(&mut self, letters: usize) -> bool {
        let lists = self.lists();
        let place = self.row.number();
        let Some(slot) = self.row.here_mut() else { return true };
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
        self.notice = None;
        if !self.row.letter(byte) {
            self.notice = Some(Notice::Full);
        } else if self.row.here_mut().is_some_and(Slot::ends_with_wide_space) {
            // The space of a Japanese keyboard.
            self.next(PREFIX_LETTERS);
        }
    }

    /// Enter: what is wrong is said, and everything stays as it is to be corrected.
    fn finish(&mut self) -> Step {
        if !self.take(PREFIX_LETTERS) {
            return Step::Stay;
        }
        let count = self.row.count();
        self.notice = self.fault(count);
        if let Some(Notice::Gap { place } | Notice::OtherList { place } | Notice::NotInList { place, .. }) =
            self.notice
        {
            self.row.go_to_number(place);
        } else if self.notice.is_some() {
            self.row.go_to_end();
        }
        if self.notice.is_none() { Step::Done } else { Step::Stay }
    }

    fn fault(&self, count: usize) -> Option<Notice> {
        if let Some(place) = self.row.missing(count) {
            return Some(Notice::Gap { place });
        }
        let mut lists = self.chosen.map_or(Lists::ALL, Lists::of);
        for (index, slot) in self.row.places().take(count).enumerate() {
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
        for slot in self.row.places().filter(|slot| slot.is_taken()) {
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
            Key::Backspace | Key::KillLine => {
                self.notice = None;
                if key == Key::Backspace { self.row.back() } else { self.row.clear_here() }
            }
            Key::Back => self.go_to(self.row.at().saturating_sub(1)),
            Key::Forward => self.go_to(self.row.number()),
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
        self.row.clear();
        self.notice = None;
    }
}

#[cfg(test)]
mod tests;
