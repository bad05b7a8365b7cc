//! Where finder patterns may be: places around which dark and light alternate 1:1:3:1:1, both ways.

use super::light::Light;
use super::numbers::{Point, float, index};
use super::threshold::Dark;
use std::iter::zip;

/// Most places kept; a wall of finder patterns is somebody's attack on our patience (attack E05).
const PLACES_MAX: usize = 640;
/// Most runs along rows that are looked at closer.
const CLOSER_MAX: usize = 60_000;

/// Finders whose rows are gone through at about the same time.
const NEAR_MAX: usize = 128;

/// A picture noisier than this, in shades, is full of what looks like finders of modules as small as its
/// pixels; a code that small could not be read in it.
pub(super) const NOISE_MAX: f32 = 4.0;
/// Shortest finders, in pixels, of pictures below and above that.
const LENGTH_MIN: u32 = 7;
const NOISY_LENGTH_MIN: u32 = 11;
const NOISY_ROW_STEP: usize = 3;

/// The stone of a finder shows on at least this share of its rows.
const CERTAIN_MIN: f32 = 0.25;

/// Twelve directions.
const AROUND: [(f32, f32); 12] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
];
/// So far from the middle lie the stone and the light ring in every direction, however they are turned.
const STONE_MODULES: f32 = 0.8;
const RING_MODULES: f32 = 2.25;

/// A place that looks like a finder pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    pub(super) center: Point,
    /// Pixels per module, the mean of both directions.
    pub(super) module: f32,
    /// Rows that showed it.
    pub(super) rows: u32,
    /// The share of the rows through its stone that showed it, 1 at most.
    pub(super) certain: f32,
    /// How many times farther apart the shades of stone and ring are than shades within them; see
    /// [`Finder::seen`].
    pub(super) clear: f32,
}

/// Those found at one polarity, while rows are gone through.
#[derive(Default)]
struct Finding {
    found: Vec<Finder>,
    closer: usize,
}

/// Finds dark ones on light paper and light ones on a dark screen, the most certain first.
pub(super) fn finders(dark: &Dark, row_step: usize) -> [Vec<Finder>; 2] {
    found(dark, row_step, Rim::Closed)
}

/// Finds dark ones that run into what lies beside them: a code on a dark screen without a quiet zone.
pub(super) fn open_finders(dark: &Dark, row_step: usize) -> Vec<Finder> {
    let [of_dark, _] = found(dark, row_step, Rim::Open);
    of_dark
}

/// Finds light ones only.
pub(super) fn light_finders(dark: &Dark, row_step: usize) -> Vec<Finder> {
    let [_, of_light] = found(dark, row_step, Rim::ClosedAndLight);
    of_light
}

fn found(dark: &Dark, row_step: usize, rim: Rim) -> [Vec<Finder>; 2] {
    let mut findings = [Finding::default(), Finding::default()];
    let (mut edges, mut worth) = (Vec::new(), Vec::new());
    let (shortest, row_step) = match dark.noise() > NOISE_MAX {
        // What is left is so high that every third row shows it too.
        true => (NOISY_LENGTH_MIN, row_step.max(NOISY_ROW_STEP)),
        false => (LENGTH_MIN, row_step),
    };
    for y in (row_step / 2..dark.height()).step_by(row_step) {
        dark.edges(y, &mut edges);
        rim.worth_measuring(&edges, shortest, &mut worth);
        for (place, _) in worth.iter().enumerate().filter(|(_, is_worth)| **is_worth) {
            let color = place % 2 == 0;
            let Some(&[a, b, c, d, e, f]) = edges.get(place..).and_then(|edges| edges.first_chunk()) else {
                continue;
            };
            let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(|edge: u32| usize::try_from(edge).unwrap_or(0));
            let runs = [b - a, c - b, d - c, e - d, f - e];
            if !rim.is_of(color) {
                continue;
            }
            let Some(module) = rim.module_of(runs, 0.75) else { continue };
            let [of_dark, of_light] = &mut findings;
            let finding = if color { of_dark } else { of_light };
            finding.take(dark, rim, color, ((c + d - 1) / 2, y), module);
        }
    }
    findings.map(|finding| finding.sorted(row_step))
}

