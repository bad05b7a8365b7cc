//! Base64 of RFC 4648, standard alphabet, padded.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes, padded.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut padded = [0; 4];
        for (slot, byte) in padded.iter_mut().skip(1).zip(group) {
            *slot = *byte;
        }
        let number = u32::from_be_bytes(padded);
        for position in 0..4 {
            let digit = usize::try_from(number >> (18 - 6 * position) & 63).unwrap_or_default();
            let letter = ALPHABET.get(digit).copied().map_or('=', char::from);
            out.push(if position <= group.len() { letter } else { '=' });
        }
    }
    out
}

/// Reads bytes, padded or not; `None` for another letter, an impossible length or bits left over.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let letters = match text {
        [letters @ .., b'=', b'='] | [letters @ .., b'='] if text.len().is_multiple_of(4) => letters,
        letters => letters,
    };
    let mut out = Vec::with_capacity(letters.len() / 4 * 3 + 2);
    for group in letters.chunks(4) {
        if group.len() == 1 {
            return None;
        }
        let mut number: u32 = 0;
        for letter in group {
            number = (number << 6) | digit(*letter)?;
        }
        number <<= 6 * (4 - group.len());
        let [_, whole @ ..] = number.to_be_bytes();
        let (kept, left) = whole.split_at_checked(group.len() - 1)?;
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(kept);
    }
    Some(out)
}

fn digit(letter: u8) -> Option<u32> {
    match letter {
        b'A'..=b'Z' => Some(u32::from(letter - b'A')),
        b'a'..=b'z' => Some(u32::from(letter - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(letter - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc_come_out() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
            assert_eq!(decode(text.trim_end_matches('=').as_bytes()).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn other_letters_impossible_lengths_and_left_over_bits_are_refused() {
        for bad in ["Z", "Zh==", "Zm9=", "Zm 9", "Zg=", "Zm9v=", "===="] {
            assert_eq!(decode(bad.as_bytes()), None, "{bad}");
        }
    }
}
