//! A screen without a desktop, drawn pixel by pixel: `/dev/fb0` of a Raspberry Pi's console.
//!
//! Its size is read where the system says it (`/sys/class/graphics/fb0`) and pixels are written as to
//! any file, so there is no ioctl and no mapped memory. Black is all zeros and white all ones in every
//! format there is, so the order of colours does not matter.

use super::Room;
use crate::optics::symbol::Modules;
use coldframe_core::limits::{FRAME_BUFFER_BYTES_MAX, FRAME_BUFFER_LINE_BYTES_MAX};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where the system says what frame buffers there are.
const CLASS: &str = "/sys/class/graphics";
/// What every one of them is called, before its number.
const NAME: &str = "fb";

/// Why a frame buffer cannot be drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameBufferError {
    /// There is no such device.
    Missing,
    /// It may not be opened.
    Denied,
    /// The system does not say its size, or says what none has.
    Geometry,
    /// Its pixels are not of 16, 24 or 32 bits.
    PixelBits,
    /// It could not be read or written.
    Failed,
}

/// An open frame buffer; what it showed comes back when it is dropped.
#[derive(Debug)]
pub(super) struct FrameBuffer {
    device: File,
    geometry: Geometry,
    before: Option<Vec<u8>>,
}

/// What part of the memory is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Geometry {
    width: usize,
    height: usize,
    /// Line of the memory that is seen first.
    top: usize,
    line_bytes: usize,
    pixel_bytes: usize,
}

/// The folder in which the system describes a device; `None` for a path that names no frame buffer.
pub fn geometry_folder(device: &Path) -> Option<PathBuf> {
    let name = device.strip_prefix("/dev").ok()?.to_str()?;
    let number = name.strip_prefix(NAME)?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| Path::new(CLASS).join(name))
}

impl FrameBuffer {
    /// Opens a device of the system.
    pub(super) fn open(device: &Path) -> Result<Self, FrameBufferError> {
        Self::described(device, &geometry_folder(device).ok_or(FrameBufferError::Missing)?)
    }

    fn described(device: &Path, folder: &Path) -> Result<Self, FrameBufferError> {
        let device =
            OpenOptions::new().read(true).write(true).open(device).map_err(|error| match error.kind() {
                ErrorKind::NotFound => FrameBufferError::Missing,
                ErrorKind::PermissionDenied => FrameBufferError::Denied,
                _ => FrameBufferError::Failed,
            })?;
        Ok(Self { device, geometry: Geometry::read(folder)?, before: None })
    }

    /// Room for a code; with a row of text left free below it where the screen has so many of them.
    pub(super) fn room(&self, rows: Option<usize>) -> Room {
        Room::pixels(self.geometry.width, self.height_above(rows))
    }

    fn height_above(&self, rows: Option<usize>) -> usize {
        let Geometry { height, .. } = self.geometry;
        let row = rows.filter(|rows| *rows > 0).map_or(0, |rows| height.div_ceil(rows));
        height.saturating_sub(row)
    }

    /// Draws a code in the middle, as large as it can be, on a screen that is all border.
    pub(super) fn draw(
        &mut self,
        symbol: &Modules,
        quiet: usize,
        is_inverted: bool,
        rows: Option<usize>,
    ) -> Result<(), FrameBufferError> {
        if self.before.is_none() {
            self.before = Some(self.lines()?);
            let paper = if is_inverted { 0 } else { u8::MAX };
            self.write(0, &vec![paper; self.geometry.height.saturating_mul(self.geometry.line_bytes)])?;
        }
        let side = symbol.side().saturating_add(2 * quiet);
        let scale = self.room(rows).module_pixels(side).max(1);
        let (width, height) = (self.geometry.width, self.height_above(rows));
        let left = width.saturating_sub(side.saturating_mul(scale)) / 2;
        let top = height.saturating_sub(side.saturating_mul(scale)) / 2;
        let mut picture = Vec::new();
        for y in 0..side {
            let line = self.line(left, scale, is_inverted, |x| symbol.is_dark_within(quiet, x, y), side);
            (0..scale).for_each(|_| picture.extend_from_slice(&line));
        }
        // In one piece: what is half written is half of two codes.
        self.write(top, &picture)
    }

    /// What is drawn next goes on a screen without what was drawn before.
    pub(super) fn clear(&mut self, is_inverted: bool) -> Result<(), FrameBufferError> {
        match self.before {
            Some(_) => {
                let paper = if is_inverted { 0 } else { u8::MAX };
                self.write(0, &vec![paper; self.geometry.height.saturating_mul(self.geometry.line_bytes)])
            }
            None => Ok(()),
        }
    }

