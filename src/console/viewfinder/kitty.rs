//! The small picture in kitty's graphics protocol.

use super::picture::{Outline, fitted};
use crate::optics::sight::{Look, Preview};
use coldframe_core::frames::base64;

/// Number of our one picture.
const PICTURE: u32 = 7_262;
/// Longest piece of a picture, in characters, as the protocol has it.
const PIECE_CHARS_MAX: usize = 4_096;
/// Red, green and blue of the outline.
const OUTLINE: [u8; 3] = [0, 255, 0];

/// The picture in the middle of so many rows and columns, from the top of the screen.
pub(super) fn drawn(preview: &Preview, look: Option<&Look>, (rows, columns): (usize, usize)) -> String {
    let (across, down) = fitted(preview, columns, rows.saturating_mul(2));
    let (width, height) = (preview.width(), preview.height());
    let outline = look.and_then(|look| Some(Outline::of(look.corners?, look.size, (width, height))));
    let mut pixels = Vec::with_capacity(width.saturating_mul(height).saturating_mul(3));
    for y in 0..height {
        for x in 0..width {
            let gray = preview.at((x, width), (y, height));
            let is_outline = outline.as_ref().is_some_and(|outline| outline.passes(x, y));
            pixels.extend(if is_outline { OUTLINE } else { [gray; 3] });
        }
    }
    let column = (columns.saturating_sub(across) / 2).saturating_add(1);
    // One picture, one place for it, stretched over its cells, and no answer.
    let head = format!(
        "a=T,f=24,s={width},v={height},c={},r={},i={PICTURE},p=1,C=1,q=2,",
        across.max(1),
        down.div_ceil(2).max(1)
    );
    format!("\u{1b}[1;{column}H{}", pieces(head, &base64::encode(&pixels)))
}

/// The picture and its memory given up.
pub(super) fn removed() -> String {
    format!("\u{1b}_Ga=d,d=I,i={PICTURE},q=2\u{1b}\\")
}

fn pieces(mut head: String, text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    let mut rest = text;
    loop {
        let (piece, after) = rest.split_at_checked(PIECE_CHARS_MAX).unwrap_or((rest, ""));
        out.push_str(&format!("\u{1b}_G{head}m={};{piece}\u{1b}\\", u8::from(!after.is_empty())));
        if after.is_empty() {
            return out;
        }
        (rest, head) = (after, "q=2,".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_comes_in_pieces_the_protocol_allows() {
        let preview = Preview::new(160, vec![90; 160 * 90]).unwrap();
        let written = drawn(&preview, None, (19, 80));
        let sent = written.strip_prefix("\u{1b}[1;7H").unwrap();
        let mut text = String::new();
        for piece in sent.split("\u{1b}\\").filter(|piece| !piece.is_empty()) {
            let (head, piece) = piece.strip_prefix("\u{1b}_G").unwrap().split_once(';').unwrap();
            assert!(piece.len() <= PIECE_CHARS_MAX && head.contains("m="));
            text.push_str(piece);
        }
        assert_eq!(base64::decode(text.as_bytes()).unwrap(), [90; 160 * 90 * 3]);
        assert!(sent.contains("s=160,v=90,c=67,r=19,"), "{}", &sent[..80]);
    }
}
