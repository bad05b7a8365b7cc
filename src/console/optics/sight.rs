//! What a camera sees, in a few numbers and a small picture: enough to aim it by.
//!
//! Measured where the frames are decoded; what comes out of there is as foreign as they are, so it has
//! bounds and nothing else is believed of it.

use super::Gray;
use super::scan::Found;
use coldframe_core::limits::PREVIEW_PIXELS_MAX;

/// Widest and highest small picture.
const PREVIEW_SIDES: (usize, usize) = (256, 192);
/// Widest and highest small picture of a secret: fewer squares than a corner mark of a code has modules.
/// Where a square shows one module, the code is so much larger than the frame that not even a corner of
/// it is in sight (attack G12).
pub const SECRET_SIDES: (usize, usize) = (6, 5);
/// What stands where a secret code was read.
const HIDDEN: u8 = 128;
/// Rows looked at for sharpness.
const ROWS: usize = 24;
/// A thousandth of the pixels may be brighter or darker than what counts as white and black.
const TAIL: usize = 50;

/// How much of what is seen may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Shown {
    /// Nothing: nobody watches.
    #[default]
    Nothing,
    /// The picture.
    Plain,
    /// Squares too large to read a code from, and nothing where one was read.
    Secret,
}

/// One frame in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Its size in pixels.
    pub size: (u16, u16),
    /// Where a code was read: its corners in pixels, clockwise from its top left. None if that is not
    /// known, though it was read.
    pub corners: Option<[(f32, f32); 4]>,
    /// Pixels per module of that code; 0 without one.
    pub module_px: f32,
    /// Its version; 0 without one.
    pub version: u8,
    /// How many codes were read.
    pub codes: u8,
    /// The mean of the pixels.
    pub brightness: u8,
    /// From the dark pixels to the bright ones.
    pub contrast: u8,
    /// How steep the steepest edges are, in percent of the contrast from one pixel to the next but one.
    pub sharpness: u8,
}

/// A small gray picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    width: usize,
    pixels: Vec<u8>,
}

