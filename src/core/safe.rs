//! Text that cannot redraw the screen it is shown on.
//!
//! Labels, file names, memos and QR text come from the other side. Shown raw, an escape sequence
//! in one of them can clear the review and paint another (attack E06). This type is the only way
//! foreign text reaches a person.

use crate::limits::SAFE_LINE_CHARS_MAX;
use std::fmt;

/// Display-safe text: printable ASCII only, everything else spelled `\u{..}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Safe(String);

impl Safe {
    /// Foreign text, made harmless and cut to [`SAFE_LINE_CHARS_MAX`] with its full length told.
    pub fn text(foreign: &str) -> Self {
        let mut out = String::with_capacity(foreign.len().min(SAFE_LINE_CHARS_MAX));
        for (count, character) in foreign.chars().enumerate() {
            if count == SAFE_LINE_CHARS_MAX {
                out.push_str(&format!("... ({} characters)", foreign.chars().count()));
                break;
            }
            push_escaped(&mut out, character);
        }
        Self(out)
    }

    /// Foreign text in full length (scripts, OP_RETURN), made harmless.
    pub fn whole(foreign: &str) -> Self {
        let mut out = String::with_capacity(foreign.len());
        foreign.chars().for_each(|character| push_escaped(&mut out, character));
        Self(out)
    }

    /// Words put together from safe pieces: unchanged if they are all printable, else made harmless.
    pub fn again(words: &str) -> Self {
        match words.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            true => Self(words.to_owned()),
            false => Self::whole(words),
        }
    }

    /// Foreign bytes that may be text: harmless text if UTF-8, else hexadecimal.
    pub fn bytes(foreign: &[u8]) -> Self {
        match std::str::from_utf8(foreign) {
            Ok(text) => Self::text(text),
            Err(_) => Self::hex(foreign),
        }
    }

    /// Bytes in lower-case hexadecimal, in full.
    pub fn hex(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A count, an index, a limit.
    pub fn number(number: impl Into<u128>) -> Self {
        Self(number.into().to_string())
    }

    /// A count that the platform's word holds.
    pub fn count(count: usize) -> Self {
        Self(count.to_string())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn push_escaped(out: &mut String, character: char) {
    match character {
        '\\' => out.push_str("\\\\"),
        ' '..='~' => out.push(character),
        _ => out.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e06_escape_sequences_cannot_redraw_the_review() {
        let attacks = [
            "ok\u{1b}[2J\u{1b}[H Pay 0.1 BTC",
            "\u{9b}2J",
            "\u{202e}abc",
            "\u{1b}]52;c;cHduZWQ=\u{7}",
            "a\nb\r\tc\u{7f}",
        ];
        for attack in attacks {
            for shown in
                [Safe::text(attack), Safe::whole(attack), Safe::again(attack), Safe::bytes(attack.as_bytes())]
            {
                assert!(shown.as_str().bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{shown}");
            }
        }
    }

    #[test]
    fn two_different_texts_never_look_the_same() {
        assert_ne!(Safe::text("\u{1b}"), Safe::text("\\u{1b}"));
    }

    #[test]
    fn a_long_text_says_how_long_it_was() {
        let shown = Safe::text(&"x".repeat(5_000));
        assert!(shown.as_str().ends_with("... (5000 characters)"));
    }
}
