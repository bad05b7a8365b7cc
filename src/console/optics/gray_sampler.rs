//! The gray sampler: reads codes whose modules no threshold can tell apart.
//!
//! Only the search for finder patterns looks at dark and light. From there on, everything is shades:
//! where the marks of a code lie, to a fraction of a pixel; how dark each module is; what blur mixed;
//! which codewords are doubtful. The way of a picture through the rooms:
//!
//! ```text
//! threshold ─▶ search ─▶ triple ─▶ candidate ─▶ marks, mesh ─▶ soft, equaliser ─▶ decode
//!  dark bits    finders   corners    version      places         modules           payload
//! ```
//!
//! What is not flat goes by way of `bend` instead of `mesh`.
//!
//! Nothing here knows a clock: work is counted, and what it may cost is decided beforehand (attack E05).

mod bend;
mod candidate;
mod decode;
mod equaliser;
mod homography;
mod light;
mod marks;
mod mesh;
mod noise;
mod numbers;
mod reed_solomon;
mod search;
mod soft;
pub(super) mod strict;
mod symbol_plan;
mod threshold;
mod track;
mod triple;

use super::Gray;
use super::scan::Found;
use candidate::{Candidate, Grid};
use decode::{Care, Outcome};
use light::Light;
use search::Finder;
use std::rc::Rc;
use symbol_plan::Plan;
use threshold::Dark;
pub(super) use track::Track;

/// What may still be spent on a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    /// Triples that are measured.
    pub(super) triples: usize,
    /// Squares of modules that are sampled and decoded.
    pub(super) grids: usize,
    /// Lattices that are followed.
    pub(super) bends: usize,
}

/// One way to look at a picture.
pub(super) struct Look<'picture> {
    /// Where shades are taken from.
    pub(super) shades: &'picture Gray,
    /// Pixels of `shades` for each of the picture that was searched.
    pub(super) times: f32,
    pub(super) inverted: bool,
    /// Most triples measured before anything was read.
    pub(super) triples: usize,
}

/// What a look showed.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) read: Vec<Read>,
    /// Triples that look like a code and were not read.
    pub(super) unread: usize,
    /// Finder patterns that are hardly anything else and belong to no code read.
    pub(super) finders_left: usize,
    /// Whether something looks rather like a finder: with more or less noise, there may be a code.
    pub(super) is_promising: bool,
}

/// A finder as certain as this is hardly anything else.
const CERTAIN_MIN: f32 = 0.75;
/// Less clear than this, it is no finder; from that on it is hardly anything else.
const CLEAR_MIN: f32 = 0.7;
const CLEARLY_MIN: f32 = 3.0;
/// How clear a finder is, times how certain: from here on, one that was found in spite of noise. Its
/// modules are of so many pixels at least: smaller ones are thrown by noise too often. One key of a keyboard
/// or one letter reaches it as well, so that all of a look together have to come to more than that: two that
/// are faint, or one that is clear.
const PROMISING_MIN: f32 = 1.2;
const PROMISING_SUM_MIN: f32 = 2.6;
const PROMISING_MODULE_MIN: f32 = 2.5;
/// Of finders that are not clearly any, so many are looked at: all that a code or two may have.
const UNCLEAR_MAX: usize = 48;
/// A picture with more places than this that look like finders, and no code in it, is full of letters or noise.
const CROWDED_MIN: usize = 12;
/// What a square that is no code costs beside a triple that is none.
const TRIPLES_PER_NOTHING: usize = 20;
/// What may be measured and sampled once more for each code that was read: a sheet may show hundreds.
const TRIPLES_PER_CODE: usize = 1_000;
const GRIDS_PER_CODE: usize = 8;
const BENDS_PER_CODE: usize = 2;

/// A code that was read, and what it takes to follow it.
pub(super) struct Read {
    pub(super) found: Found,
    pub(super) track: Option<Track>,
}

/// Finder patterns of a picture: dark ones, and light ones on dark.
pub(super) struct Searched {
    of_dark: Vec<Finder>,
    of_light: Vec<Finder>,
    dark: Rc<Dark>,
}

impl Searched {
    /// Looks at every row, or at every so many.
    pub(super) fn of(picture: &Gray, row_step: usize) -> Self {
        Self::of_dark(Dark::of(picture), row_step)
    }

