//! How fast frames come and codes are read, over the last few seconds.

use super::advice::{self, Advice, Measured};
use crate::optics::sight::Look;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// What happened longer ago does not count.
const WINDOW: Duration = Duration::from_secs(3);
/// With less than this nothing is said.
const ENOUGH: Duration = Duration::from_millis(800);
/// Most frames remembered.
const FRAMES_MAX: usize = 1_024;
/// A corner this near to the edge, as a share of the side of the picture.
const EDGE: f32 = 0.01;

/// One frame.
#[derive(Clone, Copy, Debug)]
struct Frame {
    at: Instant,
    is_read: bool,
    is_another: bool,
}

/// The last few seconds.
#[derive(Debug, Default)]
pub(super) struct Pace {
    frames: VecDeque<Frame>,
    last: Option<Look>,
    module_px: f32,
    moved_modules: f32,
    is_another: bool,
}

impl Pace {
    /// A code was read in the frame that is told next.
    pub(super) fn read(&mut self, is_another: bool) {
        self.is_another |= is_another;
    }

    pub(super) fn frame(&mut self, look: &Look, now: Instant) {
        let is_another = std::mem::take(&mut self.is_another);
        self.frames.push_back(Frame { at: now, is_read: look.codes > 0, is_another });
        while self.frames.len() > FRAMES_MAX || self.frames.front().is_some_and(|one| now - one.at > WINDOW) {
            self.frames.pop_front();
        }
        if look.corners.is_some() {
            if look.module_px.is_finite() {
                self.module_px = look.module_px;
            }
            self.moved_modules = self.last.and_then(|last| moved(&last, look)).unwrap_or(0.0);
        }
        self.last = Some(*look);
    }

    /// Frames and reads, each in ten seconds.
    pub(super) fn rates(&self) -> Option<(u32, u32)> {
        let measured = self.measured()?;
        Some((measured.frames, measured.reads))
    }

    pub(super) fn advice(&self) -> Advice {
        let is_read = self.last.is_some_and(|look| look.codes > 0);
        match self.measured() {
            Some(measured) => Advice::of(&measured),
            None if is_read => Advice::Keep,
            None => Advice::Wait,
        }
    }

    /// Symbols a second the sender should show.
    pub(super) fn slower(&self) -> u32 {
        advice::slower(self.measured().map_or(0, |measured| measured.reads))
    }

    fn measured(&self) -> Option<Measured> {
        let (first, last) = (self.frames.front()?, self.frames.back()?);
        let span = last.at.saturating_duration_since(first.at);
        let look = self.last?;
        if span < ENOUGH {
            return None;
        }
        // Of the first frame it is not known how long it took to come.
        let all = || self.frames.iter().skip(1);
        let in_ten_seconds = |count: usize| {
            let count = u128::try_from(count).unwrap_or(u128::MAX).saturating_mul(10_000);
            u32::try_from(count.checked_div(span.as_millis()).unwrap_or(0)).unwrap_or(u32::MAX)
        };
        Some(Measured {
            frames: in_ten_seconds(all().count()),
            reads: in_ten_seconds(all().filter(|frame| frame.is_read).count()),
            changes: in_ten_seconds(all().filter(|frame| frame.is_another).count()),
            module_px: self.module_px,
            moved_modules: self.moved_modules,
            is_at_edge: is_at_edge(&look),
            brightness: look.brightness,
            contrast: look.contrast,
            sharpness: look.sharpness,
        })
    }
}

/// How many modules the code moved between two frames that follow each other.
fn moved(before: &Look, after: &Look) -> Option<f32> {
    let ((from_x, from_y), (to_x, to_y)) = (before.corners?[0], after.corners?[0]);
    Some((to_x - from_x).hypot(to_y - from_y) / after.module_px.max(0.1))
}

fn is_at_edge(look: &Look) -> bool {
    let (width, height) = (f32::from(look.size.0), f32::from(look.size.1));
    let near = |at: f32, side: f32| at < side * EDGE || at > side * (1.0 - EDGE);
    look.corners.is_some_and(|corners| corners.iter().any(|(x, y)| near(*x, width) || near(*y, height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(codes: u8, x: f32) -> Look {
        let corners = [(x, 100.0), (x + 300.0, 100.0), (x + 300.0, 400.0), (x, 400.0)];
        Look {
            size: (1_280, 720),
            corners: (codes > 0).then_some(corners),
            module_px: 4.0,
            version: 15,
            codes,
            brightness: 120,
            contrast: 180,
            sharpness: 80,
        }
    }

    /// That many frames at 20 a second; every second one read, every fourth another.
    fn pace(frames: u64, step: f32) -> Pace {
        let start = Instant::now();
        let mut pace = Pace::default();
        for frame in 0..frames {
            let is_read = frame.is_multiple_of(2);
            if is_read {
                pace.read(frame.is_multiple_of(4));
            }
            let x = f32::from(u16::try_from(frame % 50).unwrap()) * step + 100.0;
            pace.frame(&look(u8::from(is_read), x), start + Duration::from_millis(50 * frame));
        }
        pace
    }

    #[test]
    fn frames_and_reads_are_counted_over_the_last_seconds() {
        assert_eq!(pace(10, 0.0).rates(), None);
        assert_eq!(pace(10, 0.0).advice(), Advice::Wait);
        assert_eq!(pace(9, 0.0).advice(), Advice::Keep);
        let (frames, reads) = pace(200, 0.0).rates().unwrap();
        assert_eq!(frames, 200);
        assert!((95..=105).contains(&reads), "{reads}");
        assert!(pace(5_000, 0.0).frames.len() <= 62);
    }

    #[test]
    fn a_code_that_runs_through_the_picture_is_noticed() {
        let mut pace = pace(100, 0.0);
        let now = Instant::now() + Duration::from_secs(6);
        pace.frame(&look(1, 100.0), now);
        pace.frame(&look(1, 140.0), now + Duration::from_millis(50));
        assert!(pace.moved_modules > 9.0, "{}", pace.moved_modules);
        assert!(is_at_edge(&look(1, 3.0)) && !is_at_edge(&look(1, 100.0)) && !is_at_edge(&look(0, 3.0)));
    }
}
