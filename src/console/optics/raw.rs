//! Raw video: nothing but planes, frame after frame, the gray one first.

use super::camera::Pixels;
use super::guard::FrameReader;
use super::y4m::{plane, skip};
use super::{Gray, PictureError};
use std::io::BufRead;

/// The frames of a stream whose size the caller knows and has checked.
pub(super) struct RawFrames<R> {
    reader: R,
    width: u64,
    height: u64,
    /// Bytes after the gray plane of each frame.
    rest_bytes: u64,
}

impl<R> RawFrames<R> {
    /// [`PictureError::PixelFormat`] for pixels whose gray is no plane of its own.
    pub(super) fn new(reader: R, width: u64, height: u64, pixels: Pixels) -> Result<Self, PictureError> {
        let quarter = width.div_ceil(2).saturating_mul(height.div_ceil(2));
        let rest_bytes = match pixels {
            Pixels::Grey => 0,
            Pixels::Yu12 | Pixels::Yv12 | Pixels::Nv12 | Pixels::Nv21 => quarter.saturating_mul(2),
            _ => return Err(PictureError::PixelFormat),
        };
        Ok(Self { reader, width, height, rest_bytes })
    }
}

impl<R: BufRead> FrameReader for RawFrames<R> {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        if self.reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let gray = plane(&mut self.reader, self.width, self.height)?;
        skip(&mut self.reader, self.rest_bytes)?;
        Ok(Some(gray))
    }

    fn is_compressed(&self) -> bool {
        false
    }
}
