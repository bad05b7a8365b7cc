//! Pictures made of cells again, and read.

use super::*;
use crate::optics::Gray;
use crate::optics::scan::Reader;

const TEXT: &[u8] = b"UR:BYTES/1-9/LPADAXCFAOCYJTTIKOCP";

/// The pixels of a cell, eight wide and sixteen high, as a terminal of that font draws it.
fn cell(letter: char) -> [[bool; 8]; 16] {
    let inked = |x: usize, y: usize| match letter {
        '█' | '#' => true,
        '▀' => y < 8,
        '▄' => y >= 8,
        '▌' => x < 4,
        '▐' => x >= 4,
        '\u{1fb00}'..='\u{1fb3b}' => {
            let number = u32::from(letter) - 0x1_fb00 + 1;
            let bits = number + u32::from(number > 20) + u32::from(number > 40);
            let place = (y * 3 / 16) * 2 + x / 4;
            bits >> place & 1 == 1
        }
        _ => false,
    };
    std::array::from_fn(|y| std::array::from_fn(|x| inked(x, y)))
}

/// What a camera sees of lines, `ink` and `paper` being their brightness.
fn seen(lines: &str, (ink, paper): (u8, u8)) -> Gray {
    let plain = lines.replace("\u{1b}[38;5;16;48;5;231m", "").replace("\u{1b}[38;5;231;48;5;16m", "");
    let plain = plain.replace("\u{1b}[0m", "");
    let rows: Vec<Vec<char>> = plain.lines().map(|line| line.chars().collect()).collect();
    let width = rows[0].len();
    let mut pixels = Vec::new();
    for row in &rows {
        assert_eq!(row.len(), width);
        let cells: Vec<_> = row.iter().map(|letter| cell(*letter)).collect();
        for y in 0..16 {
            pixels.extend(cells.iter().flat_map(|cell| cell[y].map(|inked| if inked { ink } else { paper })));
        }
    }
    Gray::new(width * 8, rows.len() * 16, pixels).unwrap()
}

#[test]
fn every_kind_of_glyph_is_read_back_from_its_cells() {
    for version in [3, 6, 11] {
        let symbol = Modules::encode(TEXT, version).unwrap();
        for glyphs in [Glyphs::HalfBlocks, Glyphs::Sextants, Glyphs::FullBlocks, Glyphs::Plain] {
            for quiet in [2, 4] {
                let (columns, rows) = glyphs.cells(symbol.side() + 2 * quiet);
                let lines = painted_lines(&symbol, quiet, glyphs, Paint::Colours { inverted: false });
                let picture = seen(&lines, (0, 255));
                assert_eq!((picture.width(), picture.height()), (columns * 8, rows * 16));
                assert_eq!(Reader::still().read(&picture), [TEXT], "v{version} {glyphs:?} {quiet}");
            }
        }
    }
}

#[test]
fn without_colour_the_border_is_drawn_in_the_ink_of_a_dark_terminal() {
    let symbol = Modules::encode(TEXT, 4).unwrap();
    for glyphs in [Glyphs::HalfBlocks, Glyphs::FullBlocks, Glyphs::Plain] {
        let lines = painted_lines(&symbol, 4, glyphs, Paint::Bare { ink_is_dark: false });
        assert!(!lines.contains('\u{1b}'));
        assert!(lines.lines().next().unwrap().chars().all(|letter| letter == '█' || letter == '#'));
        assert_eq!(Reader::still().read(&seen(&lines, (230, 20))), [TEXT]);
        let lines = painted_lines(&symbol, 4, glyphs, Paint::Bare { ink_is_dark: true });
        assert_eq!(Reader::still().read(&seen(&lines, (20, 230))), [TEXT]);
    }
}

#[test]
fn a_line_is_never_moved_while_it_grows() {
    let symbol = Modules::encode(TEXT, 11).unwrap();
    for glyphs in [Glyphs::HalfBlocks, Glyphs::Sextants, Glyphs::FullBlocks, Glyphs::Plain] {
        let lines = terminal_lines(&symbol, 4, glyphs);
        assert!(lines.len() <= lines.capacity());
        let (columns, rows) = glyphs.cells(symbol.side() + 8);
        assert!(lines.capacity() < rows * (columns * 4 + 40), "{glyphs:?} was moved");
    }
}
