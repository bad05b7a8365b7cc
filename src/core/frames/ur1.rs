//! The first version of UR, as some wallets still draw it (BCR-0005 and BCR-0004 of May 2020).
//!
//! ```text
//! ur1      = "ur:" type "/" [ number "of" count "/" ] [ digest "/" ] fragment   ; upper or lower case
//! digest   = bc32 of the SHA-256 of the CBOR message
//! fragment = a piece of the bc32 of the CBOR message
//! ```
//! No fountain: every part is needed. The digest is in each of them, so that parts of two messages
//! are never put together, and what is put together is what was announced.

pub(crate) mod bc32;

use crate::frames::error::FrameError;
use crate::frames::message_digest;
use crate::frames::ur::{self, UrType, cbor};
use crate::limits::UR1_PARTS_MAX;

/// A part that keeps every bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ur1Part {
    /// The whole message: CBOR.
    Single {
        /// Its kind.
        kind: UrType,
        /// The CBOR.
        message: Vec<u8>,
    },
    /// One of several parts.
    Multi {
        /// Which message.
        id: Ur1Id,
        /// Number of the part, from 0.
        index: u16,
        /// Its piece of the text.
        fragment: String,
    },
}

/// What all parts of one message have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ur1Id {
    /// Its kind.
    pub kind: UrType,
    /// Parts of the text, 2..=[`UR1_PARTS_MAX`].
    pub count: u16,
    /// SHA-256 of the CBOR message.
    pub digest: [u8; 32],
}

/// Letters of a SHA-256 in bc32.
pub(crate) const DIGEST_CHARS: usize = 58;

/// About what stands before the letters of a part.
pub(crate) const HEADER_CHARS: usize = "UR:BYTES/9999OF9999//".len() + DIGEST_CHARS;

/// The message of some bytes: a byte string, whose head from 64 KiB on is the paper's own, 0x60, and
/// not the 0x5a of CBOR. Its readers know no other.
pub(crate) fn message_of(bytes: &[u8]) -> Vec<u8> {
    let mut message = cbor::write_bytes(bytes);
    if let Some(head @ 0x5a) = message.first_mut() {
        *head = 0x60;
    }
    message
}

/// Whether a UR is one of the first version: numbered `1of3`, with a digest, or in other letters.
pub fn is_ur1(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut fields = lower.splitn(5, '/').skip(1);
    match (fields.next(), fields.next(), fields.next()) {
        (Some(body), None, None) => {
            // Bytewords are letters only; bc32 has digits among its letters.
            body.bytes().any(|byte| byte.is_ascii_digit()) || bc32::decode(body).is_some()
        }
        (Some(first), Some(_), None) => first.len() == DIGEST_CHARS && !first.contains('-'),
        (Some(first), Some(_), Some(_)) => first.contains("of"),
        _ => false,
    }
}

/// Reads one part.
///
/// # Errors
/// A malformed text, a type that is secret or unknown, letters or a checksum that are not those of
/// bc32, or a single part that is not what its digest says.
pub fn read(text: &str) -> Result<Ur1Part, FrameError> {
    let lower = ur::lowered(text)?;
    let (kind, mut fields) = ur::named(&lower)?;
    match (fields.next(), fields.next(), fields.next(), fields.next()) {
        (Some(body), None, None, None) => {
            let message = bc32::decode(body).ok_or(FrameError::Ur1Checksum)?;
            Ok(Ur1Part::Single { kind, message })
        }
        (Some(digest), Some(body), None, None) => single(kind, read_digest(digest)?, body),
        (Some(sequence), Some(digest), Some(body), None) => {
            let (number, count) = read_sequence(sequence)?;
            let digest = read_digest(digest)?;
            if count == 1 {
                return single(kind, digest, body);
            }
            if body.is_empty() {
                return Err(FrameError::Ur1Header);
            }
            let id = Ur1Id { kind, count, digest };
            Ok(Ur1Part::Multi { id, index: number - 1, fragment: body.to_owned() })
        }
        _ => Err(FrameError::Ur1Header),
    }
}

/// The message of all fragments, joined in their order.
///
/// # Errors
/// They are no bc32, or not the message whose digest every part carries: one of them is forged or
/// misread.
pub(crate) fn joined(id: &Ur1Id, text: &[u8]) -> Result<Vec<u8>, FrameError> {
    let text = std::str::from_utf8(text).map_err(|_| FrameError::Ur1Digest)?;
    bc32::decode(text).filter(|message| message_digest(message) == id.digest).ok_or(FrameError::Ur1Digest)
}

/// Writes a message whole if it fits `chars_max` characters, else in as few parts as fit, all of about
/// one length.
///
/// # Errors
/// More parts than the format is followed to, or no room for a letter beside the header.
pub(crate) fn write(kind: UrType, message: &[u8], chars_max: usize) -> Result<Vec<String>, FrameError> {
    let (name, text) = (kind.name(), bc32::encode(message));
    let whole = format!("UR:{name}/{text}").to_ascii_uppercase();
    if whole.len() <= chars_max {
        return Ok(vec![whole]);
    }
    let header = format!("UR:{name}/{0}OF{0}/", UR1_PARTS_MAX).len() + DIGEST_CHARS + 1;
    let room = chars_max.saturating_sub(header);
    let parts = text.len().checked_div(room).map_or(usize::MAX, |_| text.len().div_ceil(room));
    let too_many = FrameError::TooManyParts { parts, limit: usize::from(UR1_PARTS_MAX) };
    if parts > usize::from(UR1_PARTS_MAX) {
        return Err(too_many);
    }
    let digest = bc32::encode(&message_digest(message));
    let pieces = text.as_bytes().chunks(text.len().div_ceil(parts.max(1)).max(1));
    let pieces: Vec<&str> = pieces.filter_map(|piece| std::str::from_utf8(piece).ok()).collect();
    let count = pieces.len();
    let part = |(index, piece): (usize, &&str)| {
        format!("UR:{name}/{}OF{count}/{digest}/{piece}", index + 1).to_ascii_uppercase()
    };
    Ok(pieces.iter().enumerate().map(part).collect())
}

fn single(kind: UrType, digest: [u8; 32], body: &str) -> Result<Ur1Part, FrameError> {
    let message = bc32::decode(body).ok_or(FrameError::Ur1Checksum)?;
    if message_digest(&message) == digest {
        Ok(Ur1Part::Single { kind, message })
    } else {
        Err(FrameError::Ur1Digest)
    }
}

/// `3of12`, from 1, at most four digits each.
fn read_sequence(text: &str) -> Result<(u16, u16), FrameError> {
    let number = |digits: &str| {
        let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| plain)
    };
    let (place, count) = text.split_once("of").ok_or(FrameError::Ur1Header)?;
    match (number(place), number(count)) {
        (Some(place), Some(count)) if (1..=count).contains(&place) && count <= UR1_PARTS_MAX => {
            Ok((place, count))
        }
        _ => Err(FrameError::Ur1Header),
    }
}

fn read_digest(text: &str) -> Result<[u8; 32], FrameError> {
    let digest = if text.len() == DIGEST_CHARS { bc32::decode(text) } else { None };
    digest.and_then(|digest| digest.try_into().ok()).ok_or(FrameError::Ur1Checksum)
}

#[cfg(test)]
mod tests;
