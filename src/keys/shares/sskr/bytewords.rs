//! Bytewords of secrets, in both styles (BCR-2020-012). Beside the ones of `core::frames`, because those
//! leave their bytes behind and take the checksum by tables.

use super::super::{Correction, ShareError};
use coldframe_core::frames::ur::byteword;
use coldframe_core::limits::SHARE_TEXT_BYTES_MAX;
use zeroize::Zeroizing;

/// Bytes of the checksum at the end.
const CHECKSUM_BYTES: usize = 4;

/// Letters of a byte in the short style: the first and the last of its word.
const SHORT_LETTERS: usize = 2;

/// Reads words between white space or hyphens, or pairs of letters without any; the checksum is taken off.
pub(super) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, ShareError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(SHARE_TEXT_BYTES_MAX));
    for (word, position) in words(text).zip(1_usize..) {
        bytes.push(byte(word).ok_or(ShareError::UnknownWord { position })?);
    }
    if !is_closed(&bytes) {
        return Err(ShareError::Checksum);
    }
    let length = bytes.len().saturating_sub(CHECKSUM_BYTES);
    bytes.truncate(length);
    Ok(bytes)
}

/// Whether a text begins with the words of these bytes, in either style.
pub(super) fn begins_with(text: &str, start: &[u8]) -> bool {
    let mut words = words(text).map(byte);
    start.iter().all(|byte| words.next().flatten() == Some(*byte))
}

/// Adds the checksum.
pub(super) fn close(bytes: &mut Zeroizing<Vec<u8>>) {
    let checksum = crc32(bytes);
    bytes.extend(checksum.to_be_bytes());
}

/// Writes a byte in the short style.
pub(super) fn push_minimal(byte: u8, text: &mut String) {
    let word = byteword(byte);
    text.extend(word.chars().next());
    text.extend(word.chars().last());
}

/// The one word that makes the checksum hold and the bytes a share. A word that is none is the one to change.
/// Longer texts than a share's are not searched: each byte is tried in each place.
pub(super) fn correction(
    text: &str,
    bytes_max: usize,
    is_share: impl Fn(&[u8]) -> bool,
) -> Option<Correction> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(SHARE_TEXT_BYTES_MAX));
    let mut unknown = None;
    if words(text).count() > bytes_max {
        return None;
    }
    for (place, word) in words(text).enumerate() {
        let value = byte(word);
        if value.is_none() && unknown.replace(place).is_some() {
            return None;
        }
        bytes.push(value.unwrap_or(0));
    }
    if unknown.is_none() && is_closed(&bytes) {
        return None;
    }
    let content = bytes.len().checked_sub(CHECKSUM_BYTES)?;
    let mut found = None;
    for place in (0..bytes.len()).filter(|place| unknown.is_none_or(|unknown| unknown == *place)) {
        let was = *bytes.get(place)?;
        for fixed in 0..=u8::MAX {
            *bytes.get_mut(place)? = fixed;
            let holds = is_closed(&bytes) && is_share(bytes.get(..content)?);
            if holds && found.replace((place, fixed)).is_some() {
                return None;
            }
        }
        *bytes.get_mut(place)? = was;
    }
    let (place, fixed) = found?;
    Some(Correction::of(place.checked_add(1)?, byteword(fixed)))
}

/// Words as they stand in a text: apart from each other, or two letters each after the name of a UR.
fn words(text: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    let is_between = |letter: char| letter.is_whitespace() || letter == '-';
    if text.contains(is_between) {
        return Box::new(text.split(is_between).filter(|word| !word.is_empty()));
    }
    let body = text.rsplit('/').next().unwrap_or_default();
    Box::new((0..body.len()).step_by(SHORT_LETTERS).map(move |start| {
        let end = body.len().min(start.saturating_add(SHORT_LETTERS));
        body.get(start..end).unwrap_or_default()
    }))
}

/// The byte of a word, whole or by its first and last letter, in either case.
fn byte(word: &str) -> Option<u8> {
    (0..=u8::MAX).find(|byte| {
        let known = byteword(*byte);
        match (word.as_bytes(), known.as_bytes()) {
            ([first, last], [known_first, .., known_last]) => {
                first.eq_ignore_ascii_case(known_first) && last.eq_ignore_ascii_case(known_last)
            }
            _ => word.eq_ignore_ascii_case(known),
        }
    })
}

fn is_closed(bytes: &[u8]) -> bool {
    let split = bytes.len().saturating_sub(CHECKSUM_BYTES);
    bytes.split_at_checked(split).is_some_and(|(content, checksum)| crc32(content).to_be_bytes() == checksum)
}

/// CRC-32 as in ISO 3309, bit by bit: a table would be read at places the secret decides (attack F04).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}
