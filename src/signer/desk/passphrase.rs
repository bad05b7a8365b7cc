//! A passphrase on its way in: what is invisible in it is said before it is taken (attack C06).
//!
//! A passphrase cannot be wrong, it only opens another wallet. A space at its end or a letter
//! written otherwise than on another keyboard is found out years later, so both are said here.

use super::form::{Form, Step};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Secret, is_rewritten};
use std::time::Instant;
use zeroize::{Zeroize, Zeroizing};

/// A space that can be seen.
const SPACE: char = '\u{2423}';

/// What a passphrase opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// A wallet: letters are normalised first (BIP-39).
    Wallet,
    /// A file: its bytes count as they were typed.
    File,
}

/// A passphrase being typed.
pub(super) struct Passphrase {
    opens: Opens,
    above: Vec<String>,
    typed: Zeroizing<Vec<u8>>,
    /// What was typed the first time, when it is asked for twice.
    first: Option<Secret<Vec<u8>>>,
    twice: bool,
    allow_empty: bool,
    shown: bool,
    /// What is unusual was said, and Enter takes it now.
    told: bool,
    notice: Option<&'static str>,
    /// Turns with every key: it is heard, and its number is not shown.
    keys: usize,
    spoken: (bool, Option<&'static str>),
}

impl Passphrase {
    /// Nothing typed yet.
    pub(super) fn new(above: Vec<String>, opens: Opens, twice: bool, allow_empty: bool) -> Self {
        Self {
            opens,
            above,
            typed: blank(),
            first: None,
            twice,
            allow_empty,
            shown: false,
            told: false,
            notice: None,
            keys: 0,
            spoken: (false, None),
        }
    }

    /// The bytes, as they were typed.
    pub(super) fn into_secret(self) -> Secret<Vec<u8>> {
        self.secret()
    }

    fn secret(&self) -> Secret<Vec<u8>> {
        Secret::built(Vec::with_capacity(SECRET_INPUT_BYTES_MAX), |out| out.extend_from_slice(&self.typed))
    }

    fn enter(&mut self) -> Step {
        if self.typed.is_empty() && !self.allow_empty {
            self.notice = Some("desk/passphrase-empty");
            return Step::Stay;
        }
        if std::str::from_utf8(&self.typed).is_err() {
            self.notice = Some("desk/passphrase-not-text");
            return Step::Stay;
        }
        if !self.told && !self.unusual().is_empty() {
            self.told = true;
            self.notice = Some("desk/passphrase-as-it-is");
            return Step::Stay;
        }
        self.compare()
    }

    fn compare(&mut self) -> Step {
        match self.first.take() {
            None if self.twice => {
                self.first = Some(self.secret());
                self.begin_again(None);
                Step::Stay
            }
            Some(first) if !first.is_same(&self.secret()) => {
                self.begin_again(Some("desk/passphrase-differs"));
                Step::Stay
            }
            None | Some(_) => Step::Done,
        }
    }

    fn begin_again(&mut self, notice: Option<&'static str>) {
        self.typed.zeroize();
        (self.told, self.shown, self.notice) = (false, false, notice);
    }

    /// What the eye would miss, counted and never quoted.
    fn unusual(&self) -> Vec<String> {
        let Ok(typed) = std::str::from_utf8(&self.typed) else { return Vec::new() };
        let count = |spaces: usize| [("count", Safe::count(spaces))];
        let mut unusual = Vec::new();
        let leading = typed.len().saturating_sub(typed.trim_start_matches(' ').len());
        let trailing = typed.len().saturating_sub(typed.trim_end_matches(' ').len());
        if leading > 0 {
            unusual.push(text("desk/space-first", &count(leading)));
        }
        if trailing > 0 && trailing < typed.len() {
            unusual.push(text("desk/space-last", &count(trailing)));
        }
        if typed.trim_matches(' ').contains("  ") {
            unusual.push(text("desk/space-twice", &[]));
        }
        match self.opens {
            Opens::Wallet if is_rewritten(typed) => unusual.push(text("desk/rewritten", &[])),
            Opens::File if !typed.is_ascii() => unusual.push(text("desk/two-ways", &[])),
            Opens::Wallet | Opens::File => {}
        }
        unusual
    }