    /// Looks at every row, for the faintest code.
    pub(super) fn of_the_faintest(picture: &Gray) -> Self {
        Self::of_dark(Dark::of_the_faintest(picture), 1)
    }

    /// Looks at every so many rows for light ones that have flooded the dark between them.
    pub(super) fn of_the_flooded(picture: &Gray, row_step: usize) -> Self {
        let dark = Dark::of_the_flooded(picture);
        let of_light = search::light_finders(&dark, row_step);
        Self { of_dark: Vec::new(), of_light, dark: Rc::new(dark) }
    }

    fn of_dark(dark: Dark, row_step: usize) -> Self {
        let [of_dark, of_light] = search::finders(&dark, row_step);
        Self { of_dark, of_light, dark: Rc::new(dark) }
    }

    /// The dark ones of the same picture that run into what lies beside them.
    pub(super) fn open(&self, row_step: usize) -> Self {
        let of_dark = search::open_finders(&self.dark, row_step);
        Self { of_dark, of_light: Vec::new(), dark: Rc::clone(&self.dark) }
    }

    /// Whether so many things look like finders that one more kind of them would be found everywhere too.
    pub(super) fn is_crowded(&self) -> bool {
        self.of_dark.len() + self.of_light.len() > CROWDED_MIN
    }

    /// Whether noise throws what looks like finders.
    pub(super) fn is_noisy(&self) -> bool {
        self.dark.noise() > search::NOISE_MAX
    }

    /// Whether so much changes from pixel to pixel that nothing is seen with less noise or with more.
    pub(super) fn is_full_of_noise(&self) -> bool {
        self.dark.noise() > search::NOISE_MAX * 2.0
    }

    /// Whether a picture twice the size, where noise is twice as strong, is to be smoothed at once.
    pub(super) fn is_noise_twice_the_size(&self) -> bool {
        self.dark.noise() > search::NOISE_MAX * 0.75
    }
}

/// Reads every code that a look shows.
pub(super) fn read(look: &Look<'_>, searched: &Searched, work: &mut Work) -> Seen {
    let finders = if look.inverted { &searched.of_light } else { &searched.of_dark };
    let light = Light::new(look.shades);
    let light = if look.inverted { light.inverted() } else { light };
    let finders = worth_a_look(finders.iter().map(|finder| finder.scaled(look.times).seen(light)));
    let mut seen = Seen { is_promising: is_promising(&finders, look.inverted), ..Seen::default() };
    let mut used = vec![false; finders.len()];
    let mut measured = 0;
    for triple in triple::triples(&finders) {
        let is_much = seen.read.is_empty() && measured >= look.triples;
        if work.triples == 0 || work.grids == 0 || is_much {
            break;
        }
        let is_used = |place: &usize| used.get(*place).copied().unwrap_or(true);
        if triple.members.iter().any(is_used) {
            continue;
        }
        let [Some(at), Some(right), Some(below)] = triple.members.map(|place| finders.get(place).copied())
        else {
            continue;
        };
        // Beside a code that was read, noise is not asked whether it is one too.
        if !seen.read.is_empty() && [at, right, below].iter().any(|finder| finder.clear < CLEARLY_MIN) {
            continue;
        }
        measured += 1;
        work.triples = work.triples.saturating_sub(1);
        let grids = work.grids;
        let Some(read) = attempted(light, [at, right, below], look, work) else {
            seen.unread += usize::from(work.grids < grids);
            continue;
        };
        work.grids += GRIDS_PER_CODE;
        work.bends += BENDS_PER_CODE;
        work.triples += TRIPLES_PER_CODE;
        seen.read.push(read);
        for place in triple.members {
            if let Some(used) = used.get_mut(place) {
                *used = true;
            }
        }
    }
    let is_one = |finder: &Finder| finder.certain > CERTAIN_MIN && finder.clear > CLEARLY_MIN;
    let left = used.iter().zip(&finders).filter(|(used, finder)| !**used && is_one(finder));
    seen.finders_left = left.count();
    seen
}

