//! Drawing a series of texts as QR codes, every code at the same version.
//!
//! A series that changes its version from frame to frame makes cameras lose focus and readers lose
//! their place, so one version holds the whole series. The white border is always painted: a code
//! on a dark background without one cannot be found.

use super::symbol::{Modules, VERSION_MAX, side_of, version_needed};
use super::{DrawError, Glyphs, gif_out, png_out, svg_out, terminal_out};
use coldframe_core::limits::{PICTURE_FRAMES_MAX, PICTURE_PIXELS_MAX};
use std::io::Write;

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// QR version 1 to 40; `None` for the smallest that holds every text.
    pub version: Option<u8>,
    /// Pixels per module, 1 to 64.
    pub scale: u8,
    /// White border in modules, 2 to 32; 4 by the standard.
    pub quiet: u8,
    /// Frames per second of animations, 1 to 60.
    pub fps: u8,
    /// Light codes on a dark border.
    pub is_inverted: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { version: None, scale: 6, quiet: 4, fps: 8, is_inverted: false }
    }
}

/// The texts of a series and the version that holds them; symbols are drawn when they are needed.
pub struct Series {
    texts: Vec<Vec<u8>>,
    version: u8,
    options: Options,
}

/// Prepares a series. Give upper-case text where the format allows it: it packs denser.
///
/// # Errors
/// [`DrawError`] if there is no text, a text does not fit, or an option is out of range.
pub fn series(texts: &[impl AsRef<[u8]>], options: Options) -> Result<Series, DrawError> {
    let in_range = (1..=64).contains(&options.scale)
        && (2..=32).contains(&options.quiet)
        && (1..=60).contains(&options.fps);
    if !in_range {
        return Err(DrawError::Options);
    }
    if texts.is_empty() {
        return Err(DrawError::Empty);
    }
    if texts.len() > PICTURE_FRAMES_MAX {
        return Err(DrawError::TooManyFrames { limit: PICTURE_FRAMES_MAX });
    }
    let version = common_version(texts, options.version)?;
    let texts = texts.iter().map(|text| text.as_ref().to_vec()).collect();
    Ok(Series { texts, version, options })
}

impl Series {
    /// Number of frames, at least one.
    pub fn frame_count(&self) -> usize {
        self.texts.len()
    }

    /// The QR version of every frame.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The modules of one frame, counted from 0.
    ///
    /// # Errors
    /// [`DrawError::NoSuchFrame`] beyond the end.
    pub fn modules(&self, frame: usize) -> Result<Modules, DrawError> {
        let text = self.texts.get(frame).ok_or(DrawError::NoSuchFrame { frame })?;
        Modules::encode(text, self.version)
    }

    /// A PNG of the only frame, or a sheet with every frame side by side.
    ///
    /// # Errors
    /// [`DrawError`] if the sheet would be too large.
    pub fn png(&self) -> Result<Vec<u8>, DrawError> {
        in_memory(|out| self.write_png(out))
    }

    /// As [`Self::png`], written as it is drawn.
    ///
    /// # Errors
    /// [`DrawError`] if the sheet would be too large or cannot be written.
    pub fn write_png(&self, out: &mut dyn Write) -> Result<(), DrawError> {
        png_out::sheet(self, out)
    }

    /// A PNG of one frame, counted from 0.
    ///
    /// # Errors
    /// [`DrawError::NoSuchFrame`] beyond the end.
    pub fn png_frame(&self, frame: usize) -> Result<Vec<u8>, DrawError> {
        let one = Series { texts: self.texts.get(frame).cloned().into_iter().collect(), ..*self };
        if one.texts.is_empty() {
            return Err(DrawError::NoSuchFrame { frame });
        }
        one.png()
    }

    /// An animated PNG that loops for ever.
    ///
    /// # Errors
    /// [`DrawError`] if a frame would be too large.
    pub fn apng(&self) -> Result<Vec<u8>, DrawError> {
        in_memory(|out| self.write_apng(out))
    }

    /// As [`Self::apng`], written as it is drawn.
    ///
    /// # Errors
    /// [`DrawError`] if a frame would be too large or cannot be written.
    pub fn write_apng(&self, out: &mut dyn Write) -> Result<(), DrawError> {
        png_out::animation(self, out)
    }

    /// An animated GIF that loops for ever.
    ///
    /// # Errors
    /// [`DrawError`] if a frame would be too large.
    pub fn gif(&self) -> Result<Vec<u8>, DrawError> {
        in_memory(|out| self.write_gif(out))
    }

