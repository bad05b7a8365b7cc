//! From a gray picture to the payloads of the QR codes in it.

use super::rxing_pass::{self, Seen};
use super::{Gray, PictureError, filters, net, rqrr_pass};

/// Largest picture that is looked at enlarged, in pixels.
const ENLARGED_PIXELS_MAX: usize = 1_000_000;
/// Pictures below this are enlarged four times, the others twice.
const TINY_PIXELS_MAX: usize = 62_500;
/// Sizes the first reader tries before it gives up on a large or crowded picture.
const SIZES_MAX: usize = 8;

const FINDERS_OF_A_CODE: usize = 3;

/// How much is tried on a picture in which the first look finds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Everything: this picture is all there is.
    Still,
    /// One further look, another one each time: the next frame comes at once.
    Live,
}

/// A code that was read, and where in the picture it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Exactly what it carries: text as its bytes, without any guess at a character set.
    pub payload: Vec<u8>,
    /// Its corners in pixels, x and y: top left of the code (not of the picture), then clockwise.
    pub corners: [(f32, f32); 4],
    /// Pixels per module along its sides; below 3 the camera should come closer.
    pub module_px: f32,
    /// Version of the symbol, 1 to 40.
    pub version: u8,
}

impl Found {
    /// A code whose corners and modules per side are known.
    pub(super) fn of(payload: Vec<u8>, corners: [(f32, f32); 4], side: usize) -> Self {
        let [a, b, c, d] = corners;
        let length = |(x, y): (f32, f32), (to_x, to_y): (f32, f32)| (to_x - x).hypot(to_y - y);
        let around = length(a, b) + length(b, c) + length(c, d) + length(d, a);
        let version = u8::try_from(side.saturating_sub(17) / 4).unwrap_or(0);
        let modules = f32::from(u16::try_from(side).unwrap_or(u16::MAX));
        Self { payload, corners, module_px: around / (4.0 * modules), version }
    }

    /// The same code seen in a picture so many times the size.
    pub(super) fn scaled(mut self, times: f32) -> Self {
        self.corners = self.corners.map(|(x, y)| (x * times, y * times));
        self.module_px *= times;
        self
    }
}

/// Reads QR codes out of pictures, one after the other.
pub struct Reader {
    effort: Effort,
    turn: usize,
    last: Option<(Gray, Vec<Found>)>,
}

/// A view of a picture that may show what the plain one does not, and how many times its size it has.
type View = (fn(&Gray) -> Result<Gray, PictureError>, f32);

const VIEWS: [View; 4] =
    [(filters::inverted, 1.0), (filters::half, 0.5), (filters::blurred, 1.0), (enlarged, 2.0)];

impl Reader {
    /// A reader for single pictures, folders and animations.
    pub fn still() -> Self {
        Self::new(Effort::Still)
    }

    /// A reader for video.
    pub fn live() -> Self {
        Self::new(Effort::Live)
    }

    /// A reader of that effort.
    pub fn new(effort: Effort) -> Self {
        Self { effort, turn: 0, last: None }
    }

    /// The exact payload bytes of every code in the picture, as [`Reader::read_found`] finds them.
    pub fn read(&mut self, picture: &Gray) -> Vec<Vec<u8>> {
        self.read_found(picture).into_iter().map(|found| found.payload).collect()
    }

    /// Every code in the picture, each payload once; none if nothing is found.
    ///
    /// A picture equal to the one before costs nothing. Work is bounded by the size of the picture,
    /// and a decoder that panics has found nothing (attack E05).
    pub fn read_found(&mut self, picture: &Gray) -> Vec<Found> {
        if let Some((last, found)) = &self.last
            && last == picture
        {
            return found.clone();
        }
        let mut found = self.look(picture);
        let mut seen = std::collections::HashSet::new();
        found.retain(|found| seen.insert(found.payload.clone()));
        self.last = Some((picture.clone(), found.clone()));
        found
    }

    fn look(&mut self, picture: &Gray) -> Vec<Found> {
        let plain = caught(|| plain(picture));
        match self.effort {
            Effort::Still => look_closely(picture, plain),
            Effort::Live if plain.found.is_empty() => {
                self.turn += 1;
                let view = VIEWS.get(self.turn % VIEWS.len()).copied();
                view.map(|view| through(view, picture).found).unwrap_or_default()
            }
            Effort::Live => plain.found,
        }
    }
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
    let whole = |payload| {
        let [width, height] = [picture.width(), picture.height()]
            .map(|side| f32::from(u16::try_from(side).unwrap_or(u16::MAX)));
        Found::of(payload, [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], 0)
    };
    let decoded: Vec<_> = caught(|| unread.iter().filter_map(rqrr_pass::decode).collect());
    if !decoded.is_empty() {
        return decoded.into_iter().map(whole).collect();
    }
    let found = caught(|| rqrr_pass::read(picture));
    if !found.is_empty() {
        return found.into_iter().map(whole).collect();
    }
    let half = caught(|| filters::half(picture).map(|half| rqrr_pass::read(&half)).unwrap_or_default());
    half.into_iter().map(whole).collect()
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
