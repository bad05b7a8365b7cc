//! BBQr, Coinkite's series of frames: one part as text, read and written.
//!
//! ```text
//! part     = "B$" encoding type count index body
//! encoding = "H" / "2" / "Z"          ; hex, base32, raw deflate (window 1 KiB) then base32
//! type     = "P" / "T" / "J" / "C" / "U" / "B" / "X"
//! count    = 2base36 ; 1..1295        index = 2base36 ; 0..count-1
//! ```

pub(crate) mod base32;
pub(crate) mod deflate;

use crate::frames::error::FrameError;
use crate::limits::BBQR_PARTS_MAX;

/// Characters of every part's header.
pub const HEADER_CHARS: usize = 8;
/// Bodies of all parts but the last are a multiple of this, so that each decodes alone.
pub const BODY_CHARS_STEP: usize = 8;

/// How bytes became letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BbqrEncoding {
    /// Hexadecimal.
    Hex,
    /// Base32.
    Base32,
    /// Deflated, then base32.
    Deflate,
}

/// What the bytes are said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BbqrType {
    /// A PSBT.
    Psbt,
    /// A signed transaction.
    Transaction,
    /// JSON.
    Json,
    /// CBOR.
    Cbor,
    /// UTF-8 text.
    Text,
    /// Bytes of any kind.
    Binary,
    /// A program.
    Executable,
}

/// What all parts of one series have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId {
    /// How bytes became letters.
    pub encoding: BbqrEncoding,
    /// What the bytes are said to be.
    pub file_type: BbqrType,
    /// Parts of the series, 1..=[`BBQR_PARTS_MAX`].
    pub count: u16,
}

/// One part that keeps every bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BbqrPart {
    /// Which series.
    pub id: SeriesId,
    /// Number of the part, from 0.
    pub index: u16,
    /// Its bytes, decoded, still deflated.
    pub body: Vec<u8>,
}

impl BbqrEncoding {
    const ALL: [(Self, char); 3] = [(Self::Hex, 'H'), (Self::Base32, '2'), (Self::Deflate, 'Z')];

    /// Its letter in the header.
    pub fn letter(self) -> char {
        Self::ALL.iter().find(|(encoding, _)| *encoding == self).map_or('2', |(_, letter)| *letter)
    }

    fn of(letter: char) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == letter).map(|(encoding, _)| *encoding)
    }

    /// Characters that `bytes` bytes take.
    pub const fn encoded_len(self, bytes: usize) -> usize {
        match self {
            Self::Hex => bytes * 2,
            Self::Base32 | Self::Deflate => base32::encoded_len(bytes),
        }
    }

    /// Bytes that a body of [`BODY_CHARS_STEP`] characters holds.
    pub const fn bytes_per_step(self) -> usize {
        match self {
            Self::Hex => 4,
            Self::Base32 | Self::Deflate => 5,
        }
    }
}

impl BbqrType {
    const ALL: [(Self, char); 7] = [
        (Self::Psbt, 'P'),
        (Self::Transaction, 'T'),
        (Self::Json, 'J'),
        (Self::Cbor, 'C'),
        (Self::Text, 'U'),
        (Self::Binary, 'B'),
        (Self::Executable, 'X'),
    ];

    /// Its letter in the header.
    pub fn letter(self) -> char {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or('B', |(_, letter)| *letter)
    }

    fn of(letter: char) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == letter).map(|(kind, _)| *kind)
    }
}

/// Whether a QR text says it is BBQr.
pub fn is_bbqr(text: &str) -> bool {
    text.starts_with("B$")
}