impl Finding {
    fn take(&mut self, dark: &Dark, rim: Rim, color: bool, (x, y): (usize, usize), module: f32) {
        if let Some(known) = self.found.iter_mut().rev().take(8).find(|known| known.covers(x, y)) {
            known.rows += 1;
            return;
        }
        self.closer += 1;
        if self.closer > CLOSER_MAX {
            return;
        }
        if let Some(finder) = look_closer(dark, rim, color, (x, y), module) {
            add(&mut self.found, finder);
        }
    }

    fn sorted(self, row_step: usize) -> Vec<Finder> {
        let mut found = self.found;
        for finder in &mut found {
            let rows = f32::from(u16::try_from(finder.rows).unwrap_or(u16::MAX)) * float(row_step);
            finder.certain = (rows / (3.0 * finder.module)).min(1.0);
        }
        found.retain(|finder| finder.certain > CERTAIN_MIN);
        found.sort_by(|a, b| b.certain.total_cmp(&a.certain));
        found
    }
}

impl Finder {
    /// The same place in a picture so many times the size.
    pub(super) fn scaled(self, times: f32) -> Self {
        Self { center: self.center * times, module: self.module * times, ..self }
    }

    /// With how clearly its stone stands out from the light ring around it. Dice of noise that fall like
    /// a finder along one row are no clearer than noise is.
    pub(super) fn seen(self, light: Light<'_>) -> Self {
        let shades = |places: &[(f32, f32)], modules: f32| {
            let reach = self.module * modules;
            let (sum, squares) = places.iter().fold((0.0, 0.0), |(sum, squares), (x, y)| {
                let shade = light.at(self.center + Point::new(*x, *y) * reach);
                (sum + shade, squares + shade * shade)
            });
            let mean = sum / float(places.len());
            (mean, squares / float(places.len()) - mean * mean)
        };
        let (stone, within_stone) = shades(&AROUND, STONE_MODULES);
        let (ring, within_ring) = shades(&AROUND, RING_MODULES);
        let spread = f32::midpoint(within_stone, within_ring).max(1.0).sqrt();
        Self { clear: (ring - stone) / spread, ..self }
    }

    /// Whether a place lies well inside its stone.
    fn covers(&self, x: usize, y: usize) -> bool {
        let reach = self.module * 1.2;
        (float(x) + 0.5 - self.center.x).abs() < reach
            && (float(y) + 0.5 - self.center.y).abs() < self.module * 1.6
    }
}

fn add(found: &mut Vec<Finder>, finder: Finder) {
    let same = |known: &&mut Finder| {
        let apart = known.center - finder.center;
        let reach = known.module * 1.5;
        apart.x.abs() < reach
            && apart.y.abs() < reach
            && (0.62..1.6).contains(&(known.module / finder.module))
    };
    if let Some(known) = found.iter_mut().rev().take(NEAR_MAX).find(same) {
        known.rows += 1;
    } else if found.len() < PLACES_MAX {
        found.push(finder);
    }
}

/// Goes through the place downwards, then across again at the height that was found.
fn look_closer(dark: &Dark, rim: Rim, color: bool, (x, y): (usize, usize), module: f32) -> Option<Finder> {
    let (runs, middle_y) = runs_through(dark, color, (x, y), true, module)?;
    let down = rim.module_of(runs, 0.85)?;
    if !(0.45..2.2).contains(&(down / module)) {
        return None;
    }
    let (runs, middle_x) = runs_through(dark, color, (x, index(middle_y)), false, module)?;
    let across = rim.module_of(runs, 0.85)?;
    let center = Point::new(middle_x, middle_y);
    Some(Finder { center, module: (across + down) / 2.0, rows: 1, certain: 0.0, clear: 0.0 })
}

/// What is asked of the two outermost runs of a finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rim {
    /// Both are one module wide.
    Closed,
    /// The same, and they are light.
    ClosedAndLight,
    /// One of them is; the other goes on into what lies beside the code. On the inside stands light paper
    /// between a finder and the data: a letter like O, which has rims that go on to both sides, is none.
    Open,
}

