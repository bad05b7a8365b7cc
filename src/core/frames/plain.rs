//! Static codes and files without frames: what encodes a PSBT or a transaction in one piece.

use crate::frames::wire::Wire;
use crate::frames::{base43, base64};

/// The first bytes of every PSBT (BIP-174).
pub const PSBT_MAGIC: &[u8] = b"psbt\xff";

/// What one text or one file was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// How it was written.
    pub wire: Wire,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a PSBT or a transaction, raw or as hex, base64 or base43; `None` if it is neither.
pub fn read(content: &[u8]) -> Option<Plain> {
    if is_signable(content) {
        return Some(Plain { wire: Wire::Binary, bytes: content.to_vec() });
    }
    // Some editors put a byte order mark before text.
    let text = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let squeezed: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    // Hex first: its letters are base64 and base43 too.
    let candidates = [(Wire::Hex, unhex(&squeezed)), (Wire::Base64, base64::decode(&squeezed))];
    // Base43 last: it costs the square of the length.
    let base43 = std::iter::once_with(|| (Wire::Base43, base43::decode(&squeezed)));
    candidates.into_iter().chain(base43).find_map(|(wire, bytes)| {
        let bytes = bytes.filter(|bytes| is_signable(bytes))?;
        Some(Plain { wire, bytes })
    })
}

/// Whether bytes are a PSBT by their magic, or a whole transaction and nothing after it.
pub fn is_signable(bytes: &[u8]) -> bool {
    bytes.starts_with(PSBT_MAGIC) || is_transaction(bytes)
}

/// Whether bytes are a whole transaction with inputs and outputs.
pub fn is_transaction(bytes: &[u8]) -> bool {
    // Version 1 to 3 first: text and noise do not even reach the reader.
    let version_known = matches!(bytes, [1..=3, 0, 0, 0, ..]);
    version_known
        && bitcoin::consensus::deserialize::<bitcoin::Transaction>(bytes)
            .is_ok_and(|tx| !tx.input.is_empty() && !tx.output.is_empty())
}

/// Reads hexadecimal in either case; `None` for another letter or an odd length.
pub fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.chunks(2).map(pair).collect()
}

/// Writes lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PSBT: &[u8] = b"psbt\xff\x01\x00";

    #[test]
    fn a_psbt_reads_in_every_text_a_wallet_draws() {
        for (wire, text) in [
            (Wire::Binary, PSBT.to_vec()),
            (Wire::Hex, hex(PSBT).into_bytes()),
            (Wire::Hex, hex(PSBT).to_uppercase().into_bytes()),
            (Wire::Base64, base64::encode(PSBT).into_bytes()),
            (Wire::Base43, base43::encode(PSBT).into_bytes()),
            (Wire::Base64, format!("\u{feff}{}\n", base64::encode(PSBT)).into_bytes()),
        ] {
            assert_eq!(read(&text), Some(Plain { wire, bytes: PSBT.to_vec() }));
        }
    }

    #[test]
    fn base64_broken_over_lines_reads() {
        let text = base64::encode(PSBT);
        assert_eq!(read(format!("{}\r\n{}\n", &text[..4], &text[4..]).as_bytes()).unwrap().bytes, PSBT);
    }

    #[test]
    fn anything_else_is_neither() {
        for other in [b"hello".as_slice(), b"", b"00", b"cHNidP", b"psbt\xfe", b"0200000000000000"] {
            assert_eq!(read(other), None);
        }
    }
}
