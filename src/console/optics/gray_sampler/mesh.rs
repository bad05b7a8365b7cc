//! The net of alignment marks: where each module lies on paper that is not quite flat.

use super::bend::Bend;
use super::homography::Homography;
use super::light::Light;
use super::marks::Mark;
use super::numbers::{Point, float};
use std::iter::zip;

/// A mark that fits worse than this may be anything; its neighbours say where it is.
const FIT_MIN: f32 = 0.55;

/// Where it is not where flat paper would have it, it is looked for so far away, and must fit better.
const BENT_MODULES: f32 = 2.5;
const BENT_FIT_MIN: f32 = 0.7;

/// One square of a code as it lies in the picture, with the modules it stands for.
#[derive(Clone, Copy, Debug)]
struct Cell {
    from: [usize; 2],
    to: [usize; 2],
    map: Homography,
}

/// All squares of a code.
#[derive(Clone, Debug)]
pub(super) struct Mesh {
    cells: Vec<Cell>,
    side: usize,
}

/// Modules in which the alignment marks of a version have their middles, along either axis.
pub(super) fn mark_places(version: usize) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let (side, count) = (17 + 4 * version, version / 7 + 2);
    // ISO/IEC 18004, annex E, as a formula; only version 32 is not even enough for it.
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let mut places: Vec<usize> = (0..count - 1).map(|place| side - 7 - place * step).collect();
    places.push(6);
    places.reverse();
    places
}

impl Mesh {
    /// Finds every alignment mark, beginning from a homography that is right at the corners.
    pub(super) fn of(light: Light<'_>, map: Homography, version: usize) -> Self {
        let side = 17 + 4 * version;
        let places = mark_places(version);
        if version < 7 {
            return Self { cells: vec![Cell { from: [0, 0], to: [side, side], map }], side };
        }
        let marks = marks(light, map, &places);
        let mut cells = Vec::new();
        let rows =
            zip(places.windows(2), zip(marks.chunks(places.len()), marks.chunks(places.len()).skip(1)));
        for (down, (upper, lower)) in rows {
            for (along, (upper, lower)) in zip(places.windows(2), zip(upper.windows(2), lower.windows(2))) {
                let (&[left, right], &[top, bottom]) = (along, down) else { continue };
                let (&[a, b], &[c, d]) = (upper, lower) else { continue };
                let corner = |u: usize, v: usize| Point::new(float(u) + 0.5, float(v) + 0.5);
                let from =
                    [corner(left, top), corner(right, top), corner(left, bottom), corner(right, bottom)];
                let end = |place: usize| if place == side - 7 { side } else { place };
                let begin = |place: usize| if place == 6 { 0 } else { place };
                cells.push(Cell {
                    from: [begin(left), begin(top)],
                    to: [end(right), end(bottom)],
                    map: Homography::of_four(from, [a, b, c, d]).unwrap_or(map),
                });
            }
        }
        Self { cells, side }
    }

    /// Between the nodes of a lattice that was followed.
    pub(super) fn of_bend(bend: &Bend, map: Homography, side: usize) -> Self {
        let mut cells = Vec::new();
        let (at, wide) = (&bend.at, bend.at.len());
        let rows = zip(at.windows(2), zip(bend.places.chunks(wide), bend.places.chunks(wide).skip(1)));
        for (down, (upper, lower)) in rows {
            for (along, (upper, lower)) in zip(at.windows(2), zip(upper.windows(2), lower.windows(2))) {
                let (&[left, right], &[top, bottom]) = (along, down) else { continue };
                let (&[a, b], &[c, d]) = (upper, lower) else { continue };
                let corner = |u: usize, v: usize| Point::new(float(u), float(v));
                let from =
                    [corner(left, top), corner(right, top), corner(left, bottom), corner(right, bottom)];
                cells.push(Cell {
                    from: [left, top],
                    to: [right, bottom],
                    map: Homography::of_four(from, [a, b, c, d]).unwrap_or(map),
                });
            }
        }
        Self { cells, side }
    }

