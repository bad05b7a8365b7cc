//! PNG and APNG: all colour types and depths, alpha over white, every frame of an animation.

use super::canvas::{Area, Canvas, Saved};
use super::gray::{checked_still, luma};
use super::guard::FrameReader;
use super::{Gray, PictureError};
use png::{
    BlendOp, ColorType, Decoder, DecodingError, DisposeOp, InterlaceInfo, Limits, Reader, Transformations,
};
use std::io::Cursor;

/// Bytes the decoder may hold for chunks and lines, over the whole file.
const DECODER_BYTES_MAX: usize = 256 * 1024 * 1024;

/// The frames of a PNG: one, or all of an animation.
pub(super) struct PngFrames {
    reader: Reader<Cursor<Vec<u8>>>,
    canvas: Canvas,
    color: ColorType,
    frames_left: u32,
    animated: bool,
    started: bool,
    after: After,
}

/// What happens to a frame before the next one is painted.
enum After {
    Keep,
    Clear(Area),
    Restore(Saved),
}

impl PngFrames {
    /// Reads the header and checks it before anything is allocated for pixels.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, PictureError> {
        let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: DECODER_BYTES_MAX });
        decoder.set_transformations(Transformations::normalize_to_color8());
        decoder.set_ignore_text_chunk(true);
        decoder.set_ignore_iccp_chunk(true);
        let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
        let pixels = checked_still(u64::from(width), u64::from(height))?;
        let reader = decoder.read_info().map_err(damaged)?;
        let (color, _) = reader.output_color_type();
        let animation = reader.info().animation_control().copied();
        let mut png = Self {
            reader,
            canvas: Canvas::new(usize::try_from(width).unwrap_or(0), pixels),
            color,
            frames_left: animation.map_or(1, |control| control.num_frames),
            animated: animation.is_some(),
            started: false,
            after: After::Keep,
        };
        if png.animated && png.reader.info().frame_control().is_none() {
            // The first picture is for viewers that cannot animate; it is no part of the series.
            png.reader.next_frame_info().map_err(damaged)?;
        }
        Ok(png)
    }

    fn dispose(&mut self) {
        match std::mem::replace(&mut self.after, After::Keep) {
            After::Keep => {}
            After::Clear(area) => self.canvas.clear(area),
            After::Restore(saved) => self.canvas.restore(&saved),
        }
    }

    /// Where this frame goes, and whether it is laid over what is there.
    fn placement(&mut self) -> (Area, bool) {
        let info = self.reader.info();
        let Some(control) = info.frame_control().filter(|_| self.animated) else {
            return (area(0, 0, info.width, info.height), false);
        };
        let place = area(control.x_offset, control.y_offset, control.width, control.height);
        let (dispose, over) = (control.dispose_op, control.blend_op == BlendOp::Over);
        self.after = match dispose {
            DisposeOp::None => After::Keep,
            DisposeOp::Background => After::Clear(place),
            DisposeOp::Previous => After::Restore(self.canvas.save(place)),
        };
        (place, over)
    }

    fn paint(&mut self, place: Area, over: bool) -> Result<(), PictureError> {
        if self.reader.info().interlaced {
            return self.paint_interlaced(place, over);
        }
        let mut y = place.top;
        loop {
            match self.reader.next_interlaced_row() {
                Ok(Some(row)) => self.canvas.paint(place.left, y, &gray_alpha(row.data(), self.color), over),
                Ok(None) => return Ok(()),
                // A copy that broke off after the last line has lost the end of the file and no pixel.
                Err(_) if y >= place.top.saturating_add(place.height) => return Ok(()),
                Err(error) => return Err(damaged(error)),
            }
            y = y.saturating_add(1);
        }
    }

    fn paint_interlaced(&mut self, place: Area, over: bool) -> Result<(), PictureError> {
        let line_bytes = place.width * 2;
        let mut whole = vec![0; line_bytes * place.height];
        while let Some(row) = self.reader.next_interlaced_row().map_err(damaged)? {
            let InterlaceInfo::Adam7(pass) = row.interlace() else { continue };
            let line: Vec<u8> =
                gray_alpha(row.data(), self.color).into_iter().flat_map(<[u8; 2]>::from).collect();
            png::expand_interlaced_row(&mut whole, line_bytes, &line, pass, 16);
        }
        for (offset, line) in whole.chunks_exact(line_bytes.max(1)).enumerate() {
            let pixels: Vec<_> = line.as_chunks().0.iter().map(|[gray, alpha]| (*gray, *alpha)).collect();
            self.canvas.paint(place.left, place.top + offset, &pixels, over);
        }
        Ok(())
    }
}

impl FrameReader for PngFrames {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        let Some(left) = self.frames_left.checked_sub(1) else { return Ok(None) };
        if std::mem::replace(&mut self.started, true) {
            self.reader.next_frame_info().map_err(damaged)?;
        }
        self.dispose();
        let (place, over) = self.placement();
        self.paint(place, over)?;
        self.frames_left = left;
        self.canvas.on_white().map(Some)
    }
}

fn gray_alpha(data: &[u8], color: ColorType) -> Vec<(u8, u8)> {
    match color {
        ColorType::Grayscale => data.iter().map(|gray| (*gray, u8::MAX)).collect(),
        ColorType::GrayscaleAlpha => data.as_chunks().0.iter().map(|[gray, alpha]| (*gray, *alpha)).collect(),
        ColorType::Rgb | ColorType::Indexed => {
            data.as_chunks().0.iter().map(|[red, green, blue]| (luma(*red, *green, *blue), u8::MAX)).collect()
        }
        ColorType::Rgba => data
            .as_chunks()
            .0
            .iter()
            .map(|[red, green, blue, alpha]| (luma(*red, *green, *blue), *alpha))
            .collect(),
    }
}

fn area(left: u32, top: u32, width: u32, height: u32) -> Area {
    let size = |pixels| usize::try_from(pixels).unwrap_or(0);
    Area { left: size(left), top: size(top), width: size(width), height: size(height) }
}

fn damaged(_: DecodingError) -> PictureError {
    // Its words may quote the file; which frame it was is added by the guard.
    PictureError::Damaged { frame: 0 }
}
