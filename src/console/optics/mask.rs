//! Which of the eight masks of a QR symbol reads best, by the penalties of ISO/IEC 18004, 7.8.3.
//!
//! The encoder's own choice adds its penalties up in 16 bits. A large symbol with even areas goes
//! over that, and whoever chooses the bytes to be drawn could stop the drawing with it. Working on
//! whole lines of bits is also many times faster, which is what an animation of large symbols needs.

mod line;

use line::Line;
use qrcode::Color;
use qrcode::canvas::{Canvas, Module};

/// The bits around the finders that name level L and each mask (ISO/IEC 18004, annex C).
const FORMATS: [u16; 8] = [0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f, 0x6318, 0x6c41, 0x6976];
/// Both conditions repeat after so many rows and columns, whatever the mask.
const PERIOD: usize = 12;

/// The modules of the canvas under its best mask, row by row, true for dark.
pub(super) fn best(canvas: &Canvas, side: usize) -> Vec<bool> {
    let unmasked = Square::of(side, |x, y| match module(canvas, x, y) {
        Module::Masked(color) | Module::Unmasked(color) => color == Color::Dark,
        Module::Empty => false,
    });
    let data = Square::of(side, |x, y| matches!(module(canvas, x, y), Module::Unmasked(_)));
    let masked = FORMATS.iter().zip(0..).map(|(format, mask)| {
        let mut square = unmasked.masked(&data, side, mask);
        square.write_format(*format, side);
        square
    });
    masked.min_by_key(|square| square.penalty(side)).map(|square| square.modules(side)).unwrap_or_default()
}

fn module(canvas: &Canvas, x: usize, y: usize) -> Module {
    let place = |at| i16::try_from(at).unwrap_or_default();
    canvas.get(place(x), place(y))
}

/// Whether a mask turns the module at a place (ISO/IEC 18004, table 10).
fn turns(mask: usize, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => (x * y) % 2 + (x * y) % 3 == 0,
        6 => ((x * y) % 2 + (x * y) % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + (x * y) % 3).is_multiple_of(2),
    }
}

/// A symbol as lines of bits, both ways: penalties are counted along rows and along columns.
struct Square {
    rows: Vec<Line>,
    columns: Vec<Line>,
}

impl Square {
    fn of(side: usize, is_set: impl Fn(usize, usize) -> bool) -> Self {
        let mut square = Self { rows: vec![Line::EMPTY; side], columns: vec![Line::EMPTY; side] };
        for (y, row) in square.rows.iter_mut().enumerate() {
            for (x, column) in square.columns.iter_mut().enumerate() {
                let set = is_set(x, y);
                row.put(x, set);
                column.put(y, set);
            }
        }
        square
    }

    /// The same with its data turned where the mask says.
    fn masked(&self, data: &Self, side: usize, mask: usize) -> Self {
        let over = |lines: &[Line], data: &[Line], of_line: &dyn Fn(usize) -> Line| {
            let patterns: Vec<Line> = (0..PERIOD).map(of_line).collect();
            let lines = lines.iter().zip(data).zip(patterns.iter().cycle());
            lines.map(|((line, data), pattern)| line.xor(data.and(*pattern))).collect()
        };
        Self {
            rows: over(&self.rows, &data.rows, &|y| Line::of((0..side).map(|x| turns(mask, x, y)))),
            columns: over(&self.columns, &data.columns, &|x| Line::of((0..side).map(|y| turns(mask, x, y)))),
        }
    }

    /// Fifteen bits, twice: around the top left finder, and half each beside the other two.
    fn write_format(&mut self, format: u16, side: usize) {
        for bit in 0..15 {
            let dark = format >> (14 - bit) & 1 == 1;
            let (x, y) = match bit {
                0..=5 => (bit, 8),
                6 => (7, 8),
                7 => (8, 8),
                8 => (8, 7),
                _ => (8, 14 - bit),
            };
            self.put(x, y, dark);
            match bit {
                0..=6 => self.put(8, side - 1 - bit, dark),
                _ => self.put(side + bit - 15, 8, dark),
            }
        }
    }

