//! Straight lines stay straight: how a flat square of modules lies in a picture.

use super::numbers::Point;
use std::iter::zip;

/// Maps places among the modules to places in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Homography {
    across: Point,
    down: Point,
    origin: Point,
    /// How the scale falls along and down; the scale at the origin is 1.
    fall: Point,
}

impl Homography {
    /// From three places among the modules and in the picture, and the scales seen there.
    ///
    /// Along a line seen at a slant, the scale is the square of the distance to the eye's plane: the
    /// sizes of the three finder patterns tell where the fourth corner is. The first place is the
    /// corner between the other two, `arm` modules away from it.
    pub(super) fn of_corner(corner: [Point; 3], scales: [f32; 3], start: f32, arm: f32) -> Self {
        let [at, right, below] = corner;
        let [here, along_scale, down_scale] = scales;
        let (wide, deep) = ((here / along_scale).sqrt(), (here / down_scale).sqrt());
        let fall = Point::new((wide - 1.0) / arm, (deep - 1.0) / arm);
        let across = (right * wide - at) * (1.0 / arm);
        let down = (below * deep - at) * (1.0 / arm);
        // So far seen from the corner; the origin is `start` modules before it both ways.
        let scale = 1.0 - (fall.x + fall.y) * start;
        let origin = (at - (across + down) * start) * (1.0 / scale);
        let by = 1.0 / scale;
        Self { across: across * by, down: down * by, origin, fall: fall * by }
    }

    /// From four places among the modules and in the picture; `None` if three lie on a line.
    pub(super) fn of_four(from: [Point; 4], to: [Point; 4]) -> Option<Self> {
        let mut rows = [[0.0_f64; 9]; 8];
        for (pair, (from, to)) in zip(rows.as_chunks_mut::<2>().0, zip(from, to)) {
            let [(u, v), (x, y)] = [from, to].map(|point| (f64::from(point.x), f64::from(point.y)));
            *pair = [
                [u, v, 1.0, 0.0, 0.0, 0.0, -u * x, -v * x, x],
                [0.0, 0.0, 0.0, u, v, 1.0, -u * y, -v * y, y],
            ];
        }
        let [a, b, c, d, e, f, g, h] = solved(rows)?;
        Some(Self {
            across: Point::new(a, d),
            down: Point::new(b, e),
            origin: Point::new(c, f),
            fall: Point::new(g, h),
        })
    }

    #[inline]
    pub(super) fn at(&self, u: f32, v: f32) -> Point {
        let scale = 1.0 / (1.0 + self.fall.x * u + self.fall.y * v);
        (self.origin + self.across * u + self.down * v) * scale
    }

    /// One module along and one down at a place, as they lie in the picture.
    pub(super) fn axes(&self, u: f32, v: f32) -> [Point; 2] {
        [self.at(u + 0.5, v) - self.at(u - 0.5, v), self.at(u, v + 0.5) - self.at(u, v - 0.5)]
    }

    /// Whether a square of so many modules lies wholly before the eye.
    pub(super) fn is_sound(&self, side: f32) -> bool {
        [(0.0, 0.0), (side, 0.0), (0.0, side), (side, side)].iter().all(|(u, v)| {
            let scale = 1.0 + self.fall.x * u + self.fall.y * v;
            (0.2..5.0).contains(&scale)
        })
    }
}

/// Solves linear equations, the last column being the right side.
pub(super) fn solved<const N: usize, const M: usize>(mut rows: [[f64; M]; N]) -> Option<[f32; N]> {
    for column in 0..N {
        let size = |row: &[f64; M]| row.get(column).map_or(0.0, |value| value.abs());
        let (best, _) =
            rows.iter().enumerate().skip(column).max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)))?;
        rows.swap(column, best);
        let pivot_row = *rows.get(column)?;
        let pivot = *pivot_row.get(column)?;
        if !pivot.is_finite() || pivot.abs() < 1e-12 {
            return None;
        }
        for (place, row) in rows.iter_mut().enumerate() {
            let factor = row.get(column).copied().unwrap_or(0.0) / pivot;
            if place != column && factor != 0.0 {
                zip(row, pivot_row).for_each(|(value, above)| *value -= factor * above);
            }
        }
    }
    let mut solution = [0.0; N];
    for (place, (value, row)) in zip(&mut solution, &rows).enumerate() {
        *value = narrow(row.last()? / row.get(place)?);
    }
    Some(solution)
}

#[expect(clippy::as_conversions, reason = "std has no other way from a double to a float")]
#[expect(clippy::cast_possible_truncation, reason = "places of pixels need no more digits")]
const fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: Point) -> bool {
        (a - b).length() < 0.05
    }

    #[test]
    fn the_fourth_corner_follows_from_the_sizes_of_three_finders() {
        let corners = [(0.0, 0.0), (25.0, 0.0), (0.0, 25.0), (25.0, 25.0)].map(|(x, y)| Point::new(x, y));
        let seen =
            [(100.0, 80.0), (220.0, 95.0), (90.0, 210.0), (200.0, 190.0)].map(|(x, y)| Point::new(x, y));
        let truth = Homography::of_four(corners, seen).unwrap();
        for (module, place) in zip(corners, seen) {
            assert!(near(truth.at(module.x, module.y), place));
        }
        let finders = [(3.5, 3.5), (21.5, 3.5), (3.5, 21.5)];
        let [a, b, c] = finders.map(|(u, v)| truth.at(u, v));
        let along = |(u, v): (f32, f32)| truth.axes(u, v)[0].length();
        let down = |(u, v): (f32, f32)| truth.axes(u, v)[1].length();
        // One scale for each arm is what a picture gives; the corner's own counts for both.
        let scales = [1.0, along(finders[1]) / along(finders[0]), down(finders[2]) / down(finders[0])];
        let guess = Homography::of_corner([a, b, c], scales, 3.5, 18.0);
        assert!(near(guess.at(3.5, 3.5), a) && near(guess.at(21.5, 3.5), b) && near(guess.at(3.5, 21.5), c));
        assert!((guess.at(25.0, 25.0) - seen[3]).length() < 2.0, "{:?}", guess.at(25.0, 25.0));
    }

    #[test]
    fn three_places_on_a_line_are_no_square() {
        let square = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| Point::new(x, y));
        let line = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (1.0, 1.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(Homography::of_four(line, square), None);
    }
}
