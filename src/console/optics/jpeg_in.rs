//! JPEG: the luma plane is all a code needs.

use super::gray::{checked_pixels, luma};
use super::guard::FrameReader;
use super::{Gray, PictureError};
use coldframe_core::limits::{LIVE_FRAME_PIXELS_MAX, PICTURE_PIXELS_MAX};
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Most passes of a progressive file: each one touches every block again.
const SCANS_MAX: usize = 100;
const SIDE_MAX: usize = 65_535;

/// The only frame of a JPEG.
pub(super) struct JpegFrame {
    bytes: Option<Vec<u8>>,
}

impl JpegFrame {
    pub(super) fn open(bytes: Vec<u8>) -> Self {
        Self { bytes: Some(bytes) }
    }
}

impl FrameReader for JpegFrame {
    fn next_frame(&mut self) -> Result<Option<Gray>, PictureError> {
        self.bytes.take().map(|bytes| decode(&bytes, PICTURE_PIXELS_MAX)).transpose()
    }
}

/// A frame of a camera or of a stream of JPEGs. Cameras leave the usual Huffman tables out; the decoder
/// knows them.
pub(super) fn live_frame(bytes: &[u8]) -> Result<Gray, PictureError> {
    decode(bytes, LIVE_FRAME_PIXELS_MAX)
}

fn decode(bytes: &[u8], pixels_max: u64) -> Result<Gray, PictureError> {
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_max_width(SIDE_MAX)
        .set_max_height(SIDE_MAX)
        .jpeg_set_max_scans(SCANS_MAX)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or(PictureError::Damaged { frame: 0 })?;
    checked_pixels(u64::from(info.width), u64::from(info.height), pixels_max)?;
    let has_luma = matches!(decoder.input_colorspace(), Some(ColorSpace::Luma | ColorSpace::YCbCr));
    if !has_luma {
        decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::RGB));
    }
    let mut pixels = decoder.decode().map_err(damaged)?;
    if !has_luma {
        pixels = pixels.as_chunks().0.iter().map(|[red, green, blue]| luma(*red, *green, *blue)).collect();
    }
    Gray::new(usize::from(info.width), usize::from(info.height), pixels)
}

fn damaged(_: DecodeErrors) -> PictureError {
    PictureError::Damaged { frame: 0 }
}
