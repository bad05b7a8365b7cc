//! Bytes of a terminal in raw mode, read as keys.

use super::TtyError;
use coldframe_core::limits::TERMINAL_ANSWER_BYTES_MAX;
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

/// How long the next byte of an escape sequence may take: a terminal writes one in a go, a hand does not.
const SEQUENCE_WAIT: Duration = Duration::from_millis(30);
/// Longest escape sequence that is a key, in bytes.
const KEY_BYTES_MAX: usize = 16;

/// Where the bytes come from: `byte(None)` waits, `byte(Some(t))` gives up after `t`.
type Bytes<'a> = dyn FnMut(Option<Duration>) -> Result<Option<u8>, TtyError> + 'a;

/// Reads one key.
pub(super) fn decode(byte: &mut Bytes<'_>) -> Result<Key, TtyError> {
    let Some(first) = byte(None)? else { return Ok(Key::Other) };
    Ok(match first {
        0x1b => return sequence(byte),
        _ => plain(first),
    })
}

/// A byte that begins no sequence.
fn plain(first: u8) -> Key {
    match first {
        b'\r' | b'\n' => Key::Enter,
        0x7f | 0x08 => Key::Backspace,
        b'\t' => Key::Tab,
        0x03 => Key::Interrupt,
        0x04 => Key::EndOfInput,
        0x15 => Key::KillLine,
        0x01..=0x1a => Key::Control(char::from(first.saturating_add(b'`'))),
        0x00..=0x1f => Key::Other,
        _ => Key::Byte(first),
    }
}

/// What follows an escape. Terminals answer questions among the keys, and late: an answer is passed over
/// to its end, or its letters would be taken for keys that leave, invert and begin.
fn sequence(byte: &mut Bytes<'_>) -> Result<Key, TtyError> {
    // An escape within a sequence begins another one; a terminal that sends nothing else is given up.
    for _ in 0..TERMINAL_ANSWER_BYTES_MAX {
        let ended = match byte(Some(SEQUENCE_WAIT))? {
            None => return Ok(Key::Escape),
            Some(b'[') => control(byte)?,
            // One letter: a key of the keypad.
            Some(b'O') => match byte(Some(SEQUENCE_WAIT))? {
                Some(0x1b) => Ended::Anew,
                Some(letter) if letter < b' ' => Ended::With(plain(letter)),
                letter => Ended::With(named(letter.as_slice())),
            },
            // DCS, SOS, OSC, PM and APC: text up to its end.
            Some(b'P' | b'X' | b'^' | b'_') => string(byte, false)?,
            Some(b']') => string(byte, true)?,
            Some(0x1b) => Ended::Anew,
            Some(_) => Ended::With(Key::Other),
        };
        if let Ended::With(key) = ended {
            return Ok(key);
        }
    }
    Ok(Key::Other)
}

/// How a sequence ended.
enum Ended {
    /// As this key.
    With(Key),
    /// With the escape of another one.
    Anew,
}

/// `CSI`: numbers and signs up to a letter, however many.
fn control(byte: &mut Bytes<'_>) -> Result<Ended, TtyError> {
    let mut seen = Vec::with_capacity(KEY_BYTES_MAX);
    for _ in 0..TERMINAL_ANSWER_BYTES_MAX {
        match byte(Some(SEQUENCE_WAIT))? {
            None => break,
            Some(0x1b) => return Ok(Ended::Anew),
            // A person who wants to leave is not kept by a sequence without an end.
            Some(control) if control < b' ' => return Ok(Ended::With(plain(control))),
            Some(next) => {
                if seen.len() <= KEY_BYTES_MAX {
                    seen.push(next);
                }
                if (0x40..=0x7e).contains(&next) {
                    break;
                }
            }
        }
    }
    Ok(Ended::With(named(&seen)))
}

/// Text up to `ST`, or `BEL` where that ends it too.
fn string(byte: &mut Bytes<'_>, ends_with_bell: bool) -> Result<Ended, TtyError> {
    for _ in 0..TERMINAL_ANSWER_BYTES_MAX {
        match byte(Some(SEQUENCE_WAIT))? {
            None => break,
            // `ESC \` ends it as a sequence of its own, which is no key either.
            Some(0x1b) => return Ok(Ended::Anew),
            Some(0x07) if ends_with_bell => break,
            Some(control) if control < b' ' => return Ok(Ended::With(plain(control))),
            Some(_) => {}
        }
    }
    Ok(Ended::With(Key::Other))
}

/// The key a sequence stands for.
fn named(seen: &[u8]) -> Key {
    match seen {
        b"A" | b"D" | b"5~" => Key::Back,
        b"B" | b"C" | b"6~" => Key::Forward,
        b"H" | b"1~" => Key::Home,
        b"200~" => Key::PasteStart,
        b"201~" => Key::PasteEnd,
        _ => Key::Other,
    }
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
        assert_eq!(keys(&endless), [Key::Other]);
        for begin in [&b"\x1b["[..], b"\x1b]", b"\x1bP", b"\x1b_"] {
            let endless = [begin, &[b'0'; 3 * TERMINAL_ANSWER_BYTES_MAX]].concat();
            assert_eq!(keys(&endless).first(), Some(&Key::Other));
            assert!(keys(&endless).len() > TERMINAL_ANSWER_BYTES_MAX, "it swallows without an end");
        }
        assert!(keys(&[0x1b; 3 * TERMINAL_ANSWER_BYTES_MAX]).len() < 5);
    }

    #[test]
    fn what_a_terminal_answers_late_is_no_key() {
        for answer in [
            // Kitty's yes and no, a size, what a terminal is, its colour twice, its name, its version.
            &b"\x1b_Gi=31;OK\x1b\\"[..],
            b"\x1b_Gi=31;EINVAL: q is no key, nor is i\x1b\\",
            b"\x1b[6;18;9t",
            b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29;31;42c",
            b"\x1b]11;rgb:1e1e/2e2e/2e2e\x1b\\",
            b"\x1b]11;rgb:ffff/ffff/ffff\x07",
            b"\x1bP>|XTerm(390) quits and inverts\x1b\\",
            b"\x1bP1+r524742=38\x1b\\",
            b"\x1b^private\x1b\\",
            b"\x1bXstart\x1b\\",
        ] {
            let with_key = [answer, b"q"].concat();
            assert_eq!(keys(&with_key), [Key::Other, Key::Byte(b'q')], "{}", with_key.escape_ascii());
        }
    }

    #[test]
    fn who_wants_to_leave_is_not_kept_by_a_sequence_without_an_end() {
        for begin in [&b"\x1b["[..], b"\x1b]11;", b"\x1bP", b"\x1b_G", b"\x1bO"] {
            assert_eq!(keys(&[begin, b"\x03"].concat()), [Key::Interrupt]);
            assert_eq!(keys(&[begin, b"\x1b[A"].concat()), [Key::Back]);
        }
    }
}
