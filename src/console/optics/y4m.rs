//! YUV4MPEG2, the format `ffmpeg -f yuv4mpegpipe` writes: a line of text, then raw planes.

use super::gray::checked_pixels;
use super::guard::FrameReader;
use super::{Gray, PictureError};
use coldframe_core::limits::LIVE_FRAME_PIXELS_MAX;
use std::io::{BufRead, Read};

/// First bytes of a stream.
pub(super) const MAGIC: &[u8] = b"YUV4MPEG2 ";
/// Longest header line, in bytes.
const LINE_BYTES_MAX: u64 = 1_024;

/// The frames of a stream, read as they come.
pub(super) struct Y4mFrames<R> {
    reader: R,
    width: u64,
    height: u64,
    /// Bytes after the luma plane of each frame.
    chroma_bytes: u64,
}

impl<R: BufRead> Y4mFrames<R> {
    /// Reads the header line; frames above [`LIVE_FRAME_PIXELS_MAX`] are refused.
    pub(super) fn open(mut reader: R) -> Result<Self, PictureError> {
        let line = line(&mut reader)?;
        let fields = line.strip_prefix(MAGIC).ok_or(PictureError::UnknownFormat)?;
        let fields = std::str::from_utf8(fields).map_err(|_| PictureError::Damaged { frame: 0 })?;
        let value = |name: char| fields.split(' ').find_map(|field| field.strip_prefix(name));
        let number = |name| value(name).and_then(|text| text.parse::<u32>().ok()).map(u64::from);
        let (width, height) = number('W').zip(number('H')).ok_or(PictureError::Damaged { frame: 0 })?;
        checked_pixels(width, height, LIVE_FRAME_PIXELS_MAX)?;
        let chroma_bytes = chroma_bytes(value('C').unwrap_or("420"), width, height)?;
        Ok(Self { reader, width, height, chroma_bytes })
    }
}

impl<R: BufRead> FrameReader for Y4mFrames<R> {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        if self.reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        if !line(&mut self.reader)?.starts_with(b"FRAME") {
            return Err(PictureError::Damaged { frame: 0 });
        }
        let luma = plane(&mut self.reader, self.width, self.height)?;
        skip(&mut self.reader, self.chroma_bytes)?;
        Ok(Some(luma))
    }

    fn is_compressed(&self) -> bool {
        false
    }
}

/// One plane of exactly `width * height` bytes, the size being checked already.
pub(super) fn plane(reader: &mut impl Read, width: u64, height: u64) -> Result<Gray, PictureError> {
    let bytes = width.saturating_mul(height);
    let mut pixels = Vec::new();
    reader.take(bytes).read_to_end(&mut pixels)?;
    if u64::try_from(pixels.len()) != Ok(bytes) {
        return Err(PictureError::Damaged { frame: 0 });
    }
    let side = |pixels| usize::try_from(pixels).unwrap_or(usize::MAX);
    Gray::new(side(width), side(height), pixels)
}

/// Passes over exactly that many bytes.
pub(super) fn skip(reader: &mut impl Read, bytes: u64) -> Result<(), PictureError> {
    let skipped = std::io::copy(&mut reader.take(bytes), &mut std::io::sink())?;
    if skipped == bytes { Ok(()) } else { Err(PictureError::Damaged { frame: 0 }) }
}

fn line(reader: &mut impl BufRead) -> Result<Vec<u8>, PictureError> {
    let mut line = Vec::new();
    reader.take(LINE_BYTES_MAX).read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Err(PictureError::Damaged { frame: 0 });
    }
    Ok(line)
}

fn chroma_bytes(format: &str, width: u64, height: u64) -> Result<u64, PictureError> {
    let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
    Ok(match format {
        "mono" => 0,
        "420" | "420jpeg" | "420paldv" | "420mpeg2" => 2 * half_width * half_height,
        "422" => 2 * half_width * height,
        "411" => 2 * width.div_ceil(4) * height,
        "444" => 2 * width * height,
        "444alpha" => 3 * width * height,
        _ => return Err(PictureError::PixelFormat),
    })
}
