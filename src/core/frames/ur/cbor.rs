//! The little CBOR that UR needs: part headers, byte strings, and a bounded look at the rest.
//!
//! ```text
//! part    = [seqNum: uint32, seqLen: uint, messageLen: uint, checksum: uint32, data: bytes]   ; BCR-2020-005
//! psbt    = bytes / #6.310(bytes) / #6.40310(bytes)                                           ; BCR-2020-006
//! ```

use crate::limits::NESTING_MAX;
use minicbor::Decoder;
use minicbor::data::Type;

/// The five fields of a fountain part, as they came: nothing is checked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartFields<'a> {
    /// Number of the part, from 1, without end.
    pub(crate) seq_num: u32,
    /// Parts the message was cut into.
    pub(crate) seq_len: u64,
    /// Bytes of the message.
    pub(crate) message_len: u64,
    /// CRC-32 of the message.
    pub(crate) checksum: u32,
    /// The fragment, or the exclusive-or of several.
    pub(crate) fragment: &'a [u8],
}

/// Why some bytes are not the CBOR that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CborError {
    /// Cut short, trailing bytes, or another kind of item.
    Malformed,
    /// Deeper than [`NESTING_MAX`] (attack E10: a recursive reader overflows its stack).
    Depth,
}

/// Reads a part; trailing bytes are refused.
pub(crate) fn read_part(bytes: &[u8]) -> Option<PartFields<'_>> {
    let mut decoder = Decoder::new(bytes);
    if decoder.array().ok()? != Some(5) {
        return None;
    }
    let part = PartFields {
        seq_num: decoder.u32().ok()?,
        seq_len: decoder.u64().ok()?,
        message_len: decoder.u64().ok()?,
        checksum: decoder.u32().ok()?,
        fragment: decoder.bytes().ok()?,
    };
    (decoder.position() == bytes.len()).then_some(part)
}

/// Writes a part.
pub(crate) fn write_part(part: &PartFields<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(part.fragment.len() + 32);
    push_head(&mut out, 4, 5);
    push_head(&mut out, 0, u64::from(part.seq_num));
    push_head(&mut out, 0, part.seq_len);
    push_head(&mut out, 0, part.message_len);
    push_head(&mut out, 0, u64::from(part.checksum));
    push_bytes(&mut out, part.fragment);
    out
}

/// Reads one byte string, with one of the `tags` before it or none.
///
/// # Errors
/// Anything else, and trailing bytes.
pub(crate) fn read_bytes(bytes: &[u8], tags: &[u64]) -> Result<Vec<u8>, CborError> {
    well_formed(bytes)?;
    let mut decoder = Decoder::new(bytes);
    if matches!(decoder.datatype(), Ok(Type::Tag)) {
        let tag = decoder.tag().map_err(|_| CborError::Malformed)?;
        if !tags.contains(&tag.as_u64()) {
            return Err(CborError::Malformed);
        }
    }
    decoder.bytes().map(<[u8]>::to_vec).map_err(|_| CborError::Malformed)
}

/// Writes one byte string.
pub(crate) fn write_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 9);
    push_bytes(&mut out, bytes);
    out
}

/// Walks over one item without recursion and refuses what is cut short, trails or nests too deep.
///
/// # Errors
/// [`CborError::Depth`] at the first item nested deeper than [`NESTING_MAX`].
pub(crate) fn well_formed(bytes: &[u8]) -> Result<(), CborError> {
    let mut rest = bytes;
    // How many items are still to come at each level; `None` until a break.
    let mut open: Vec<Option<u64>> = vec![Some(1)];
    while let Some(level) = open.last_mut() {
        match level {
            Some(0) => {
                open.pop();
                continue;
            }
            Some(left) => *left -= 1,
            None if rest.first() == Some(&BREAK) => {
                rest = rest.get(1..).unwrap_or_default();
                open.pop();
                continue;
            }
            None => {}
        }
        let (children, after) = item(rest).ok_or(CborError::Malformed)?;
        rest = after;
        if children != Some(0) {
            open.push(children);
        }
        if open.len() > NESTING_MAX + 1 {
            return Err(CborError::Depth);
        }
    }
    if rest.is_empty() { Ok(()) } else { Err(CborError::Malformed) }
}

const BREAK: u8 = 0xff;

