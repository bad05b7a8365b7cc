//! A share that is one line of letters and digits (codex32, a UR, hexadecimal), on its way in.
//!
//! It is shown while it is typed only when the person asks: in groups of four, as it stands on the
//! card. A code that says which letters were misread says their places.

use super::form::{Form, Step};
use super::layout;
use super::share_words::Judged;
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::limits::SHARE_TEXT_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::Secret;
use std::time::Instant;
use zeroize::{Zeroize, Zeroizing};

/// Letters that stand together.
const GROUP_LETTERS: usize = 4;
/// Groups that stand below each other where there is room for more columns.
const GROUP_ROWS: usize = 6;

/// The letters typed so far.
pub(super) struct ShareText {
    above: Vec<String>,
    judge: fn(&str) -> Judged,
    /// Whether Enter alone says that there are no more.
    allow_empty: bool,
    typed: Zeroizing<Vec<u8>>,
    shown: bool,
    notice: Option<String>,
    meant: Option<Zeroizing<String>>,
    spoken: (bool, Option<String>),
}

impl ShareText {
    /// Nothing typed yet.
    pub(super) fn new(above: Vec<String>, judge: fn(&str) -> Judged, allow_empty: bool) -> Self {
        let typed = Zeroizing::new(Vec::with_capacity(SHARE_TEXT_BYTES_MAX));
        Self {
            above,
            judge,
            allow_empty,
            typed,
            shown: false,
            notice: None,
            meant: None,
            spoken: (false, None),
        }
    }

    /// The letters, without the spaces between them.
    pub(super) fn into_secret(self) -> Secret<Vec<u8>> {
        Secret::built(Vec::with_capacity(SHARE_TEXT_BYTES_MAX), |out| out.extend_from_slice(&self.typed))
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.typed).unwrap_or_default()
    }

    fn finish(&mut self) -> Step {
        if self.typed.is_empty() && self.allow_empty {
            return Step::Done;
        }
        self.meant = None;
        self.notice = match (self.judge)(self.text()) {
            Judged::Good => return Step::Done,
            Judged::Bad(why) => Some(why),
            Judged::Repairable { places, meant } => {
                self.meant = Some(meant);
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                let places = [("places", Safe::text(&places.join(", ")))];
                Some(text("desk/share-text-repair", &places))
            }
        };
        Step::Stay
    }

    fn mend(&mut self) {
        let Some(meant) = self.meant.take() else { return };
        self.typed.zeroize();
        self.typed.extend(meant.bytes().take(SHARE_TEXT_BYTES_MAX));
        self.notice = None;
    }

    /// Groups of four with the place of their first letter.
    fn groups(&self, columns: usize) -> Vec<Zeroizing<String>> {
        let cell = |(index, letters): (usize, &[u8])| {
            let mut cell = Zeroizing::new(String::with_capacity(32));
            let first = index.saturating_mul(GROUP_LETTERS).saturating_add(1);
            cell.push_str(&format!("{first:>4} "));
            match self.shown {
                true => cell.push_str(std::str::from_utf8(letters).unwrap_or_default()),
                false => cell.extend(std::iter::repeat_n('*', letters.len())),
            }
            cell
        };
        let cells: Vec<_> = self.typed.chunks(GROUP_LETTERS).enumerate().map(cell).collect();
        let cells: Vec<&str> = cells.iter().map(|cell| cell.as_str()).collect();
        layout::columns(&cells, GROUP_ROWS, columns)
    }
}

