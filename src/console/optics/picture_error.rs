//! Why a picture could not be read.

use coldframe_core::messages::{self, Code, Explain, Facts};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a picture, animation or video stream could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureError {
    /// The first bytes are of no format we read.
    UnknownFormat,
    /// The header declares more pixels than we decode.
    TooManyPixels {
        /// Declared width.
        width: u64,
        /// Declared height.
        height: u64,
        /// Most pixels accepted.
        limit: u64,
    },
    /// The header declares a picture without a pixel.
    NoPixels,
    /// The file is longer than we read.
    TooManyBytes {
        /// Most bytes accepted.
        limit: u64,
    },
    /// The animation, stream or folder holds more frames than we read.
    TooManyFrames {
        /// Most frames accepted.
        limit: usize,
    },
    /// The frames of an animation hold more pixels in sum than we decode.
    TooMuchWork {
        /// Most pixels in sum.
        limit: u64,
    },
    /// The data is damaged, truncated or not as its format says.
    Damaged {
        /// Frames read before.
        frame: usize,
    },
    /// The decoder failed in a way it should not: a bug of it, or an attack on it.
    DecoderFailed {
        /// Frames read before.
        frame: usize,
    },
    /// A y4m stream with a pixel format other than 8 bits with luma first, or an AVI of other than JPEGs.
    PixelFormat,
    /// A still picture of a format that is known and not read.
    StillFormat,
    /// Pixels and size do not agree.
    SizeMismatch {
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
        /// Bytes there are.
        bytes: usize,
    },
    /// The folder holds no picture.
    NoPictures,
    /// The file, folder or stream could not be read.
    Unreadable {
        /// What the system says.
        kind: std::io::ErrorKind,
    },
}

impl Explain for PictureError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::UnknownFormat => "optics/unknown-format",
            Self::TooManyPixels { .. } => "optics/too-many-pixels",
            Self::NoPixels => "optics/no-pixels",
            Self::TooManyBytes { .. } => "optics/too-many-bytes",
            Self::TooManyFrames { .. } => "optics/too-many-frames",
            Self::TooMuchWork { .. } => "optics/too-much-work",
            Self::Damaged { .. } => "optics/damaged",
            Self::DecoderFailed { .. } => "optics/decoder-failed",
            Self::PixelFormat => "optics/pixel-format",
            Self::StillFormat => "optics/still-format",
            Self::SizeMismatch { .. } => "optics/size-mismatch",
            Self::NoPictures => "optics/no-pictures",
            Self::Unreadable { .. } => "optics/unreadable",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::TooManyPixels { width, height, limit } => vec![
                ("width", Safe::number(width)),
                ("height", Safe::number(height)),
                ("limit", Safe::number(limit)),
            ],
            Self::TooManyBytes { limit } | Self::TooMuchWork { limit } => {
                vec![("limit", Safe::number(limit))]
            }
            Self::TooManyFrames { limit } => vec![("limit", Safe::count(limit))],
            Self::Damaged { frame } | Self::DecoderFailed { frame } => vec![("frame", Safe::count(frame))],
            Self::SizeMismatch { width, height, bytes } => vec![
                ("width", Safe::count(width)),
                ("height", Safe::count(height)),
                ("bytes", Safe::count(bytes)),
            ],
            Self::Unreadable { kind } => vec![("reason", Safe::text(&kind.to_string()))],
            Self::UnknownFormat
            | Self::NoPixels
            | Self::PixelFormat
            | Self::StillFormat
            | Self::NoPictures => Facts::new(),
        }
    }
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for PictureError {}

impl From<std::io::Error> for PictureError {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable { kind: error.kind() }
    }
}
