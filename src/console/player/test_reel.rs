//! The test of a screen and a camera: every density and speed the screen has, one after the other.

use super::{Knob, Reel, Room, Shot};
use crate::optics::DrawError;
use crate::optics::symbol::Modules;
use coldframe_core::frames::optics_test::{Step, TestFrame, VERSION_MIN, plan};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::time::Duration;

/// What whoever watches the test from the other side says of it: a line, and whether it is over.
pub type Heard<'a> = Box<dyn Fn() -> (String, bool) + 'a>;

/// The test being shown.
pub struct TestReel<'a> {
    plan: Vec<Step>,
    /// The room it was cut to, if not even the first step fits there.
    short: Option<Room>,
    heard: Heard<'a>,
}

impl<'a> TestReel<'a> {
    /// A test that ends when `heard` says so.
    pub fn new(heard: Heard<'a>) -> Self {
        Self { plan: Vec::new(), short: None, heard }
    }

    /// Seconds of one round.
    pub fn seconds(&self) -> u64 {
        self.plan.iter().map(|step| u64::from(step.count.div_ceil(step.fps.max(1)))).sum()
    }

    /// The frame shown as number `number`, and its step.
    fn place(&self, number: u64) -> Option<(TestFrame, Step)> {
        let round: u64 = self.plan.iter().map(|step| u64::from(step.count)).sum();
        let mut left = number.checked_rem(round)?;
        let steps = u16::try_from(self.plan.len()).ok()?;
        for (step, about) in (0..steps).zip(&self.plan) {
            match left.checked_sub(about.count.into()) {
                Some(rest) => left = rest,
                None => return Some((TestFrame { step, steps, number: u16::try_from(left).ok()? }, *about)),
            }
        }
        None
    }
}

impl Reel for TestReel<'_> {
    fn cut(&mut self, room: &Room) -> bool {
        let plan = plan(room.largest_version().unwrap_or(0).max(VERSION_MIN));
        let short = Some(*room).filter(|room| room.quiet(VERSION_MIN).is_none());
        // What did not fit was not shown: the test begins when it does.
        let is_other = plan != self.plan || short.is_some() != self.short.is_some();
        (self.plan, self.short) = (plan, short);
        is_other
    }

    fn shot(&mut self, number: u64) -> Result<Shot, DrawError> {
        let (frame, about) = self.place(number).ok_or(DrawError::Empty)?;
        let shown = frame.text().map_err(|_| DrawError::Empty)?;
        let modules = Modules::encode(shown.as_bytes(), about.version)?;
        let facts = [
            ("step", Safe::number(frame.step.saturating_add(1))),
            ("steps", Safe::number(frame.steps)),
            ("version", Safe::number(about.version)),
            ("fps", Safe::number(about.fps)),
        ];
        let caption = format!("{} {}", text("player/test-step", &facts), (self.heard)().0);
        let every = Duration::from_secs(1).checked_div(about.fps.into()).unwrap_or(Duration::from_secs(1));
        Ok(Shot { modules, caption, every })
    }

    /// The test turns them itself.
    fn turn(&mut self, _knob: Knob) {}

    fn before(&self) -> Vec<String> {
        if let Some(room) = &self.short {
            return vec![room.needed(VERSION_MIN)];
        }
        let versions = self.plan.last().map_or(0, |step| step.version);
        let facts = [
            ("steps", Safe::count(self.plan.len())),
            ("version", Safe::number(versions)),
            ("seconds", Safe::number(self.seconds())),
        ];
        vec![text("player/before-test", &facts)]
    }

    fn is_still(&self) -> bool {
        false
    }

    /// A step that is stopped or stepped through says nothing of its speed.
    fn is_timed(&self) -> bool {
        true
    }

    fn is_over(&self) -> bool {
        (self.heard)().1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::Glyphs;
    use crate::optics::Gray;
    use crate::optics::scan::Reader;
    use coldframe_core::frames::optics_test::Tally;

    #[test]
    fn a_round_shows_every_frame_once_and_a_perfect_camera_counts_them_all() {
        let mut reel = TestReel::new(Box::new(|| (String::new(), false)));
        assert!(reel.cut(&Room::cells(Glyphs::HalfBlocks, 23, 80)));
        assert!(!reel.cut(&Room::cells(Glyphs::HalfBlocks, 23, 90)));
        let (mut tally, mut number) = (Tally::default(), 0);
        while !tally.is_complete() {
            let shot = reel.shot(number).unwrap();
            number += 1;
            let side = shot.modules.side() + 8;
            let dark = |at: usize| shot.modules.is_dark_within(4, at % (3 * side) / 3, at / (3 * side) / 3);
            let pixels = (0..9 * side * side).map(|at| if dark(at) { 0 } else { 255 }).collect();
            let picture = Gray::new(3 * side, 3 * side, pixels).unwrap();
            for payload in Reader::live().read(&picture) {
                tally.see(&TestFrame::read(&payload).unwrap());
            }
        }
        assert!(tally.rows().iter().all(|row| row.seen == usize::from(row.step.count)));
        assert_eq!(number, 2 * (12 + 16 + 18 + 20) + 12 + 1);
    }

    #[test]
    fn every_frame_of_every_test_is_drawn_though_it_fills_its_symbol_to_the_last_letter() {
        for largest in [4, 5, 7, 10, 15] {
            let mut reel = TestReel::new(Box::new(|| (String::new(), false)));
            let side = 3 * (17 + 4 * largest + 8);
            reel.cut(&Room::pixels(side, side));
            let round =
                u64::try_from(reel.plan.iter().map(|step| usize::from(step.count)).sum::<usize>()).unwrap();
            for number in 0..round {
                assert!(reel.shot(number).is_ok(), "version {largest}, frame {number}");
            }
        }
    }

    #[test]
    fn a_window_too_small_for_any_step_shows_nothing_and_does_not_fail() {
        let mut reel = TestReel::new(Box::new(|| (String::new(), false)));
        reel.cut(&Room::cells(Glyphs::HalfBlocks, 4, 10));
        assert_eq!(reel.before().len(), 1);
        assert!(reel.before()[0].contains("41 columns and 21 rows"), "{:?}", reel.before());
        // The player says the same in place of the first code, and begins anew once it fits.
        assert!(reel.shot(0).is_ok());
        assert!(reel.cut(&Room::cells(Glyphs::HalfBlocks, 19, 37)));
        assert!(reel.before()[0].contains("4 steps up to version 4"), "{:?}", reel.before());
    }
}
