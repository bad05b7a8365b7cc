//! The small picture in sixels: nine grays and the outline, coarse enough to be sent many times a second.

use super::picture::Outline;
use crate::optics::sight::{Look, Preview};

/// Lines of a band.
const BAND: usize = 6;
/// The letter of an empty column; the bits of a full one are added to it.
const LETTER: u8 = b'?';
/// Most squares across and down: what a person aims by needs no more, and each costs letters.
const SQUARES: (usize, usize) = (160, 120);
/// Most pixels on a side.
const SIDE_MAX: usize = 640;
/// Grays, from black to white; the outline is the colour after them.
const GRAYS: usize = 9;

/// The picture in the middle of so many rows and columns, from the top of the screen; `cell` is width
/// and height of a cell in pixels.
pub(super) fn drawn(
    preview: &Preview,
    look: Option<&Look>,
    (rows, columns): (usize, usize),
    cell: (usize, usize),
) -> String {
    let (across, down) = squares(preview);
    let room = (columns.saturating_mul(cell.0), rows.saturating_mul(cell.1));
    let scale = (room.0.min(SIDE_MAX) / across).min(room.1.min(SIDE_MAX) / down).max(1);
    let outline = look.and_then(|look| Some(Outline::of(look.corners?, look.size, (across, down))));
    let color = |x: usize, y: usize| match &outline {
        Some(outline) if outline.passes(x, y) => GRAYS,
        _ => usize::from(preview.at((x, across), (y, down))) * GRAYS / 256,
    };
    let colors: Vec<Vec<usize>> = (0..down).map(|y| (0..across).map(|x| color(x, y)).collect()).collect();
    let (width, height) = (across.saturating_mul(scale), down.saturating_mul(scale));
    let column = columns.saturating_sub(width.div_ceil(cell.0.max(1))) / 2 + 1;
    let mut out = format!("\u{1b}[1;{column}H\u{1b}P0;1;0q\"1;1;{width};{height}");
    for gray in 0..GRAYS {
        let percent = gray * 100 / (GRAYS - 1);
        out.push_str(&format!("#{gray};2;{percent};{percent};{percent}"));
    }
    out.push_str(&format!("#{GRAYS};2;0;100;0"));
    for top in (0..height).step_by(BAND) {
        let lines = BAND.min(height - top);
        let of_line: Vec<&[usize]> =
            (0..lines).filter_map(|line| colors.get((top + line) / scale).map(Vec::as_slice)).collect();
        band(&mut out, &of_line, across, scale);
        out.push('-');
    }
    out.push_str("\u{1b}\\");
    out
}

/// Squares across and down, of the shape of the picture.
fn squares(preview: &Preview) -> (usize, usize) {
    let (width, height) = (preview.width().max(1), preview.height().max(1));
    let step = width.div_ceil(SQUARES.0).max(height.div_ceil(SQUARES.1)).max(1);
    ((width / step).max(1), (height / step).max(1))
}

/// Six lines: for each colour in them, which of the six each column has.
fn band(out: &mut String, lines: &[&[usize]], across: usize, scale: usize) {
    for color in 0..=GRAYS {
        if !lines.iter().any(|line| line.contains(&color)) {
            continue;
        }
        out.push_str(&format!("#{color}"));
        let letter = |x: usize| {
            let bit = |(place, line): (usize, &&[usize])| {
                u8::from(line.get(x) == Some(&color))
                    .checked_shl(u32::try_from(place).unwrap_or(8))
                    .unwrap_or(0)
            };
            LETTER.saturating_add(lines.iter().enumerate().map(bit).fold(0, |bits, bit| bits | bit))
        };
        let mut x = 0;
        while x < across {
            let now = letter(x);
            let run = (x..across).take_while(|place| letter(*place) == now).count().max(1);
            // What is empty to the right needs no letters.
            if x + run < across || now != LETTER {
                out.push_str(&format!("!{}{}", run * scale, char::from(now)));
            }
            x += run;
        }
        out.push('$');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal paints, by number of colour.
    fn painted(written: &str) -> (usize, usize, Vec<Option<usize>>) {
        let inside = written.split_once("\u{1b}P0;1;0q\"1;1;").unwrap().1.strip_suffix("\u{1b}\\").unwrap();
        let (size, rest) = inside.split_once('#').unwrap();
        let size: Vec<usize> = size.split(';').map(|side| side.parse().unwrap()).collect();
        let rest = rest.split_once(&format!("#{GRAYS};2;0;100;0")).unwrap().1;
        let mut pixels = vec![None; size[0] * size[1]];
        let (mut top, mut x, mut color, mut letters) = (0, 0, 0, rest.chars().peekable());
        while let Some(letter) = letters.next() {
            let mut number = || {
                let mut value = 0;
                while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
                    value = value * 10 + usize::try_from(digit).unwrap();
                    letters.next();
                }
                value
            };
            match letter {
                '#' => color = number(),
                '$' => x = 0,
                '-' => (x, top) = (0, top + BAND),
                '!' => {
                    let count = number();
                    let bits = u8::try_from(letters.next().unwrap()).unwrap() - LETTER;
                    for _ in 0..count {
                        for line in (0..BAND).filter(|line| bits >> line & 1 == 1) {
                            let place = &mut pixels[(top + line) * size[0] + x];
                            assert_eq!(place.replace(color), None, "painted twice");
                        }
                        x += 1;
                    }
                }
                other => panic!("{other:?}"),
            }
        }
        (size[0], size[1], pixels)
    }

    #[test]
    fn every_pixel_is_painted_once_in_the_gray_it_has() {
        for (width, height) in [(256, 144), (160, 120), (6, 5), (1, 1), (3, 190), (256, 1)] {
            let gray = |at: usize| u8::try_from(at * 7 % 256).unwrap();
            let preview = Preview::new(width, (0..width * height).map(gray).collect()).unwrap();
            let written = drawn(&preview, None, (19, 80), (9, 18));
            let (wide, high, pixels) = painted(&written);
            assert!(wide <= 720 && high <= 342, "{width} x {height}: {wide} x {high}");
            assert!(pixels.iter().all(|pixel| pixel.is_some_and(|color| color < GRAYS)));
            assert_eq!(pixels[0], Some(0));
            assert!(written.len() < 400_000, "{}", written.len());
        }
    }

    #[test]
    fn the_code_is_outlined() {
        let preview = Preview::new(120, vec![255; 120 * 90]).unwrap();
        let corners = Some([(300.0, 200.0), (900.0, 200.0), (900.0, 700.0), (300.0, 700.0)]);
        let look = Look {
            size: (1_200, 900),
            corners,
            module_px: 5.0,
            version: 15,
            codes: 1,
            brightness: 120,
            contrast: 200,
            sharpness: 70,
        };
        let (wide, _, pixels) = painted(&drawn(&preview, Some(&look), (19, 80), (9, 18)));
        let scale = wide / 120;
        let at = |x: usize, y: usize| pixels[y * scale * wide + x * scale];
        assert_eq!((at(60, 20), at(30, 40), at(60, 40)), (Some(GRAYS), Some(GRAYS), Some(GRAYS - 1)));
    }
}
