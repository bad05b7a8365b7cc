//! Base32 of RFC 4648 without padding, upper case: 91 % of an alphanumeric QR symbol.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Characters that `bytes` bytes take.
pub(crate) const fn encoded_len(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// Writes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(encoded_len(bytes.len()));
    for group in bytes.chunks(5) {
        let mut bits = [0; 8];
        for (slot, byte) in bits.iter_mut().skip(3).zip(group) {
            *slot = *byte;
        }
        let number = u64::from_be_bytes(bits);
        for position in 0..encoded_len(group.len()) {
            let digit = usize::try_from(number >> (35 - 5 * position) & 31).unwrap_or_default();
            out.extend(ALPHABET.get(digit).copied().map(char::from));
        }
    }
    out
}

/// Reads bytes; `None` for another letter, a length no bytes have, or bits left over.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 5 / 8);
    for group in text.chunks(8) {
        let bytes = group.len() * 5 / 8;
        if encoded_len(bytes) != group.len() {
            return None;
        }
        let mut number = 0;
        for letter in group {
            number = (number << 5) | digit(*letter)?;
        }
        number <<= 5 * (8 - group.len());
        let [_, _, _, whole @ ..] = u64::to_be_bytes(number);
        let (kept, left) = whole.split_at_checked(bytes)?;
        // Bits that belong to no byte would let one message have many texts.
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(kept);
    }
    Some(out)
}

fn digit(letter: u8) -> Option<u64> {
    match letter {
        b'A'..=b'Z' => Some(u64::from(letter - b'A')),
        b'2'..=b'7' => Some(u64::from(letter - b'2') + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc_come_out_without_their_padding() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn other_letters_impossible_lengths_and_left_over_bits_are_refused() {
        for bad in ["M", "MZX", "my", "M1", "MY======", "MZ"] {
            assert_eq!(decode(bad.as_bytes()), None, "{bad}");
        }
    }
}
