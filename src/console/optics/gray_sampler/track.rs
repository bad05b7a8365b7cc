//! A code that was read and is followed from one picture of a video to the next.
//!
//! A camera takes thirty pictures a second of a screen that shows eight: most show what the one before
//! showed. Where the code lies is known within a few modules, so nothing is searched, and two hundred
//! modules tell whether it is still the same.

use super::candidate::{Candidate, Grid};
use super::decode::{self, Care, Outcome};
use super::light::Light;
use super::soft::soft;
use super::symbol_plan::Plan;
use crate::optics::Gray;
use crate::optics::scan::Found;

/// Share of modules that must be as they were. Two frames of a series differ in half of their data; a
/// picture taken between two frames lies in the middle and is read anew.
const SAME_MIN: f32 = 0.95;

/// Where a code was and what it carried.
pub(in crate::optics) struct Track {
    candidate: Candidate,
    pub(in crate::optics) is_inverted: bool,
    dark: Vec<bool>,
    payload: Vec<u8>,
    unchanged: usize,
}

impl Track {
    pub(super) fn new(candidate: Candidate, is_inverted: bool, dark: Vec<bool>, payload: Vec<u8>) -> Self {
        Self { candidate, is_inverted, dark, payload, unchanged: 0 }
    }

    /// The same code in a picture so many times the size.
    pub(in crate::optics) fn scaled(self, times: f32) -> Self {
        Self { candidate: self.candidate.scaled(times), ..self }
    }

    /// What it carries.
    pub(in crate::optics) fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// In how many pictures in a row it carried that.
    pub(in crate::optics) const fn unchanged(&self) -> usize {
        self.unchanged
    }

    /// The code in the next picture, read anew if it has changed; `None` if it is lost.
    pub(in crate::optics) fn follow(&mut self, picture: &Gray) -> Option<Found> {
        let light = Light::new(picture);
        let light = if self.is_inverted { light.inverted() } else { light };
        let candidate = self.candidate.followed(light)?;
        let plan = Plan::of(candidate.version)?;
        let grid = Grid::of(light, *candidate.maps(light).first()?, candidate.version);
        self.unchanged = self.unchanged.saturating_add(1);
        let shades = grid.shades(light, Care::Full);
        if decode::sameness(&soft(&shades, plan.side), &self.dark, &plan) < SAME_MIN {
            let Outcome::Read { payload, dark: Some(dark) } = decode::read(&shades, &plan, Care::Full) else {
                return None;
            };
            if self.payload != payload {
                self.unchanged = 0;
            }
            (self.payload, self.dark) = (payload, dark);
        }
        self.candidate = candidate;
        let corners = grid.corners().map(|corner| (corner.x, corner.y));
        Some(Found::of(self.payload.clone(), corners, plan.side))
    }
}
