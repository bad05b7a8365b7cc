//! The sizes in which a picture is searched: codes with large modules are found in small ones, for less.

use super::super::gray_sampler::Searched;
use super::super::{Gray, filters};

/// Of a picture with more pixels than this, smaller sizes are searched too, down to a quarter of it.
const SEARCHED_WHOLE_PIXELS_MAX: usize = 4_000_000;
/// In a picture smaller than this, everything is cheap.
pub(super) const SMALL_PIXELS_MAX: usize = 160_000;
/// Every row of a picture of at most so many pixels is searched.
const EVERY_ROW_PIXELS_MAX: usize = 500_000;
/// Sizes a picture is searched in, each half the one before.
const SIZES_MAX: usize = 6;
/// Shortest side of a picture that is searched in half its size.
const HALVED_SIDE_MIN: usize = 160;
/// Finders with stones wider than three quarters of the window that tells dark from light are not seen:
/// their middles are judged by themselves. With a picture of this side, the smallest code may fill it.
const COARSE_SIDE_MAX: usize = 210;

/// A picture in all the sizes it is searched in.
pub(super) struct Sizes<'picture> {
    pub(super) whole: &'picture Gray,
    pub(super) smaller: Vec<Gray>,
}

impl<'picture> Sizes<'picture> {
    pub(super) fn of(whole: &'picture Gray) -> Self {
        let mut smaller: Vec<Gray> = Vec::new();
        while smaller.len() < SIZES_MAX {
            let last = smaller.last().unwrap_or(whole);
            let is_large = last.pixels().len() > SEARCHED_WHOLE_PIXELS_MAX / 4;
            let is_first = smaller.is_empty() && last.width().min(last.height()) >= HALVED_SIDE_MIN;
            if !is_large && !is_first {
                break;
            }
            match filters::half(last) {
                Ok(half) => smaller.push(half),
                Err(_) => break,
            }
        }
        Self { whole, smaller }
    }

    /// Sizes below those, for codes with modules of many pixels, each with how many times smaller it is:
    /// where the others showed nothing. All of them together cost less than a tenth of the whole.
    pub(super) fn coarse(&self) -> Vec<(Gray, f32)> {
        let mut coarse: Vec<(Gray, f32)> = Vec::new();
        let mut times = self.smaller.iter().fold(1.0, |times, _| times * 2.0);
        while coarse.len() < SIZES_MAX {
            let last = coarse.last().map(|(last, _)| last).or(self.smaller.last()).unwrap_or(self.whole);
            if last.width().min(last.height()) <= COARSE_SIDE_MAX {
                break;
            }
            times *= 2.0;
            match filters::half(last) {
                Ok(half) => coarse.push((half, times)),
                Err(_) => break,
            }
        }
        coarse
    }

    /// The whole of a large picture is searched at every third row: large codes were seen in small, and the
    /// stone of the smallest that is read there, at one and a half pixels a module, is more than four high.
    pub(super) fn row_step(&self, times: f32) -> usize {
        let is_large = self.whole.pixels().len() > EVERY_ROW_PIXELS_MAX && !self.smaller.is_empty();
        if is_large && times <= 1.0 { 3 } else { 1 }
    }

    /// Finders of the picture in one size. Where a smaller one was full of noise already, the whole is
    /// smoothed first; where it was not, that is left for later.
    pub(super) fn searched(&self, size: &Gray, times: f32, smaller: Option<&Searched>) -> Searched {
        let smooth = if self.is_smoothed_first(times, smaller) { filters::blurred(size).ok() } else { None };
        Searched::of(smooth.as_ref().unwrap_or(size), self.row_step(times))
    }

    pub(super) fn is_smoothed_first(&self, times: f32, smaller: Option<&Searched>) -> bool {
        let is_whole = times <= 1.0 && self.whole.pixels().len() >= SMALL_PIXELS_MAX;
        is_whole && smaller.is_some_and(Searched::is_noise_twice_the_size)
    }

    /// From the smallest to the whole, each with how many times smaller it is.
    pub(super) fn smallest_first(&self) -> Vec<(&Gray, f32)> {
        let mut times = 1.0;
        let mut all = vec![(self.whole, times)];
        for smaller in &self.smaller {
            times *= 2.0;
            all.push((smaller, times));
        }
        all.reverse();
        all
    }
}
