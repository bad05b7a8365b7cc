//! A code in kitty's graphics protocol: a PNG in pieces of base64, each picture in the place of the last.

use crate::optics::DrawError;
use crate::optics::symbol::{self, Modules};
use coldframe_core::frames::base64;

/// Number of our one picture.
const PICTURE: u32 = 7_261;
/// Longest piece of a picture, in characters, as the protocol has it.
const PIECE_CHARS_MAX: usize = 4_096;

/// The picture where the cursor stands, which stays there.
pub(super) fn drawn(
    symbol: &Modules,
    quiet: usize,
    scale: usize,
    is_inverted: bool,
) -> Result<String, DrawError> {
    let text = base64::encode(&symbol::png(symbol, quiet, scale, is_inverted)?);
    let mut out = String::with_capacity(text.len() + 256);
    let mut rest = text.as_str();
    // One picture, one place for it, and no answer, which would arrive as keys.
    let mut head = format!("a=T,f=100,i={PICTURE},p=1,C=1,q=2,");
    loop {
        let (piece, after) = rest.split_at_checked(PIECE_CHARS_MAX).unwrap_or((rest, ""));
        let more = u8::from(!after.is_empty());
        out.push_str(&format!("\u{1b}_G{head}m={more};{piece}\u{1b}\\"));
        if after.is_empty() {
            return Ok(out);
        }
        (rest, head) = (after, "q=2,".to_owned());
    }
}

/// The picture and its memory given up.
pub(super) fn removed() -> String {
    format!("\u{1b}_Ga=d,d=I,i={PICTURE},q=2\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::picture;
    use crate::optics::scan::Reader;

    /// The picture a terminal puts together.
    fn put_together(written: &str) -> Vec<u8> {
        let pieces: Vec<(&str, &str)> = written
            .split("\u{1b}\\")
            .filter(|piece| !piece.is_empty())
            .map(|piece| piece.strip_prefix("\u{1b}_G").unwrap().split_once(';').unwrap())
            .collect();
        let (last, others) = pieces.split_last().unwrap();
        assert!(last.0.ends_with("m=0") && others.iter().all(|(head, _)| head.ends_with("m=1")));
        assert!(pieces.iter().all(|(_, piece)| piece.len() <= PIECE_CHARS_MAX));
        let text: String = pieces.iter().map(|(_, piece)| *piece).collect();
        base64::decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_code_is_read_back_from_what_the_terminal_gets() {
        for (version, scale) in [(2, 3), (40, 9)] {
            for is_inverted in [false, true] {
                let symbol = Modules::encode(b"UR:BYTES/HELLO", version).unwrap();
                let written = drawn(&symbol, 4, scale, is_inverted).unwrap();
                let frame = picture::frames(put_together(&written)).unwrap().next().unwrap().unwrap();
                assert_eq!(frame.width(), (symbol.side() + 8) * scale);
                assert_eq!(frame.at(0, 0) == 255, !is_inverted, "the border");
                assert_eq!(Reader::still().read(&frame), [b"UR:BYTES/HELLO"]);
            }
        }
    }
}
