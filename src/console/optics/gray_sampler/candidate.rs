//! Which version three finders belong to, and where the code lies exactly.

use super::bend::{self, Bend};
use super::decode::Care;
use super::homography::Homography;
use super::light::Light;
use super::marks::Mark;
use super::mesh::Mesh;
use super::numbers::{Point, float, index};
use super::search::Finder;
use super::symbol_plan::version_word;
use super::triple::{self, Measured};

/// Lines of timing and version modules must fit at least so well.
const FIT_MIN: f32 = 0.3;
/// From here on, it is not by chance that they do.
const TIMED_MIN: f32 = 0.6;
/// Finders must fit at least so well where they were found, where they fit best, and all three together.
const FINDER_AT_FIRST_MIN: f32 = 0.35;
const FINDER_MIN: f32 = 0.4;
const FINDERS_MIN: f32 = 0.55;
/// How far a hand moves a code between two pictures, and how well its finders must fit there.
const FOLLOWED_MODULES: f32 = 2.5;
const FOLLOWED_MIN: f32 = 0.6;
/// Versions of one triple that are tried.
const VERSIONS_TRIED: usize = 2;
/// Counted along two sides, a version is the same but for so much.
const COUNTED_APART_MAX: f32 = 0.5;
/// Along each side of a code, lines through so many parts of it tell whether it is flat.
const PARTS: usize = 5;
/// An alignment mark that fits less than this is not there.
const MARK_MIN: f32 = 0.6;

/// Three finders taken as the corners of a version.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) version: usize,
    corners: [Point; 3],
    scales: [f32; 3],
    fit: f32,
}

/// Three finders measured and in their places; `None` if they are no code.
pub(super) fn corners(light: Light<'_>, finders: [Finder; 3]) -> Option<Measured> {
    let measured = triple::measured(light, finders).unwrap_or_else(|| roughly(finders));
    let rough = (measured.arm - 10.0) / 4.0;
    if !(0.3..46.0).contains(&rough) {
        return None;
    }
    refined(light, &measured).map(|corners| Measured { corners, ..measured })
}

/// The version of three finders by counting modules from one to the next, for what is not flat; `flat` are
/// those it may have if it is.
pub(super) fn counted(light: Light<'_>, measured: &Measured, flat: &[Candidate]) -> Option<Candidate> {
    let [at, right, below] = measured.corners;
    let [along, down] = measured.map().axes(3.5, 3.5);
    let across = bend::counted(light, at, [along, down], right);
    let deep = bend::counted(light, at, [down, along], below);
    let versions = [across, deep].map(|arm| arm.map(|arm| (arm - 10.0) / 4.0));
    let version = match versions {
        [Some(across), Some(deep)] if (across - deep).abs() < COUNTED_APART_MAX => {
            f32::midpoint(across, deep)
        }
        // One way may be covered; then it is a version that the other lines speak for.
        [Some(version), None] | [None, Some(version)] => {
            let is_likely = |flat: &Candidate| (float(flat.version) - version).abs() < COUNTED_APART_MAX;
            flat.iter().any(is_likely).then_some(version)?
        }
        _ => return None,
    };
    let version = index(version.round());
    let (corners, scales) = (measured.corners, measured.scales);
    (1..=40).contains(&version).then_some(Candidate { version, corners, scales, fit: 0.0 })
}

/// The likeliest versions of three finders, the best first.
pub(super) fn candidates(light: Light<'_>, measured: &Measured) -> Vec<Candidate> {
    let rough = (measured.arm - 10.0) / 4.0;
    let corners = measured.corners;
    let spread = 1.0 + rough * 0.09;
    let (least, most) = (index((rough - spread).ceil()).max(1), index(rough + spread).clamp(1, 40));
    let mut candidates: Vec<Candidate> = (least..=most)
        .map(|version| {
            let mut candidate = Candidate { version, corners, scales: measured.scales, fit: 0.0 };
            candidate.fit = candidate.fit(light);
            candidate
        })
        .filter(|candidate| candidate.fit > FIT_MIN)
        .collect();
    candidates.sort_by(|a, b| b.fit.total_cmp(&a.fit));
    candidates.truncate(VERSIONS_TRIED);
    candidates
}

