//! A seed as a UR of one part: `crypto-seed` and `crypto-bip39`, and their newer names (BCR-2020-006).
//!
//! ```text
//! seed  = { 1: bytes, ? 2: date, ? 3: name, ? 4: note }       ; 16 to 32 bytes, the entropy of the words
//! bip39 = { 1: [+ word], ? 2: language }
//! ```
//! Inside the vault only: every copy of what the letters say is wiped.

mod error;

pub use error::SeedUrError;

use crate::mnemonic::Mnemonic;
use bip39::Language;
use coldframe_core::frames::ur;
use zeroize::Zeroizing;

/// Most characters of the words together, with what stands between them.
const SENTENCE_BYTES_MAX: usize = 512;
/// Most letters of a UR that holds a seed.
const TEXT_CHARS_MAX: usize = 2_000;
const CHECKSUM_BYTES: usize = 4;

/// Whether what a code carries says that it is a UR.
pub fn is_ur(payload: &[u8]) -> bool {
    payload.get(..3).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"ur:"))
}

/// Reads the words out of a UR in one part, in either case.
///
/// # Errors
/// [`SeedUrError`]: another type, damage, a seed of a length no words have, or words that are none.
pub fn read(payload: &[u8]) -> Result<Mnemonic, SeedUrError> {
    if payload.len() > TEXT_CHARS_MAX || !is_ur(payload) {
        return Err(SeedUrError::Malformed);
    }
    let mut fields = payload.get(3..).unwrap_or_default().split(|byte| *byte == b'/');
    let (kind, letters) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    let is = |names: [&str; 2]| names.iter().any(|name| kind.eq_ignore_ascii_case(name.as_bytes()));
    let (is_seed, is_words) = (is(["crypto-seed", "seed"]), is(["crypto-bip39", "bip39"]));
    if !is_seed && !is_words {
        return Err(SeedUrError::Kind);
    }
    if fields.next().is_some() {
        return Err(SeedUrError::Parts);
    }
    let message = decoded(letters)?;
    let mut cbor = Cursor(&message);
    if is_seed { entropy(&mut cbor) } else { words(&mut cbor) }
}

/// Bytewords, minimal style, without their checksum.
fn decoded(letters: &[u8]) -> Result<Zeroizing<Vec<u8>>, SeedUrError> {
    let (pairs, rest) = letters.as_chunks::<2>();
    // Never grows: a buffer that grows leaves its old block behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(pairs.len()));
    for pair in pairs {
        bytes.push(ur::byte_of_letters(*pair).ok_or(SeedUrError::Malformed)?);
    }
    let split = bytes.len().checked_sub(CHECKSUM_BYTES).filter(|_| rest.is_empty());
    let split = split.ok_or(SeedUrError::Malformed)?;
    let (message, checksum) = bytes.split_at_checked(split).ok_or(SeedUrError::Malformed)?;
    if ur::checksum(message).to_be_bytes() != checksum {
        return Err(SeedUrError::Checksum);
    }
    bytes.truncate(split);
    Ok(bytes)
}

fn entropy(cbor: &mut Cursor<'_>) -> Result<Mnemonic, SeedUrError> {
    let seed = cbor.first_field(2).ok_or(SeedUrError::Malformed)?;
    let bytes = cbor.take(seed).ok_or(SeedUrError::Malformed)?;
    match bytes.len() {
        16 | 20 | 24 | 28 | 32 => Ok(Mnemonic::of_entropy(Language::English, bytes)?),
        bytes => Err(SeedUrError::Length { bytes }),
    }
}

fn words(cbor: &mut Cursor<'_>) -> Result<Mnemonic, SeedUrError> {
    let count = cbor.first_field(4).ok_or(SeedUrError::Malformed)?;
    let mut sentence = Zeroizing::new(Vec::with_capacity(SENTENCE_BYTES_MAX));
    for place in 0..count {
        let length = cbor.head(3).ok_or(SeedUrError::Malformed)?;
        let word = cbor.take(length).ok_or(SeedUrError::Malformed)?;
        if sentence.len().saturating_add(word.len()) >= SENTENCE_BYTES_MAX {
            return Err(SeedUrError::Malformed);
        }
        if place > 0 {
            sentence.push(b' ');
        }
        sentence.extend_from_slice(word);
    }
    Ok(Mnemonic::parse(&sentence)?)
}

/// The little CBOR these two need.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    /// The number in the head of the next item, if it is of that major type and less than 64 KiB.
    fn head(&mut self, major: u8) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        let width = match first & 0x1f {
            0..=23 => 0,
            24 => 1,
            25 => 2,
            _ => return None,
        };
        let (argument, rest) = rest.split_at_checked(width)?;
        let number = argument.iter().fold(0, |number: usize, byte| number << 8 | usize::from(*byte));
        self.0 = rest;
        let number = if width == 0 { usize::from(first & 0x1f) } else { number };
        (first >> 5 == major).then_some(number)
    }

    /// The head of field 1 of a map, which stands first: keys are in order (deterministic CBOR).
    fn first_field(&mut self, major: u8) -> Option<usize> {
        self.head(5).filter(|fields| *fields > 0)?;
        self.head(0).filter(|field| *field == 1)?;
        self.head(major)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests;