    fn put(&mut self, x: usize, y: usize, dark: bool) {
        if let (Some(row), Some(column)) = (self.rows.get_mut(y), self.columns.get_mut(x)) {
            row.put(x, dark);
            column.put(y, dark);
        }
    }

    /// The sum of the four penalties; lower reads better.
    fn penalty(&self, side: usize) -> usize {
        let along_lines: usize = self.rows.iter().chain(&self.columns).map(|line| line.penalty(side)).sum();
        let blocks: usize = self.rows.windows(2).map(|two| blocks(two, side)).sum();
        let dark: usize = self.rows.iter().map(|row| row.count()).sum();
        let dark_percent = 100 * dark / (side * side).max(1);
        along_lines + 3 * blocks + dark_percent.abs_diff(50) / 5 * 10
    }

    fn modules(&self, side: usize) -> Vec<bool> {
        self.rows.iter().flat_map(|row| (0..side).map(|x| row.has(x))).collect()
    }
}

/// What the lines of a symbol say may be a secret, as its modules do.
impl Drop for Square {
    fn drop(&mut self) {
        self.rows.fill(Line::EMPTY);
        self.columns.fill(Line::EMPTY);
    }
}

/// Squares of 2 x 2 equal modules between two rows.
fn blocks(two: &[Line], side: usize) -> usize {
    let [upper, lower] = two else { return 0 };
    let even = upper.equal_pairs().and(lower.equal_pairs()).and(upper.xor(*lower).not());
    even.first(side - 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::canvas::MaskPattern;
    use qrcode::{EcLevel, Version};

    const MASKS: [MaskPattern; 8] = [
        MaskPattern::Checkerboard,
        MaskPattern::HorizontalLines,
        MaskPattern::VerticalLines,
        MaskPattern::DiagonalLines,
        MaskPattern::LargeCheckerboard,
        MaskPattern::Fields,
        MaskPattern::Diamonds,
        MaskPattern::Meadow,
    ];

    #[test]
    fn every_mask_of_every_version_is_the_one_of_the_encoder() {
        for version in 1..=40i16 {
            let mut canvas = Canvas::new(Version::Normal(version), EcLevel::L);
            canvas.draw_all_functional_patterns();
            let codewords: Vec<u8> =
                (0..3_706).map(|place: u32| u8::try_from(place * 89 % 251).unwrap()).collect();
            canvas.draw_data(&codewords, &[]);
            let side = usize::try_from(17 + 4 * version).unwrap();
            let unmasked = Square::of(side, |x, y| {
                matches!(module(&canvas, x, y), Module::Masked(Color::Dark) | Module::Unmasked(Color::Dark))
            });
            let data = Square::of(side, |x, y| matches!(module(&canvas, x, y), Module::Unmasked(_)));
            for (mask, pattern) in MASKS.iter().enumerate() {
                let mut ours = unmasked.masked(&data, side, mask);
                ours.write_format(FORMATS[mask], side);
                let mut theirs = canvas.clone();
                theirs.apply_mask(*pattern);
                let theirs: Vec<bool> =
                    theirs.into_colors().into_iter().map(|color| color == Color::Dark).collect();
                assert_eq!(ours.modules(side), theirs, "version {version}, mask {mask}");
                let across = (0..side).flat_map(|y| ours.columns.iter().map(move |column| column.has(y)));
                assert!(across.eq(theirs), "version {version}, mask {mask}, columns");
            }
        }
    }

    fn line(row: &str) -> (Line, usize) {
        (Line::of(row.chars().map(|module| module == '#')), row.len())
    }

    #[test]
    fn even_squares_are_counted_once_for_each_corner() {
        let (upper, side) = line("###..#");
        let (lower, _) = line("###..#");
        assert_eq!(blocks(&[upper, lower], side), 3);
        assert_eq!(Square::of(21, |_, _| true).penalty(21), 42 * 19 + 3 * 400 + 100);
    }
}
