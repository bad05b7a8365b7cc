//! A camera of this machine (V4L2), opened, set up and read, frame after frame.
//!
//! To be used where foreign pictures are decoded and nowhere else: what a camera says of itself and
//! what it films are as foreign as any file (attack E05). Everything that needs a file is done by
//! [`Camera::open`]; [`Camera::frame`] only takes frames out of memory that is mapped by then.

mod choose;
mod controls;
mod device;
mod error;
mod pixels;

pub use error::CameraError;
pub use pixels::Pixels;

use super::net::caught;
use super::{Gray, PictureError};
use choose::Wish;
use device::{Device, Stream};
use std::path::{Path, PathBuf};

/// Most cameras looked at: numbers of `/dev/video`.
pub const CAMERA_NUMBERS: u32 = 64;
/// Longest path of a camera, in bytes.
const PATH_BYTES_MAX: usize = 255;
/// Most characters kept of a camera's name.
const NAME_CHARS_MAX: usize = 32;

/// Which camera.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selector {
    /// The one that suits best of those that answer.
    #[default]
    Any,
    /// This one.
    Path(PathBuf),
}

/// A camera as it was set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraInfo {
    /// Its number, if it has one.
    pub number: Option<u32>,
    /// What it calls itself: printable ASCII, at most 32 characters.
    pub name: String,
    /// How its pixels come.
    pub pixels: Pixels,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Frames in 1,000 seconds, 0 if it does not say.
    pub frames_per_ks: u32,
}

/// A camera that films.
pub struct Camera {
    info: CameraInfo,
    stream: Stream,
}

impl Selector {
    /// What stands behind `qr:`: nothing, a number, or a path.
    pub fn parse(said: &str) -> Self {
        match said {
            "" => Self::Any,
            _ if said.bytes().all(|byte| byte.is_ascii_digit()) => Self::Path(numbered(said)),
            _ => Self::Path(said.into()),
        }
    }

    /// The device files it may come to open.
    pub fn paths(&self) -> Vec<PathBuf> {
        match self {
            Self::Any => (0..CAMERA_NUMBERS).map(numbered).filter(|path| path.exists()).collect(),
            Self::Path(path) => vec![path.clone()],
        }
    }

    /// As bytes: the path, or nothing.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Any => Vec::new(),
            Self::Path(path) => path.as_os_str().as_encoded_bytes().to_vec(),
        }
    }

    /// Out of bytes; `None` if they are no path we would open.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > PATH_BYTES_MAX {
            return None;
        }
        let path = std::str::from_utf8(bytes).ok()?;
        Some(if path.is_empty() { Self::Any } else { Self::Path(path.into()) })
    }
}

impl Camera {
    /// Opens the camera, in the first of its formats that suits us and that it agrees to.
    ///
    /// # Errors
    /// [`CameraError`]: of several cameras, what stopped the one that came nearest to filming.
    pub fn open(selector: &Selector) -> Result<Self, CameraError> {
        let mut worst = CameraError::Missing;
        for (device, wishes) in found(selector, &mut worst) {
            match started(&device, &wishes) {
                Ok(camera) => return Ok(camera),
                Err(error) => worst = worst.max(error),
            }
        }
        Err(worst)
    }

    /// How it was set up.
    pub fn info(&self) -> &CameraInfo {
        &self.info
    }

    /// The newest frame. A damaged one is `None`.
    ///
    /// # Errors
    /// [`CameraError::Gone`] if it was unplugged, [`CameraError::Stalled`] if no frame comes.
    pub fn frame(&mut self) -> Result<Option<Gray>, CameraError> {
        let layout = self.stream.layout();
        let Some(bytes) = self.stream.newest()? else { return Ok(None) };
        let gray = caught(|| pixels::gray(layout, bytes));
        Ok(gray.unwrap_or(Err(PictureError::DecoderFailed { frame: 0 })).ok())
    }
}

/// The cameras of this machine as [`Camera::open`] would set them up, and why others are left out.
pub fn list() -> Vec<Result<CameraInfo, CameraError>> {
    let usable = |path: &PathBuf| match Device::open(path) {
        Ok(device) => device.wishes().first().map(|wish| Ok(info(&device, wish))),
        Err(CameraError::NotACamera { .. } | CameraError::Missing) => None,
        Err(error) => Some(Err(error)),
    };
    Selector::Any.paths().iter().filter_map(usable).collect()
}

