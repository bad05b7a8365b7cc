//! How the words of a share being typed look.

use super::slot::Slot;
use super::{Notice, PREFIX_LETTERS, Place, ShareWords};
use crate::desk::layout;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use zeroize::Zeroizing;

/// Most words named as what may have been meant.
const MEANT_MAX: usize = 6;
/// Rows of the grid where there is room for more columns.
const GRID_ROWS: usize = 7;

impl ShareWords {
    /// Everything on the window.
    pub(super) fn view(&self, (_, columns): (usize, usize)) -> Vec<Zeroizing<String>> {
        let mut lines: Vec<Zeroizing<String>> = self.above.iter().map(said).collect();
        // Above the words, where a small window still has it.
        lines.extend(self.notice.iter().map(|notice| said(sentence_of(notice))));
        lines.push(if self.shown { said(text("desk/words-shown", &[])) } else { said("") });
        lines.extend(self.meant_line());
        lines.extend(self.grid(columns));
        lines.push(said(""));
        lines.push(said(self.typing_line()));
        lines.push(said(text("desk/share-words-count", &[("count", Safe::count(self.row.taken()))])));
        lines.push(said(""));
        lines.push(said(text("desk/share-words-keys", &[])));
        lines.push(said(text("desk/share-words-more-keys", &[])));
        lines
    }

    /// What a terminal without a cursor gets: the question once, a star per word, and what is wrong.
    pub(super) fn speech(&mut self) -> String {
        let mut speech = String::new();
        if !std::mem::replace(&mut self.spoken.begun, true) {
            let keys = text("desk/share-words-keys", &[]);
            speech.push_str(&format!("{}\n{keys} ", self.above.join("\n")));
        }
        let taken = self.row.taken();
        let before = std::mem::replace(&mut self.spoken.taken, taken);
        speech.extend(std::iter::repeat_n('*', taken.saturating_sub(before)));
        if taken < before {
            let facts = [("count", Safe::count(taken))];
            speech.push_str(&format!("\n{}\n", text("desk/share-words-count", &facts)));
        }
        let before = std::mem::replace(&mut self.spoken.notice, self.notice.clone());
        if let Some(notice) = self.notice.as_ref().filter(|_| before != self.notice) {
            speech.push_str(&format!("\n{}\n", sentence_of(notice)));
        }
        speech
    }

    fn grid(&self, columns: usize) -> Vec<Zeroizing<String>> {
        let places = self.row.count().max(self.row.number()).max(self.of.least).min(self.of.most);
        let cells: Vec<Zeroizing<String>> = (0..places).map(|index| self.cell(index)).collect();
        let cells: Vec<&str> = cells.iter().map(|cell| cell.as_str()).collect();
        layout::columns(&cells, GRID_ROWS, columns)
    }

    fn cell(&self, index: usize) -> Zeroizing<String> {
        let letters = |slot: &Slot, cell: &mut String| {
            cell.push_str(slot.word(self.of.list).unwrap_or_else(|| slot.typed()));
        };
        self.row.cell(index, 64, self.shown.then_some(letters))
    }

    /// How far the word typed at is, without a letter of it.
    fn typing_line(&self) -> String {
        let place = ("place", Safe::count(self.row.number()));
        let Some(slot) = self.row.here() else { return text("desk/share-words-full", &[]) };
        if slot.is_taken() {
            return text("desk/typing-taken", &[place]);
        }
        if slot.is_empty() {
            return text("desk/typing-nothing", &[place]);
        }
        let known = slot.known(self.of.list);
        if known < slot.letters() {
            let facts = [place, ("letter", Safe::count(known.saturating_add(1)))];
            return text("desk/typing-none", &facts);
        }
        // Said by what Space and Tab would do, so that nothing else can be learnt from it.
        if slot.would_take(self.of.list, PREFIX_LETTERS) {
            return text("desk/typing-one", &[place]);
        }
        let tab = slot.would_take(self.of.list, 1);
        text(if tab { "desk/typing-tab" } else { "desk/typing-several" }, &[place])
    }

    /// Words that may be meant, and the one that would mend the checksum, for the person who asked to see
    /// what is typed.
    fn meant_line(&self) -> Option<Zeroizing<String>> {
        let mut line = Zeroizing::new(String::with_capacity(512));
        let words: Vec<&str> = match (self.shown, &self.meant, self.row.here()) {
            (false, _, _) => return None,
            (true, Some(meant), _) => {
                line.push_str(&text("desk/share-meant", &[("place", Safe::count(self.row.number()))]));
                meant.split(' ').skip(self.row.at()).take(1).collect()
            }
            (true, None, Some(slot)) if !slot.is_empty() && !slot.is_taken() => {
                line.push_str(&text("desk/meant", &[]));
                slot.begun(self.of.list).map(|(_, word)| word).take(MEANT_MAX).collect()
            }
            (true, None, _) => return None,
        };
        for word in words {
            line.push(' ');
            line.push_str(word);
        }
        Some(line)
    }
}

fn sentence_of(notice: &Notice) -> String {
    let place = |place: &usize| ("place", Safe::count(*place));
    match notice {
        Notice::NotInList { place: at, known } => {
            let letter = ("letter", Safe::count(known.saturating_add(1)));
            text("desk/share-not-in-list", &[place(at), letter])
        }
        Notice::MoreLetters { place: at } => text("desk/more-letters", &[place(at)]),
        Notice::Gap { place: at } => text("desk/gap", &[place(at)]),
        Notice::Few { count } => text("desk/share-few", &[("count", Safe::count(*count))]),
        Notice::Repair { places } => {
            let places: Vec<String> = places.iter().map(ToString::to_string).collect();
            text("desk/share-repair", &[("places", Safe::text(&places.join(", ")))])
        }
        Notice::Mended { place: at } => text("desk/share-mended", &[place(at)]),
        Notice::Said(why) => why.clone(),
        Notice::Full => text("desk/share-words-full", &[]),
    }
}

fn said(line: impl Into<String>) -> Zeroizing<String> {
    Zeroizing::new(line.into())
}