    fn line(
        &self,
        left: usize,
        scale: usize,
        is_inverted: bool,
        is_dark: impl Fn(usize) -> bool,
        side: usize,
    ) -> Vec<u8> {
        let Geometry { width, line_bytes, pixel_bytes, .. } = self.geometry;
        let light = |light: bool| if light == is_inverted { 0 } else { u8::MAX };
        let mut line = Vec::with_capacity(line_bytes);
        for pixel in 0..width {
            let module = pixel.checked_sub(left).map(|pixel| pixel / scale).filter(|module| *module < side);
            let byte = light(!module.is_some_and(&is_dark));
            line.extend(std::iter::repeat_n(byte, pixel_bytes));
        }
        // What is between the lines is not seen.
        line.resize(line_bytes, 0);
        line
    }

    /// Every line that is seen.
    fn lines(&mut self) -> Result<Vec<u8>, FrameBufferError> {
        let mut lines = vec![0; self.geometry.height.saturating_mul(self.geometry.line_bytes)];
        self.seek_line(0)?;
        self.device.read_exact(&mut lines).map_err(|_| FrameBufferError::Failed)?;
        Ok(lines)
    }

    fn write(&mut self, line: usize, bytes: &[u8]) -> Result<(), FrameBufferError> {
        self.seek_line(line)?;
        self.device.write_all(bytes).map_err(|_| FrameBufferError::Failed)
    }

    fn seek_line(&mut self, line: usize) -> Result<(), FrameBufferError> {
        let place = self.geometry.top.saturating_add(line).saturating_mul(self.geometry.line_bytes);
        let place = u64::try_from(place).map_err(|_| FrameBufferError::Geometry)?;
        self.device.seek(SeekFrom::Start(place)).map(|_| ()).map_err(|_| FrameBufferError::Failed)
    }
}

impl Drop for FrameBuffer {
    fn drop(&mut self) {
        if let Some(before) = self.before.take() {
            let _ = self.write(0, &before);
        }
    }
}

impl Geometry {
    /// Reads what the system says. Nothing is allocated for a size that no screen has.
    fn read(folder: &Path) -> Result<Self, FrameBufferError> {
        let said = |name: &str| said(&folder.join(name));
        let number = |name: &str| said(name)?.parse::<usize>().ok();
        let wrong = FrameBufferError::Geometry;
        let (virtual_width, virtual_height) =
            said("virtual_size").and_then(|size| pair(&size)).ok_or(wrong)?;
        // A driver that pages between two pictures has memory for both and shows one of them.
        let (width, height) = said("modes")
            .and_then(|mode| mode_size(&mode))
            .filter(|(width, height)| *width <= virtual_width && *height <= virtual_height)
            .unwrap_or((virtual_width, virtual_height));
        let (_, top) = said("pan").and_then(|pan| pair(&pan)).unwrap_or((0, 0));
        let pixel_bytes = match number("bits_per_pixel").ok_or(wrong)? {
            16 => 2,
            24 => 3,
            32 => 4,
            _ => return Err(FrameBufferError::PixelBits),
        };
        let line_bytes = number("stride").ok_or(wrong)?;
        let is_possible = width > 0
            && height > 0
            && width.checked_mul(pixel_bytes).is_some_and(|bytes| bytes <= line_bytes)
            && top.checked_add(height).is_some_and(|lines| lines <= virtual_height)
            && line_bytes.checked_mul(virtual_height).is_some_and(|bytes| bytes <= FRAME_BUFFER_BYTES_MAX);
        if is_possible { Ok(Self { width, height, top, line_bytes, pixel_bytes }) } else { Err(wrong) }
    }
}

/// The first line of a file of the system.
fn said(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(FRAME_BUFFER_LINE_BYTES_MAX).read_to_string(&mut text).ok()?;
    text.lines().next().map(|line| line.trim().to_owned())
}

/// `1280,800`.
fn pair(text: &str) -> Option<(usize, usize)> {
    let (first, second) = text.split_once(',')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// `U:1280x800p-75`.
fn mode_size(text: &str) -> Option<(usize, usize)> {
    let (_, size) = text.split_once(':')?;
    let (width, rest) = size.split_once('x')?;
    let height = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

impl Explain for FrameBufferError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing => "player/device-missing",
            Self::Denied => "player/device-denied",
            Self::Geometry => "player/device-geometry",
            Self::PixelBits => "player/device-pixel-bits",
            Self::Failed => "player/device-failed",
        })
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl fmt::Display for FrameBufferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for FrameBufferError {}

#[cfg(test)]
mod tests;