    /// As [`Self::gif`], written as it is drawn.
    ///
    /// # Errors
    /// [`DrawError`] if a frame would be too large or cannot be written.
    pub fn write_gif(&self, out: &mut dyn Write) -> Result<(), DrawError> {
        gif_out::animation(self, out)
    }

    /// An SVG of the only frame, or an animated SVG (SMIL) that shows its first frame where
    /// animation is not supported.
    ///
    /// # Errors
    /// [`DrawError`] if a frame cannot be encoded.
    pub fn svg(&self) -> Result<Vec<u8>, DrawError> {
        in_memory(|out| svg_out::animation(self, out))
    }

    /// An SVG sheet with every frame side by side.
    ///
    /// # Errors
    /// [`DrawError`] if a frame cannot be encoded.
    pub fn svg_sheet(&self) -> Result<Vec<u8>, DrawError> {
        in_memory(|out| svg_out::sheet(self, out))
    }

    /// The lines of one frame for a terminal, each ended by a line feed.
    ///
    /// # Errors
    /// [`DrawError::NoSuchFrame`] beyond the end.
    pub fn terminal_frame(&self, frame: usize, glyphs: Glyphs) -> Result<String, DrawError> {
        Ok(terminal_out::terminal_lines(&self.modules(frame)?, self.quiet(), glyphs))
    }

    /// Terminal columns a frame takes.
    pub fn columns(&self, glyphs: Glyphs) -> usize {
        glyphs.cells(self.side_with_quiet()).0
    }

    /// Terminal rows a frame takes.
    pub fn rows(&self, glyphs: Glyphs) -> usize {
        glyphs.cells(self.side_with_quiet()).1
    }

    /// Whether a frame fits a terminal of this size, in cells.
    pub fn fits(&self, glyphs: Glyphs, columns: usize, rows: usize) -> bool {
        self.columns(glyphs) <= columns && self.rows(glyphs) <= rows
    }

    /// White border in modules.
    pub(super) fn quiet(&self) -> usize {
        usize::from(self.options.quiet)
    }

    /// Pixels per module.
    pub(super) fn scale(&self) -> usize {
        usize::from(self.options.scale)
    }

    /// Frames per second.
    pub(super) fn fps(&self) -> u16 {
        u16::from(self.options.fps)
    }

    /// Whether codes are light on dark.
    pub(super) fn is_inverted(&self) -> bool {
        self.options.is_inverted
    }

    /// Modules on each side with the border.
    pub(super) fn side_with_quiet(&self) -> usize {
        side_of(self.version) + 2 * self.quiet()
    }

    /// Pixels on each side of a frame with the border.
    pub(super) fn side_pixels(&self) -> usize {
        self.side_with_quiet() * self.scale()
    }

    /// Columns and rows of a sheet, as square as the number of frames allows.
    pub(super) fn sheet_shape(&self) -> (usize, usize) {
        let mut columns = self.frame_count().isqrt();
        if columns * columns < self.frame_count() {
            columns += 1;
        }
        (columns, self.frame_count().div_ceil(columns))
    }

    /// Width and height in pixels of this many frames side by side, if a reader would take them.
    pub(super) fn pixel_size(&self, columns: usize, rows: usize) -> Result<(u32, u32), DrawError> {
        let too_large = DrawError::TooManyPixels { limit: PICTURE_PIXELS_MAX };
        let width = u32::try_from(self.side_pixels() * columns).map_err(|_| too_large)?;
        let height = u32::try_from(self.side_pixels() * rows).map_err(|_| too_large)?;
        if u64::from(width) * u64::from(height) > PICTURE_PIXELS_MAX {
            return Err(too_large);
        }
        Ok((width, height))
    }
}

fn common_version(texts: &[impl AsRef<[u8]>], asked: Option<u8>) -> Result<u8, DrawError> {
    if let Some(version) = asked.filter(|version| !(1..=VERSION_MAX).contains(version)) {
        return Err(DrawError::Version { version });
    }
    let mut common = asked.unwrap_or(1);
    for (frame, text) in texts.iter().enumerate() {
        let too_long = DrawError::TextTooLong { frame, bytes: text.as_ref().len() };
        let needed = version_needed(text.as_ref()).ok_or(too_long)?;
        if asked.is_some_and(|version| needed > version) {
            return Err(too_long);
        }
        common = common.max(needed);
    }
    Ok(common)
}

fn in_memory(write: impl FnOnce(&mut dyn Write) -> Result<(), DrawError>) -> Result<Vec<u8>, DrawError> {
    let mut out = Vec::new();
    write(&mut out)?;
    Ok(out)
}