    fn typed_line(&self) -> Zeroizing<String> {
        if !self.shown {
            let turn = ['|', '/', '-', '\\'].get(self.keys % 4).copied().unwrap_or('|');
            let mark = if self.typed.is_empty() { ' ' } else { turn };
            return Zeroizing::new(format!("> {mark}"));
        }
        let typed = std::str::from_utf8(&self.typed).unwrap_or_default();
        let mut line = Zeroizing::new(String::with_capacity(SECRET_INPUT_BYTES_MAX.saturating_mul(4)));
        line.push_str("> ");
        line.extend(typed.chars().map(|letter| if letter == ' ' { SPACE } else { letter }));
        line
    }
}

fn blank() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(SECRET_INPUT_BYTES_MAX))
}

impl Form for Passphrase {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        if key == Key::Enter {
            return Ok(self.enter());
        }
        if matches!(key, Key::Byte(_) | Key::Backspace | Key::KillLine) {
            (self.told, self.notice) = (false, None);
            self.keys = self.keys.wrapping_add(1);
        }
        match key {
            Key::Byte(_) if self.typed.len() >= SECRET_INPUT_BYTES_MAX => {
                return Err(SecretInputError::TooLong { most: SECRET_INPUT_BYTES_MAX });
            }
            Key::Byte(byte) => self.typed.push(byte),
            Key::Backspace => {
                let last = self.typed.iter().rposition(|byte| byte & 0xc0 != 0x80).unwrap_or_default();
                // Overwritten before it is given up: shortening alone leaves it in the spare room.
                self.typed.iter_mut().skip(last).for_each(|byte| *byte = 0);
                self.typed.truncate(last);
            }
            Key::KillLine => self.typed.zeroize(),
            Key::Control('t') => self.shown = !self.shown,
            Key::Control('r') if self.first.is_none() => self.twice = !self.twice,
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn lines(&self, _size: (usize, usize)) -> Vec<Zeroizing<String>> {
        let mut lines: Vec<String> = self.above.clone();
        lines.push(match (&self.first, self.twice) {
            (Some(_), _) => text("desk/passphrase-again", &[]),
            (None, true) => text("desk/passphrase-twice", &[]),
            (None, false) => String::new(),
        });
        let mut lines: Vec<Zeroizing<String>> = lines.into_iter().map(Zeroizing::new).collect();
        lines.push(self.typed_line());
        lines.push(Zeroizing::default());
        lines.extend(self.unusual().into_iter().map(Zeroizing::new));
        let notice = self.notice.map(|code| Zeroizing::new(text(code, &[])));
        lines.extend(notice.into_iter().chain([Zeroizing::default()]));
        let keys = if self.first.is_none() { "desk/passphrase-keys" } else { "desk/passphrase-again-keys" };
        lines.push(Zeroizing::new(text(keys, &[])));
        lines
    }

    fn spoken(&mut self) -> String {
        let mut speech = String::new();
        if !std::mem::replace(&mut self.spoken.0, true) {
            speech.push_str(&format!("{}\n> ", self.above.join("\n")));
        }
        let again = self.first.as_ref().filter(|_| self.typed.is_empty() && self.notice.is_none());
        let now = self.notice.or(again.map(|_| "desk/passphrase-again"));
        let before = std::mem::replace(&mut self.spoken.1, now);
        if let Some(code) = now.filter(|_| before != now) {
            let unusual = self.unusual().join("\n");
            speech.push_str(&format!("\n{unusual}\n{}\n> ", text(code, &[])));
        }
        speech
    }

    /// A line end in the middle of a paste is no part of a passphrase.
    fn pasted_enter(&self) -> Option<Key> {
        Some(Key::Other)
    }

    fn throw_away(&mut self) {
        self.begin_again(None);
    }
}

#[cfg(test)]
mod tests;
