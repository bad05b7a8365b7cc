//! bc32: bech32 without a human readable part (BCR-0004). Five bits a letter, six letters of checksum.

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
/// What the checksum of a good text comes to; the format never says why it is not bech32's 1.
const GOOD: u32 = 0x3fff_ffff;
const CHECKSUM_CHARS: usize = 6;

/// Writes bytes with their checksum, lower case.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut values: Vec<u8> = Vec::with_capacity(bytes.len() / 5 * 8 + 8 + CHECKSUM_CHARS);
    for group in bytes.chunks(5) {
        let mut padded = [0; 8];
        for (slot, byte) in padded.iter_mut().skip(3).zip(group) {
            *slot = *byte;
        }
        let number = u64::from_be_bytes(padded);
        for position in 0..(group.len() * 8).div_ceil(5) {
            let value = number >> (35 - 5 * position) & 31;
            values.push(u8::try_from(value).unwrap_or_default());
        }
    }
    let sum = values.iter().copied().chain([0; CHECKSUM_CHARS]).fold(START, step) ^ GOOD;
    for position in 0..CHECKSUM_CHARS {
        let value = sum >> (5 * (CHECKSUM_CHARS - 1 - position)) & 31;
        values.push(u8::try_from(value).unwrap_or_default());
    }
    values.iter().filter_map(|value| LETTERS.get(usize::from(*value)).copied().map(char::from)).collect()
}

/// Reads lower-case text; `None` for another letter, a checksum that does not fit, or bits left over.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut sum = START;
    let mut bytes = Vec::with_capacity(text.len() / 8 * 5 + 5);
    let payload = text.len().checked_sub(CHECKSUM_CHARS)?;
    let (mut bits, mut held): (u32, u32) = (0, 0);
    for (place, letter) in text.bytes().enumerate() {
        let value = value_of(letter)?;
        sum = step(sum, value);
        if place >= payload {
            continue;
        }
        held = (held << 5 | u32::from(value)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    let left_over = held & ((1 << bits) - 1);
    (sum == GOOD && bits < 5 && left_over == 0).then_some(bytes)
}

/// Of an empty human readable part, which counts as one zero.
const START: u32 = 1 << 5;

fn step(sum: u32, value: u8) -> u32 {
    let top = sum >> 25;
    let shifted = (sum & 0x01ff_ffff) << 5 ^ u32::from(value);
    let terms = GENERATOR.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
    terms.fold(shifted, |sum, (_, term)| sum ^ term)
}

fn value_of(letter: u8) -> Option<u8> {
    LETTERS.iter().position(|known| *known == letter).and_then(|place| u8::try_from(place).ok())
}
