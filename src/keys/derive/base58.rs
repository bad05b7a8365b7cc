//! Base58Check written and read where the result is to stand.
//!
//! Ours because the library's works on a buffer of its own that nobody wipes; it is the judge in
//! the tests.

use bitcoin::hashes::{Hash, sha256d};
use zeroize::Zeroizing;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Longest payload: an extended key of 78 bytes. The checksum has four more.
const PAYLOAD_BYTES_MAX: usize = 78;
const CHECKSUM_BYTES: usize = 4;
const BYTES_MAX: usize = PAYLOAD_BYTES_MAX + CHECKSUM_BYTES;

/// Most letters that so many bytes take: log 256 / log 58 is less than 1.4.
const LETTERS_MAX: usize = BYTES_MAX * 14 / 10 + 1;

/// Appends payload and checksum to `text`, which has the room; `None` for a payload too long.
pub(crate) fn push(payload: &[u8], text: &mut String) -> Option<()> {
    let length = payload.len().checked_add(CHECKSUM_BYTES)?;
    let mut bytes = Zeroizing::new([0_u8; BYTES_MAX]);
    bytes.get_mut(..payload.len())?.copy_from_slice(payload);
    bytes.get_mut(payload.len()..length)?.copy_from_slice(&checksum(payload));
    let bytes = bytes.get(..length)?;
    let mut digits = Zeroizing::new([0_u8; LETTERS_MAX]);
    let used = convert(bytes.iter().copied(), 256, 58, digits.as_mut_slice())?;
    let zeroes = bytes.iter().take_while(|byte| **byte == 0).count();
    (0..zeroes).for_each(|_| text.push('1'));
    for digit in digits.get(..used)?.iter().rev() {
        text.push(char::from(*ALPHABET.get(usize::from(*digit))?));
    }
    Some(())
}

/// Why a text is no Base58Check of so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A character that is not of the alphabet, at this place counted from 1.
    Character { position: usize },
    /// Other bytes than it should have.
    Length,
    /// The last four bytes are not the checksum of the others.
    Checksum,
}

/// Reads a text that stands for exactly `payload.len()` bytes and a checksum.
pub(crate) fn read(text: &[u8], payload: &mut [u8]) -> Result<(), Fault> {
    let length = payload.len() + CHECKSUM_BYTES;
    if text.len() > LETTERS_MAX {
        return Err(Fault::Length);
    }
    let mut digits = Zeroizing::new([0_u8; LETTERS_MAX]);
    for (index, (digit, letter)) in digits.iter_mut().zip(text).enumerate() {
        let found = ALPHABET.iter().position(|known| known == letter);
        let found = found.and_then(|found| u8::try_from(found).ok());
        *digit = found.ok_or(Fault::Character { position: index.saturating_add(1) })?;
    }
    let digits = digits.get(..text.len()).ok_or(Fault::Length)?;
    let mut bytes = Zeroizing::new([0_u8; BYTES_MAX]);
    let used = convert(digits.iter().copied(), 58, 256, bytes.as_mut_slice()).ok_or(Fault::Length)?;
    let zeroes = digits.iter().take_while(|digit| **digit == 0).count();
    if used + zeroes != length {
        return Err(Fault::Length);
    }
    // The smallest byte stands first: what is missing at the far end are the leading zeroes.
    let mut first_to_last = bytes.iter().take(length).rev();
    payload.iter_mut().zip(&mut first_to_last).for_each(|(place, byte)| *place = *byte);
    if first_to_last.eq(checksum(payload).iter()) { Ok(()) } else { Err(Fault::Checksum) }
}

/// Digits of one base into those of another, the smallest first; how many are used.
fn convert(digits: impl Iterator<Item = u8>, from: u32, to: u32, out: &mut [u8]) -> Option<usize> {
    let mut used = 0;
    for digit in digits {
        let mut carry = u32::from(digit);
        for (index, place) in out.iter_mut().enumerate() {
            if index >= used && carry == 0 {
                break;
            }
            carry += u32::from(*place) * from;
            *place = u8::try_from(carry % to).ok()?;
            carry /= to;
            used = used.max(index + 1);
        }
        if carry != 0 {
            return None;
        }
    }
    Some(used)
}

fn checksum(payload: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let [a, b, c, d, ..] = sha256d::Hash::hash(payload).to_byte_array();
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use bitcoin::base58;
    use sha2::{Digest, Sha512};

    #[test]
    fn the_library_writes_and_reads_the_same_for_every_length_and_any_leading_zeroes() {
        for length in 1..=PAYLOAD_BYTES_MAX {
            for zeroes in [0, 1, 2, length] {
                let hash = Sha512::digest(length.to_be_bytes());
                let mut payload: Vec<u8> = hash.iter().cycle().take(length).copied().collect();
                payload[..zeroes.min(length)].fill(0);
                let mut text = String::with_capacity(LETTERS_MAX);
                push(&payload, &mut text).unwrap();
                assert_eq!(text, base58::encode_check(&payload));
                let mut read_back = vec![0; length];
                assert_eq!(read(text.as_bytes(), &mut read_back), Ok(()));
                assert_eq!(read_back, payload);
                assert_eq!(read(text.as_bytes(), &mut vec![0; length + 1]), Err(Fault::Length));
            }
        }
        assert_eq!(push(&[1; PAYLOAD_BYTES_MAX + 1], &mut String::new()), None);
    }

    #[test]
    fn one_letter_read_as_another_is_found() {
        let text = base58::encode_check(&[7; 33]);
        for place in 0..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[place] = if wrong[place] == b'2' { b'3' } else { b'2' };
            assert!(read(&wrong, &mut [0; 33]).is_err(), "letter {place}");
        }
        let foreign = text.replacen(&text[4..5], "0", 1);
        assert!(matches!(read(foreign.as_bytes(), &mut [0; 33]), Err(Fault::Character { .. })));
    }
}
