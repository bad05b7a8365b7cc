//! Raw gray video: nothing but one byte per pixel, frame after frame.

use super::guard::FrameReader;
use super::y4m::plane;
use super::{Gray, PictureError};
use std::io::BufRead;

/// The frames of a stream whose size the caller knows and has checked.
pub(super) struct RawFrames<R> {
    pub(super) reader: R,
    pub(super) width: u64,
    pub(super) height: u64,
}

impl<R: BufRead> FrameReader for RawFrames<R> {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        if self.reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        plane(&mut self.reader, self.width, self.height).map(Some)
    }

    fn is_compressed(&self) -> bool {
        false
    }
}
