//! Specter's numbered text, `p1of3 …`: pieces of one base64 text.
//!
//! ```text
//! part = "p" number "of" count " " text      ; number from 1, up to four digits
//! ```

use crate::frames::error::FrameError;
use crate::limits::SPECTER_PARTS_MAX;

/// One piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecterPart<'a> {
    /// Pieces of the text.
    pub count: u16,
    /// Number of the piece, from 0.
    pub index: u16,
    /// The piece.
    pub text: &'a str,
}

/// Whether a QR text says it is one of Specter's.
pub fn is_specter(text: &str) -> bool {
    let Some((header, _)) = text.split_once(' ') else { return false };
    let numbers = header.strip_prefix('p').and_then(|numbers| numbers.split_once("of"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(number, count)| digits(number) && digits(count))
}

/// Reads one piece.
///
/// # Errors
/// A malformed header, a number its text does not have, or more pieces than we follow.
pub fn read(text: &str) -> Result<SpecterPart<'_>, FrameError> {
    let (header, text) = text.split_once(' ').ok_or(FrameError::SpecterHeader)?;
    let numbers = header.strip_prefix('p').and_then(|numbers| numbers.split_once("of"));
    let (number, count) = numbers.ok_or(FrameError::SpecterHeader)?;
    let parse = |digits: &str| digits.parse::<u16>().ok().filter(|_| digits.len() <= 4);
    let count = parse(count).filter(|count| (1..=SPECTER_PARTS_MAX).contains(count));
    let (Some(number), Some(count)) = (parse(number), count) else { return Err(FrameError::SpecterHeader) };
    let index = number.checked_sub(1).filter(|index| *index < count).ok_or(FrameError::SpecterHeader)?;
    if text.is_empty() { Err(FrameError::SpecterHeader) } else { Ok(SpecterPart { count, index, text }) }
}

/// Writes one piece.
pub fn write(count: usize, index: usize, text: &str) -> String {
    format!("p{}of{count} {text}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_reads_as_it_was_written() {
        let text = write(12, 11, "cHNidP8B");
        assert!(is_specter(&text));
        assert_eq!(read(&text), Ok(SpecterPart { count: 12, index: 11, text: "cHNidP8B" }));
    }

    #[test]
    fn numbers_that_no_text_has_are_refused() {
        for bad in ["p0of3 a", "p4of3 a", "p1of0 a", "p1of10000 a", "p1of99999999999 a", "p1of3 ", "p1of3"] {
            assert_eq!(read(bad), Err(FrameError::SpecterHeader), "{bad}");
        }
        for other in ["p1of3", "piof3 a", "prof one", "pof a", "P1OF3 a"] {
            assert!(!is_specter(other), "{other}");
        }
    }
}
