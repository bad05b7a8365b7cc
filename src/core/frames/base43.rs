//! Base43, as Electrum draws its transactions: a whole number in the letters a QR symbol likes.
//!
//! Leading zero bytes are leading `0` letters, as in base58. The cost grows with the square of
//! the length, so a text longer than one QR symbol is refused before any work, in both directions:
//! what is written can be read.

use crate::frames::error::FrameError;
use crate::limits::FRAME_CHARS_MAX;

const ALPHABET: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:";
/// 43^5 fits 32 bits: five letters are taken at once.
const LETTERS_PER_STEP: usize = 5;

/// Writes bytes.
///
/// # Errors
/// [`FrameError::DoesNotFit`] if the text were longer than [`FRAME_CHARS_MAX`]: nobody reads it, and a
/// megabyte would take an hour.
pub fn encode(bytes: &[u8]) -> Result<String, FrameError> {
    let too_long = |chars| FrameError::DoesNotFit { chars, limit: FRAME_CHARS_MAX };
    // No byte takes less than a letter, and most take log(256) / log(43).
    if bytes.len() > FRAME_CHARS_MAX {
        return Err(too_long(bytes.len().saturating_mul(1_475) / 1_000));
    }
    let text = letters(bytes);
    if text.len() <= FRAME_CHARS_MAX { Ok(text) } else { Err(too_long(text.len())) }
}

fn letters(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    // Little-endian digits.
    let mut digits: Vec<u8> = Vec::with_capacity(bytes.len() * 3 / 2);
    for byte in bytes.iter().skip(zeros) {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) * 256;
            *digit = low(carry % 43);
            carry /= 43;
        }
        while carry > 0 {
            digits.push(low(carry % 43));
            carry /= 43;
        }
    }
    let letter = |digit: &u8| ALPHABET.get(usize::from(*digit)).copied().map(char::from);
    std::iter::repeat_n('0', zeros).chain(digits.iter().rev().filter_map(letter)).collect()
}

/// Reads bytes; `None` for another letter or a text longer than [`FRAME_CHARS_MAX`].
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() > FRAME_CHARS_MAX {
        return None;
    }
    let zeros = text.iter().take_while(|letter| **letter == b'0').count();
    // Little-endian limbs.
    let mut limbs: Vec<u32> = Vec::with_capacity(text.len() / LETTERS_PER_STEP);
    for letters in text.get(zeros..)?.chunks(LETTERS_PER_STEP) {
        let (mut carry, mut factor) = (0, 1);
        for letter in letters {
            let digit = ALPHABET.iter().position(|known| known == letter)?;
            carry = carry * 43 + u64::try_from(digit).ok()?;
            factor *= 43;
        }
        for limb in &mut limbs {
            carry += u64::from(*limb) * factor;
            *limb = u32::try_from(carry & u64::from(u32::MAX)).ok()?;
            carry >>= 32;
        }
        if carry > 0 {
            limbs.push(u32::try_from(carry).ok()?);
        }
    }
    let bytes = limbs.iter().rev().flat_map(|limb| limb.to_be_bytes());
    Some(std::iter::repeat_n(0, zeros).chain(bytes.skip_while(|byte| *byte == 0)).collect())
}

fn low(number: u32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_back_whatever_they_are() {
        for bytes in [vec![], vec![0], vec![0, 0, 1], vec![255; 100], (0..=255).collect::<Vec<u8>>()] {
            assert_eq!(decode(encode(&bytes).unwrap().as_bytes()), Some(bytes));
        }
    }

    #[test]
    fn small_numbers_are_written_in_base_43() {
        assert_eq!(encode(&[42]).unwrap(), ":");
        assert_eq!(encode(&[43]).unwrap(), "10");
        assert_eq!(encode(&[1, 0]).unwrap(), "5/");
    }

    /// Attack E01: the square of a megabyte is an hour, and nobody reads what comes of it.
    #[test]
    fn what_is_too_long_to_be_read_is_not_written() {
        let written = |bytes: usize| encode(&vec![7; bytes]);
        assert_eq!(decode(written(4_800).unwrap().as_bytes()).unwrap(), vec![7; 4_800]);
        for (bytes, chars) in [(4_900, 7_224), (4 << 20, 6_186_598)] {
            assert_eq!(written(bytes), Err(FrameError::DoesNotFit { chars, limit: FRAME_CHARS_MAX }));
        }
    }

    #[test]
    fn other_letters_and_endless_texts_are_refused() {
        assert_eq!(decode(b"abc"), None);
        assert_eq!(decode(b"A B"), None);
        assert_eq!(decode(&vec![b'1'; FRAME_CHARS_MAX + 1]), None);
    }
}
