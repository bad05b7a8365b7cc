//! Bytes of a terminal in raw mode, read as keys.

use super::TtyError;
use std::time::Duration;

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A printable byte; letters beyond ASCII arrive byte by byte.
    Byte(u8),
    /// Return.
    Enter,
    /// Backspace or delete to the left.
    Backspace,
    /// Tab: complete.
    Tab,
    /// Forward: right, down, page down.
    Forward,
    /// Back: left, up, page up.
    Back,
    /// Home.
    Home,
    /// Escape alone.
    Escape,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    EndOfInput,
    /// Ctrl-U: throw the line away.
    KillLine,
    /// The terminal says that what follows was pasted (attack G03).
    PasteStart,
    /// The end of what was pasted.
    PasteEnd,
    /// Another control key, named by its letter.
    Control(char),
    /// Anything else, ignored.
    Other,
}

/// How long the rest of an escape sequence may take.
const SEQUENCE_WAIT: Duration = Duration::from_millis(30);
/// Longest escape sequence we follow, in bytes.
const SEQUENCE_BYTES_MAX: usize = 16;

/// Reads one key. `byte(None)` waits, `byte(Some(t))` gives up after `t`.
pub(super) fn decode(
    byte: &mut dyn FnMut(Option<Duration>) -> Result<Option<u8>, TtyError>,
) -> Result<Key, TtyError> {
    let Some(first) = byte(None)? else { return Ok(Key::Other) };
    Ok(match first {
        b'\r' | b'\n' => Key::Enter,
        0x7f | 0x08 => Key::Backspace,
        b'\t' => Key::Tab,
        0x03 => Key::Interrupt,
        0x04 => Key::EndOfInput,
        0x15 => Key::KillLine,
        0x1b => return sequence(byte),
        0x01..=0x1a => Key::Control(char::from(first.saturating_add(b'`'))),
        0x00..=0x1f => Key::Other,
        _ => Key::Byte(first),
    })
}

fn sequence(byte: &mut dyn FnMut(Option<Duration>) -> Result<Option<u8>, TtyError>) -> Result<Key, TtyError> {
    let Some(second) = byte(Some(SEQUENCE_WAIT))? else { return Ok(Key::Escape) };
    if second != b'[' && second != b'O' {
        return Ok(Key::Other);
    }
    let mut seen = Vec::with_capacity(SEQUENCE_BYTES_MAX);
    while seen.len() < SEQUENCE_BYTES_MAX {
        let Some(next) = byte(Some(SEQUENCE_WAIT))? else { break };
        seen.push(next);
        if (0x40..=0x7e).contains(&next) {
            break;
        }
    }
    Ok(match seen.as_slice() {
        b"A" | b"D" | b"5~" => Key::Back,
        b"B" | b"C" | b"6~" => Key::Forward,
        b"H" | b"1~" => Key::Home,
        b"200~" => Key::PasteStart,
        b"201~" => Key::PasteEnd,
        _ => Key::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let mut rest = bytes.iter().copied();
        let mut left = bytes.len();
        let mut out = Vec::new();
        while left > 0 {
            out.push(
                decode(&mut |_| {
                    let next = rest.next();
                    left -= usize::from(next.is_some());
                    Ok(next)
                })
                .unwrap(),
            );
        }
        out
    }

    #[test]
    fn words_and_editing_keys_are_told_apart() {
        assert_eq!(keys(b"a\x7f\r"), [Key::Byte(b'a'), Key::Backspace, Key::Enter]);
        assert_eq!(keys(b"\x03\x04\x15"), [Key::Interrupt, Key::EndOfInput, Key::KillLine]);
        assert_eq!(keys(b"\x14\x0c"), [Key::Control('t'), Key::Control('l')]);
        assert_eq!(keys(b"\x1b[B\x1b[5~\x1bOA"), [Key::Forward, Key::Back, Key::Back]);
        assert_eq!(keys(b"\x1b"), [Key::Escape]);
    }

    #[test]
    fn atk_g03_a_pasted_seed_is_noticed() {
        assert_eq!(keys(b"\x1b[200~a\x1b[201~"), [Key::PasteStart, Key::Byte(b'a'), Key::PasteEnd]);
    }

    #[test]
    fn an_endless_escape_sequence_ends() {
        let endless = [b"\x1b[".as_slice(), &[b'0'; 14], b"1A"].concat();
        assert_eq!(keys(&endless).first(), Some(&Key::Other));
    }
}
