//! Symbols typed one at a time, with a count below them.

use super::form::{Form, Step};
use super::{Live, layout};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::limits::SECRET_INPUT_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_keys::Secret;
use std::time::Instant;
use zeroize::{Zeroize, Zeroizing};

/// What was collected so far, and what is said of it.
pub(super) struct Collect<'a> {
    above: &'a [String],
    accepts: &'a dyn Fn(u8) -> bool,
    live: &'a mut dyn FnMut(&[u8]) -> Live,
    typed: Zeroizing<Vec<u8>>,
    now: Live,
    spoken: Option<Vec<String>>,
}

impl<'a> Collect<'a> {
    pub(super) fn new(
        above: &'a [String],
        accepts: &'a dyn Fn(u8) -> bool,
        live: &'a mut dyn FnMut(&[u8]) -> Live,
    ) -> Self {
        let now = live(&[]);
        let typed = Zeroizing::new(Vec::with_capacity(SECRET_INPUT_BYTES_MAX));
        Self { above, accepts, live, typed, now, spoken: None }
    }

    pub(super) fn into_secret(self) -> Secret<Vec<u8>> {
        Secret::built(Vec::with_capacity(SECRET_INPUT_BYTES_MAX), |out| out.extend_from_slice(&self.typed))
    }
}

impl Form for Collect<'_> {
    fn press(&mut self, key: Key, _now: Instant) -> Result<Step, SecretInputError> {
        match key {
            Key::Enter if self.now.enough => return Ok(Step::Done),
            Key::Byte(byte) if (self.accepts)(byte) && self.typed.len() < SECRET_INPUT_BYTES_MAX => {
                self.typed.push(byte);
            }
            Key::Backspace => {
                if let Some(last) = self.typed.last_mut() {
                    *last = 0;
                }
                self.typed.pop();
            }
            Key::KillLine => self.typed.zeroize(),
            _ => return Ok(Step::Stay),
        }
        self.now = (self.live)(&self.typed);
        Ok(Step::Stay)
    }

    /// A picture above the question makes room for it in a window that was made smaller: nobody
    /// answers what cannot be seen.
    fn lines(&self, (rows, columns): (usize, usize)) -> Vec<Zeroizing<String>> {
        let keys = if self.now.enough { "desk/collect-enough-keys" } else { "desk/collect-keys" };
        let mut lines = [self.above, &self.now.lines, &[String::new(), text(keys, &[])]].concat();
        let taken: usize = lines.iter().map(|line| layout::wrapped(line, columns).len()).sum();
        if taken > rows {
            lines.retain(|line| !layout::is_drawing(line));
        }
        lines.into_iter().map(Zeroizing::new).collect()
    }

    fn spoken(&mut self) -> String {
        let begun = self.spoken.is_some();
        if self.spoken.as_ref() == Some(&self.now.lines) {
            return String::new();
        }
        self.spoken = Some(self.now.lines.clone());
        let above = if begun { String::new() } else { self.above.join("\n") };
        format!("{above}\n{}", self.now.lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_gives_way_to_the_question_below_it_in_a_window_made_smaller() {
        let above = [vec!["Photograph this".to_owned()], vec!["\u{2588}".repeat(30); 15]].concat();
        let mut live = |_: &[u8]| Live { lines: vec!["Photographed?".to_owned()], enough: true };
        let collect = Collect::new(&above, &|_| true, &mut live);
        let seen = |size| collect.lines(size).iter().any(|line| line.contains('\u{2588}'));
        assert!(seen((24, 79)));
        for size in [(15, 79), (24, 20)] {
            assert!(!seen(size), "{size:?}");
            assert!(collect.lines(size).iter().any(|line| line.contains("Photographed?")), "{size:?}");
        }
    }

    #[test]
    fn symbols_can_be_taken_back_and_others_are_not_taken() {
        let mut counts = Vec::new();
        let mut live = |typed: &[u8]| {
            counts.push(typed.len());
            Live { lines: vec![format!("{} rolls", typed.len())], enough: typed.len() == 2 }
        };
        let above = ["Dice".to_owned()];
        let accepts = |byte: u8| byte.is_ascii_digit();
        let mut collect = Collect::new(&above, &accepts, &mut live);
        let keys = [b'1', b'x', b'2'].map(Key::Byte);
        for key in keys.into_iter().chain([Key::Backspace, Key::Enter, Key::KillLine, Key::Backspace]) {
            assert_eq!(collect.press(key, Instant::now()), Ok(Step::Stay), "{key:?}");
        }
        collect.press(Key::Byte(b'5'), Instant::now()).unwrap();
        collect.press(Key::Byte(b'6'), Instant::now()).unwrap();
        assert!(collect.lines((24, 79)).iter().any(|line| line.contains("2 rolls")));
        assert_eq!(collect.press(Key::Enter, Instant::now()), Ok(Step::Done));
        assert_eq!(collect.into_secret().expose(Clone::clone), b"56");
        assert_eq!(counts, [0, 1, 2, 1, 0, 0, 1, 2]);
    }
}