fn numbered(number: impl std::fmt::Display) -> PathBuf {
    PathBuf::from(format!("/dev/video{number}"))
}

/// The number of a device file with an ordinary name.
fn number_of(path: &Path) -> Option<u32> {
    path.to_str()?.strip_prefix("/dev/video")?.parse().ok()
}

/// Devices that film, the most suitable first; the numbers of those that do not answer come last in
/// nobody's list, so why they do not is kept.
fn found(selector: &Selector, worst: &mut CameraError) -> Vec<(Device, Vec<Wish>)> {
    let mut found = Vec::new();
    for path in selector.paths() {
        match Device::open(&path) {
            Ok(device) => {
                let wishes = device.wishes();
                match wishes.is_empty() {
                    true => *worst = (*worst).max(CameraError::NoFormat { number: device.number() }),
                    false => found.push((device, wishes)),
                }
            }
            // Of any camera: half the files are for settings and data beside the picture.
            Err(CameraError::NotACamera { .. }) if *selector == Selector::Any => {}
            Err(error) => *worst = (*worst).max(error),
        }
    }
    found.sort_by_key(|(_, wishes)| wishes.first().map_or(u32::MAX, Wish::cost));
    found
}

/// Goes through the wishes until the camera grants one and films.
fn started(device: &Device, wishes: &[Wish]) -> Result<Camera, CameraError> {
    let mut worst = CameraError::NoFormat { number: device.number() };
    for wish in wishes {
        match device.stream(wish) {
            Ok(stream) => {
                let info = info_of(device, stream.layout(), stream.frames_per_ks());
                return Ok(Camera { info, stream });
            }
            // Another program films with it, whatever we ask for.
            Err(error @ CameraError::Busy { .. }) => return Err(error),
            Err(error) => worst = worst.max(error),
        }
    }
    Err(worst)
}

fn info(device: &Device, wish: &Wish) -> CameraInfo {
    let layout = pixels::Layout { pixels: wish.pixels, width: wish.width, height: wish.height, stride: 0 };
    info_of(device, layout, wish.frames_per_ks)
}

fn info_of(device: &Device, layout: pixels::Layout, frames_per_ks: u32) -> CameraInfo {
    CameraInfo {
        number: device.number(),
        name: printable(device.name()),
        pixels: layout.pixels,
        width: layout.width,
        height: layout.height,
        frames_per_ks,
    }
}

/// A name as foreign as the plug it came with.
pub fn printable(name: &str) -> String {
    name.chars().filter(|one| (' '..='~').contains(one)).take(NAME_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_is_named_by_nothing_a_number_or_a_path() {
        assert_eq!(Selector::parse(""), Selector::Any);
        assert_eq!(Selector::parse("2"), Selector::Path("/dev/video2".into()));
        assert_eq!(Selector::parse("/dev/video2"), Selector::parse("2"));
        let by_id = Selector::parse("/dev/v4l/by-id/usb-camera-index0");
        for one in [Selector::Any, Selector::parse("2"), by_id] {
            assert_eq!(Selector::from_bytes(&one.to_bytes()), Some(one));
        }
        assert_eq!(Selector::from_bytes(&[b'a'; 300]), None);
        assert_eq!(Selector::from_bytes(&[0xff]), None);
    }

    #[test]
    fn a_camera_that_is_not_there_is_missing_and_a_file_is_none() {
        let open = |path: &str| Camera::open(&Selector::Path(path.into())).err();
        assert_eq!(open("/dev/video987654"), Some(CameraError::Missing));
        assert_eq!(open("/dev/null"), Some(CameraError::NotACamera { number: None }));
    }

    #[test]
    fn atk_e06_what_a_camera_calls_itself_cannot_move_the_cursor() {
        assert_eq!(printable("\u{1b}[2JUSB \u{9b}Cam\u{202e}"), "[2JUSB Cam");
        assert_eq!(printable(&"x".repeat(99)).len(), NAME_CHARS_MAX);
    }
}
