//! One UR part as text, read and written (BCR-2020-005).
//!
//! ```text
//! ur   = "ur:" type "/" [ seqNum "-" seqLen "/" ] bytewords      ; upper or lower case
//! type = 1*( ALPHA / DIGIT / "-" )
//! ```
//! Every bound is checked here, before anything is allocated for the message the part belongs to.

pub(crate) mod bytewords;
pub(crate) mod cbor;
pub(crate) mod crc32;
pub mod fountain;
pub mod gauss;
mod kind;
pub(crate) mod sampler;
pub(crate) mod xoshiro;

pub use bytewords::word as byteword;
pub use kind::{UrName, UrType};

use crate::frames::error::FrameError;
use crate::limits::{MESSAGE_BYTES_MAX, UR_PART_CHARS_MAX, UR_PARTS_MAX};
use bytewords::BytewordsError;
use cbor::PartFields;

/// A part that keeps every bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrPart {
    /// The whole message: CBOR.
    Single {
        /// Its kind.
        kind: UrType,
        /// The CBOR.
        message: Vec<u8>,
    },
    /// One part of a fountain.
    Multi {
        /// Which message.
        id: FountainId,
        /// Number of the part, from 1.
        seq_num: u32,
        /// The fragment, or several mixed.
        fragment: Vec<u8>,
    },
}

/// What all parts of one message have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FountainId {
    /// Its kind.
    pub kind: UrType,
    /// Parts it was cut into, 1..=[`UR_PARTS_MAX`].
    pub part_count: u32,
    /// Bytes of the CBOR message, 1..=[`MESSAGE_BYTES_MAX`].
    pub message_len: usize,
    /// Bytes of each fragment.
    pub fragment_len: usize,
    /// CRC-32 of the CBOR message.
    pub checksum: u32,
}

/// Whether a QR text says it is a UR.
pub fn is_ur(text: &str) -> bool {
    text.get(..3).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ur:"))
}

/// A part of either version in small letters, if it is short enough for one.
pub(super) fn lowered(text: &str) -> Result<String, FrameError> {
    match text.len() > UR_PART_CHARS_MAX {
        true => Err(FrameError::TooLong { chars: text.len(), limit: UR_PART_CHARS_MAX }),
        false => Ok(text.to_ascii_lowercase()),
    }
}

/// What a part in small letters is of, and the fields behind its name.
pub(super) fn named(lower: &str) -> Result<(UrType, std::str::Split<'_, char>), FrameError> {
    let mut fields = lower.strip_prefix("ur:").ok_or(FrameError::UrSyntax)?.split('/');
    match UrName::of(fields.next().unwrap_or_default()) {
        Some(UrName::Public(kind)) => Ok((kind, fields)),
        Some(UrName::Secret(what)) => Err(FrameError::Secret { what }),
        None => Err(FrameError::UrType),
    }
}

/// Reads one part.
///
/// # Errors
/// A bound (attack E01: one 97-character part made another decoder allocate 32 GB), a malformed
/// text, or a type that is secret or unknown.
pub fn read(text: &str) -> Result<UrPart, FrameError> {
    let lower = lowered(text)?;
    let (kind, mut fields) = named(&lower)?;
    match (fields.next(), fields.next(), fields.next()) {
        (Some(body), None, None) => Ok(UrPart::Single { kind, message: letters(body)? }),
        (Some(sequence), Some(body), None) => multi(kind, sequence, body),
        _ => Err(FrameError::UrSyntax),
    }
}

/// Writes a message that fits one part.
pub fn write_single(kind: UrType, message: &[u8]) -> String {
    format!("UR:{}/{}", kind.name().to_ascii_uppercase(), bytewords::encode_upper(message))
}

/// Writes one part of a fountain.
pub fn write_part(id: &FountainId, seq_num: u32, fragment: &[u8]) -> String {
    let part = PartFields {
        seq_num,
        seq_len: u64::from(id.part_count),
        message_len: u64::try_from(id.message_len).unwrap_or(u64::MAX),
        checksum: id.checksum,
        fragment,
    };
    let body = bytewords::encode_upper(&cbor::write_part(&part));
    format!("UR:{}/{seq_num}-{}/{body}", id.kind.name().to_ascii_uppercase(), id.part_count)
}

/// The byte that two letters of bytewords stand for, in either case: for whoever reads a secret and
/// must hold every copy of it.
pub fn byte_of_letters(pair: [u8; 2]) -> Option<u8> {
    bytewords::byte_of(&pair)
}

/// The CRC-32 that closes bytewords. It finds damage, not forgery.
pub fn checksum(message: &[u8]) -> u32 {
    crc32::crc32(message)
}

fn letters(body: &str) -> Result<Vec<u8>, FrameError> {
    bytewords::decode(body).map_err(|error| match error {
        BytewordsError::Pair { pair } => FrameError::UrBytewords { pair },
        BytewordsError::Checksum => FrameError::UrPartChecksum,
    })
}

fn multi(kind: UrType, sequence: &str, body: &str) -> Result<UrPart, FrameError> {
    let (number, count) = sequence.split_once('-').ok_or(FrameError::UrSyntax)?;
    let (number, count) = (decimal(number)?, decimal(count)?);
    within_part_limit(count)?;
    let bytes = letters(body)?;
    let part = cbor::read_part(&bytes).ok_or(FrameError::UrHeader)?;
    // The path is outside the part's checksum: a part must say the same twice.
    if part.seq_len != count || u64::from(part.seq_num) != number || part.seq_num == 0 {
        return Err(FrameError::UrHeader);
    }
    let id = checked_id(kind, &part)?;
    Ok(UrPart::Multi { id, seq_num: part.seq_num, fragment: part.fragment.to_vec() })
}

fn within_part_limit(count: u64) -> Result<u32, FrameError> {
    match u32::try_from(count) {
        Ok(0) => Err(FrameError::UrHeader),
        Ok(count) if count <= UR_PARTS_MAX => Ok(count),
        _ => Err(FrameError::UrLimit { parts: count, limit: UR_PARTS_MAX }),
    }
}

fn checked_id(kind: UrType, part: &PartFields<'_>) -> Result<FountainId, FrameError> {
    let part_count = within_part_limit(part.seq_len)?;
    let message_len = usize::try_from(part.message_len).unwrap_or(usize::MAX);
    if message_len > MESSAGE_BYTES_MAX {
        return Err(FrameError::MessageLimit { bytes: message_len, limit: MESSAGE_BYTES_MAX });
    }
    // Exactly as many fragments as the message needs: neither a lie about its length nor a
    // part count that nothing fills.
    let fragment_len = u64::try_from(part.fragment.len()).unwrap_or(u64::MAX);
    let most = fragment_len.saturating_mul(part.seq_len);
    let least = fragment_len.saturating_mul(part.seq_len - 1);
    if part.message_len <= least || part.message_len > most {
        return Err(FrameError::UrHeader);
    }
    let (fragment_len, checksum) = (part.fragment.len(), part.checksum);
    Ok(FountainId { kind, part_count, message_len, fragment_len, checksum })
}

/// A decimal number of at most ten digits without sign.
fn decimal(text: &str) -> Result<u64, FrameError> {
    let digits = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().map_err(|_| FrameError::UrSyntax) } else { Err(FrameError::UrSyntax) }
}

#[cfg(test)]
mod tests;
