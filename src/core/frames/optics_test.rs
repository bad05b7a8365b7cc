//! Frames of a test that carry nothing: how dense and how fast may a screen be for a camera?
//!
//! ```text
//! frame = "CFTEST1:" step "-" steps ":" number "-" count ":" filler
//! ```
//! The step says the version and the rate ([`plan`]); the filler makes the symbol as full as a real
//! one and follows from what stands before it, so a frame is read whole or not at all.

mod tally;

pub use tally::{Row, SUSTAINED_PERCENT, Tally};

use crate::frames::capacity;
use crate::limits::FRAME_CHARS_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use std::fmt;
use std::fmt::Write;

/// What every frame of a test begins with.
pub const MAGIC: &str = "CFTEST1:";

/// QR versions that are tried, in this order.
const VERSIONS: [u8; 9] = [VERSION_MIN, 5, 7, 10, 15, 20, 25, 30, 40];
/// The first of them.
pub const VERSION_MIN: u8 = 4;
/// Frames per second that are tried with each, and how many frames: about two seconds.
const RATES: [(u16, u16); 4] = [(4, 12), (8, 16), (12, 18), (15, 20)];

/// The alphabet of alphanumeric symbols (ISO/IEC 18004, table 5).
const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// One density at one speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// QR version of its symbols.
    pub version: u8,
    /// Frames per second.
    pub fps: u16,
    /// Frames that are shown.
    pub count: u16,
}

/// What a frame of a test says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestFrame {
    /// Its step, from 0.
    pub step: u16,
    /// Steps of the test.
    pub steps: u16,
    /// Its number within the step, from 0.
    pub number: u16,
}

/// Why a text is no frame of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TestFrameError {
    /// It is not written as one.
    Syntax,
    /// A step, number or count no test has.
    NoSuchStep,
    /// What follows is not what follows from it: misread, or another version of the test.
    Filler,
}

/// Steps of a test on a screen that holds symbols up to this version; none if it is too small.
pub fn plan(largest_version: u8) -> Vec<Step> {
    let versions = VERSIONS.iter().filter(|version| **version <= largest_version);
    versions.flat_map(|version| RATES.map(|(fps, count)| Step { version: *version, fps, count })).collect()
}

impl TestFrame {
    /// The density and the speed it belongs to; `None` for a step no test has.
    pub fn about(self) -> Option<Step> {
        plan(u8::MAX).get(usize::from(self.step)).copied()
    }

    /// Its text: exactly as long as a symbol of its version holds.
    ///
    /// # Errors
    /// [`TestFrameError::NoSuchStep`].
    pub fn text(self) -> Result<String, TestFrameError> {
        let about = self.about().ok_or(TestFrameError::NoSuchStep)?;
        let holds = capacity::alphanumeric_chars(about.version).ok_or(TestFrameError::NoSuchStep)?;
        let mut text = format!("{MAGIC}{}-{}:{}-{}:", self.step, self.steps, self.number, about.count);
        let mut chance =
            text.bytes().fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
        while text.len() < holds {
            chance = chance.wrapping_mul(LCG_FACTOR).wrapping_add(LCG_TERM);
            let place = usize::try_from((chance >> 33) % 45).unwrap_or_default();
            text.push(LETTERS.get(place).copied().map_or('0', char::from));
        }
        Ok(text)
    }

    /// Reads the payload of a symbol.
    ///
    /// # Errors
    /// [`TestFrameError`]; a text that begins otherwise is none of the test's.
    pub fn read(payload: &[u8]) -> Result<Self, TestFrameError> {
        let short = payload.get(..FRAME_CHARS_MAX.min(payload.len())).unwrap_or_default();
        let text = std::str::from_utf8(short).map_err(|_| TestFrameError::Syntax)?;
        let rest = text.strip_prefix(MAGIC).ok_or(TestFrameError::Syntax)?;
        let (step, rest) = rest.split_once(':').ok_or(TestFrameError::Syntax)?;
        let (number, _) = rest.split_once(':').ok_or(TestFrameError::Syntax)?;
        let (step, steps) = two_numbers(step)?;
        let (number, count) = two_numbers(number)?;
        let frame = Self { step, steps, number };
        let about = frame.about().ok_or(TestFrameError::NoSuchStep)?;
        let rates = u16::try_from(RATES.len()).unwrap_or(1);
        let is_test =
            step < steps && steps.is_multiple_of(rates) && usize::from(steps) <= plan(u8::MAX).len();
        if !is_test || number >= count || count != about.count {
            return Err(TestFrameError::NoSuchStep);
        }
        if frame.text()?.as_bytes() == payload { Ok(frame) } else { Err(TestFrameError::Filler) }
    }
}

// FNV-1a of 64 bits, and the multiplier and increment of Knuth's MMIX: no secret, only no pattern.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
const LCG_FACTOR: u64 = 6_364_136_223_846_793_005;
const LCG_TERM: u64 = 1_442_695_040_888_963_407;

/// `3-36`, decimal, up to four digits, no leading zero.
fn two_numbers(text: &str) -> Result<(u16, u16), TestFrameError> {
    let (first, second) = text.split_once('-').ok_or(TestFrameError::Syntax)?;
    Ok((number(first)?, number(second)?))
}

fn number(digits: &str) -> Result<u16, TestFrameError> {
    let is_plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_padded = digits.len() > 1 && digits.starts_with('0');
    if is_plain && !is_padded {
        digits.parse().map_err(|_| TestFrameError::Syntax)
    } else {
        Err(TestFrameError::Syntax)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('v')?;
        write!(f, "{} {}/s", self.version, self.fps)
    }
}

impl Explain for TestFrameError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Syntax => "optics-test/syntax",
            Self::NoSuchStep => "optics-test/no-such-step",
            Self::Filler => "optics-test/filler",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Syntax => vec![("magic", Safe::text(MAGIC))],
            Self::NoSuchStep | Self::Filler => Facts::new(),
        }
    }
}

impl fmt::Display for TestFrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for TestFrameError {}

#[cfg(test)]
mod tests;
