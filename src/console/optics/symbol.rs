//! One QR symbol as a square of modules.

use super::{DrawError, mask, png_out};
use coldframe_core::frames::capacity;
use coldframe_core::limits::FRAME_CHARS_MAX;
use qrcode::bits::{Bits, encode_auto};
use qrcode::canvas::Canvas;
use qrcode::types::{QrError, QrResult};
use qrcode::{EcLevel, Version, ec};
use zeroize::Zeroize;

/// Highest QR version (ISO/IEC 18004).
pub const VERSION_MAX: u8 = 40;

/// A square of modules without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Modules {
    side: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// Encodes bytes at level L in exactly this version.
    ///
    /// Upper-case letters, digits and `$%*+-./: ` are packed as alphanumeric, digits as numeric,
    /// everything else as bytes: the segments are chosen for the shortest symbol.
    ///
    /// # Errors
    /// [`DrawError::Version`] outside 1 to 40, [`DrawError::TextTooLong`] if it does not fit.
    pub fn encode(payload: &[u8], version: u8) -> Result<Self, DrawError> {
        let too_long = DrawError::TextTooLong { frame: 0, bytes: payload.len() };
        if payload.len() > FRAME_CHARS_MAX {
            return Err(too_long);
        }
        let numbered = numbered(version)?;
        // Segments are chosen step by step, and the choice can come out longer than no choice at all: a text
        // that was cut to fill its symbol would not fit it.
        let bits = segmented(payload, numbered)
            .or_else(|_| letters(payload, numbered))
            .or_else(|_| one_segment(payload, numbered));
        Self::of_bits(bits.map_err(|_| too_long)?, version, too_long)
    }

    /// As [`Self::encode`], but in one segment of bytes whatever they look like: readers of raw
    /// bytes look for exactly that (CompactSeedQR).
    ///
    /// # Errors
    /// As [`Self::encode`].
    pub fn encode_bytes(payload: &[u8], version: u8) -> Result<Self, DrawError> {
        let too_long = DrawError::TextTooLong { frame: 0, bytes: payload.len() };
        let bits = one_segment(payload, numbered(version)?).map_err(|_| too_long)?;
        Self::of_bits(bits, version, too_long)
    }

    fn of_bits(bits: Bits, version: u8, too_long: DrawError) -> Result<Self, DrawError> {
        let numbered = numbered(version)?;
        let (data, correction) =
            ec::construct_codewords(&bits.into_bytes(), numbered, EcLevel::L).map_err(|_| too_long)?;
        let mut canvas = Canvas::new(numbered, EcLevel::L);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        let side = side_of(version);
        Ok(Self { side, dark: mask::best(&canvas, side) })
    }

    /// Modules on each side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; outside is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }

    /// Whether a place counted from the corner of the quiet zone is dark.
    pub fn is_dark_within(&self, quiet: usize, x: usize, y: usize) -> bool {
        match (x.checked_sub(quiet), y.checked_sub(quiet)) {
            (Some(x), Some(y)) => self.is_dark(x, y),
            _ => false,
        }
    }
}

/// What a symbol says may be a secret, and its modules say it too.
impl Drop for Modules {
    fn drop(&mut self) {
        self.dark.zeroize();
    }
}

/// A QR code of a text may be a secret: it is not printed.
impl std::fmt::Debug for Modules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Modules").field("side", &self.side).finish_non_exhaustive()
    }
}

/// The smallest version that holds the payload at level L; `None` if no version does.
pub(super) fn version_needed(payload: &[u8]) -> Option<u8> {
    if payload.len() > FRAME_CHARS_MAX {
        return None;
    }
    // In one segment, of letters or of bytes, which is what senders cut their parts for: segments chosen
    // step by step can need more, and a series that fills its symbols would not be drawn.
    let in_one = std::str::from_utf8(payload).ok().and_then(capacity::smallest_version);
    let holds = |version: &u8| capacity::bytes(*version).is_some_and(|bytes| payload.len() <= bytes);
    let as_bytes = (1..=VERSION_MAX).find(holds);
    let in_segments = encode_auto(payload, EcLevel::L).ok().and_then(|bits| match bits.version() {
        Version::Normal(version) => u8::try_from(version).ok(),
        Version::Micro(_) => None,
    });
    in_one.into_iter().chain(as_bytes).chain(in_segments).min()
}

fn segmented(payload: &[u8], version: Version) -> QrResult<Bits> {
    let mut bits = Bits::new(version);
    bits.push_optimal_data(payload)?;
    bits.push_terminator(EcLevel::L)?;
    Ok(bits)
}

/// One segment of the alphanumeric alphabet, if the text has no other letters.
fn letters(payload: &[u8], version: Version) -> QrResult<Bits> {
    let is_letter = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'Z') || b" $%*+-./:".contains(byte);
    if !payload.iter().all(is_letter) {
        return Err(QrError::InvalidCharacter);
    }
    let mut bits = Bits::new(version);
    bits.push_alphanumeric_data(payload)?;
    bits.push_terminator(EcLevel::L)?;
    Ok(bits)
}

/// The encoder joins segments greedily and may need more bits than one segment of plain bytes
/// does, which is what senders reckon with: base64 would overflow the symbol it was cut for.
fn one_segment(payload: &[u8], version: Version) -> QrResult<Bits> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(payload)?;
    bits.push_terminator(EcLevel::L)?;
    Ok(bits)
}

/// A PNG of one symbol, in whole pixels.
///
/// # Errors
/// [`DrawError`] if it cannot be encoded.
pub(crate) fn png(
    symbol: &Modules,
    quiet: usize,
    scale: usize,
    is_inverted: bool,
) -> Result<Vec<u8>, DrawError> {
    let mut out = Vec::new();
    png_out::one_painted(symbol, quiet, scale, is_inverted, &mut out)?;
    Ok(out)
}

/// Modules on each side of a version, without the quiet zone.
pub(crate) fn side_of(version: u8) -> usize {
    17 + 4 * usize::from(version)
}

fn numbered(version: u8) -> Result<Version, DrawError> {
    if !(1..=VERSION_MAX).contains(&version) {
        return Err(DrawError::Version { version });
    }
    Ok(Version::Normal(i16::from(version)))
}