/// Whether there are signs of a code among what looks like finders.
fn is_promising(finders: &[Finder], inverted: bool) -> bool {
    let signs = finders.iter().filter(|finder| finder.module > PROMISING_MODULE_MIN);
    let signs = signs.map(|finder| finder.clear * finder.certain).filter(|sign| *sign > PROMISING_MIN);
    match inverted {
        // Light letters on dark have such a place now and then, however clear.
        true => signs.count() > 1,
        false => signs.sum::<f32>() > PROMISING_SUM_MIN,
    }
}

/// Every clear finder, and of the others the most certain ones.
fn worth_a_look(finders: impl Iterator<Item = Finder>) -> Vec<Finder> {
    let mut unclear = 0;
    let is_worth = |finder: &Finder| {
        unclear += usize::from(finder.clear < CLEARLY_MIN);
        finder.clear >= CLEARLY_MIN || (finder.clear > CLEAR_MIN && unclear <= UNCLEAR_MAX)
    };
    finders.filter(is_worth).collect()
}

/// Reads the code whose finders these are: as if it were flat, then as if it were not.
fn attempted(light: Light<'_>, finders: [Finder; 3], look: &Look<'_>, work: &mut Work) -> Option<Read> {
    let measured = candidate::corners(light, finders)?;
    let flat = candidate::candidates(light, &measured);
    let mut is_flat = false;
    for candidate in &flat {
        for map in candidate.maps(light) {
            let grid = Grid::of(light, map, candidate.version);
            match attempt(light, candidate, &grid, look)? {
                Ok(read) => return Some(read),
                // What is flat and cannot be read is blurred, or two pictures in one: nothing is bent.
                Err(Unread::Code) => {
                    work.grids = work.grids.checked_sub(1)?;
                    is_flat |= grid.is_where_it_lies(light);
                }
                Err(Unread::Nothing) => work.triples = work.triples.checked_sub(TRIPLES_PER_NOTHING)?,
            }
        }
    }
    if is_flat {
        return None;
    }
    work.bends = work.bends.checked_sub(1)?;
    let timed = flat.first().copied().filter(Candidate::is_timed);
    let bent = candidate::counted(light, &measured, &flat).or(timed)?;
    let grid = Grid::bent(light, &bent)?;
    let read = attempt(light, &bent, &grid, look)?;
    if let Err(Unread::Code) = read {
        work.grids = work.grids.checked_sub(1)?;
    }
    read.ok()
}

/// Why nothing was read.
enum Unread {
    /// Looks like a code, but cannot be read.
    Code,
    /// No code of this version: seen at once, and costs as much as a few triples.
    Nothing,
}

fn attempt(
    light: Light<'_>,
    candidate: &Candidate,
    grid: &Grid,
    look: &Look<'_>,
) -> Option<Result<Read, Unread>> {
    let plan = Plan::of(candidate.version)?;
    // Most codes are read at the first glance; what is no code is seen at it too.
    let glance = decode::read(&grid.shades(light, Care::Quick), &plan, Care::Quick);
    let outcome = match glance {
        Outcome::Unread => decode::read(&grid.shades(light, Care::Full), &plan, Care::Full),
        known => known,
    };
    Some(match outcome {
        Outcome::Read { payload, dark } => {
            let corners = grid.corners().map(|corner| (corner.x, corner.y));
            let found = Found::of(payload, corners, plan.side);
            let track = dark.map(|dark| Track::new(*candidate, look.inverted, dark, found.payload.clone()));
            Ok(Read { found, track })
        }
        Outcome::Unread => Err(Unread::Code),
        Outcome::Nothing => Err(Unread::Nothing),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use numbers::Point;

    #[test]
    fn one_clear_finder_or_two_faint_ones_promise_a_code_and_the_key_of_a_keyboard_does_not() {
        let finder =
            |clear: f32| Finder { center: Point::new(9.0, 9.0), module: 4.0, rows: 9, certain: 0.8, clear };
        let promises = |clear: &[f32], inverted: bool| {
            is_promising(&clear.iter().map(|clear| finder(*clear)).collect::<Vec<_>>(), inverted)
        };
        assert!(promises(&[4.0], false) && promises(&[1.8, 1.7], false));
        assert!(!promises(&[2.4], false) && !promises(&[1.2; 9], false));
        assert!(promises(&[4.0; 2], true) && !promises(&[9.0], true));
    }
}