impl Form for ShareText {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        if matches!(key, Key::Byte(_) | Key::Backspace | Key::KillLine) {
            (self.notice, self.meant) = (None, None);
        }
        match key {
            Key::Enter => return Ok(self.finish()),
            // Cards have spaces between the groups.
            Key::Byte(b' ') => {}
            Key::Byte(byte) if self.typed.len() < SHARE_TEXT_BYTES_MAX => self.typed.push(byte),
            Key::Byte(_) => return Err(SecretInputError::TooLong { most: SHARE_TEXT_BYTES_MAX }),
            Key::Backspace => {
                // Overwritten before it is given up: shortening alone leaves it in the spare room.
                if let Some(last) = self.typed.last_mut() {
                    *last = 0;
                }
                self.typed.pop();
            }
            Key::KillLine => self.typed.zeroize(),
            Key::Control('t') => self.shown = !self.shown,
            Key::Control('y') => self.mend(),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn lines(&self, (_, columns): (usize, usize)) -> Vec<Zeroizing<String>> {
        let said = |line: String| Zeroizing::new(line);
        let mut lines: Vec<Zeroizing<String>> = self.above.iter().cloned().map(said).collect();
        lines.extend(self.notice.clone().map(said));
        lines.push(said(if self.shown { text("desk/share-text-shown", &[]) } else { String::new() }));
        lines.extend(self.groups(columns));
        lines.push(said(String::new()));
        let count = [("count", Safe::count(self.typed.len()))];
        lines.push(said(text("desk/share-text-count", &count)));
        lines.push(said(String::new()));
        lines.push(said(text("desk/share-text-keys", &[])));
        lines
    }

    fn spoken(&mut self) -> String {
        let mut speech = String::new();
        if !std::mem::replace(&mut self.spoken.0, true) {
            speech.push_str(&format!("{}\n> ", self.above.join("\n")));
        }
        let before = std::mem::replace(&mut self.spoken.1, self.notice.clone());
        if let Some(notice) = self.notice.as_ref().filter(|_| before != self.notice) {
            speech.push_str(&format!("\n{notice}\n> "));
        }
        speech
    }

    /// A line end in the middle of a paste is no part of a share.
    fn pasted_enter(&self) -> Option<Key> {
        Some(Key::Other)
    }

    fn throw_away(&mut self) {
        self.typed.zeroize();
        (self.notice, self.meant) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(form: &mut ShareText, keys: &str) {
        keys.bytes().for_each(|byte| assert_eq!(form.press(Key::Byte(byte), Instant::now()), Ok(Step::Stay)));
    }

    fn judge(text: &str) -> Judged {
        match text {
            "ms12good" => Judged::Good,
            "ms12goud" => {
                Judged::Repairable { places: vec![7], meant: Zeroizing::new("ms12good".to_owned()) }
            }
            _ => Judged::Bad("no share".to_owned()),
        }
    }

    fn seen(form: &ShareText) -> String {
        form.lines((24, 79)).iter().map(|line| format!("{}\n", line.as_str())).collect()
    }

    #[test]
    fn letters_are_hidden_until_asked_for_and_spaces_are_no_part_of_a_share() {
        let mut form = ShareText::new(vec!["Share".to_owned()], judge, false);
        typed(&mut form, "ms12 good");
        assert!(!seen(&form).contains("ms12") && seen(&form).contains("****"), "{}", seen(&form));
        form.press(Key::Control('t'), Instant::now()).unwrap();
        assert!(
            seen(&form).contains("   1 ms12     5 good") || seen(&form).contains("ms12"),
            "{}",
            seen(&form)
        );
        assert_eq!(form.press(Key::Enter, Instant::now()), Ok(Step::Done));
        assert_eq!(form.into_secret().expose(Clone::clone), b"ms12good");
    }

    #[test]
    fn a_letter_misread_is_named_by_its_place_and_mended_on_request_only() {
        let mut form = ShareText::new(Vec::new(), judge, false);
        typed(&mut form, "ms12goud");
        assert_eq!(form.press(Key::Enter, Instant::now()), Ok(Step::Stay));
        assert!(seen(&form).contains('7'), "{}", seen(&form));
        assert_eq!(form.press(Key::Enter, Instant::now()), Ok(Step::Stay), "Enter alone mends nothing");
        form.press(Key::Control('y'), Instant::now()).unwrap();
        assert_eq!(form.press(Key::Enter, Instant::now()), Ok(Step::Done));
        assert_eq!(form.into_secret().expose(Clone::clone), b"ms12good");
    }
}
