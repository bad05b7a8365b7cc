//! The player: time, keys and the window.

use super::pages::Offers;
use super::stage::Stage;
use super::{Knob, Look, Played, Reel, pages};
use crate::style::Style;
use crate::tty::{Key, Tty};
use crate::ui::UiError;
use coldframe_core::messages::error_line;
use std::time::{Duration, Instant};

/// How often the window and whoever ends it are looked at.
const TICK: Duration = Duration::from_millis(100);
/// How long the page before stands if nobody presses a key.
const BEFORE: Duration = Duration::from_secs(3);
/// The same with the drawing of how to place two machines.
const BEFORE_PLACING: Duration = Duration::from_secs(10);

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Leave,
    Interrupt,
    Pause,
    Next,
    Back,
    First,
    Turn(Knob),
    Invert,
    Glyphs,
    Help,
    Nothing,
}

/// Shows it until somebody leaves or it is over.
pub(crate) fn run(tty: &Tty, reel: &mut dyn Reel, look: &Look, style: Style) -> Result<Played, UiError> {
    let _raw = tty.raw()?;
    let _screen = tty.screen()?;
    let stage = Stage::open(tty, look, style)?;
    let mut player = Player {
        tty,
        reel,
        stage,
        size: tty.size(),
        number: 0,
        is_paused: false,
        is_stale: true,
        due: Instant::now(),
        played: Played::Nothing,
    };
    if !tty.moves() && look.device.is_none() {
        player.one_by_one()?;
        return Ok(player.played);
    }
    tty.control("\u{1b}[?25l")?;
    player.fit()?;
    if player.before(look.shows_placing)? {
        player.play()?;
    }
    Ok(player.played)
}

struct Player<'play, 'tty> {
    tty: &'tty Tty,
    reel: &'play mut dyn Reel,
    stage: Stage<'tty>,
    size: (usize, usize),
    number: u64,
    is_paused: bool,
    /// Whether something else should be seen now than is.
    is_stale: bool,
    /// When the next code is shown.
    due: Instant,
    /// Whether a code was drawn by now.
    played: Played,
}

impl Player<'_, '_> {
    /// The page before it starts; false if somebody left there.
    fn before(&mut self, shows_placing: bool) -> Result<bool, UiError> {
        // One code that stands still needs no words: it can be looked at for as long as one likes.
        if self.reel.is_still() && !shows_placing {
            return Ok(true);
        }
        let wait = if shows_placing { BEFORE_PLACING } else { BEFORE };
        let mut end = Instant::now().checked_add(wait);
        let mut shown = None;
        while end.is_none_or(|end| Instant::now() < end) {
            if self.tty.size() != self.size || shown.is_none() {
                self.fit()?;
                shown = Some(pages::before(&self.reel.before(), shows_placing, self.size));
                self.stage.page(shown.as_deref().unwrap_or_default())?;
            }
            let Some(key) = self.tty.key_within(TICK)? else { continue };
            match wish(key) {
                Wish::Interrupt => return Err(UiError::Interrupted),
                Wish::Leave => return Ok(false),
                Wish::Help => {
                    self.help()?;
                    (shown, end) = (None, Instant::now().checked_add(wait));
                }
                // What is no key is what a terminal says of itself.
                _ if key == Key::Other => {}
                _ => break,
            }
        }
        self.stage.clear()?;
        self.due = Instant::now();
        Ok(true)
    }

    fn play(&mut self) -> Result<(), UiError> {
        loop {
            if self.reel.is_over() {
                return Ok(());
            }
            if self.tty.size() != self.size {
                // What the window's edge moved about is no part of a code.
                self.fit()?;
            }
            if self.is_stale {
                self.draw()?;
            }
            let left = self.due.saturating_duration_since(Instant::now());
            let wait = if self.stands() { TICK } else { left.min(TICK) };
            match self.tty.key_within(wait)?.map(wish) {
                Some(Wish::Interrupt) => return Err(UiError::Interrupted),
                Some(Wish::Leave) => return Ok(()),
                Some(wish) => self.grant(wish)?,
                None => {}
            }
            // A code that was not drawn yet is not passed over: a key that begins anew begins with the first.
            if !self.is_stale && !self.stands() && Instant::now() >= self.due {
                self.number = self.number.wrapping_add(1);
                self.is_stale = true;
            }
        }
    }

    fn stands(&self) -> bool {
        self.is_paused || self.reel.is_still()
    }

    /// Cuts it to the window as it is now.
    fn fit(&mut self) -> Result<(), UiError> {
        self.size = self.tty.size();
        if self.reel.cut(&self.stage.room(self.size)) {
            self.number = 0;
        }
        self.is_stale = true;
        self.stage.clear()
    }

