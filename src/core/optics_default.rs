//! What this machine remembers of its screen and the camera before it.
//!
//! ```text
//! coldframe optics 1
//! placed
//! pair 15 8
//! ```

use crate::limits::SHOWN_FPS_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use std::fmt;

/// The first line.
const HEADER: &str = "coldframe optics 1";

/// What is remembered; nothing at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpticsDefault {
    /// Whether the drawing of how two machines are placed was shown.
    pub is_placed: bool,
    /// What the last test found.
    pub pair: Option<Pair>,
}

/// The density and the speed that a screen and a camera sustain together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// QR version, 1 to 40.
    pub version: u8,
    /// Frames per second, 1 to 30.
    pub fps: u16,
}

/// Why a file is not one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpticsDefaultError {
    /// A line is not written as it must be.
    Line,
}

impl OpticsDefault {
    /// Reads the file.
    ///
    /// # Errors
    /// [`OpticsDefaultError::Line`]: any other spelling than [`Self::to_bytes`] writes.
    pub fn parse(file: &[u8]) -> Result<Self, OpticsDefaultError> {
        let wrong = OpticsDefaultError::Line;
        let text = std::str::from_utf8(file).map_err(|_| wrong)?;
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(wrong);
        }
        let mut read = Self::default();
        for line in lines {
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["placed"] => read.is_placed = true,
                ["pair", version, fps] => {
                    let version = version.parse().ok().filter(|version| (1..=40).contains(version));
                    let fps = fps.parse().ok().filter(|fps| (1..=SHOWN_FPS_MAX).contains(fps));
                    let (version, fps) = version.zip(fps).ok_or(wrong)?;
                    read.pair = Some(Pair { version, fps });
                }
                _ => return Err(wrong),
            }
        }
        // One spelling only: a file of another one was written by something else.
        if read.to_bytes() == file { Ok(read) } else { Err(wrong) }
    }

    /// Writes the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{HEADER}\n");
        if self.is_placed {
            text.push_str("placed\n");
        }
        if let Some(Pair { version, fps }) = self.pair {
            text.push_str(&format!("pair {version} {fps}\n"));
        }
        text.into_bytes()
    }
}

impl Explain for OpticsDefaultError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Line => "optics-default/line",
        })
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl fmt::Display for OpticsDefaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for OpticsDefaultError {}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_vectors_are_read_as_they_say() {
        let file: Value =
            serde_json::from_str(include_str!("../../vectors/optics-default/files.json")).unwrap();
        for row in file["rows"].as_array().unwrap() {
            let said = match OpticsDefault::parse(row["file"].as_str().unwrap().as_bytes()) {
                Ok(read) => {
                    let pair = read.pair.map(|pair| format!("v{} {}/s", pair.version, pair.fps));
                    format!("{} {}", if read.is_placed { "placed" } else { "new" }, pair.unwrap_or_default())
                }
                Err(error) => error.code().to_string(),
            };
            assert_eq!(said.trim_end(), row["verdict"].as_str().unwrap(), "{}", row["name"]);
        }
    }
}
