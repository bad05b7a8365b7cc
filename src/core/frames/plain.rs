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

/// That in base64, as far as the next byte does not change it.
const BASE64_MAGIC: &[u8] = b"cHNidP";
/// That in hex.
const HEX_MAGIC: &[u8] = b"70736274ff";

/// Reads a PSBT or a transaction, raw or as hex, base64 or base43; `None` if it is neither, or if there
/// are [`several`](is_several).
pub fn read(content: &[u8]) -> Option<Plain> {
    if is_signable(content) {
        return Some(Plain { wire: Wire::Binary, bytes: content.to_vec() });
    }
    let mut messages = messages(text_of(content)).into_iter().map(|message| of_text(&message));
    let first = messages.next()??;
    messages.all(|next| next.is_some_and(|next| next.bytes == first.bytes)).then_some(first)
}

/// Whether a text holds different messages, each beginning on a line of its own: squeezed together, bytes
/// of one would end the other.
pub fn is_several(content: &[u8]) -> bool {
    if is_signable(content) {
        return false;
    }
    let messages = messages(text_of(content));
    let mut read = messages.iter().map(|message| of_text(message).map(|plain| plain.bytes));
    let Some(first) = read.next() else { return false };
    first.is_some() && read.any(|next| next != first)
}

/// Some editors put a byte order mark before text.
fn text_of(content: &[u8]) -> &[u8] {
    content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content)
}

/// The text, cut before each line that begins a message. One message may be broken over lines.
fn messages(text: &[u8]) -> Vec<Vec<u8>> {
    let lines = text.split(|byte| matches!(byte, b'\r' | b'\n')).map(<[u8]>::trim_ascii);
    let mut messages: Vec<Vec<u8>> = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        match messages.last_mut() {
            Some(message) if !begins_message(line) => message.extend_from_slice(line),
            _ => messages.push(line.to_vec()),
        }
    }
    messages
}

fn begins_message(line: &[u8]) -> bool {
    let head = line.get(..HEX_MAGIC.len()).unwrap_or_default();
    line.starts_with(BASE64_MAGIC) || head.eq_ignore_ascii_case(HEX_MAGIC) || of_text(line).is_some()
}

fn of_text(text: &[u8]) -> Option<Plain> {
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
            (Wire::Base43, base43::encode(PSBT).unwrap().into_bytes()),
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
    fn atk_e02_two_messages_of_one_text_are_not_squeezed_into_one() {
        let long = |seed: u8| [PSBT, &[seed; 90]].concat();
        let broken = |text: &str| format!("{}\n{}\r\n{}\n", &text[..33], &text[33..62], &text[62..]);
        let in_base43 = |bytes: &[u8]| base43::encode(bytes).unwrap();
        for write in [base64::encode, in_base43, hex] {
            let (one, other) = (write(&long(1)), write(&long(2)));
            for two in
                [format!("{one}\n{other}\n"), format!("{one}\r\n\r\n{other}"), format!("{one}\r{other}")]
            {
                assert_eq!((read(two.as_bytes()), is_several(two.as_bytes())), (None, true), "{two}");
            }
            let twice = format!("{one}\n{one}\n");
            assert_eq!(
                (read(twice.as_bytes()).unwrap().bytes, is_several(twice.as_bytes())),
                (long(1), false)
            );
            let one = broken(&one);
            assert_eq!((read(one.as_bytes()).unwrap().bytes, is_several(one.as_bytes())), (long(1), false));
        }
        for write in [base64::encode, hex] {
            let two = [broken(&write(&long(1))), broken(&write(&long(2)))].concat();
            assert_eq!((read(two.as_bytes()), is_several(two.as_bytes())), (None, true), "{two}");
        }
        assert!(!is_several(b"a text\nof two lines") && !is_several(b""));
    }

    #[test]
    fn anything_else_is_neither() {
        for other in [b"hello".as_slice(), b"", b"00", b"cHNidP", b"psbt\xfe", b"0200000000000000"] {
            assert_eq!(read(other), None);
        }
    }
}