    pub(super) fn side(&self) -> usize {
        self.side
    }

    /// Where the corner of a module lies.
    pub(super) fn place(&self, u: f32, v: f32) -> Point {
        let holds = |cell: &&Cell| u <= float(cell.to[0]) && v <= float(cell.to[1]);
        self.cells.iter().find(holds).map_or_else(Point::default, |cell| cell.map.at(u, v))
    }

    /// The shade in the middle of every module, row by row.
    pub(super) fn middle_shades(&self, light: Light<'_>) -> Vec<f32> {
        self.sampled(|map, u, v| light.at(map.at(u, v)))
    }

    /// The shade of every module, row by row: the mean of five places around its middle.
    pub(super) fn shades(&self, light: Light<'_>) -> Vec<f32> {
        self.sampled(|map, u, v| {
            let middle = map.at(u, v);
            let side = map.at(u + 0.25, v) - middle;
            let across = Point::new(-side.y, side.x);
            let around = light.at(middle + side) + light.at(middle - side);
            (light.at(middle) * 2.0 + around + light.at(middle + across) + light.at(middle - across)) / 6.0
        })
    }

    fn sampled(&self, shade_at: impl Fn(&Homography, f32, f32) -> f32) -> Vec<f32> {
        let mut shades = vec![0.0; self.side * self.side];
        for cell in &self.cells {
            let [[left, top], [right, bottom]] = [cell.from, cell.to];
            for (v, row) in shades.chunks_exact_mut(self.side).enumerate().take(bottom).skip(top) {
                for (u, shade) in row.iter_mut().enumerate().take(right).skip(left) {
                    *shade = shade_at(&cell.map, float(u) + 0.5, float(v) + 0.5);
                }
            }
        }
        shades
    }
}

/// Every mark of the net. Going away from the three finders, each is expected where its neighbours'
/// displacement puts it: paper bends slowly.
fn marks(light: Light<'_>, map: Homography, places: &[usize]) -> Vec<Point> {
    let count = places.len();
    let mut shifts: Vec<Option<Point>> = vec![None; count * count];
    let mut found = vec![Point::default(); count * count];
    for (j, place_v) in places.iter().enumerate() {
        for (i, place_u) in places.iter().enumerate() {
            let (u, v) = (float(*place_u) + 0.5, float(*place_v) + 0.5);
            let flat = map.at(u, v);
            let near = [(1, 0), (0, 1), (1, 1)].into_iter().filter_map(|(left, up)| {
                let at = j.checked_sub(up)? * count + i.checked_sub(left)?;
                shifts.get(at).copied().flatten()
            });
            let (sum, number) = near.fold((Point::default(), 0.0), |(sum, n), shift| (sum + shift, n + 1.0));
            let expected = flat + sum * (1.0 / f32::max(number, 1.0));
            let is_finder = [(0, 0), (count - 1, 0), (0, count - 1)].contains(&(i, j));
            let mut place = if is_finder { flat } else { expected };
            let mut shift = is_finder.then(Point::default);
            if !is_finder {
                let axes = map.axes(u, v);
                let near = Mark::Alignment.search(light, expected, axes, 1.0);
                let bent = || Mark::Alignment.search(light, expected, axes, BENT_MODULES);
                let fit = if near.score > FIT_MIN { near } else { bent() };
                let is_near = (fit.place - expected).length() < axes[0].length() * 1.5;
                if fit.score > if is_near { FIT_MIN } else { BENT_FIT_MIN } {
                    place = fit.place;
                    shift = Some(place - flat);
                }
            }
            if let (Some(found), Some(kept)) = (found.get_mut(j * count + i), shifts.get_mut(j * count + i)) {
                *found = place;
                *kept = shift;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_the_standard_has_them() {
        assert_eq!(mark_places(2), [6, 18]);
        assert_eq!(mark_places(7), [6, 22, 38]);
        assert_eq!(mark_places(32), [6, 34, 60, 86, 112, 138]);
        assert_eq!(mark_places(40), [6, 30, 58, 86, 114, 142, 170]);
    }
}
