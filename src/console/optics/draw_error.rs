//! Why a series could not be drawn.

use coldframe_core::messages::{self, Code, Explain, Facts};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a series of QR codes could not be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DrawError {
    /// There is nothing to draw.
    Empty,
    /// A text does not fit the version asked for, or any version.
    TextTooLong {
        /// Which text, counted from 0.
        frame: usize,
        /// Its length in bytes.
        bytes: usize,
    },
    /// QR versions are 1 to 40.
    Version {
        /// The version asked for.
        version: u8,
    },
    /// Scale, quiet zone or frame rate outside what readers can use.
    Options,
    /// More frames than a series may have.
    TooManyFrames {
        /// Most frames drawn.
        limit: usize,
    },
    /// The series has no frame of that number.
    NoSuchFrame {
        /// The number asked for, counted from 0.
        frame: usize,
    },
    /// The picture would have more pixels than pictures may have.
    TooManyPixels {
        /// Most pixels drawn.
        limit: u64,
    },
    /// The picture could not be written.
    Write {
        /// What the system says.
        kind: std::io::ErrorKind,
    },
    /// The encoder failed in a way it should not: our bug.
    EncoderFailed,
}

impl Explain for DrawError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Empty => "optics/nothing-to-draw",
            Self::TextTooLong { .. } => "optics/text-too-long",
            Self::Version { .. } => "optics/qr-version",
            Self::Options => "optics/draw-options",
            Self::TooManyFrames { .. } => "optics/draw-too-many-frames",
            Self::NoSuchFrame { .. } => "optics/no-such-frame",
            Self::TooManyPixels { .. } => "optics/draw-too-large",
            Self::Write { .. } => "optics/write-failed",
            Self::EncoderFailed => "optics/encoder-failed",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::TextTooLong { frame, bytes } => {
                vec![("frame", Safe::count(frame)), ("bytes", Safe::count(bytes))]
            }
            Self::Version { version } => vec![("version", Safe::number(version))],
            Self::TooManyFrames { limit } => vec![("limit", Safe::count(limit))],
            Self::NoSuchFrame { frame } => vec![("frame", Safe::count(frame))],
            Self::TooManyPixels { limit } => vec![("limit", Safe::number(limit))],
            Self::Write { kind } => vec![("reason", Safe::text(&kind.to_string()))],
            Self::Empty | Self::Options | Self::EncoderFailed => Facts::new(),
        }
    }
}

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for DrawError {}

impl From<std::io::Error> for DrawError {
    fn from(error: std::io::Error) -> Self {
        Self::Write { kind: error.kind() }
    }
}
