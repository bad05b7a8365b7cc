//! How the words being typed look.

use super::slot::Slot;
use super::{Notice, Place, Wanted, Words};
use crate::desk::layout;
use coldframe_core::limits::SEED_WORDS_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Lists, PREFIX_LETTERS, language_name};
use zeroize::Zeroizing;

/// Most words named as what may have been meant.
const MEANT_MAX: usize = 6;

impl Words {
    /// Everything on the window.
    pub(super) fn view(&self, (_, columns): (usize, usize)) -> Vec<Zeroizing<String>> {
        let mut lines: Vec<Zeroizing<String>> = self.above.iter().map(said).collect();
        // Above the words, where a small window still has it.
        lines.extend(self.notice.map(|notice| said(self.sentence_of(notice))));
        lines.push(if self.shown { said(text("desk/words-shown", &[])) } else { blank() });
        lines.extend(self.meant_line());
        lines.extend(self.grid(columns));
        lines.push(blank());
        lines.extend(Some(said(self.typing_line())).filter(|_| self.notice != Some(Notice::Full)));
        lines.push(said(text(self.count_code(), &[("count", Safe::count(self.row.taken()))])));
        lines.push(said(self.list_line()));
        lines.push(blank());
        lines.extend(["desk/words-keys", "desk/words-more-keys"].map(|code| said(text(code, &[]))));
        lines
    }

    /// What a terminal without a cursor gets: the question once, a star per word, and what is wrong.
    pub(super) fn speech(&mut self) -> String {
        let mut speech = String::new();
        if !std::mem::replace(&mut self.spoken.begun, true) {
            speech.push_str(&format!("{}\n{} ", self.above.join("\n"), text("desk/words-keys", &[])));
        }
        let taken = self.row.taken();
        let before = std::mem::replace(&mut self.spoken.taken, taken);
        speech.extend(std::iter::repeat_n('*', taken.saturating_sub(before)));
        if taken < before {
            let facts = [("count", Safe::count(taken))];
            speech.push_str(&format!("\n{}\n", text(self.count_code(), &facts)));
        }
        let notice = std::mem::replace(&mut self.spoken.notice, self.notice);
        if let Some(notice) = self.notice.filter(|_| notice != self.notice) {
            speech.push_str(&format!("\n{}\n", self.sentence_of(notice)));
        }
        speech
    }

    fn count_code(&self) -> &'static str {
        match self.wanted {
            Wanted::All => "desk/words-count",
            Wanted::First => "desk/first-words-count",
        }
    }

    fn grid(&self, columns: usize) -> Vec<Zeroizing<String>> {
        let few = SEED_WORDS_MAX / 2;
        let places = if self.row.count().max(self.row.number()) <= few { few } else { SEED_WORDS_MAX };
        let cells: Vec<Zeroizing<String>> = (0..places).map(|index| self.cell(index)).collect();
        let cells: Vec<&str> = cells.iter().map(|cell| cell.as_str()).collect();
        layout::columns(&cells, 6, columns)
    }

    fn cell(&self, index: usize) -> Zeroizing<String> {
        let letters = |slot: &Slot, cell: &mut String| {
            let language = self.all_lists().iter().next().filter(|_| slot.is_taken());
            let word = language.and_then(|language| slot.word(language));
            cell.push_str(&layout::composed(word.unwrap_or_else(|| slot.letters())));
        };
        self.row.cell(index, 128, self.shown.then_some(letters))
    }

    fn list_line(&self) -> String {
        let lists = self.all_lists();
        let names: Vec<&str> = lists.iter().map(language_name).collect();
        let only_numbers = lists == Lists::ALL;
        match (self.chosen.is_some(), names.as_slice()) {
            (false, _) if only_numbers => text("desk/list-unknown", &[]),
            (_, []) => text("desk/list-none", &[]),
            (_, names) => text("desk/list", &[("lists", Safe::text(&names.join(", ")))]),
        }
    }

    /// How far the word typed at is, without a letter of it.
    fn typing_line(&self) -> String {
        let place = ("place", Safe::count(self.row.number()));
        let Some(slot) = self.row.here() else { return text("desk/typing-full", &[]) };
        if slot.is_taken() {
            return text("desk/typing-taken", &[place]);
        }
        let Some(typed) = slot.typed().filter(|typed| typed.letters() > 0) else {
            return text("desk/typing-nothing", &[place]);
        };
        let lists = self.lists();
        let known = typed.letters_known(lists);
        if known < typed.letters() {
            let facts = [place, ("letter", Safe::count(known.saturating_add(1)))];
            return text("desk/typing-none", &facts);
        }
        // Said by what Space and Tab would do, so that nothing else can be learnt from it.
        if !typed.lists(PREFIX_LETTERS).and(lists).is_empty() {
            return text("desk/typing-one", &[place]);
        }
        let tab = !typed.lists(1).and(lists).is_empty();
        text(if tab { "desk/typing-tab" } else { "desk/typing-several" }, &[place])
    }

    /// Words that may be meant, for the person who asked to see what is typed.
    fn meant_line(&self) -> Option<Zeroizing<String>> {
        let slot = self.row.here().filter(|slot| self.shown && !slot.is_empty() && !slot.is_taken())?;
        let meant = slot.typed()?.meant(self.lists(), MEANT_MAX);
        let mut line = Zeroizing::new(String::with_capacity(512));
        line.push_str(&text("desk/meant", &[]));
        for word in meant {
            line.push(' ');
            line.push_str(&layout::composed(word));
        }
        Some(line)
    }

    fn sentence_of(&self, notice: Notice) -> String {
        let place = |place| ("place", Safe::count(place));
        let count = |count| ("count", Safe::count(count));
        match notice {
            Notice::NotInList { place: at, known } => {
                let letter = ("letter", Safe::count(known.saturating_add(1)));
                text("desk/not-in-list", &[place(at), letter])
            }
            Notice::OtherList { place: at } => text("desk/other-list", &[place(at)]),
            Notice::MoreLetters { place: at } => text("desk/more-letters", &[place(at)]),
            Notice::Count { count: there } if self.wanted == Wanted::First => {
                text("desk/wrong-first-count", &[count(there)])
            }
            Notice::Count { count: there } => text("desk/wrong-count", &[count(there)]),
            Notice::Gap { place: at } => text("desk/gap", &[place(at)]),
            Notice::Checksum { count: there } => text("desk/checksum", &[count(there)]),
            Notice::Lists => text("desk/several-lists", &[]),
            Notice::Full => text("desk/typing-full", &[]),
        }
    }
}

fn said(line: impl Into<String>) -> Zeroizing<String> {
    Zeroizing::new(line.into())
}

fn blank() -> Zeroizing<String> {
    said("")
}
