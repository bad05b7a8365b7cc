//! Frames of a test as they arrive, counted: which density and which speed got through.

use super::{Step, TestFrame, plan};
use crate::frames::capacity;
use crate::frames::ur::UrType;
use std::collections::BTreeSet;

/// Share of a step's frames that must arrive for it to count as one this pair sustains, in percent.
pub const SUSTAINED_PERCENT: usize = 90;

/// Message a step is judged by, in bytes: about a spend of eight inputs.
const USUAL_MESSAGE_BYTES: usize = 4_000;

/// What arrived of a test, in the order it is shown. Joining late is no fault: the test goes round.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    steps: u16,
    seen: Vec<BTreeSet<u16>>,
    last: Option<u16>,
    /// Steps gone by since the first frame.
    gone: u32,
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
            *self = Self { steps: frame.steps, seen, last: None, gone: 0 };
        }
        let ahead = self.last.map_or(0, |last| (frame.step + frame.steps - last) % frame.steps.max(1));
        // A frame of the step before, from a camera that lags, is no round of the whole test.
        if ahead + 1 < frame.steps || self.last.is_none() {
            self.gone = self.gone.saturating_add(ahead.into());
            self.last = Some(frame.step);
        }
        if let Some(seen) = self.seen.get_mut(usize::from(frame.step)) {
            seen.insert(frame.number);
        }
    }

    /// Whether every step was shown from its beginning to its end since the first frame arrived.
    pub fn is_complete(&self) -> bool {
        self.last.is_some() && self.gone > u32::from(self.steps)
    }

    /// Steps gone by of those a whole test has; the first is shown twice to whoever joined in it.
    pub fn progress(&self) -> (u32, u32) {
        let whole = u32::from(self.steps).saturating_add(1);
        (self.gone.min(whole), whole)
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