/// By the sizes alone: blur may leave no edge to measure.
fn roughly([at, right, below]: [Finder; 3]) -> Measured {
    let scales = [1.0, right.module / at.module, below.module / at.module];
    let modules = |finder: Finder| (finder.center - at.center).length() / (finder.module * at.module).sqrt();
    let arm = (modules(right) * modules(below)).sqrt();
    Measured { corners: [at.center, right.center, below.center], scales, arm }
}

/// The middles of the finders to a fraction of a pixel; `None` if they do not look like finders seen
/// the way these three would have to be seen.
fn refined(light: Light<'_>, measured: &Measured) -> Option<[Point; 3]> {
    let map = measured.map();
    let far = 3.5 + measured.arm;
    let [at, right, below] = measured.corners;
    let expected = [(at, 3.5, 3.5), (right, far, 3.5), (below, 3.5, far)];
    let first = expected.map(|(corner, u, v)| Mark::Finder.score(light, corner, map.axes(u, v)));
    if first.iter().sum::<f32>() < 3.0 * FINDER_AT_FIRST_MIN {
        return None;
    }
    let fits = expected.map(|(corner, u, v)| Mark::Finder.search(light, corner, map.axes(u, v), 0.5));
    let all_fit = fits.iter().all(|fit| fit.score > FINDER_MIN)
        && fits.iter().map(|fit| fit.score).sum::<f32>() > 3.0 * FINDERS_MIN;
    all_fit.then(|| fits.map(|fit| fit.place))
}

impl Measured {
    fn map(&self) -> Homography {
        Homography::of_corner(self.corners, self.scales, 3.5, self.arm)
    }
}

impl Candidate {
    fn side(&self) -> f32 {
        float(17 + 4 * self.version)
    }

    /// Whether its lines of timing stand where they would on flat paper.
    pub(super) fn is_timed(&self) -> bool {
        self.fit > TIMED_MIN
    }

    /// How the code lies, as far as its three finders tell.
    fn map(&self) -> Homography {
        Homography::of_corner(self.corners, self.scales, 3.5, self.side() - 7.0)
    }

    /// How well the lines of timing and the modules of the version fit, 1 at most.
    fn fit(&self, light: Light<'_>) -> f32 {
        let map = self.map();
        if !map.is_sound(self.side()) {
            return 0.0;
        }
        let timing = self.timing(light, &map);
        if self.version < 7 { timing } else { f32::midpoint(timing, self.version_fit(light, &map)) }
    }

    /// The share of neighbours along both lines that alternate, less the share that does not.
    fn timing(&self, light: Light<'_>, map: &Homography) -> f32 {
        let mut shares = [0.0; 2];
        for (line, share) in shares.iter_mut().enumerate() {
            let shade = |place: usize| {
                let at = float(place) + 0.5;
                light.at(if line == 0 { map.at(at, 6.5) } else { map.at(6.5, at) })
            };
            let places = 7..17 + 4 * self.version - 7;
            let mut before = shade(places.start);
            let (mut sum, mut count) = (0.0, 0.0);
            for place in places.skip(1) {
                let here = shade(place);
                let step = if place % 2 == 0 { before - here } else { here - before };
                sum += if step > 1.0 {
                    1.0
                } else if step < -1.0 {
                    -1.0
                } else {
                    0.0
                };
                count += 1.0;
                before = here;
            }
            *share = sum / count;
        }
        // One line may lie in glare.
        let [a, b] = shares;
        f32::midpoint(a, b).max(a.max(b) * 0.6)
    }

    /// How well both copies of the version fit, 1 at most.
    fn version_fit(&self, light: Light<'_>, map: &Homography) -> f32 {
        let word = version_word(u32::try_from(self.version).unwrap_or(0));
        let start = self.side() - 11.0;
        let mut best = 0.0_f32;
        for turned in [false, true] {
            let (mut shades, mut sum) = ([0.0; 18], 0.0);
            for (bit, shade) in shades.iter_mut().enumerate() {
                let (u, v) = (start + float(bit % 3) + 0.5, float(bit / 3) + 0.5);
                *shade = light.at(if turned { map.at(v, u) } else { map.at(u, v) });
                sum += *shade;
            }
            let mean = sum / 18.0;
            let (mut with, mut all) = (0.0, 0.0);
            for (bit, shade) in shades.iter().enumerate() {
                let expected = if word >> bit & 1 == 1 { -1.0 } else { 1.0 };
                with += (shade - mean) * expected;
                all += (shade - mean).abs();
            }
            if all > 18.0 {
                best = best.max(with / all);
            }
        }
        best
    }