/// Writes a byte string.
pub(crate) fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_head(out, 2, u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(bytes);
}

/// The shortest head, as deterministic CBOR asks.
pub(crate) fn push_head(out: &mut Vec<u8>, major: u8, number: u64) {
    let (info, width) = match number {
        0..=23 => (number.to_le_bytes()[0], 0),
        24..=0xff => (24, 1),
        0x100..=0xffff => (25, 2),
        0x1_0000..=0xffff_ffff => (26, 4),
        _ => (27, 8),
    };
    out.push(major << 5 | info);
    out.extend(number.to_be_bytes().iter().skip(8 - width));
}

/// The head of one item: how many items nest in it, and what follows its head and its text.
fn item(bytes: &[u8]) -> Option<(Option<u64>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (major, info) = (first >> 5, first & 0x1f);
    if info == 31 {
        // Indefinite strings are not deterministic CBOR, which UR requires; lists and maps are
        // walked so that their depth is seen.
        return matches!(major, 4 | 5).then_some((None, rest));
    }
    let width = match info {
        0..=23 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let (argument, rest) = rest.split_at_checked(width)?;
    let number = argument.iter().fold(0, |number: u64, byte| (number << 8) | u64::from(*byte));
    let number = if width == 0 { u64::from(info) } else { number };
    match major {
        2 | 3 => Some((Some(0), rest.get(usize::try_from(number).ok()?..)?)),
        4 => Some((Some(number), rest)),
        5 => Some((Some(number.checked_mul(2)?), rest)),
        6 => Some((Some(1), rest)),
        _ => Some((Some(0), rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e10_ten_thousand_nested_arrays_are_refused_without_recursion() {
        let mut nested = vec![0x81; 10_000];
        nested.push(0x01);
        assert_eq!(well_formed(&nested), Err(CborError::Depth));
        assert_eq!(read_bytes(&nested, &[]), Err(CborError::Depth));
        assert_eq!(well_formed(&vec![0x9f; 10_000]), Err(CborError::Depth));
        assert_eq!(well_formed(&vec![0xd8; 10_000]), Err(CborError::Depth));
    }

    #[test]
    fn nesting_up_to_the_limit_is_walked() {
        let mut nested = vec![0x81; NESTING_MAX];
        nested.push(0x01);
        assert_eq!(well_formed(&nested), Ok(()));
        assert_eq!(well_formed(&[0xa1, 0x01, 0x9f, 0x02, 0x03, 0xff]), Ok(()));
    }

    #[test]
    fn a_part_reads_as_it_was_written() {
        let part =
            PartFields { seq_num: 7, seq_len: 9, message_len: 256, checksum: 0x0167_aa07, fragment: b"abc" };
        assert_eq!(read_part(&write_part(&part)), Some(part));
    }

    #[test]
    fn a_part_with_trailing_bytes_a_sixth_field_or_a_huge_length_is_refused() {
        let good = [0x85, 1, 2, 3, 4, 0x41, 5];
        assert!(read_part(&good).is_some());
        assert_eq!(read_part(&[0x85, 1, 2, 3, 4, 0x41, 5, 0]), None);
        assert_eq!(read_part(&[0x86, 1, 2, 3, 4, 0x41, 5, 0]), None);
        assert_eq!(read_part(&[0x85, 1, 2, 3, 4, 0x5b, 255, 255, 255, 255, 255, 255, 255, 255]), None);
        assert_eq!(well_formed(&[0x5b, 255, 255, 255, 255, 255, 255, 255, 255]), Err(CborError::Malformed));
    }

    #[test]
    fn a_psbt_reads_with_either_tag_or_none_and_with_no_other() {
        assert_eq!(read_bytes(&[0x41, 9], &[310, 40310]), Ok(vec![9]));
        assert_eq!(read_bytes(&[0xd9, 0x01, 0x36, 0x41, 9], &[310, 40310]), Ok(vec![9]));
        assert_eq!(read_bytes(&[0xd9, 0x9d, 0x76, 0x41, 9], &[310, 40310]), Ok(vec![9]));
        assert_eq!(read_bytes(&[0xd9, 0x01, 0x35, 0x41, 9], &[310, 40310]), Err(CborError::Malformed));
        assert_eq!(read_bytes(&[0x41, 9, 9], &[]), Err(CborError::Malformed));
    }
}
