//! A secret that is seen only while a key is held down (attack G12).
//!
//! A code on a screen is read across a room by any camera. So it goes when the hand does, and
//! after a time even if the hand stays.

use super::form::{Form, Step};
use super::{SecretPage, pages};
use crate::secret_input::SecretInputError;
use coldframe_console::tty::Key;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// A key held down first repeats after up to 660 ms; longer than that without one, and the hand is gone.
const RELEASED: Duration = Duration::from_millis(900);

/// A page under a hand.
pub(super) struct Hold<'a> {
    page: &'a SecretPage,
    most: Duration,
    /// When it was first seen and when the key last came, while it is seen.
    seen: Option<(Instant, Instant)>,
    /// The time ran out with the key still down: when it last came.
    worn_out: Option<Instant>,
}

impl<'a> Hold<'a> {
    pub(super) fn new(page: &'a SecretPage, most: Duration) -> Self {
        Self { page, most, seen: None, worn_out: None }
    }
}

impl Form for Hold<'_> {
    fn press(&mut self, key: Key, now: Instant) -> Result<Step, SecretInputError> {
        match key {
            Key::Enter => return Ok(Step::Done),
            Key::Byte(b' ') if self.worn_out.is_some() => self.worn_out = Some(now),
            Key::Byte(b' ') => self.seen = Some((self.seen.map_or(now, |(since, _)| since), now)),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn tick(&mut self, now: Instant) -> bool {
        let gone = |last: Instant| now.saturating_duration_since(last) >= RELEASED;
        if self.worn_out.is_some_and(gone) {
            self.worn_out = None;
            return true;
        }
        let Some((since, last)) = self.seen else { return false };
        let over = now.saturating_duration_since(since) >= self.most;
        if over {
            self.worn_out = Some(last);
        }
        if over || gone(last) {
            self.seen = None;
        }
        self.seen.is_none()
    }

    fn lines(&self, size: (usize, usize)) -> Vec<Zeroizing<String>> {
        let most = [("seconds", Safe::number(self.most.as_secs()))];
        let mut lines = vec![Zeroizing::new(self.page.title.clone()), Zeroizing::default()];
        match (self.seen, self.worn_out) {
            (Some(_), _) => lines.extend(pages::screens(self.page, size).into_iter().flatten()),
            (None, Some(_)) => lines.push(Zeroizing::new(text("desk/hold-over", &most))),
            (None, None) => lines.push(Zeroizing::new(text("desk/hold-hidden", &most))),
        }
        lines.extend([Zeroizing::default(), Zeroizing::new(text("desk/hold-keys", &[]))]);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: Key = Key::Byte(b' ');

    fn page() -> SecretPage {
        SecretPage { title: "Code".to_owned(), lines: vec![Zeroizing::new("secret".to_owned())] }
    }

    fn is_seen(hold: &Hold<'_>) -> bool {
        hold.lines((24, 79)).iter().any(|line| line.contains("secret"))
    }

    #[test]
    fn atk_g12_a_secret_is_hidden_until_a_key_is_held_and_when_it_is_let_go() {
        let (page, start) = (page(), Instant::now());
        let mut hold = Hold::new(&page, Duration::from_secs(20));
        assert!(!is_seen(&hold));
        hold.press(SPACE, start).unwrap();
        assert!(is_seen(&hold));
        hold.tick(start + Duration::from_millis(700));
        assert!(is_seen(&hold), "the first repeat has not come yet");
        assert!(hold.tick(start + Duration::from_millis(950)));
        assert!(!is_seen(&hold));
    }

    #[test]
    fn atk_g12_a_key_held_on_hides_it_after_the_time_and_has_to_be_let_go() {
        let (page, start) = (page(), Instant::now());
        let mut hold = Hold::new(&page, Duration::from_secs(20));
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        for now in (0..60_000).step_by(50) {
            hold.press(SPACE, at(now)).unwrap();
            hold.tick(at(now));
            assert_eq!(is_seen(&hold), now < 20_000, "after {now} ms");
        }
        hold.tick(at(61_500));
        assert!(!is_seen(&hold));
        hold.press(SPACE, at(62_000)).unwrap();
        assert!(is_seen(&hold), "asked for again");
        assert_eq!(hold.press(Key::Enter, at(62_100)), Ok(Step::Done));
    }
}
