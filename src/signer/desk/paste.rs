//! Notices words that were not typed (attack G03).
//!
//! A seed in a clipboard is known to every program of that machine, so whoever pastes one is told.
//! Most terminals announce what is pasted; the others send it faster than anybody types.

use coldframe_console::tty::Key;
use std::time::{Duration, Instant};

/// Letters that no hand types …
const BURST_LETTERS: usize = 32;
/// … within this time. A key held down repeats in 30 ms, so these take a second.
const BURST_TIME: Duration = Duration::from_millis(40);
/// A burst is over when nothing comes for so long.
pub(super) const QUIET: Duration = Duration::from_millis(150);

/// What has come lately, by time alone: no letter is kept here.
#[derive(Debug, Default)]
pub(super) struct Paste {
    state: State,
    times: std::collections::VecDeque<Instant>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Typing,
    /// The terminal said that a paste began, and will say that it ends.
    Announced(Instant),
    /// Too fast for a hand.
    Burst(Instant),
}

impl Paste {
    /// Takes note of a key.
    pub(super) fn saw(&mut self, key: Key, now: Instant) {
        match (self.state, key) {
            (_, Key::PasteStart) => self.state = State::Announced(now),
            (State::Announced(_), _) => self.state = State::Announced(now),
            (State::Burst(_), _) => self.state = State::Burst(now),
            // Only the first byte of a letter counts: some keyboards send a whole word in one go.
            (State::Typing, Key::Byte(byte)) if byte & 0xc0 != 0x80 => self.letter(now),
            (State::Typing, _) => {}
        }
    }

    fn letter(&mut self, now: Instant) {
        if self.times.len() >= BURST_LETTERS {
            self.times.pop_front();
        }
        self.times.push_back(now);
        let first = self.times.front().copied().unwrap_or(now);
        if self.times.len() == BURST_LETTERS && now.saturating_duration_since(first) < BURST_TIME {
            self.state = State::Burst(now);
        }
    }

    /// Whether keys come from a paste.
    pub(super) fn is_on(&self) -> bool {
        self.state != State::Typing
    }

    /// Whether a paste has just ended: the terminal says so, or nothing more comes.
    pub(super) fn ended(&mut self, key: Option<Key>, now: Instant) -> bool {
        let over = match self.state {
            State::Typing => false,
            State::Announced(last) => key == Some(Key::PasteEnd) || is_quiet(last, now, QUIET * 10),
            State::Burst(last) => key.is_none() && is_quiet(last, now, QUIET),
        };
        if over {
            *self = Self::default();
        }
        over
    }
}

fn is_quiet(last: Instant, now: Instant, time: Duration) -> bool {
    now.saturating_duration_since(last) >= time
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn atk_g03_letters_faster_than_any_hand_are_a_paste() {
        let start = Instant::now();
        let mut paste = Paste::default();
        for number in 0..32 {
            paste.saw(Key::Byte(b'a'), after(start, number));
        }
        assert!(paste.is_on());
        assert!(!paste.ended(None, after(start, 100)));
        assert!(paste.ended(None, after(start, 300)));
        assert!(!paste.is_on());
    }

    #[test]
    fn a_fast_hand_a_held_key_and_a_japanese_keyboard_are_none() {
        let start = Instant::now();
        let mut paste = Paste::default();
        for number in 0..500 {
            paste.saw(Key::Byte(b'a'), after(start, number * 25));
        }
        let later = after(start, 60_000);
        for byte in "\u{3042}\u{3044}\u{3053}\u{304f}\u{3057}\u{3093}\u{3000}".bytes().chain(*b"abcdefgh") {
            paste.saw(Key::Byte(byte), later);
        }
        assert!(!paste.is_on());
    }

    #[test]
    fn atk_g03_a_paste_the_terminal_announces_ends_when_it_says_so() {
        let start = Instant::now();
        let mut paste = Paste::default();
        paste.saw(Key::PasteStart, start);
        paste.saw(Key::Byte(b'a'), start);
        assert!(paste.is_on() && !paste.ended(Some(Key::Byte(b'a')), start));
        assert!(paste.ended(Some(Key::PasteEnd), start));
        paste.saw(Key::PasteStart, start);
        assert!(paste.ended(None, after(start, 5_000)), "a terminal that forgets to say so");
    }
}
