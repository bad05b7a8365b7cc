//! From a gray picture to the payloads of the QR codes in it.

use super::rxing_pass::{self, Found};
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

/// Reads QR codes out of pictures, one after the other.
pub struct Reader {
    effort: Effort,
    turn: usize,
    last: Option<(Gray, Vec<Vec<u8>>)>,
}

/// A view of a picture that may show what the plain one does not.
type View = fn(&Gray) -> Result<Gray, PictureError>;

const VIEWS: [View; 4] = [filters::inverted, filters::half, filters::blurred, enlarged];

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

    /// The exact payload bytes of every code in the picture, each payload once; none if nothing
    /// is found. Text comes as its bytes, without any guess at a character set.
    ///
    /// A picture equal to the one before costs nothing. Work is bounded by the size of the picture,
    /// and a decoder that panics has found nothing (attack E05).
    pub fn read(&mut self, picture: &Gray) -> Vec<Vec<u8>> {
        if let Some((last, payloads)) = &self.last
            && last == picture
        {
            return payloads.clone();
        }
        let mut payloads = self.look(picture);
        let mut seen = std::collections::HashSet::new();
        payloads.retain(|payload| seen.insert(payload.clone()));
        self.last = Some((picture.clone(), payloads.clone()));
        payloads
    }

    fn look(&mut self, picture: &Gray) -> Vec<Vec<u8>> {
        let plain = caught(|| plain(picture));
        match self.effort {
            Effort::Still => look_closely(picture, plain),
            Effort::Live if plain.payloads.is_empty() => {
                self.turn += 1;
                let view = VIEWS.get(self.turn % VIEWS.len()).copied();
                view.map(|view| through(view, picture).payloads).unwrap_or_default()
            }
            Effort::Live => plain.payloads,
        }
    }
}

/// Goes through the views until every code is read: of a noisy sheet, each view shows a few.
fn look_closely(picture: &Gray, plain: Found) -> Vec<Vec<u8>> {
    let mut payloads = plain.payloads;
    let mut finders_left = plain.finders_left;
    for view in VIEWS {
        if !payloads.is_empty() && finders_left < FINDERS_OF_A_CODE {
            return payloads;
        }
        let found = through(view, picture);
        if !found.payloads.is_empty() {
            payloads.extend(found.payloads);
            finders_left = found.finders_left;
        }
    }
    if payloads.is_empty() { second_opinion(picture, &plain.unread) } else { payloads }
}

/// The first reader on the picture as it is; a crowded picture is halved until it is not.
fn plain(picture: &Gray) -> Found {
    let mut smaller = None;
    for _ in 0..SIZES_MAX {
        let view = smaller.as_ref().unwrap_or(picture);
        match rxing_pass::read(view) {
            Some(found) => return found,
            None => smaller = filters::half(view).ok(),
        }
    }
    Found::default()
}

fn through(view: View, picture: &Gray) -> Found {
    caught(|| view(picture).ok().and_then(|view| rxing_pass::read(&view)).unwrap_or_default())
}

/// The second reader: what was found but not decoded, then its own search in two sizes.
fn second_opinion(picture: &Gray, unread: &[rxing::common::BitMatrix]) -> Vec<Vec<u8>> {
    let decoded: Vec<_> = caught(|| unread.iter().filter_map(rqrr_pass::decode).collect());
    if !decoded.is_empty() {
        return decoded;
    }
    let found = caught(|| rqrr_pass::read(picture));
    if !found.is_empty() {
        return found;
    }
    caught(|| filters::half(picture).map(|half| rqrr_pass::read(&half)).unwrap_or_default())
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