    /// How the code may lie, the likeliest first.
    pub(super) fn maps(&self, light: Light<'_>) -> Vec<Homography> {
        let (map, side) = (self.map(), self.side());
        let flat = Homography::of_corner(self.corners, [1.0; 3], 3.5, side - 7.0);
        if self.version < 2 {
            return vec![map, flat];
        }
        let [at, right, below] = self.corners;
        let near = 3.5;
        let far = side - 3.5;
        let mark = side - 6.5;
        let modules = [(near, near), (far, near), (near, far), (mark, mark)].map(|(u, v)| Point::new(u, v));
        let mut best = Vec::new();
        for (guess, reach) in [(map, 1.5), (map, 2.0 + side * 0.035), (flat, 2.0 + side * 0.02)] {
            let fit = Mark::Alignment.search(light, guess.at(mark, mark), guess.axes(mark, mark), reach);
            if fit.score > MARK_MIN {
                best.extend(Homography::of_four(modules, [at, right, below, fit.place]));
                break;
            }
        }
        if best.is_empty() {
            best.extend([map, flat]);
        }
        best
    }
}

impl Candidate {
    /// The same code in a picture so many times the size.
    pub(super) fn scaled(self, times: f32) -> Self {
        Self { corners: self.corners.map(|corner| corner * times), ..self }
    }

    /// The same code in the next picture of a video, if it has not gone farther than a few modules.
    pub(super) fn followed(&self, light: Light<'_>) -> Option<Self> {
        let (map, far) = (self.map(), self.side() - 3.5);
        let mut found = *self;
        let expected = [(3.5, 3.5), (far, 3.5), (3.5, far)];
        for (corner, (u, v)) in found.corners.iter_mut().zip(expected) {
            let fit = Mark::Finder.search(light, *corner, map.axes(u, v), FOLLOWED_MODULES);
            if fit.score < FOLLOWED_MIN {
                return None;
            }
            *corner = fit.place;
        }
        Some(found)
    }
}

/// All modules of a code in a picture.
pub(super) struct Grid {
    mesh: Mesh,
}

impl Grid {
    pub(super) fn of(light: Light<'_>, map: Homography, version: usize) -> Self {
        Self { mesh: Mesh::of(light, map, version) }
    }

    /// The same where nothing is flat: see [`Bend`].
    pub(super) fn bent(light: Light<'_>, candidate: &Candidate) -> Option<Self> {
        let (map, far) = (candidate.map(), candidate.side() - 3.5);
        let [at, right, below] = candidate.corners;
        let finders = [(at, 3.5, 3.5), (right, far, 3.5), (below, 3.5, far)];
        let side = 17 + 4 * candidate.version;
        let bend = Bend::of(light, side, finders.map(|(corner, u, v)| (corner, map.axes(u, v))))?;
        Some(Self { mesh: Mesh::of_bend(&bend, map, side) })
    }

    /// Whether modules meet where this says, at places all over the code.
    pub(super) fn is_where_it_lies(&self, light: Light<'_>) -> bool {
        let part = self.mesh.side() / PARTS;
        let inner = (0..(PARTS - 1) * (PARTS - 1)).map(|at| (at % (PARTS - 1) + 1, at / (PARTS - 1) + 1));
        let corner = |(i, j): (usize, usize)| {
            let (u, v) = (float(i * part), float(j * part));
            let at = self.mesh.place(u, v);
            (at, [self.mesh.place(u + 1.0, v) - at, self.mesh.place(u, v + 1.0) - at])
        };
        bend::is_where_expected(light, inner.map(corner))
    }

    /// The shades of all modules: quickly, or from several places of each.
    pub(super) fn shades(&self, light: Light<'_>, care: Care) -> Vec<f32> {
        match care {
            Care::Quick => self.mesh.middle_shades(light),
            Care::Full => self.mesh.shades(light),
        }
    }

    /// Top left, then clockwise.
    pub(super) fn corners(&self) -> [Point; 4] {
        let side = float(self.mesh.side());
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| self.mesh.place(u, v))
    }
}