/// Reads one part.
///
/// # Errors
/// A malformed header, a part number its series does not have, or a body of another alphabet.
pub fn read(text: &str) -> Result<BbqrPart, FrameError> {
    let (header, body) = text.split_at_checked(HEADER_CHARS).ok_or(FrameError::BbqrHeader)?;
    let [b'B', b'$', encoding, file_type, c1, c0, i1, i0] = header.as_bytes() else {
        return Err(FrameError::BbqrHeader);
    };
    let encoding = BbqrEncoding::of(char::from(*encoding)).ok_or(FrameError::BbqrHeader)?;
    let file_type = BbqrType::of(char::from(*file_type)).ok_or(FrameError::BbqrType)?;
    let count = base36(*c1, *c0).filter(|count| (1..=BBQR_PARTS_MAX).contains(count));
    let count = count.ok_or(FrameError::BbqrHeader)?;
    let index = base36(*i1, *i0).filter(|index| *index < count).ok_or(FrameError::BbqrHeader)?;
    let id = SeriesId { encoding, file_type, count };
    let is_last = index + 1 == count;
    let decodes_alone =
        is_last || encoding == BbqrEncoding::Hex || body.len().is_multiple_of(BODY_CHARS_STEP);
    let body = decode(encoding, body.as_bytes()).filter(|body| !body.is_empty() && decodes_alone);
    let body = body.ok_or(FrameError::BbqrPart { part: u32::from(index) + 1 })?;
    Ok(BbqrPart { id, index, body })
}

/// Writes one part.
pub fn write(id: &SeriesId, index: u16, body: &[u8]) -> String {
    let (encoding, file_type) = (id.encoding.letter(), id.file_type.letter());
    let mut text = format!("B${encoding}{file_type}{}{}", two_base36(id.count), two_base36(index));
    match id.encoding {
        BbqrEncoding::Hex => body.iter().for_each(|byte| text.push_str(&format!("{byte:02X}"))),
        BbqrEncoding::Base32 | BbqrEncoding::Deflate => text.push_str(&base32::encode(body)),
    }
    text
}

fn decode(encoding: BbqrEncoding, body: &[u8]) -> Option<Vec<u8>> {
    match encoding {
        BbqrEncoding::Hex => crate::frames::plain::unhex(body),
        BbqrEncoding::Base32 | BbqrEncoding::Deflate => base32::decode(body),
    }
}

fn base36(high: u8, low: u8) -> Option<u16> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(u16::from(letter - b'0')),
        b'A'..=b'Z' => Some(u16::from(letter - b'A') + 10),
        _ => None,
    };
    Some(digit(high)? * 36 + digit(low)?)
}

fn two_base36(number: u16) -> String {
    let letter = |digit: u16| char::from_digit(u32::from(digit % 36), 36).unwrap_or('0').to_ascii_uppercase();
    [letter(number / 36), letter(number)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_as_it_was_written() {
        for (encoding, letter) in BbqrEncoding::ALL {
            let id = SeriesId { encoding, file_type: BbqrType::Psbt, count: 1_295 };
            let text = write(&id, 1_294, b"psbt\xff");
            assert!(text.starts_with(&format!("B${letter}PZZZY")), "{text}");
            assert_eq!(read(&text).unwrap(), BbqrPart { id, index: 1_294, body: b"psbt\xff".to_vec() });
        }
    }

    #[test]
    fn headers_that_no_series_has_are_refused() {
        for bad in ["B$", "B$2P01", "B$9P0100AA", "B$2P0000AA", "B$2P0101AA", "B$2P01-0AA", "B$2p0100AA"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!(read("B$2S0100ME"), Err(FrameError::BbqrType));
        assert_eq!(read("B$2P0000ME"), Err(FrameError::BbqrHeader));
    }

    #[test]
    fn a_body_that_does_not_decode_alone_is_refused() {
        assert_eq!(read("B$2P0200MFRGG"), Err(FrameError::BbqrPart { part: 1 }));
        assert_eq!(read("B$HP0200ABC"), Err(FrameError::BbqrPart { part: 1 }));
        assert_eq!(read("B$2P0201"), Err(FrameError::BbqrPart { part: 2 }));
        assert_eq!(read("B$2P0201mfrgg"), Err(FrameError::BbqrPart { part: 2 }));
        assert!(read("B$2P0201MFRGG").is_ok());
    }
}
