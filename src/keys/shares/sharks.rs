//! Raw shares of the crates `sharks` and `blahaj`: read, never written (`formats/sharks.md`).
//!
//! A number and a value for each byte, and nothing else: no checksum, no set, no threshold. Wrong, mixed
//! or too few shares give a wrong secret without a word (attack F02).

use super::ShareError;
use super::field::SharksField;
use super::shamir::{Bytes, Point, blank, interpolate};
use crate::secret::{Secret, same_bytes};
use coldframe_core::limits::SHARKS_SHARE_BYTES_MAX;
use coldframe_core::shares::{Position, Scheme, ShareFacts};
use zeroize::Zeroizing;

/// Where the secret stands.
const SECRET_AT: u8 = 0;

/// One share.
pub(super) struct Part {
    number: u8,
    value: Bytes,
}

impl Part {
    /// Hexadecimal, or the bytes themselves.
    pub(super) fn read(content: &[u8]) -> Result<Self, ShareError> {
        let text = content.trim_ascii();
        let mut bytes = Zeroizing::new(Vec::with_capacity(content.len()));
        if text.iter().all(u8::is_ascii_hexdigit) && text.len().is_multiple_of(2) {
            for pair in text.chunks(2) {
                let digit =
                    |letter: &u8| char::from(*letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                let byte = pair.iter().filter_map(digit).fold(0_u8, |byte, digit| byte << 4 | digit);
                bytes.push(byte);
            }
        } else {
            bytes.extend_from_slice(content);
        }
        let length = ShareError::Length { bytes: bytes.len() };
        match bytes.split_first() {
            Some((_, value)) if value.is_empty() || bytes.len() > SHARKS_SHARE_BYTES_MAX => Err(length),
            // A forged share at 0 would decide the secret alone (attack F03).
            Some((0, _)) => Err(ShareError::Zero),
            Some((number, value)) => Ok(Self { number: *number, value: Zeroizing::new(value.to_vec()) }),
            None => Err(length),
        }
    }

    pub(super) fn facts(&self) -> ShareFacts {
        ShareFacts {
            scheme: Scheme::Sharks,
            set_id: None,
            group: Position { index: Some(1), need: Some(1), of: Some(1) },
            member: Position { index: Some(self.number), need: None, of: None },
            letter: None,
            secret_bytes: self.value.len(),
            word_count: None,
            extendable: None,
            iteration_exponent: None,
            set_words: None,
            holds: None,
        }
    }

    pub(super) fn push_text(&self, text: &mut String) {
        for byte in [self.number].iter().chain(self.value.iter()) {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.number == other.number && same_bytes(&self.value, &other.value)
    }
}

/// What these shares come to: the crate's own answer, given only where our arithmetic agrees. All that are
/// here take part, so that one which is of another set is noticed where there are more than needed.
pub(super) fn combine(parts: &[&Part], need: Option<u8>) -> Result<Secret<Vec<u8>>, ShareError> {
    let points: Vec<Point<'_>> = parts.iter().map(|part| (part.number, part.value.as_slice())).collect();
    let need = need.map_or(points.len(), usize::from);
    let missing = need.saturating_sub(points.len());
    let (base, beyond) = points.split_at_checked(need).ok_or(ShareError::TooFew { missing })?;
    let bytes = base.first().map_or(0, |(_, value)| value.len());
    for (at, value) in beyond {
        let mut expected = blank(bytes);
        interpolate::<SharksField>(base, *at, &mut expected);
        if !same_bytes(&expected, value) {
            return Err(ShareError::Contradiction);
        }
    }
    let ours = Secret::built(vec![0; bytes], |secret| interpolate::<SharksField>(base, SECRET_AT, secret));
    let theirs = by_the_crate(parts, need)?;
    if ours.expose(|ours| same_bytes(ours, &theirs)) { Ok(ours) } else { Err(ShareError::NotRestored) }
}

fn by_the_crate(parts: &[&Part], need: usize) -> Result<Bytes, ShareError> {
    let threshold = u8::try_from(need).map_err(|_| ShareError::Fields)?;
    let mut shares = Vec::with_capacity(need);
    for part in parts.iter().take(need) {
        let mut bytes = Zeroizing::new(Vec::with_capacity(part.value.len().saturating_add(1)));
        bytes.push(part.number);
        bytes.extend_from_slice(&part.value);
        shares.push(blahaj::Share::try_from(bytes.as_slice()).map_err(|_| ShareError::Fields)?);
    }
    let secret = blahaj::Sharks(threshold).recover(&shares).map_err(|_| ShareError::NotRestored)?;
    Ok(Zeroizing::new(secret))
}
