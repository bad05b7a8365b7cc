//! Which of the eight masks of a QR symbol reads best, by the penalties of ISO/IEC 18004, 7.8.3.
//!
//! The encoder's own choice adds its penalties up in 16 bits. A large symbol with even areas goes
//! over that, and whoever chooses the bytes to be drawn could stop the drawing with it. Counting
//! whole lines of bits at once is also several times faster, which shows in long animations.

use qrcode::Color;
use qrcode::canvas::{Canvas, MaskPattern};

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

/// The modules of the canvas under its best mask, row by row, true for dark.
pub(super) fn best(canvas: &Canvas, side: usize) -> Vec<bool> {
    let masked = MASKS.iter().map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(*mask);
        canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect::<Vec<bool>>()
    });
    masked.min_by_key(|dark| penalty(dark, side)).unwrap_or_default()
}

/// The sum of the four penalties; lower reads better.
fn penalty(dark: &[bool], side: usize) -> usize {
    let rows: Vec<Line> = dark.chunks_exact(side).map(|row| Line::of(row.iter().copied())).collect();
    let columns: Vec<Line> =
        (0..side).map(|x| Line::of(dark.iter().skip(x).step_by(side).copied())).collect();
    let along_lines: usize = rows.iter().chain(&columns).map(|line| line.penalty(side)).sum();
    let blocks: usize = rows.windows(2).map(|two| blocks(two, side)).sum();
    let dark_percent = 100 * dark.iter().filter(|module| **module).count() / dark.len().max(1);
    along_lines + 3 * blocks + dark_percent.abs_diff(50) / 5 * 10
}

/// Squares of 2 x 2 equal modules between two rows.
fn blocks(two: &[Line], side: usize) -> usize {
    let [upper, lower] = two else { return 0 };
    let even = upper.equal_pairs().and(lower.equal_pairs()).and(upper.xor(*lower).not());
    even.first(side - 1).count()
}

/// A row or column as bits, the first module lowest; 192 bits hold the largest symbol.
#[derive(Clone, Copy)]
struct Line([u64; 3]);

impl Line {
    fn of(modules: impl Iterator<Item = bool>) -> Self {
        let mut words = [0; 3];
        for (place, dark) in modules.enumerate() {
            if let Some(word) = words.get_mut(place / 64) {
                *word |= u64::from(dark) << (place % 64);
            }
        }
        Self(words)
    }

    /// Runs of five and more, and finder-like patterns with their light side.
    fn penalty(self, side: usize) -> usize {
        let pairs = self.equal_pairs();
        let fives = pairs.and(pairs.from(1)).and(pairs.from(2)).and(pairs.from(3)).first(side - 4);
        let runs = fives.and(fives.later(1).not());
        let light = self.not().first(side);
        let finder = self
            .and(light.from(1))
            .and(self.from(2))
            .and(self.from(3))
            .and(self.from(4))
            .and(light.from(5))
            .and(self.from(6));
        let four = light.and(light.from(1)).and(light.from(2)).and(light.from(3));
        let (before, after) = (finder.and(four.later(4)), finder.and(four.from(7)));
        fives.count() + 2 * runs.count() + 40 * (before.count() + after.count())
    }

    /// Places whose module equals the next one.
    fn equal_pairs(self) -> Self {
        self.xor(self.from(1)).not()
    }

    fn and(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a & d, b & e, c & f])
    }

    fn xor(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a ^ d, b ^ e, c ^ f])
    }

    fn not(self) -> Self {
        let [a, b, c] = self.0;
        Self([!a, !b, !c])
    }

    /// The line as seen from a place 1 to 63 further on.
    fn from(self, places: u32) -> Self {
        let [a, b, c] = self.0;
        let back = 64 - places;
        Self([a >> places | b << back, b >> places | c << back, c >> places])
    }

    /// The line moved 1 to 63 places on.
    fn later(self, places: u32) -> Self {
        let [a, b, c] = self.0;
        let back = 64 - places;
        Self([a << places, b << places | a >> back, c << places | b >> back])
    }

    /// Only the first `length` places.
    fn first(self, length: usize) -> Self {
        Self::of(std::iter::repeat_n(true, length)).and(self)
    }

    fn count(self) -> usize {
        self.0.iter().map(|word| usize::try_from(word.count_ones()).unwrap_or(0)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(row: &str) -> (Line, usize) {
        (Line::of(row.chars().map(|module| module == '#')), row.len())
    }

    fn penalty_of(row: &str) -> usize {
        let (line, side) = line(row);
        line.penalty(side)
    }

    #[test]
    fn runs_and_finder_likes_cost_what_the_standard_says() {
        assert_eq!(penalty_of("####.####.####.####.#"), 0);
        assert_eq!(penalty_of("#####.#.#.#.#.#.#.#.#"), 3);
        assert_eq!(penalty_of("#######.#.#.#.#.#.###"), 5);
        assert_eq!(penalty_of(".......#.#.#.#.#.####"), 5);
        assert_eq!(penalty_of("##.##....#.###.#.##.#"), 40);
        assert_eq!(penalty_of("#.###.#....##.##.##.#"), 40);
        assert_eq!(penalty_of("##....#.###.#....##.#"), 80);
    }

    #[test]
    fn lines_longer_than_a_word_are_counted_as_a_whole() {
        for length in [60, 63, 64, 65, 66, 127, 128, 129, 177] {
            let row: String = std::iter::repeat_n('#', length).collect();
            assert_eq!(penalty_of(&row), length - 2, "{length}");
        }
    }

    #[test]
    fn even_squares_are_counted_once_for_each_corner() {
        let (upper, side) = line("###..#");
        let (lower, _) = line("###..#");
        assert_eq!(blocks(&[upper, lower], side), 3);
        assert_eq!(penalty(&[true; 21 * 21], 21), 42 * 19 + 3 * 400 + 100);
    }
}
