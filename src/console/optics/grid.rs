//! A code drawn large, block by block, for a hand that copies it onto paper or metal.
//!
//! Drawn from a closure over modules: what the code says never comes here.

use std::ops::Range;
use zeroize::Zeroizing;

/// Bytes of the longest line: 80 columns of three bytes each, and a margin.
const LINE_BYTES: usize = 320;

/// A square code cut into blocks as SeedSigner's templates are: 7 by 7 modules where the side is
/// 21, else 5 by 5. Rows of blocks are letters, columns are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    side: usize,
}

/// How a grid is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Full blocks for dark modules, a dot for light ones. No colour: a terminal's theme cannot
    /// turn dark into light.
    Blocks,
    /// `##` and a dot: for `TERM=dumb`.
    Plain,
}

impl Grid {
    /// The grid of a code with that many modules on each side.
    pub fn new(side: usize) -> Self {
        Self { side }
    }

    /// Blocks on each side.
    pub fn blocks(self) -> usize {
        self.side.div_ceil(self.block())
    }

    /// What a block is called: `A1` is at the top left, `B1` below it.
    pub fn name(self, row: usize, column: usize) -> String {
        format!("{}{}", letter(row), column.saturating_add(1))
    }

    /// The modules of a row or a column of blocks, from 0; fewer in the last one.
    pub fn modules(self, block: usize) -> Range<usize> {
        let first = block.saturating_mul(self.block()).min(self.side);
        first..first.saturating_add(self.block()).min(self.side)
    }

    /// The lines of one block with the numbers of its modules, from 1, and beside it a map of where
    /// it lies. At most 17 lines of 79 columns.
    pub fn lines(
        self,
        (row, column): (usize, usize),
        ink: Ink,
        is_dark: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<Zeroizing<String>> {
        let mut lines = vec![self.header(column)];
        for y in self.modules(row) {
            for part in 0..self.rows_per_module() {
                let mut line = empty_line();
                line.push_str(&if part == 0 { format!("{:>4}  ", y + 1) } else { " ".repeat(6) });
                for x in self.modules(column) {
                    line.push_str(self.cell(is_dark(x, y), part, ink));
                }
                lines.push(line);
            }
        }
        for (index, beside) in self.map(row, column).into_iter().enumerate() {
            if let Some(line) = lines.get_mut(index) {
                pad(line, 50);
                line.push_str(&beside);
            }
        }
        lines
    }

    fn block(self) -> usize {
        if self.side == 21 { 7 } else { 5 }
    }

    /// Seven modules of two lines, or five of three, fill a screen of 24.
    fn rows_per_module(self) -> usize {
        if self.side == 21 { 2 } else { 3 }
    }

    fn header(self, column: usize) -> Zeroizing<String> {
        let mut line = empty_line();
        line.push_str(&" ".repeat(6));
        self.modules(column).for_each(|x| line.push_str(&format!("{:^5} ", x + 1)));
        line
    }

    /// A dark module is a square with a gap to the next one; a light one is a dot in its middle.
    fn cell(self, dark: bool, part: usize, ink: Ink) -> &'static str {
        let is_gap = self.rows_per_module() == 3 && part == 2;
        match (dark, ink) {
            _ if is_gap => "      ",
            (true, Ink::Blocks) => "█████ ",
            (true, Ink::Plain) => "##### ",
            (false, _) if part == 0 => "  .   ",
            (false, _) => "      ",
        }
    }

    /// Which block of all of them this is.
    fn map(self, row: usize, column: usize) -> Vec<String> {
        let mut lines =
            vec![format!("   {}", (1..=self.blocks()).map(|n| format!("{n} ")).collect::<String>())];
        for y in 0..self.blocks() {
            let cells = (0..self.blocks()).map(|x| if (y, x) == (row, column) { "@ " } else { ". " });
            lines.push(format!("{}  {}", letter(y), cells.collect::<String>()));
        }
        lines
    }
}

fn letter(row: usize) -> char {
    u8::try_from(row).ok().and_then(|row| b'A'.checked_add(row)).map_or('?', char::from)
}

fn empty_line() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(LINE_BYTES))
}

fn pad(line: &mut String, columns: usize) {
    let wide = line.chars().count();
    (wide..columns).for_each(|_| line.push(' '));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a block back from what a person sees.
    fn seen(lines: &[Zeroizing<String>], grid: Grid, column: usize) -> Vec<Vec<bool>> {
        let rows = lines.iter().skip(1).step_by(grid.rows_per_module());
        let wide = grid.modules(column).len();
        rows.map(|line| {
            let cells: Vec<char> = line.chars().skip(6).collect();
            cells.chunks(6).take(wide).map(|cell| matches!(cell[2], '█' | '#')).collect()
        })
        .collect()
    }

    #[test]
    fn every_module_of_every_size_is_drawn_once_where_it_belongs() {
        let is_dark = |x: usize, y: usize| (x * 7 + y * 13 + x * y).is_multiple_of(3);
        for (side, blocks) in [(21, 3), (25, 5), (29, 6)] {
            let grid = Grid::new(side);
            assert_eq!(grid.blocks(), blocks);
            let mut count = 0;
            for ink in [Ink::Blocks, Ink::Plain] {
                for (row, column) in (0..blocks).flat_map(|row| (0..blocks).map(move |column| (row, column)))
                {
                    let lines = grid.lines((row, column), ink, &is_dark);
                    let block = seen(&lines, grid, column);
                    for (y, line) in grid.modules(row).zip(&block) {
                        for (x, dark) in grid.modules(column).zip(line) {
                            assert_eq!(*dark, is_dark(x, y), "{side}: {x}, {y}");
                            count += 1;
                        }
                    }
                }
            }
            assert_eq!(count, 2 * side * side);
        }
    }

    #[test]
    fn every_block_fits_a_terminal_of_24_by_80_below_a_title() {
        for side in [21, 25, 29] {
            let grid = Grid::new(side);
            for (row, column) in [(0, 0), (grid.blocks() - 1, grid.blocks() - 1)] {
                let lines = grid.lines((row, column), Ink::Blocks, &|_, _| true);
                assert!(lines.len() <= 17, "{}", lines.len());
                assert!(lines.iter().all(|line| line.chars().count() <= 79 && line.len() < LINE_BYTES));
                assert!(lines.iter().all(|line| line.capacity() == LINE_BYTES), "a line has moved");
            }
        }
    }

    #[test]
    fn the_map_shows_the_block_and_no_other() {
        let grid = Grid::new(29);
        let lines = grid.lines((1, 4), Ink::Plain, &|_, _| false);
        let marked: Vec<_> = lines.iter().filter(|line| line.contains('@')).collect();
        assert_eq!(marked.len(), 1);
        assert!(marked[0].ends_with("B  . . . . @ . "), "{}", marked[0].as_str());
        assert_eq!(grid.name(1, 4), "B5");
        assert_eq!(grid.modules(5), 25..29);
    }
}