impl Preview {
    /// A picture out of its rows; `None` unless it is within bounds and whole.
    pub fn new(width: usize, pixels: Vec<u8>) -> Option<Self> {
        let is_whole = width > 0 && !pixels.is_empty() && pixels.len().is_multiple_of(width);
        (is_whole && pixels.len() <= PREVIEW_PIXELS_MAX).then_some(Self { width, pixels })
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// Row by row from the top left.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The pixel at a place of a larger picture that this one is drawn into.
    pub fn at(&self, (x, width): (usize, usize), (y, height): (usize, usize)) -> u8 {
        let column = x.saturating_mul(self.width).checked_div(width).unwrap_or(0);
        let row = y.saturating_mul(self.height()).checked_div(height).unwrap_or(0);
        self.pixels.get(row.saturating_mul(self.width).saturating_add(column)).copied().unwrap_or(0)
    }
}

/// The numbers of a frame in which these codes were read.
pub fn look(frame: &Gray, found: &[Found]) -> Look {
    let side = |pixels: usize| u16::try_from(pixels).unwrap_or(u16::MAX);
    let (dark, bright, brightness) = tones(frame);
    let contrast = bright.saturating_sub(dark);
    // Of a code that is somewhere, nothing can be told to whom it would help to aim.
    let first = found.iter().find_map(|found| Some((found.corners, found.scale?)));
    Look {
        size: (side(frame.width()), side(frame.height())),
        corners: first.map(|(corners, _)| corners),
        module_px: first.map_or(0.0, |(_, scale)| scale.module_px),
        version: first.map_or(0, |(_, scale)| scale.version),
        codes: u8::try_from(found.len()).unwrap_or(u8::MAX),
        brightness,
        contrast,
        sharpness: sharpness(frame, contrast),
    }
}

/// The frame made small.
pub fn preview(frame: &Gray, found: &[Found], shown: Shown) -> Option<Preview> {
    let (most_wide, most_high) = match shown {
        Shown::Nothing => return None,
        Shown::Plain => PREVIEW_SIDES,
        Shown::Secret => SECRET_SIDES,
    };
    let block = frame.width().div_ceil(most_wide).max(frame.height().div_ceil(most_high)).max(1);
    let (width, height) = (frame.width().div_ceil(block), frame.height().div_ceil(block));
    let rows: Vec<&[u8]> = frame.rows().collect();
    let mut pixels = Vec::with_capacity(width.saturating_mul(height));
    for band in rows.chunks(block) {
        for column in 0..width {
            pixels.push(mean(band, column.saturating_mul(block), block));
        }
    }
    if shown == Shown::Secret {
        found.iter().for_each(|found| hide(&mut pixels, width, block, found));
    }
    Preview::new(width, pixels)
}

/// The mean of a square of pixels.
fn mean(band: &[&[u8]], start: usize, side: usize) -> u8 {
    let (mut sum, mut count) = (0_u64, 0_u64);
    for row in band {
        let end = start.saturating_add(side).min(row.len());
        for pixel in row.get(start..end).unwrap_or_default() {
            sum = sum.saturating_add(u64::from(*pixel));
            count = count.saturating_add(1);
        }
    }
    u8::try_from(sum.checked_div(count).unwrap_or(0)).unwrap_or(u8::MAX)
}

/// Paints over every square that the code touches.
fn hide(pixels: &mut [u8], width: usize, block: usize, found: &Found) {
    let unit = real(block);
    let (mut left, mut top) = (f32::MAX, f32::MAX);
    let (mut right, mut bottom) = (f32::MIN, f32::MIN);
    for (x, y) in found.corners {
        (left, right) = (left.min(x), right.max(x));
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    for (row, line) in pixels.chunks_mut(width).enumerate() {
        for (column, pixel) in line.iter_mut().enumerate() {
            let (x, y) = (real(column) * unit, real(row) * unit);
            if x + unit >= left && x <= right && y + unit >= top && y <= bottom {
                *pixel = HIDDEN;
            }
        }
    }
}

/// A count as a real number; frames have fewer than 2^16 pixels a side.
pub(crate) fn real(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// What counts as black and white in a frame, and the mean.
fn tones(frame: &Gray) -> (u8, u8, u8) {
    let mut counts = [0_usize; 256];
    let mut sum = 0_usize;
    let mut total = 0_usize;
    // Every seventh pixel of every fifth row: thousands are enough.
    for row in frame.rows().step_by(5) {
        for pixel in row.iter().step_by(7) {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
            }
            sum += usize::from(*pixel);
            total += 1;
        }
    }
    let tail = total / TAIL;
    let reached = |tones: &mut dyn Iterator<Item = (usize, usize)>| {
        let mut left = tail;
        for (tone, count) in tones {
            if count > left {
                return u8::try_from(tone).unwrap_or(u8::MAX);
            }
            left -= count;
        }
        0
    };
    let dark = reached(&mut counts.iter().copied().enumerate());
    let bright = reached(&mut counts.iter().copied().enumerate().rev());
    (dark, bright, u8::try_from(sum.checked_div(total).unwrap_or(0)).unwrap_or(u8::MAX))
}

/// The steepest edges of some rows, as percent of the contrast.
fn sharpness(frame: &Gray, contrast: u8) -> u8 {
    let mut steps = [0_usize; 256];
    let mut total = 0_usize;
    let every = (frame.height() / ROWS).max(1);
    for row in frame.rows().step_by(every) {
        for (before, after) in row.iter().zip(row.iter().skip(2)) {
            if let Some(count) = steps.get_mut(usize::from(before.abs_diff(*after))) {
                *count += 1;
            }
            total += 1;
        }
    }
    // One pixel of a hundred lies at an edge in any picture worth reading.
    let mut left = total / 100;
    let steep = steps.iter().enumerate().rev().find_map(|(step, count)| {
        if *count > left {
            return Some(step);
        }
        left -= count;
        None
    });
    let percent = (steep.unwrap_or(0) * 100).checked_div(usize::from(contrast)).unwrap_or(0);
    u8::try_from(percent.min(100)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars of that many pixels, black and white.
    fn bars(width: usize, height: usize, each: usize) -> Gray {
        let row: Vec<u8> = (0..width).map(|x| if (x / each).is_multiple_of(2) { 20 } else { 220 }).collect();
        Gray::new(width, height, row.repeat(height)).unwrap()
    }

    fn code(side: f32) -> Found {
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        Found::of(vec![1], corners, 21)
    }

    #[test]
    fn a_sharp_picture_and_a_blurred_one_are_told_apart() {
        let sharp = bars(320, 240, 8);
        let mut soft = sharp.clone();
        for _ in 0..12 {
            soft = crate::optics::filters::blurred(&soft).unwrap();
        }
        let (sharp, soft) = (look(&sharp, &[]), look(&soft, &[]));
        assert_eq!((sharp.contrast, sharp.sharpness), (200, 100));
        assert!(soft.sharpness < 60, "{soft:?}");
        assert_eq!(sharp.corners, None);
    }

    #[test]
    fn a_code_that_is_somewhere_counts_and_is_told_no_place_or_size() {
        let frame = bars(320, 240, 8);
        let somewhere = Found::somewhere(vec![2], &frame);
        assert_eq!((somewhere.scale, somewhere.clone().scaled(2.0).scale), (None, None));
        let seen = look(&frame, std::slice::from_ref(&somewhere));
        assert_eq!((seen.codes, seen.corners, seen.module_px, seen.version), (1, None, 0.0, 0));
        let seen = look(&frame, &[somewhere, code(105.0)]);
        assert_eq!((seen.codes, seen.module_px, seen.version), (2, 5.0, 1));
    }

    #[test]
    fn a_dark_picture_and_a_dull_one_say_so() {
        let even = look(&Gray::new(100, 100, vec![30; 10_000]).unwrap(), &[]);
        assert_eq!((even.brightness, even.contrast, even.sharpness), (30, 0, 0));
    }

    #[test]
    fn a_preview_is_small_whole_and_of_the_same_shape() {
        for (width, height) in [(1, 1), (640, 480), (1_280, 720), (1_920, 1_080), (3, 2_000), (2_000, 3)] {
            let small = preview(&bars(width, height, 9), &[], Shown::Plain).unwrap();
            assert!(small.width() <= 256 && small.height() <= 192, "{width} x {height}");
            assert_eq!(small.pixels().len(), small.width() * small.height());
        }
        assert_eq!(preview(&bars(640, 480, 9), &[], Shown::Nothing), None);
    }

    #[test]
    fn atk_g12_no_module_of_a_secret_code_can_be_told_from_its_preview() {
        // The smallest code, as large as the picture, and the same code with one module changed.
        let side = 21 * 20;
        let module = |x: usize, y: usize| (x * 7 + y * 13).is_multiple_of(3);
        let draw = |changed: Option<(usize, usize)>| {
            let at = |place: usize| {
                let (x, y) = (place % side / 20, place / side / 20);
                let dark = module(x, y) != (changed == Some((x, y)));
                if dark { 0 } else { 255 }
            };
            Gray::new(side, side, (0..side * side).map(at).collect()).unwrap()
        };
        let small = preview(&draw(None), &[], Shown::Secret).unwrap();
        assert!(small.width() < 21 && small.height() < 21);
        assert!(small.width() <= SECRET_SIDES.0 && small.height() <= SECRET_SIDES.1);
        // A code larger than the frame: as few of its modules as make one corner mark are not told apart.
        for (width, height) in [(7 * 60, 7 * 60), (1_280, 720), (640, 480), (480, 640), (7, 7), (2_000, 3)] {
            let part = preview(&bars(width, height, width.div_ceil(7)), &[], Shown::Secret).unwrap();
            assert!(part.width() < 7 && part.height() < 7, "{width} x {height}");
        }
        // Where it was read, nothing of it is left.
        let read = [code(real(side))];
        let hidden = preview(&draw(None), &read, Shown::Secret).unwrap();
        assert!(hidden.pixels().iter().all(|pixel| *pixel == HIDDEN));
        assert_eq!(preview(&draw(Some((3, 4))), &read, Shown::Secret), Some(hidden));
    }

    #[test]
    fn atk_e05_a_preview_that_is_not_whole_or_too_large_is_none() {
        assert_eq!(Preview::new(0, vec![]), None);
        assert_eq!(Preview::new(3, vec![0; 4]), None);
        assert_eq!(Preview::new(1, vec![0; PREVIEW_PIXELS_MAX + 1]), None);
        let small = Preview::new(2, vec![1, 2, 3, 4]).unwrap();
        assert_eq!((small.at((9, 10), (9, 10)), small.at((0, 10), (0, 10))), (4, 1));
        assert_eq!(small.at((usize::MAX, 1), (0, 0)), 0);
    }
}
