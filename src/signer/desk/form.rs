//! One screen of the desk, from its first drawing until it is left.
//!
//! What stands on it is drawn on the alternate screen and gone when it is left, whatever the
//! reason: an answer, Escape, Ctrl-C, a signal, a panic. The forms themselves know no terminal.

use super::layout;
use super::paste::{Paste, QUIET};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::{Key, Tty};
use coldframe_core::messages::text;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How often a form is asked whether time changed it, and the window whether it has another size.
const TICK: Duration = Duration::from_millis(50);

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The form goes on.
    Stay,
    /// It is filled in.
    Done,
}

/// Something to fill in or to look at.
pub(super) trait Form {
    /// A key; Ctrl-C, Escape and Ctrl-D never come here.
    fn press(&mut self, key: Key, now: Instant) -> Result<Step, SecretInputError>;

    /// What stands on a window of that many rows and columns.
    fn lines(&self, size: (usize, usize)) -> Vec<Zeroizing<String>>;

    /// What a terminal that cannot draw is told since the last time: never a secret.
    fn spoken(&mut self) -> String {
        String::new()
    }

    /// Time passes; whether that changed what is to be seen.
    fn tick(&mut self, _now: Instant) -> bool {
        false
    }

    /// What Enter is in the middle of a paste; `None` where pasting is no danger.
    fn pasted_enter(&self) -> Option<Key> {
        None
    }

    /// Everything typed so far is to go.
    fn throw_away(&mut self) {}
}

/// Fills a form in at the controlling terminal.
pub(super) fn fill(form: &mut dyn Form) -> Result<(), SecretInputError> {
    let tty = Tty::open()?;
    let _raw = tty.raw()?;
    let _screen = tty.secret_screen()?;
    let mut seat = Seat { tty: &tty, size: tty.size(), paste: Paste::default() };
    let filled = run(&mut seat, form);
    if !tty.moves() {
        // What comes next begins on a line of its own.
        let _ = tty.write("\n");
    }
    filled
}

fn run(seat: &mut Seat<'_>, form: &mut dyn Form) -> Result<(), SecretInputError> {
    seat.draw(form)?;
    let mut waiting = None;
    loop {
        let key = if waiting.is_some() { waiting.take() } else { seat.key(TICK)? };
        let now = Instant::now();
        if seat.heard(form, key, now)? == Step::Done {
            return Ok(());
        }
        let changed = form.tick(now) || key.is_some();
        // Drawn once for all that has come: what is slow here would hide that a paste is fast.
        waiting = if changed { seat.key(Duration::ZERO)? } else { None };
        if waiting.is_none() && (seat.is_resized() || changed) {
            seat.draw(form)?;
        }
    }
}

struct Seat<'tty> {
    tty: &'tty Tty,
    size: (usize, usize),
    paste: Paste,
}

impl Seat<'_> {
    fn key(&self, wait: Duration) -> Result<Option<Key>, SecretInputError> {
        match self.tty.key_within(wait)? {
            Some(Key::Interrupt) => Err(SecretInputError::Interrupted),
            Some(Key::Escape | Key::EndOfInput) => Err(SecretInputError::Left),
            other => Ok(other),
        }
    }

    fn heard(
        &mut self,
        form: &mut dyn Form,
        key: Option<Key>,
        now: Instant,
    ) -> Result<Step, SecretInputError> {
        let Some(enter) = form.pasted_enter() else {
            return key.map_or(Ok(Step::Stay), |key| form.press(key, now));
        };
        if let Some(key) = key {
            self.paste.saw(key, now);
        }
        let step = match key {
            // A pasted line end answers nothing: the person does, after the warning.
            Some(Key::Enter) if self.paste.is_on() => form.press(enter, now)?,
            Some(key) => form.press(key, now)?,
            None => Step::Stay,
        };
        if self.paste.ended(key, now) {
            self.warn_of_paste(form)?;
        }
        Ok(step)
    }

    /// Whoever pastes a seed had it in a clipboard, and on a networked machine's one (attack G03).
    fn warn_of_paste(&mut self, form: &mut dyn Form) -> Result<(), SecretInputError> {
        // What the terminal still sends is no answer of a person.
        while self.key(QUIET)?.is_some() {}
        let said = ["secret/pasted", "desk/pasted-help"].map(|code| text(code, &[]));
        let lines = said.each_ref().map(|line| Zeroizing::new(line.clone()));
        if !self.tty.moves() {
            self.tty.write(&format!("\n{}\n", said.join("\n")))?;
        }
        self.paint(&lines)?;
        loop {
            match self.key(TICK)? {
                Some(Key::KillLine) => break form.throw_away(),
                Some(_) => break,
                None if self.is_resized() => self.paint(&lines)?,
                None => {}
            }
        }
        self.draw(form)
    }

    fn is_resized(&mut self) -> bool {
        let before = std::mem::replace(&mut self.size, self.tty.size());
        before != self.size
    }

    fn draw(&self, form: &mut dyn Form) -> Result<(), SecretInputError> {
        if self.tty.moves() {
            return self.paint(&form.lines(self.usable()));
        }
        Ok(self.tty.write(&form.spoken())?)
    }

    /// The last column stays free: a terminal that wraps there would erase what stands in it.
    fn usable(&self) -> (usize, usize) {
        (self.size.0, self.size.1.saturating_sub(1))
    }

    /// One write for the whole screen, from a place that never grows.
    fn paint(&self, lines: &[Zeroizing<String>]) -> Result<(), SecretInputError> {
        let (rows, columns) = self.usable();
        let room = rows.saturating_mul(columns.saturating_add(8)).saturating_mul(4).saturating_add(64);
        let mut out = Zeroizing::new(String::with_capacity(room));
        out.push_str("\u{1b}[H");
        let wrapped = lines.iter().flat_map(|line| layout::wrapped(line, columns));
        for (number, row) in wrapped.take(rows).enumerate() {
            out.push_str(if number == 0 { "" } else { "\n" });
            out.push_str(&row);
            out.push_str("\u{1b}[K");
        }
        out.push_str("\u{1b}[J");
        Ok(self.tty.control(&out)?)
    }
}
