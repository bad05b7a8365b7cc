//! Frames of a test as they arrive, counted: which density and which speed got through.

use super::{Step, TestFrame, plan};
use crate::frames::capacity;
use crate::frames::ur::UrType;
use std::collections::BTreeSet;

/// Share of a step's frames that must arrive for it to count as one this pair sustains, in percent.
pub const SUSTAINED_PERCENT: usize = 90;

/// Message a step is judged by, in bytes: about a spend of eight inputs.
const USUAL_MESSAGE_BYTES: usize = 4_000;

/// How far a frame may come late, in frames: a camera that lags, or a screen drawn in two halves.
const LATE_FRAMES_MAX: u64 = 3;

/// What arrived of a test, in the order it is shown. Joining late is no fault: the test goes round.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    steps: u16,
    seen: Vec<BTreeSet<u16>>,
    /// Where in the round the first frame stood, and the last one.
    first: Option<u64>,
    last: u64,
    /// Frames gone by since the first, read or not.
    gone: u64,
}

/// One step and what arrived of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Density and speed.
    pub step: Step,
    /// Frames that arrived, each counted once.
    pub seen: usize,
    /// Bytes of a message that a frame of this density carries as UR.
    pub frame_bytes: usize,
}

impl Tally {
    /// Counts a frame. A frame of another test, on a screen of another size, begins anew.
    pub fn see(&mut self, frame: &TestFrame) {
        if frame.steps != self.steps {
            let seen = vec![BTreeSet::new(); usize::from(frame.steps)];
            *self = Self { steps: frame.steps, seen, ..Self::default() };
        }
        let place = self.begin_of(frame.step).saturating_add(frame.number.into());
        match self.first {
            None => (self.first, self.last) = (Some(place), place),
            Some(_) => {
                let round = self.round().max(1);
                let ahead = (place + round - self.last) % round;
                // One that comes late is no round of the whole test; one of any earlier place is, however
                // few steps are read at all.
                if ahead + LATE_FRAMES_MAX < round {
                    self.gone = self.gone.saturating_add(ahead);
                    self.last = place;
                }
            }
        }
        if let Some(seen) = self.seen.get_mut(usize::from(frame.step)) {
            seen.insert(frame.number);
        }
    }

    /// Whether every step was shown from its beginning to its end since the first frame arrived.
    pub fn is_complete(&self) -> bool {
        self.first.is_some() && self.gone >= self.whole()
    }

    /// Frames gone by of those a whole test has; the first step is shown twice to whoever joined in it.
    pub fn progress(&self) -> (u64, u64) {
        (self.gone.min(self.whole()), self.whole())
    }

    /// Milliseconds after the first frame by which every step was shown, at the rate of each; nothing
    /// before there is one. For a camera that reads too little of the test to see it go round.
    pub fn whole_ms(&self) -> Option<u64> {
        self.first?;
        let ms = |step: &Step| u64::from(step.count) * 1_000 / u64::from(step.fps.max(1));
        let steps = plan(u8::MAX);
        let shown = steps.iter().take(self.steps.into());
        Some(shown.clone().map(ms).sum::<u64>() + shown.map(ms).max().unwrap_or(0))
    }

    /// Frames of one round.
    fn round(&self) -> u64 {
        self.begin_of(self.steps)
    }

    /// Frames before a step.
    fn begin_of(&self, step: u16) -> u64 {
        plan(u8::MAX).iter().take(step.into()).map(|step| u64::from(step.count)).sum()
    }

    /// Frames to go by: once round, and to the end of the step in which the first one stood.
    fn whole(&self) -> u64 {
        let first = self.first.unwrap_or(0);
        let end = (1..=self.steps).map(|step| self.begin_of(step)).find(|end| *end > first);
        self.round().saturating_add(end.unwrap_or(first).saturating_sub(first))
    }

    /// Frames that arrived, of every step together.
    pub fn frame_count(&self) -> usize {
        self.seen.iter().map(BTreeSet::len).sum()
    }

    /// Every step of the test, those of which nothing arrived too.
    pub fn rows(&self) -> Vec<Row> {
        let steps = plan(u8::MAX).into_iter().zip(&self.seen);
        steps
            .map(|(step, seen)| Row { step, seen: seen.len(), frame_bytes: frame_bytes(step.version) })
            .collect()
    }

    /// The step that carries most bytes a second of those this pair sustains.
    pub fn best(&self) -> Option<Row> {
        let sustained = self.rows().into_iter().filter(Row::is_sustained);
        // Of two that are equally fast the less dense one: what is read easily today is read tomorrow.
        sustained.rev().max_by_key(Row::bytes_per_second)
    }
}

impl Row {
    /// Whether enough of it arrived.
    pub fn is_sustained(&self) -> bool {
        self.seen * 100 >= usize::from(self.step.count) * SUSTAINED_PERCENT
    }

    /// Bytes of a message that arrive each second.
    pub fn bytes_per_second(&self) -> usize {
        self.frame_bytes * usize::from(self.step.fps) * self.seen / usize::from(self.step.count).max(1)
    }
}

fn frame_bytes(version: u8) -> usize {
    capacity::ur_fragment_max(version, UrType::Psbt, USUAL_MESSAGE_BYTES).unwrap_or_default()
}