    fn draw(&mut self) -> Result<(), UiError> {
        let offers = self.offers();
        match self.reel.shot(self.number) {
            Ok(shot) => {
                if self.stage.show(&shot, offers, self.is_paused, self.size)? {
                    self.played = Played::Codes;
                }
                // Measured from when it was due, so that the rate is the one that is said; a screen
                // that cannot keep up is not asked to catch up.
                let now = Instant::now();
                let next = self.due.checked_add(shot.every).unwrap_or(now);
                self.due = if next > now { next } else { now };
            }
            Err(error) => {
                self.stage.page(&pages::instead(&error_line(&error), offers, self.size))?;
                self.due = Instant::now().checked_add(TICK).unwrap_or(self.due);
            }
        }
        self.is_stale = false;
        Ok(())
    }

    /// What keys do something, of this reel on this stage.
    fn offers(&self) -> Offers {
        Offers {
            moves: !self.reel.is_timed() && !self.reel.is_still(),
            cuts: self.reel.is_cut_by_hand(),
            glyphs: self.stage.has_other_glyphs(),
        }
    }

    fn grant(&mut self, wish: Wish) -> Result<(), UiError> {
        match wish {
            Wish::Turn(Knob::Denser | Knob::Sparser) if !self.offers().cuts => return Ok(()),
            Wish::Turn(Knob::Denser | Knob::Sparser) => {}
            Wish::Pause | Wish::Next | Wish::Back | Wish::First | Wish::Turn(_) if !self.offers().moves => {
                return Ok(());
            }
            _ => {}
        }
        match wish {
            Wish::Pause => self.is_paused = !self.is_paused,
            Wish::Next => (self.is_paused, self.number) = (true, self.number.wrapping_add(1)),
            Wish::Back => (self.is_paused, self.number) = (true, self.number.saturating_sub(1)),
            Wish::First => self.number = 0,
            Wish::Turn(knob) => {
                self.reel.turn(knob);
                if matches!(knob, Knob::Denser | Knob::Sparser) {
                    self.fit()?;
                }
            }
            Wish::Invert => {
                self.stage.invert();
                self.stage.clear()?;
            }
            Wish::Glyphs => {
                self.stage.next_glyphs(self.size);
                self.fit()?;
            }
            Wish::Help => self.help()?,
            Wish::Leave | Wish::Interrupt | Wish::Nothing => return Ok(()),
        }
        self.is_stale = true;
        self.due = Instant::now();
        Ok(())
    }

    fn help(&mut self) -> Result<(), UiError> {
        self.stage.page(&pages::help(self.offers(), self.size))?;
        loop {
            if self.tty.size() != self.size {
                self.fit()?;
                self.stage.page(&pages::help(self.offers(), self.size))?;
            }
            match self.tty.key_within(TICK)? {
                Some(Key::Interrupt) => return Err(UiError::Interrupted),
                Some(Key::Other) | None => {}
                Some(_) => return self.stage.clear(),
            }
        }
    }

    /// On a terminal whose cursor only goes forward, codes follow one another when a key is pressed.
    fn one_by_one(&mut self) -> Result<(), UiError> {
        self.reel.cut(&self.stage.room(self.size));
        for line in pages::before(&self.reel.before(), false, self.size) {
            self.tty.write(&format!("{line}\n"))?;
        }
        loop {
            match self.reel.shot(self.number) {
                Ok(shot) => {
                    let lines = self.stage.lines(&shot, self.size);
                    self.tty.write(&format!("{lines}{}\n", shot.caption))?;
                    self.played = Played::Codes;
                }
                Err(error) => self.tty.write(&format!("{}\n", error_line(&error)))?,
            }
            loop {
                match wish(self.tty.key()?) {
                    Wish::Interrupt => return Err(UiError::Interrupted),
                    Wish::Leave => return Ok(()),
                    Wish::Nothing => continue,
                    Wish::Back => self.number = self.number.saturating_sub(1),
                    Wish::First => self.number = 0,
                    Wish::Invert => self.stage.invert(),
                    Wish::Turn(knob) => {
                        self.reel.turn(knob);
                        if self.reel.cut(&self.stage.room(self.size)) {
                            self.number = 0;
                        }
                    }
                    Wish::Pause | Wish::Next | Wish::Glyphs | Wish::Help => {
                        self.number = self.number.wrapping_add(1);
                    }
                }
                break;
            }
        }
    }
}

fn wish(key: Key) -> Wish {
    match key {
        Key::Interrupt => Wish::Interrupt,
        Key::Byte(b'q') | Key::Escape | Key::EndOfInput | Key::Enter => Wish::Leave,
        Key::Byte(b' ') => Wish::Pause,
        Key::Forward | Key::Byte(b'n') => Wish::Next,
        Key::Back | Key::Backspace | Key::Byte(b'p') => Wish::Back,
        Key::Home => Wish::First,
        Key::Byte(b'+' | b'=') => Wish::Turn(Knob::Denser),
        Key::Byte(b'-' | b'_') => Wish::Turn(Knob::Sparser),
        Key::Byte(b']' | b'>') => Wish::Turn(Knob::Faster),
        Key::Byte(b'[' | b'<') => Wish::Turn(Knob::Slower),
        Key::Byte(b'i') => Wish::Invert,
        Key::Byte(b'g') => Wish::Glyphs,
        Key::Byte(b'h' | b'?') => Wish::Help,
        _ => Wish::Nothing,
    }
}
