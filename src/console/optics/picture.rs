//! From the bytes of a picture, animation or video stream to gray frames.
//!
//! What a file is, its first bytes say, never its name. Sizes are checked on the header before
//! anything is allocated (attack E05), frames come one at a time, and a decoder that panics is an
//! error. The first error ends the frames; those before it count.

use super::avi::{self, AviFrames};
use super::camera::Pixels;
use super::gif_in::GifFrames;
use super::gray::checked_pixels;
use super::guard::{FrameReader, Guarded};
use super::jpeg_in::JpegFrame;
use super::mjpeg::{self, MjpegFrames};
use super::net::caught;
use super::png_in::PngFrames;
use super::raw::RawFrames;
use super::y4m::{self, Y4mFrames};
use super::{Gray, PictureError};
use coldframe_core::limits::{LIVE_FRAME_PIXELS_MAX, PICTURE_FILE_BYTES_MAX};
use std::io::{BufRead, BufReader, Cursor, Read};

/// A format of pictures, known by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG and APNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF 87a and 89a.
    Gif,
    /// YUV4MPEG2, uncompressed video.
    Y4m,
    /// AVI, of which JPEGs are read.
    Avi,
    /// A film of a telephone or a browser (MP4, MOV, MKV, WebM), known to say how it is converted.
    OtherFilm,
    /// A picture of another format (HEIC, AVIF, WebP, BMP, TIFF, JPEG XL) or a PDF, known to say the same.
    OtherStill,
}

/// Gray frames in the order they are shown; ends after the first error.
pub type Frames = Box<dyn Iterator<Item = Result<Gray, PictureError>> + Send>;

/// What raw video looks like: the stream itself does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawSize {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// [`Pixels::Grey`], or a gray plane with planes of colour after it.
    pub pixels: Pixels,
}

/// What these bytes are, if they are a picture at all.
pub fn detect(bytes: &[u8]) -> Option<Kind> {
    const KNOWN: [(&[u8], Kind); 5] = [
        (b"\x89PNG\r\n\x1a\n", Kind::Png),
        (b"\xff\xd8\xff", Kind::Jpeg),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (y4m::MAGIC, Kind::Y4m),
    ];
    let known = KNOWN.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| kind);
    let others = [(avi::is_avi(bytes), Kind::Avi), (is_other_still(bytes), Kind::OtherStill)];
    let films = [(is_other_film(bytes), Kind::OtherFilm)];
    known.or_else(|| others.into_iter().chain(films).find(|(is_it, _)| *is_it).map(|(_, kind)| kind))
}

/// Brands of ISO 14496-12, 4.3, that are still pictures.
const STILL_BRANDS: [&[u8]; 9] =
    [b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"avif", b"avis", b"crx "];

/// ISO 14496-12, whose brands of still pictures are no films, and EBML, of which Matroska is made.
fn is_other_film(bytes: &[u8]) -> bool {
    brand(bytes).is_some_and(|brand| !STILL_BRANDS.contains(&brand))
        || bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3])
}

fn is_other_still(bytes: &[u8]) -> bool {
    // Not the two bytes of bare JPEG XL: raw shares are bytes of chance, and one in 65,536 begins so.
    const BEGINNINGS: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"%PDF-", b"\0\0\0\x0cJXL \x0d\x0a"];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    // Two letters could begin a text: four bytes kept free are in none.
    let is_bmp = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    let is_boxed = brand(bytes).is_some_and(|brand| STILL_BRANDS.contains(&brand));
    is_webp || is_bmp || is_boxed || BEGINNINGS.iter().any(|begin| bytes.starts_with(begin))
}

/// The brand of a file of boxes.
fn brand(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.get(4..8) == Some(b"ftyp") { bytes.get(8..12) } else { None }
}

/// The frames of a picture file.
///
/// # Errors
/// [`PictureError`] if the format is unknown, the file too long, or the header damaged or beyond a
/// limit. Later damage is an item of the frames.
pub fn frames(bytes: impl Into<Vec<u8>>) -> Result<Frames, PictureError> {
    let bytes = bytes.into();
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > PICTURE_FILE_BYTES_MAX {
        return Err(PictureError::TooManyBytes { limit: PICTURE_FILE_BYTES_MAX });
    }
    let kind = detect(&bytes).ok_or(PictureError::UnknownFormat)?;
    caught(|| open(kind, bytes)).unwrap_or(Err(PictureError::DecoderFailed { frame: 0 }))
}

/// The frames of a stream such as standard input: y4m as it comes, any other picture when it is
/// complete, or raw gray if its size is given.
///
/// # Errors
/// As [`frames`].
pub fn stream(input: impl Read + Send + 'static, raw: Option<RawSize>) -> Result<Frames, PictureError> {
    let mut reader = BufReader::new(input);
    if let Some(size) = raw {
        let (width, height) = (u64::from(size.width), u64::from(size.height));
        checked_pixels(width, height, LIVE_FRAME_PIXELS_MAX)?;
        return Ok(guarded(RawFrames::new(reader, width, height, size.pixels)?));
    }
    if reader.fill_buf()?.starts_with(y4m::MAGIC) {
        return Ok(guarded(Y4mFrames::open(reader)?));
    }
    frames(read_bounded(reader)?)
}

/// The frames of a live stream: as [`stream`], and JPEGs that follow each other without an end, in an AVI
/// or bare.
///
/// # Errors
/// As [`frames`].
pub fn live(input: impl Read + Send + 'static, raw: Option<RawSize>) -> Result<Frames, PictureError> {
    let mut reader = BufReader::new(input);
    let kind = if raw.is_none() { detect(reader.fill_buf()?) } else { None };
    match kind {
        Some(Kind::Jpeg) => Ok(guarded(MjpegFrames::new(reader))),
        Some(Kind::Avi) => Ok(guarded(AviFrames::new(reader, true))),
        // What ends it may be far away.
        Some(Kind::OtherFilm) => Err(PictureError::PixelFormat),
        Some(Kind::OtherStill) => Err(PictureError::StillFormat),
        _ => stream(reader, raw),
    }
}

/// All bytes of a picture file, up to the limit.
pub(super) fn read_bounded(reader: impl Read) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file at the limit from one above it.
    reader.take(PICTURE_FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open(kind: Kind, bytes: Vec<u8>) -> Result<Frames, PictureError> {
    Ok(match kind {
        Kind::Png => guarded(PngFrames::open(bytes)?),
        Kind::Jpeg if mjpeg::is_film(&bytes) => guarded(MjpegFrames::of_file(Cursor::new(bytes))),
        Kind::Jpeg => guarded(JpegFrame::open(bytes)),
        Kind::Gif => guarded(GifFrames::open(bytes)?),
        Kind::Y4m => guarded(Y4mFrames::open(Cursor::new(bytes))?),
        Kind::Avi => guarded(AviFrames::new(Cursor::new(bytes), false)),
        Kind::OtherFilm => return Err(PictureError::PixelFormat),
        Kind::OtherStill => return Err(PictureError::StillFormat),
    })
}

fn guarded(reader: impl FrameReader + Send + 'static) -> Frames {
    Box::new(Guarded::new(reader))
}