impl Rim {
    /// Whether finders of a color are asked for.
    fn is_of(self, is_dark: bool) -> bool {
        match self {
            Self::Closed => true,
            Self::ClosedAndLight => !is_dark,
            Self::Open => is_dark,
        }
    }

    /// At which edges five runs begin that are worth measuring: whole numbers tell most of what is no finder.
    /// Rows of letters or noise have hundreds of edges, so that they are asked side by side, without a branch.
    fn worth_measuring(self, edges: &[u32], shortest: u32, worth: &mut Vec<bool>) {
        let from = |first: usize| edges.get(first..).unwrap_or_default();
        let ends = zip(zip(zip(from(0), from(1)), zip(from(2), from(3))), zip(from(4), from(5)));
        let runs = ends.map(|(((a, b), (c, d)), (e, f))| {
            let runs = [(a, b), (b, c), (c, d), (d, e), (e, f)].map(|(from, to)| to.wrapping_sub(*from));
            (runs, f.wrapping_sub(*a))
        });
        worth.clear();
        match self {
            Self::Open => worth.extend(runs.map(|(runs, total)| total >= shortest && may_be_open(runs))),
            _ => worth.extend(runs.map(|(runs, total)| may_be_closed(runs, total, shortest))),
        }
    }

    /// Pixels per module if the runs are 1:1:3:1:1 within a tolerance in modules.
    fn module_of(self, runs: [usize; 5], tolerance: f32) -> Option<f32> {
        match self {
            Self::Closed | Self::ClosedAndLight => module_of(runs, tolerance),
            Self::Open => {
                let [a, b, stone, d, e] = runs;
                let module = float(b + stone + d) / 5.0;
                // The rim that is closed tells as much as that it is one: the other is as wide.
                let rim = a.min(e);
                let is_rim = float(a.max(e)) > module * 0.5;
                module_of([rim, b, stone, d, rim], tolerance).filter(|_| is_rim)
            }
        }
    }
}

fn may_be_closed([a, b, stone, d, e]: [u32; 5], total: u32, shortest: u32) -> bool {
    let longest = a.max(b).max(d.max(e));
    (total >= shortest)
        & (stone.wrapping_mul(4).wrapping_add(6) > total)
        & (stone.wrapping_mul(5) < total.wrapping_mul(3).wrapping_add(8))
        & (longest.wrapping_mul(4) <= total.wrapping_add(4))
}

fn may_be_open([a, b, stone, d, e]: [u32; 5]) -> bool {
    let inner = b.wrapping_add(stone).wrapping_add(d);
    (stone.wrapping_mul(5).wrapping_add(6) > inner.wrapping_mul(2))
        & (stone.wrapping_mul(4) < inner.wrapping_mul(3).wrapping_add(6))
        & (a.min(e).wrapping_mul(3) < inner.wrapping_add(6))
}

/// Pixels per module if the runs are 1:1:3:1:1 within a tolerance in modules.
fn module_of(runs: [usize; 5], tolerance: f32) -> Option<f32> {
    let module = float(runs.iter().sum()) / 7.0;
    if module < 1.0 {
        return None;
    }
    let within = (tolerance * module).max(0.9);
    let [a, b, c, d, e] = runs.map(float);
    let near = |run: f32| (run - module).abs() <= within;
    let fits = near(a) && near(b) && (c - 3.0 * module).abs() <= within * 1.6 && near(d) && near(e);
    fits.then_some(module)
}

/// A step back, added with wrapping.
const BACK: usize = usize::MAX;

