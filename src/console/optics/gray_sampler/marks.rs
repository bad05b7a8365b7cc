//! Rings of one module around a stone: how well one lies at a place, and where it lies best.

use super::light::Light;
use super::numbers::{Point, float, index};
use std::iter::zip;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 7 x 7 modules, the light ring two from the middle.
    Finder,
    /// 5 x 5 modules, the light ring one from the middle.
    Alignment,
}

/// A place and how well the mark lies there, 1 at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) place: Point,
    pub(super) score: f32,
}

const ALIGNMENT: [[f32; 5]; 5] = [
    [-1.0, -1.0, -1.0, -1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, -1.0, -1.0, -1.0, -1.0],
];

const FINDER: [[f32; 7]; 7] = [
    [-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0],
    [-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0],
];

/// As those draw it who like it round: rings of three and a half and two and a half modules.
const ROUND_FINDER: [[f32; 7]; 7] = [
    [1.0, 1.0, -1.0, -1.0, -1.0, 1.0, 1.0],
    [1.0, -1.0, 1.0, 1.0, 1.0, -1.0, 1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, -1.0, -1.0, -1.0, 1.0, -1.0],
    [1.0, -1.0, 1.0, 1.0, 1.0, -1.0, 1.0],
    [1.0, 1.0, -1.0, -1.0, -1.0, 1.0, 1.0],
];

/// Below this variance of shades, what lies there is paper.
const VARIANCE_MIN: f32 = 2.0;

impl Mark {
    /// Correlation of the shades with the mark, its middle at `place`, one module along each axis.
    pub(super) fn score(self, light: Light<'_>, place: Point, axes: [Point; 2]) -> f32 {
        match self {
            Self::Alignment => correlation(light, place, axes, [&ALIGNMENT]),
            Self::Finder => correlation(light, place, axes, [&FINDER, &ROUND_FINDER]),
        }
    }

    /// The best place within `reach` modules, first in coarse steps, then between them.
    pub(super) fn search(self, light: Light<'_>, from: Point, axes: [Point; 2], reach: f32) -> Fit {
        let [along, down] = axes;
        let mut best = Fit { place: from, score: self.score(light, from, axes) };
        let steps = index((reach / COARSE).ceil());
        for j in 0..=2 * steps {
            for i in 0..=2 * steps {
                let a = (float(i) - float(steps)) * COARSE;
                let b = (float(j) - float(steps)) * COARSE;
                let place = from + along * a + down * b;
                // Of two places that fit as well, the expected one is right.
                let score = self.score(light, place, axes) - 0.01 * a.hypot(b) / reach.max(1.0);
                if score > best.score {
                    best = Fit { place, score };
                }
            }
        }
        self.centered(light, best, axes)
    }

    /// The middle of the mark. Where modules are large and sharp, every place within half a module of it
    /// fits as well, but off the middle the fit falls sooner to one side than to the other.
    fn centered(self, light: Light<'_>, found: Fit, axes: [Point; 2]) -> Fit {
        let mut place = found.place;
        let mut step = COARSE / 2.0;
        while step > 0.06 {
            for axis in axes {
                let aside = axis * ASIDE;
                let [ahead, back] = [place + aside, place - aside].map(|at| self.score(light, at, axes));
                place = if ahead > back { place + axis * step } else { place - axis * step };
            }
            step /= 2.0;
        }
        Fit { place, score: found.score.max(self.score(light, place, axes)) }
    }
}

/// First steps of a search, in modules.
const COARSE: f32 = 0.5;
/// How far from a place its fit is asked for to both sides, in modules: where it falls, and not so far
/// that what stands beside the mark is seen.
const ASIDE: f32 = 0.4;

/// How well the shades fit the drawing they fit best.
#[inline]
fn correlation<const N: usize, const D: usize>(
    light: Light<'_>,
    place: Point,
    [along, down]: [Point; 2],
    drawings: [&[[f32; N]; N]; D],
) -> f32 {
    let half = float(N / 2);
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut shades = [[0.0_f32; N]; N];
    let mut row_start = place - along * half - down * half;
    for row in &mut shades {
        let mut at = row_start;
        for shade in row {
            *shade = light.at(at);
            sum += *shade;
            squares += *shade * *shade;
            at = at + along;
        }
        row_start = row_start + down;
    }
    let count = float(N * N);
    let variance = squares - sum * sum / count;
    if variance < count * VARIANCE_MIN {
        return 0.0;
    }
    let fits = drawings.map(|drawing| {
        let (mut with_mark, mut mark_sum) = (0.0, 0.0);
        for (shade, sign) in zip(shades.as_flattened(), drawing.as_flattened()) {
            with_mark += shade * sign;
            mark_sum += sign;
        }
        let mark_variance = count - mark_sum * mark_sum / count;
        (with_mark - sum * mark_sum / count) / (variance * mark_variance).sqrt()
    });
    fits.into_iter().fold(-1.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::Gray;

    #[test]
    fn a_mark_is_found_between_pixels_two_modules_from_where_it_was_expected() {
        let (scale, left, top) = (4, 43, 30);
        let pixels = (0..100 * 100_usize).map(|at| {
            let (x, y) = ((at % 100).checked_sub(left), (at / 100).checked_sub(top));
            let (Some(x), Some(y)) = (x.map(|x| x / scale), y.map(|y| y / scale)) else { return 180 };
            let ring = x.abs_diff(2).max(y.abs_diff(2));
            if matches!(ring, 0 | 2) { 90 } else { 180 }
        });
        let picture = Gray::new(100, 100, pixels.collect()).unwrap();
        let axes = [Point::new(4.0, 0.0), Point::new(0.0, 4.0)];
        let truth = Point::new(53.0, 40.0);
        let fit = Mark::Alignment.search(Light::new(&picture), truth + Point::new(7.0, -6.0), axes, 2.5);
        assert!((fit.place - truth).length() < 0.8 && fit.score > 0.9, "{fit:?}");
        let other = Mark::Finder.score(Light::new(&picture), truth, axes);
        assert!(other < 0.6, "{other}");
    }

    /// A finder whose rings are squares or circles, its middle at that place.
    fn finder(module: f32, middle: Point, is_round: bool) -> Gray {
        let side = 300_usize;
        let shade = |place: usize| {
            let at = Point::new(float(place % side) + 0.5, float(place / side) + 0.5) - middle;
            let away = if is_round { at.length() } else { at.x.abs().max(at.y.abs()) } / module;
            if away < 1.5 || (2.5..3.5).contains(&away) { 60 } else { 200 }
        };
        Gray::new(side, side, (0..side * side).map(shade).collect()).unwrap()
    }

    #[test]
    fn a_finder_drawn_round_is_one_and_its_middle_is_found_however_large_it_is() {
        let middle = Point::new(151.3, 148.6);
        for (module, is_round) in [(3.0, false), (3.0, true), (12.0, false), (12.0, true), (26.0, false)] {
            let picture = finder(module, middle, is_round);
            let axes = [Point::new(module, 0.0), Point::new(0.0, module)];
            let aside = middle + Point::new(0.4, -0.3) * module;
            let fit = Mark::Finder.search(Light::new(&picture), aside, axes, 0.5);
            assert!(fit.score > 0.85, "{module} {is_round} {fit:?}");
            assert!((fit.place - middle).length() < 0.12 * module, "{module} {is_round} {fit:?}");
        }
    }
}
