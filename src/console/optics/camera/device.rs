//! A device file of V4L2, through the calls of `linuxvideo`.
//!
//! That crate panics where a driver says what the standard has no word for; here this is an error.

use super::choose::{self, Offer, Wish, nearest};
use super::error::CameraError;
use super::pixels::Layout;
use super::{Pixels, controls, number_of};
use crate::optics::net::caught;
use coldframe_core::limits::{CAMERA_STALL_SECONDS_MAX, LIVE_FRAME_PIXELS_MAX, PICTURE_FILE_BYTES_MAX};
use linuxvideo::format::{FrameIntervals, FrameSizes, PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{BufTypes, Fract};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Most formats of a camera looked at, and sizes of one format.
const FORMATS_MAX: usize = 64;
const SIZES_MAX: usize = 256;
/// Frames taken in one go to come to the newest: as many as can wait.
const WAITING_MAX: usize = 8;

/// Drivers of single-board computers whose device files belong to a pipeline: they answer as cameras
/// do and never film by themselves (the camera itself is read through `rpicam-vid`).
const PIPELINES: [&str; 4] = ["bcm2835-isp", "bcm2835-codec", "pispbe", "rp1-cfe"];

/// A device that films.
pub(super) struct Device {
    path: PathBuf,
    name: String,
    wishes: Vec<Wish>,
}

/// A device that was told to.
pub(super) struct Stream {
    number: Option<u32>,
    layout: Layout,
    frames_per_ks: u32,
    reader: ReadStream,
    frame: Vec<u8>,
}

impl Device {
    /// Asks a device what it is. It is closed again: filming with one format must not keep it from
    /// another.
    pub(super) fn open(path: &Path) -> Result<Self, CameraError> {
        let number = number_of(path);
        let opened = asked(number, || linuxvideo::Device::open(path))?
            .map_err(|error| CameraError::of_opening(&error, number))?;
        if !opened.supported_buf_types().contains(BufTypes::VIDEO_CAPTURE) {
            return Err(CameraError::NotACamera { number });
        }
        let (driver, name) = asked(number, || {
            let about = opened.capabilities()?;
            io::Result::Ok((about.driver().to_owned(), about.card().to_owned()))
        })?
        .unwrap_or_default();
        if PIPELINES.contains(&driver.as_str()) {
            return Err(CameraError::NotACamera { number });
        }
        let wishes = caught(|| choose::wishes(&offers(&opened))).unwrap_or_default();
        Ok(Self { path: path.to_owned(), name, wishes })
    }

    pub(super) fn number(&self) -> Option<u32> {
        number_of(&self.path)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What to ask it for, the best first.
    pub(super) fn wishes(&self) -> Vec<Wish> {
        self.wishes.clone()
    }

    /// Films as wished, or as the device changed the wish if we can read that too.
    pub(super) fn stream(&self, wish: &Wish) -> Result<Stream, CameraError> {
        let number = self.number();
        let failed = |error: io::Error| CameraError::of_filming(&error, number);
        asked(number, || {
            let mut device = linuxvideo::Device::open(&self.path)?;
            controls::set(&mut device);
            let letters = PixelFormat::from_fourcc(wish.pixels.fourcc());
            let capture = device.video_capture(PixFormat::new(wish.width, wish.height, letters))?;
            let granted = capture.format();
            let layout = Layout {
                pixels: Pixels::of_fourcc(granted.pixel_format().as_fourcc()).ok_or(refused())?,
                width: granted.width(),
                height: granted.height(),
                stride: granted.bytes_per_line(),
            };
            let pixels = u64::from(layout.width).saturating_mul(u64::from(layout.height));
            if !(1..=LIVE_FRAME_PIXELS_MAX).contains(&pixels) {
                return Err(refused());
            }
            let wished = Fract::new(1_000, wish.frames_per_ks.max(1));
            let rate = if wish.frames_per_ks == 0 { None } else { capture.set_frame_interval(wished).ok() };
            let frames_per_ks = rate.map_or(wish.frames_per_ks, per_ks);
            let reader = capture.into_stream()?;
            Ok(Stream { number, layout, frames_per_ks, reader, frame: Vec::new() })
        })?
        .map_err(failed)
    }
}

impl Stream {
    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    pub(super) fn frames_per_ks(&self) -> u32 {
        self.frames_per_ks
    }

    /// The bytes of the newest frame; `None` if the device calls it damaged.
    pub(super) fn newest(&mut self) -> Result<Option<&[u8]>, CameraError> {
        let number = self.number;
        let until = Instant::now() + Duration::from_secs(CAMERA_STALL_SECONDS_MAX);
        while !self.is_ready(until.saturating_duration_since(Instant::now()))? {
            if Instant::now() >= until {
                return Err(CameraError::Stalled { number });
            }
        }
        let mut is_whole = false;
        for _ in 0..WAITING_MAX {
            is_whole = self.take()?;
            if !self.is_ready(Duration::ZERO)? {
                break;
            }
        }
        Ok(is_whole.then_some(self.frame.as_slice()))
    }

    /// Whether a frame waits, or comes within that time.
    fn is_ready(&self, within: Duration) -> Result<bool, CameraError> {
        let mut watched = [PollFd::new(&self.reader, PollFlags::IN)];
        let time = Timespec::try_from(within).unwrap_or(Timespec { tv_sec: 0, tv_nsec: 0 });
        match poll(&mut watched, Some(&time)) {
            Ok(count) => Ok(count > 0),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(CameraError::of_filming(&error.into(), self.number)),
        }
    }

    /// Copies the next frame out; whether it is whole.
    fn take(&mut self) -> Result<bool, CameraError> {
        let Self { reader, frame, number, .. } = self;
        let taken = asked(*number, || {
            reader.dequeue(|view| {
                frame.clear();
                let most = usize::try_from(PICTURE_FILE_BYTES_MAX).unwrap_or(usize::MAX);
                frame.extend_from_slice(view.get(..view.len().min(most)).unwrap_or_default());
                Ok(!view.is_error() && !frame.is_empty())
            })
        })?;
        taken.map_err(|error| CameraError::of_filming(&error, *number))
    }
}

/// What the device offers of what we read.
fn offers(device: &linuxvideo::Device) -> Vec<Offer> {
    let formats = device.formats(linuxvideo::BufType::VIDEO_CAPTURE).take(FORMATS_MAX).map_while(Result::ok);
    let known = |letters: PixelFormat| Some((letters, Pixels::of_fourcc(letters.as_fourcc())?));
    formats
        .filter_map(|format| known(format.pixel_format()))
        .map(|(letters, pixels)| {
            let sizes = sizes(device, letters).into_iter();
            let with_rate = |(width, height)| (width, height, rate(device, letters, width, height));
            Offer { pixels, sizes: sizes.map(with_rate).collect() }
        })
        .collect()
}

fn sizes(device: &linuxvideo::Device, letters: PixelFormat) -> Vec<(u32, u32)> {
    let within = |sizes: &linuxvideo::format::StepwiseFrameSizes| {
        [(1_280, 720), (640, 480)].map(|(width, height)| {
            (
                nearest(width, sizes.min_width(), sizes.max_width(), sizes.step_width()),
                nearest(height, sizes.min_height(), sizes.max_height(), sizes.step_height()),
            )
        })
    };
    match device.frame_sizes(letters) {
        Ok(FrameSizes::Discrete(sizes)) => {
            sizes.iter().take(SIZES_MAX).map(|size| (size.width(), size.height())).collect()
        }
        Ok(FrameSizes::Stepwise(sizes) | FrameSizes::Continuous(sizes)) => within(&sizes).to_vec(),
        Err(_) => Vec::new(),
    }
}

/// The most frames in 1,000 seconds at a size, up to 30 a second where any rate is possible.
fn rate(device: &linuxvideo::Device, letters: PixelFormat, width: u32, height: u32) -> u32 {
    const USUAL: u32 = 30_000;
    match device.frame_intervals(letters, width, height) {
        Ok(FrameIntervals::Discrete(all)) => {
            // The fastest that is not faster than we read, else the slowest of the fast ones.
            let rates: Vec<u32> = all.iter().map(|one| per_ks(*one.fract())).collect();
            let usual = rates.iter().filter(|rate| **rate <= USUAL + 1).max();
            usual.or(rates.iter().min()).copied().unwrap_or(0)
        }
        Ok(FrameIntervals::Stepwise(all) | FrameIntervals::Continuous(all)) => per_ks(*all.min()).min(USUAL),
        Err(_) => 0,
    }
}

/// A time for one frame as frames in 1,000 seconds.
fn per_ks(interval: Fract) -> u32 {
    let (above, below) = (u64::from(interval.numerator()), u64::from(interval.denominator()));
    let frames = below.saturating_mul(1_000).checked_div(above).unwrap_or(0);
    u32::try_from(frames).unwrap_or(u32::MAX)
}

/// A panic of the crate as an error of the device.
fn asked<T>(number: Option<u32>, ask: impl FnOnce() -> T) -> Result<T, CameraError> {
    const EPROTO: i32 = 71;
    caught(ask).ok_or(CameraError::Failed { number, errno: EPROTO })
}

fn refused() -> io::Error {
    io::ErrorKind::InvalidInput.into()
}
