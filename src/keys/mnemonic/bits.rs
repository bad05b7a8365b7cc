//! Bytes and the eleven-bit numbers they are written as (BIP-39, section Generating the mnemonic).

use super::{Numbers, WORDS_MAX};
use crate::seed::SeedError;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bits of one word.
const WORD_BITS: usize = 11;

/// Bytes of 24 words, and the one that holds their checksum.
const BYTES_MAX: usize = 33;

/// Writes the numbers of these bytes; how many they are, `None` for a length BIP-39 does not have.
pub(super) fn numbers(entropy: &[u8], numbers: &mut Numbers) -> Option<usize> {
    if !matches!(entropy.len(), 16 | 20 | 24 | 28 | 32) {
        return None;
    }
    let mut bytes = Zeroizing::new([0_u8; BYTES_MAX]);
    bytes.get_mut(..entropy.len())?.copy_from_slice(entropy);
    *bytes.get_mut(entropy.len())? = checksum(entropy);
    let count = entropy.len() / 4 * 3;
    for (index, number) in numbers.iter_mut().take(count).enumerate() {
        let bit = index * WORD_BITS;
        // Three bytes hold every group of eleven bits.
        let three = bytes.iter().skip(bit / 8).chain(std::iter::repeat(&0)).take(3);
        let window = three.fold(0_u32, |window, byte| window << 8 | u32::from(*byte));
        *number = u16::try_from(window >> (24 - WORD_BITS - bit % 8) & 0x7ff).ok()?;
    }
    Some(count)
}

/// Lends the bytes that so many numbers stand for, if the checksum in the last one holds.
pub(super) fn entropy<R>(
    numbers: &Numbers,
    count: usize,
    look: impl FnOnce(&[u8]) -> R,
) -> Result<R, SeedError> {
    if !matches!(count, 12 | 15 | 18 | 21 | WORDS_MAX) {
        return Err(SeedError::WordCount { count });
    }
    let mut bytes = Zeroizing::new([0_u8; BYTES_MAX]);
    write_bits(numbers.iter().take(count), bytes.as_mut_slice())?;
    let (entropy, rest) = bytes.split_at_checked(count / 3 * 4).ok_or(SeedError::Checksum)?;
    let checksum_bits = count / 3;
    let claimed = rest.first().copied().ok_or(SeedError::Checksum)?;
    let differ = claimed ^ checksum(entropy);
    if differ.checked_shr(u32::try_from(8 - checksum_bits).unwrap_or(0)) == Some(0) {
        Ok(look(entropy))
    } else {
        Err(SeedError::Checksum)
    }
}

/// Writes the eleven bits of each number one after the other.
fn write_bits<'a>(numbers: impl Iterator<Item = &'a u16>, bytes: &mut [u8]) -> Result<(), SeedError> {
    for (index, number) in numbers.enumerate() {
        if *number >> WORD_BITS != 0 {
            return Err(SeedError::UnknownWord { position: index.saturating_add(1) });
        }
        let bit = index * WORD_BITS;
        let window = u32::from(*number) << (24 - WORD_BITS - bit % 8);
        let [_, three @ ..] = window.to_be_bytes();
        bytes.iter_mut().skip(bit / 8).zip(three).for_each(|(byte, part)| *byte |= part);
    }
    Ok(())
}

/// The first byte of the hash: BIP-39 uses its first four to eight bits.
fn checksum(entropy: &[u8]) -> u8 {
    let hash: Zeroizing<[u8; 32]> = Zeroizing::new(Sha256::digest(entropy).into());
    hash.first().copied().unwrap_or_default()
}
