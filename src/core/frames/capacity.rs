//! What one QR symbol holds at error correction level L (ISO/IEC 18004, tables 7 and 9).

use crate::frames::ur::UrType;
use crate::frames::ur::bytewords::{CHARS_PER_BYTE, CHECKSUM_BYTES};

/// Highest part number a sender of ours draws; the text of a part must not outgrow its symbol.
pub const SEQ_NUM_MAX: u32 = 65_535;

/// Data codewords of versions 1 to 40 at level L.
const DATA_CODEWORDS: [usize; 40] = [
    19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861, 932,
    1_006, 1_094, 1_174, 1_276, 1_370, 1_468, 1_531, 1_631, 1_735, 1_843, 1_955, 2_071, 2_191, 2_306, 2_434,
    2_566, 2_702, 2_812, 2_956,
];

/// Characters of the alphanumeric alphabet that a symbol holds, `None` outside 1..=40.
pub fn alphanumeric_chars(version: u8) -> Option<usize> {
    let count_bits = match version {
        1..=9 => 9,
        10..=26 => 11,
        _ => 13,
    };
    let bits = data_bits(version)? - 4 - count_bits;
    // Two characters in eleven bits, one alone in six.
    Some(bits / 11 * 2 + usize::from(bits % 11 >= 6))
}

/// Bytes that a symbol holds, `None` outside 1..=40.
pub fn bytes(version: u8) -> Option<usize> {
    let count_bits = if version <= 9 { 8 } else { 16 };
    Some((data_bits(version)? - 4 - count_bits) / 8)
}

/// The smallest symbol that holds a text, `None` if none does.
pub fn smallest_version(text: &str) -> Option<u8> {
    let alphanumeric = text.bytes().all(|byte| {
        matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b' ' | b'$' | b'%' | b'*' | b'+' | b'-' | b'.' | b'/' | b':')
    });
    let capacity = if alphanumeric { alphanumeric_chars } else { bytes };
    (1..=40).find(|version| capacity(*version).is_some_and(|holds| text.len() <= holds))
}

/// Longest text a fountain part of some fragment length can become, whatever its number.
pub fn ur_part_chars(kind: UrType, message_len: usize, fragment_len: usize) -> usize {
    let parts = message_len.div_ceil(fragment_len.max(1));
    let number = usize::try_from(SEQ_NUM_MAX).unwrap_or(usize::MAX).max(parts);
    let header = 1 + cbor_head(number) + cbor_head(parts) + cbor_head(message_len) + CBOR_HEAD_MAX;
    let cbor = header + cbor_head(fragment_len) + fragment_len;
    let path = "UR://-/".len() + kind.name().len() + digits(number) + digits(parts);
    path + (cbor + CHECKSUM_BYTES) * CHARS_PER_BYTE
}

/// Longest fragment whose parts all fit one symbol version, `None` if not even one byte does.
pub fn ur_fragment_max(version: u8, kind: UrType, message_len: usize) -> Option<usize> {
    let holds = alphanumeric_chars(version)?;
    (1..=holds / CHARS_PER_BYTE).rev().find(|length| ur_part_chars(kind, message_len, *length) <= holds)
}

/// Head of a 32-bit number such as a checksum.
const CBOR_HEAD_MAX: usize = 5;

fn cbor_head(number: usize) -> usize {
    match number {
        0..=23 => 1,
        24..=0xff => 2,
        0x100..=0xffff => 3,
        _ => CBOR_HEAD_MAX,
    }
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |log| usize::try_from(log).unwrap_or_default() + 1)
}

fn data_bits(version: u8) -> Option<usize> {
    let row = usize::from(version).checked_sub(1)?;
    DATA_CODEWORDS.get(row).map(|codewords| codewords * 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capacities_are_those_of_the_standard() {
        for (version, chars, byte_mode) in
            [(1, 25, 17), (5, 154, 106), (9, 335, 230), (10, 395, 271), (15, 758, 520), (20, 1_249, 858)]
        {
            assert_eq!((alphanumeric_chars(version), bytes(version)), (Some(chars), Some(byte_mode)));
        }
        assert_eq!((alphanumeric_chars(27), bytes(27)), (Some(2_132), Some(1_465)));
        assert_eq!((alphanumeric_chars(40), bytes(40)), (Some(4_296), Some(2_953)));
        assert_eq!((alphanumeric_chars(0), bytes(41)), (None, None));
    }

    #[test]
    fn the_smallest_symbol_is_found_for_either_alphabet() {
        assert_eq!(smallest_version(&"A".repeat(25)), Some(1));
        assert_eq!(smallest_version(&"a".repeat(18)), Some(2));
        assert_eq!(smallest_version(&"A".repeat(4_297)), None);
    }

    #[test]
    fn the_presets_fit_their_versions() {
        for (version, fragment) in [(7, 78), (15, 340), (22, 690), (25, 880)] {
            let most = ur_fragment_max(version, UrType::Psbt, 4_000).unwrap();
            assert!(most >= fragment, "v{version} holds fragments of {most} bytes");
        }
        assert_eq!(ur_fragment_max(1, UrType::Psbt, 4_000), None);
    }
}
