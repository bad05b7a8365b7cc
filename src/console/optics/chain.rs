//! The readers of others in a row: the detector of `rxing` on several views of a picture, then `rqrr`.

use super::rxing_pass::{self, Seen};
use super::scan::Found;
use super::{Gray, PictureError, filters, net, rqrr_pass};

/// Largest picture that is looked at enlarged, in pixels.
const ENLARGED_PIXELS_MAX: usize = 1_000_000;
/// Pictures below this are enlarged four times, the others twice.
const TINY_PIXELS_MAX: usize = 62_500;
/// Sizes the first reader tries before it gives up on a large or crowded picture.
const SIZES_MAX: usize = 8;

const FINDERS_OF_A_CODE: usize = 3;

/// A view of a picture that may show what the plain one does not, and how many times its size it has.
type View = (fn(&Gray) -> Result<Gray, PictureError>, f32);

const VIEWS: [View; 4] =
    [(filters::inverted, 1.0), (filters::half, 0.5), (filters::blurred, 1.0), (enlarged, 2.0)];

/// What the first of them reads at the first look.
pub(super) fn first(picture: &Gray) -> Vec<Found> {
    caught(|| plain(picture)).found
}

/// Every code they read.
pub(super) fn read(picture: &Gray) -> Vec<Found> {
    look_closely(picture, caught(|| plain(picture)))
}

/// Goes through the views until every code is read: of a noisy sheet, each view shows a few.
fn look_closely(picture: &Gray, plain: Seen) -> Vec<Found> {
    let mut found = plain.found;
    let mut finders_left = plain.finders_left;
    for view in VIEWS {
        if !found.is_empty() && finders_left < FINDERS_OF_A_CODE {
            return found;
        }
        let seen = through(view, picture);
        if !seen.found.is_empty() {
            found.extend(seen.found);
            finders_left = seen.finders_left;
        }
    }
    if found.is_empty() { second_opinion(picture, &plain.unread) } else { found }
}

/// The first reader on the picture as it is; a crowded picture is halved until it is not.
fn plain(picture: &Gray) -> Seen {
    let (mut smaller, mut times) = (None, 1.0);
    for _ in 0..SIZES_MAX {
        let view = smaller.as_ref().unwrap_or(picture);
        match rxing_pass::read(view) {
            Some(seen) => return seen.scaled(times),
            None => smaller = filters::half(view).ok(),
        }
        times *= 2.0;
    }
    Seen::default()
}

fn through((view, times): View, picture: &Gray) -> Seen {
    let seen = caught(|| view(picture).ok().and_then(|view| rxing_pass::read(&view)).unwrap_or_default());
    seen.scaled(1.0 / times)
}

/// The second reader: what was found but not decoded, then its own search in two sizes.
fn second_opinion(picture: &Gray, unread: &[rxing::common::BitMatrix]) -> Vec<Found> {
    let somewhere = |payload| Found::somewhere(payload, picture);
    let decoded: Vec<_> = caught(|| unread.iter().filter_map(rqrr_pass::decode).collect());
    if !decoded.is_empty() {
        return decoded.into_iter().map(somewhere).collect();
    }
    let found = caught(|| rqrr_pass::read(picture));
    if !found.is_empty() {
        return found.into_iter().map(somewhere).collect();
    }
    let half = caught(|| filters::half(picture).map(|half| rqrr_pass::read(&half)).unwrap_or_default());
    half.into_iter().map(somewhere).collect()
}

fn enlarged(picture: &Gray) -> Result<Gray, PictureError> {
    let pixels = picture.pixels().len();
    if pixels > ENLARGED_PIXELS_MAX {
        // Nothing to gain: the codes of a large picture are not small.
        return Err(PictureError::NoPixels);
    }
    filters::enlarged(picture, if pixels < TINY_PIXELS_MAX { 4 } else { 2 })
}

fn caught<T: Default>(work: impl FnOnce() -> T) -> T {
    net::caught(work).unwrap_or_default()
}