/// The five runs through a place of that color, true being dark, and where the middle of the third is.
fn runs_through(
    dark: &Dark,
    color: bool,
    (x, y): (usize, usize),
    down: bool,
    module: f32,
) -> Option<([usize; 5], f32)> {
    let longest = index(module * 4.5).max(8);
    let start = if down { y } else { x };
    let at = |place: usize| if down { dark.at(x, place) } else { dark.at(place, y) };
    if at(start) != Some(color) {
        return None;
    }
    // What lies before the first place is neither dark nor light; `usize::MAX` is outside too.
    let run = |from: usize, color: bool, step: usize| {
        let mut length = 0;
        let mut place = from;
        while length <= longest && at(place) == Some(color) {
            length += 1;
            place = place.wrapping_add(step);
        }
        (length, place)
    };
    let (stone_before, place) = run(start, color, BACK);
    let (b, place) = run(place, !color, BACK);
    let (a, _) = run(place, color, BACK);
    let (stone_after, place) = run(start, color, 1);
    let (d, place) = run(place, !color, 1);
    let (e, _) = run(place, color, 1);
    let runs = [a, b, stone_before + stone_after - 1, d, e];
    if runs.iter().any(|run| *run == 0 || *run > 2 * longest) {
        return None;
    }
    let middle = float(start + stone_after) - float(stone_before + stone_after - 1) / 2.0;
    Some((runs, middle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::Gray;

    fn picture(scale: usize, left: usize, top: usize) -> Gray {
        let (width, height) = (left + 12 * scale, top + 12 * scale);
        let pixels = (0..width * height).map(|at| {
            let (x, y) = ((at % width).checked_sub(left), (at / width).checked_sub(top));
            let (Some(x), Some(y)) = (x.map(|x| x / scale), y.map(|y| y / scale)) else { return 200 };
            let ring = x.abs_diff(3).max(y.abs_diff(3));
            if matches!(ring, 0 | 1 | 3) { 60 } else { 200 }
        });
        Gray::new(width, height, pixels.collect()).unwrap()
    }

    #[test]
    fn one_finder_is_found_at_its_place_and_size_even_at_the_edge() {
        for (scale, left, top) in [(2, 9, 11), (3, 30, 5), (5, 0, 0), (7, 64, 3)] {
            let [found, _] = finders(&Dark::of(&picture(scale, left, top)), 1);
            assert_eq!(found.len(), 1, "{scale}");
            let scale = float(scale);
            let expected = Point::new(float(left) + 3.5 * scale, float(top) + 3.5 * scale);
            assert!((found[0].center - expected).length() < 0.6, "{:?} {expected:?}", found[0]);
            assert!((found[0].module - scale).abs() < 0.3);
        }
    }

    #[test]
    fn runs_that_are_measured_are_those_of_a_finder_wherever_they_begin() {
        let mut worth = Vec::new();
        // Five runs of 1:1:3:1:1 at three pixels a module, after a long run and before another.
        let edges = [0, 40, 43, 46, 55, 58, 61, 100];
        Rim::Closed.worth_measuring(&edges, LENGTH_MIN, &mut worth);
        assert_eq!(worth, [false, true, false]);
        Rim::Closed.worth_measuring(&edges, 22, &mut worth);
        assert_eq!(worth, [false; 3]);
        // Open to the left, where what lies beside it goes on.
        Rim::Open.worth_measuring(&[0, 43, 46, 55, 58, 61], LENGTH_MIN, &mut worth);
        assert_eq!(worth, [true]);
        Rim::Closed.worth_measuring(&edges[..5], LENGTH_MIN, &mut worth);
        assert!(worth.is_empty());
    }

    #[test]
    fn a_finder_stands_out_from_its_ring_and_what_noise_throws_does_not() {
        let drawn = picture(4, 30, 25);
        let [found, _] = finders(&Dark::of(&drawn), 1);
        assert!(found[0].seen(Light::new(&drawn)).clear > 20.0);
        let mut state = 9_u32;
        let mut dice = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(state >> 24).unwrap()
        };
        let noise = Gray::new(400, 400, (0..160_000).map(|_| dice()).collect()).unwrap();
        let [found, _] = finders(&Dark::of(&noise), 1);
        let clear = found.iter().filter(|finder| finder.seen(Light::new(&noise)).clear > 3.0).count();
        assert!(found.len() > 20 && clear * 20 < found.len(), "{clear} of {}", found.len());
    }
}
