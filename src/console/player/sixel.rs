//! A code in sixels: bands of six lines of pixels, one letter for each column of a band.

use crate::optics::symbol::Modules;

/// Lines of a band.
const BAND: usize = 6;
/// The letter of an empty column; the bits of a full one are added to it.
const LETTER: u8 = b'?';

/// The picture where the cursor stands.
pub(super) fn drawn(symbol: &Modules, quiet: usize, scale: usize, is_inverted: bool) -> String {
    let side = symbol.side() + 2 * quiet;
    let pixels = side * scale;
    // Square pixels, every pixel painted by one of two colours: percentages of red, green and blue.
    let (ink, paper) = if is_inverted { (100, 0) } else { (0, 100) };
    let mut out =
        format!("\u{1b}P0;1;0q\"1;1;{pixels};{pixels}#0;2;{ink};{ink};{ink}#1;2;{paper};{paper};{paper}");
    for top in (0..pixels).step_by(BAND) {
        let lines = BAND.min(pixels - top);
        for (color, is_ink) in [('0', true), ('1', false)] {
            out.push('#');
            out.push(color);
            for x in 0..side {
                let bit = |line: usize| {
                    let set = symbol.is_dark_within(quiet, x, (top + line) / scale) == is_ink;
                    u8::from(set) << line
                };
                let bits = (0..lines).fold(0, |bits, line| bits | bit(line));
                repeated(&mut out, char::from(LETTER + bits), scale);
            }
            // Back to the left for the other colour, then on to the next band.
            out.push(if is_ink { '$' } else { '-' });
        }
    }
    out.push_str("\u{1b}\\");
    out
}

fn repeated(out: &mut String, letter: char, count: usize) {
    if count > 3 {
        out.push_str(&format!("!{count}{letter}"));
    } else {
        out.extend(std::iter::repeat_n(letter, count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::Gray;
    use crate::optics::scan::Reader;

    /// What a terminal paints, -1 where it paints nothing.
    fn painted(written: &str) -> Gray {
        let inside = written.strip_prefix("\u{1b}P0;1;0q").unwrap().strip_suffix("\u{1b}\\").unwrap();
        let (raster, rest) = inside.strip_prefix("\"1;1;").unwrap().split_once('#').unwrap();
        let size: Vec<usize> = raster.split(';').map(|side| side.parse().unwrap()).collect();
        let mut pixels = vec![None; size[0] * size[1]];
        let (mut top, mut x, mut color) = (0, 0, 0);
        let mut palette = [0u8; 2];
        let mut letters = rest.chars().peekable();
        let mut number = |letters: &mut std::iter::Peekable<std::str::Chars<'_>>| {
            let mut value = 0;
            while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
                value = value * 10 + usize::try_from(digit).unwrap();
                letters.next();
            }
            value
        };
        let select =
            |letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
             palette: &mut [u8; 2],
             number: &mut dyn FnMut(&mut std::iter::Peekable<std::str::Chars<'_>>) -> usize| {
                let color = number(letters);
                if letters.peek() == Some(&';') {
                    let mut values = Vec::new();
                    while letters.next_if_eq(&';').is_some() {
                        values.push(number(letters));
                    }
                    palette[color] = u8::try_from(values[1] * 255 / 100).unwrap();
                }
                color
            };
        color = color.max(select(&mut letters, &mut palette, &mut number));
        while let Some(letter) = letters.next() {
            let count = if letter == '!' { number(&mut letters) } else { 1 };
            let letter = if letter == '!' { letters.next().unwrap() } else { letter };
            match letter {
                '#' => color = select(&mut letters, &mut palette, &mut number),
                '$' => x = 0,
                '-' => (x, top) = (0, top + 6),
                '?'..='~' => {
                    let bits = u8::try_from(letter).unwrap() - b'?';
                    for _ in 0..count {
                        for line in (0..6).filter(|line| bits >> line & 1 == 1) {
                            pixels[(top + line) * size[0] + x] = Some(palette[color]);
                        }
                        x += 1;
                    }
                }
                other => panic!("{other:?}"),
            }
        }
        let pixels = pixels.into_iter().map(|pixel| pixel.expect("every pixel is painted")).collect();
        Gray::new(size[0], size[1], pixels).unwrap()
    }

    #[test]
    fn a_code_is_read_back_from_what_the_terminal_gets() {
        for (version, scale) in [(2, 3), (4, 5), (10, 4)] {
            for is_inverted in [false, true] {
                let symbol = Modules::encode(b"UR:BYTES/HELLO", version).unwrap();
                let picture = painted(&drawn(&symbol, 4, scale, is_inverted));
                assert_eq!(picture.width(), (symbol.side() + 8) * scale);
                assert_eq!(picture.at(0, 0) == 255, !is_inverted, "the border");
                assert_eq!(Reader::still().read(&picture), [b"UR:BYTES/HELLO"]);
            }
        }
    }
}
