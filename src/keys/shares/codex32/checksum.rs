//! The two checksums of BIP-93: 13 letters for short strings, 15 for long ones.

use super::gf32::Pair;

/// Letters before the payload: threshold, identifier, index.
pub(super) const HEADER_LETTERS: usize = 6;

/// Most letters after "ms1": header, payload of 64 bytes, long checksum.
pub(super) const DATA_LETTERS_MAX: usize = 124;

/// Where the division stands after "ms" (BIP-173, expansion of the human-readable part).
const AFTER_PREFIX: u128 = 0x23_181b3;

/// One of the two codes.
#[derive(Debug)]
pub(super) struct Checksum {
    /// Letters of it.
    pub(super) letters: usize,
    /// What the remainder of a valid string spells (BIP-93).
    pub(super) target: &'static [u8],
    /// Remainders of the five powers of two, times x^letters.
    generator: [u128; 5],
    /// The element whose powers are the roots of the code.
    pub(super) root: Pair,
    /// Its order: no string is longer.
    pub(super) order: usize,
    /// First of eight consecutive powers of it that are roots: they locate four errors.
    pub(super) first: usize,
}

/// For data of up to 93 letters with the checksum.
pub(super) static SHORT: Checksum = Checksum {
    letters: 13,
    target: b"secretshare32",
    generator: [
        0x19dc500ce73fde210,
        0x1bfae00def77fe529,
        0x1fbd920fffe7bee52,
        0x1739640bdeee3fdad,
        0x07729a039cfc75f5a,
    ],
    root: Pair { low: 0, high: 8 },
    order: 93,
    first: 77,
};

/// For data of 96 letters and more.
pub(super) static LONG: Checksum = Checksum {
    letters: 15,
    target: b"secretshare32ex",
    generator: [
        0x3d59d273535ea62d897,
        0x7a9becb6361c6c51507,
        0x543f9b7e6c38d8a2a0e,
        0x0c577eaeccf1990d13c,
        0x1887f74f8dc71b10651,
    ],
    root: Pair { low: 25, high: 6 },
    order: 1_023,
    first: 1_019,
};

impl Checksum {
    /// The one for so many letters after "ms1", and how many bytes the payload then has; `None` for
    /// a length that no secret of 16 to 64 bytes has.
    pub(super) fn of_length(data: usize) -> Option<(&'static Self, usize)> {
        let kind = if data <= 93 { &SHORT } else { &LONG };
        let payload = data.checked_sub(HEADER_LETTERS)?.checked_sub(kind.letters)?;
        let bits = payload.checked_mul(5)?;
        let (bytes, rest) = (bits / 8, bits % 8);
        let fits = (16..=64).contains(&bytes) && rest <= 4 && (data <= 93 || bytes > 46);
        fits.then_some((kind, bytes))
    }

    /// The one for a secret of so many bytes, and its letters after "ms1" without the checksum.
    pub(super) fn of_bytes(bytes: usize) -> Option<(&'static Self, usize)> {
        let payload = bytes.checked_mul(8)?.div_ceil(5);
        let kind = if bytes <= 46 { &SHORT } else { &LONG };
        (16..=64).contains(&bytes).then(|| (kind, payload.saturating_add(HEADER_LETTERS)))
    }

    /// What the division of the whole string leaves.
    pub(super) fn remainder(&self, data: &[u8]) -> u128 {
        data.iter().fold(AFTER_PREFIX, |rest, value| self.step(rest, *value))
    }

    /// One letter further. Masks, no branches: the letters are secret.
    pub(super) fn step(&self, rest: u128, value: u8) -> u128 {
        let width = self.letters.saturating_sub(1).saturating_mul(5);
        let top = rest >> width;
        let mut next = (rest & !(31 << width)) << 5 ^ u128::from(value);
        for (bit, power) in self.generator.iter().enumerate() {
            let chosen = std::hint::black_box(top >> bit & 1).wrapping_neg();
            next ^= power & chosen;
        }
        next
    }

    /// The remainder of a valid string.
    pub(super) fn wanted(&self) -> u128 {
        let value = |letter: &u8| super::gf32::value(*letter).map_or(0, u128::from);
        self.target.iter().fold(0, |rest, letter| rest << 5 ^ value(letter))
    }

    /// Whether the checksum at its end holds.
    pub(super) fn holds(&self, data: &[u8]) -> bool {
        self.remainder(data) == self.wanted()
    }

    /// The checksum that belongs behind `data`, written into `place`.
    pub(super) fn make(&self, data: &[u8], place: &mut [u8]) {
        let zeroes = [0_u8; 15];
        let zeroes = zeroes.iter().take(self.letters);
        let rest = zeroes.fold(self.remainder(data), |rest, zero| self.step(rest, *zero)) ^ self.wanted();
        for (index, value) in place.iter_mut().rev().take(self.letters).enumerate() {
            *value = letter_of(rest, index);
        }
    }
}

/// The letter of a remainder, counted from its end.
pub(super) fn letter_of(rest: u128, from_end: usize) -> u8 {
    u8::try_from(rest >> from_end.saturating_mul(5) & 31).unwrap_or_default()
}
