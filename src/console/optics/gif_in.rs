//! GIF: every frame, composed on the canvas as viewers do.

use super::canvas::{Area, Canvas, Saved};
use super::gray::{checked_still, luma};
use super::guard::FrameReader;
use super::{Gray, PictureError};
use coldframe_core::limits::PICTURE_PIXELS_MAX;
use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod, Frame, MemoryLimit};
use std::io::Cursor;
use std::num::NonZeroU64;

/// The frames of a GIF.
pub(super) struct GifFrames {
    decoder: Decoder<Cursor<Vec<u8>>>,
    canvas: Canvas,
    after: After,
}

/// What happens to a frame before the next one is painted.
enum After {
    Keep,
    Clear(Area),
    Restore(Saved),
}

impl GifFrames {
    /// Reads the header and checks it before anything is allocated for pixels.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, PictureError> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::Indexed);
        // A frame larger than the canvas is a way around the check of the canvas.
        options.check_frame_consistency(true);
        if let Some(limit) = NonZeroU64::new(PICTURE_PIXELS_MAX) {
            options.set_memory_limit(MemoryLimit::Bytes(limit));
        }
        let pixels = declared_pixels(&bytes)?;
        let decoder = options.read_info(Cursor::new(bytes)).map_err(damaged)?;
        let canvas = Canvas::new(usize::from(decoder.width()), pixels);
        Ok(Self { decoder, canvas, after: After::Keep })
    }
}

impl FrameReader for GifFrames {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        let global = self.decoder.global_palette().map(shades);
        let Some(frame) = self.decoder.read_next_frame().map_err(damaged)? else { return Ok(None) };
        match std::mem::replace(&mut self.after, After::Keep) {
            After::Keep => {}
            After::Clear(area) => self.canvas.clear(area),
            After::Restore(saved) => self.canvas.restore(&saved),
        }
        let area = area(frame);
        self.after = match frame.dispose {
            DisposalMethod::Any | DisposalMethod::Keep => After::Keep,
            DisposalMethod::Background => After::Clear(area),
            DisposalMethod::Previous => After::Restore(self.canvas.save(area)),
        };
        let shades = frame.palette.as_deref().map(shades).or(global).unwrap_or_default();
        let look_up = |index: &u8| {
            let shade = shades.get(usize::from(*index)).copied().unwrap_or(0);
            (shade, if frame.transparent == Some(*index) { 0 } else { u8::MAX })
        };
        for (offset, line) in frame.buffer.chunks_exact(area.width.max(1)).enumerate() {
            let pixels: Vec<_> = line.iter().map(look_up).collect();
            self.canvas.paint(area.left, area.top + offset, &pixels, true);
        }
        self.canvas.on_white().map(Some)
    }
}

/// The screen size stands right after the six bytes of the signature.
fn declared_pixels(bytes: &[u8]) -> Result<usize, PictureError> {
    let size =
        bytes.get(6..).and_then(|rest| rest.first_chunk()).ok_or(PictureError::Damaged { frame: 0 })?;
    let [a, b, c, d] = *size;
    checked_still(u64::from(u16::from_le_bytes([a, b])), u64::from(u16::from_le_bytes([c, d])))
}

fn shades(palette: &[u8]) -> Vec<u8> {
    palette.as_chunks().0.iter().map(|[red, green, blue]| luma(*red, *green, *blue)).collect()
}

fn area(frame: &Frame<'_>) -> Area {
    Area {
        left: usize::from(frame.left),
        top: usize::from(frame.top),
        width: usize::from(frame.width),
        height: usize::from(frame.height),
    }
}

fn damaged(_: DecodingError) -> PictureError {
    PictureError::Damaged { frame: 0 }
}
