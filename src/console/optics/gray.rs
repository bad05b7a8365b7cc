//! A gray picture: one byte per pixel, 0 is black, 255 is white.

use super::PictureError;
use coldframe_core::limits::PICTURE_PIXELS_MAX;

/// A gray picture of at least one pixel and at most [`PICTURE_PIXELS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gray {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Gray {
    /// A picture out of its pixels, row by row from the top left.
    ///
    /// # Errors
    /// [`PictureError::SizeMismatch`] unless there are exactly `width * height` pixels, at least one.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Result<Self, PictureError> {
        if pixels.is_empty() || width.checked_mul(height) != Some(pixels.len()) {
            return Err(PictureError::SizeMismatch { width, height, bytes: pixels.len() });
        }
        Ok(Self { width, height, pixels })
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The rows from the top.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator {
        self.pixels.chunks_exact(self.width)
    }

    /// The pixel at a place; white outside, as the paper around a code is.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x >= self.width {
            return u8::MAX;
        }
        self.pixels.get(y.saturating_mul(self.width).saturating_add(x)).copied().unwrap_or(u8::MAX)
    }
}

/// The number of pixels of a picture about to be decoded.
///
/// Asked of the header alone, before anything is allocated for the picture (attack E05).
///
/// # Errors
/// [`PictureError::TooManyPixels`] above the limit, [`PictureError::NoPixels`] if there is none.
pub(super) fn checked_pixels(width: u64, height: u64, limit: u64) -> Result<usize, PictureError> {
    let pixels = width.saturating_mul(height);
    if pixels == 0 {
        return Err(PictureError::NoPixels);
    }
    if pixels > limit {
        return Err(PictureError::TooManyPixels { width, height, limit });
    }
    usize::try_from(pixels).map_err(|_| PictureError::TooManyPixels { width, height, limit })
}

/// As [`checked_pixels`], with the limit of still pictures.
pub(super) fn checked_still(width: u64, height: u64) -> Result<usize, PictureError> {
    checked_pixels(width, height, PICTURE_PIXELS_MAX)
}

/// Rec. 601 luma of a colour, in integers.
pub(super) fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
}
