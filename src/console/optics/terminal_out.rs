//! Codes in terminal cells, black on white whatever the theme of the terminal is.

use super::symbol::Modules;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Unicode half blocks: two modules in a cell, square.
    HalfBlocks,
    /// Sextants (Unicode 13): six modules in a cell, a little higher than wide. For terminals that draw
    /// them themselves; a font without them shows boxes.
    Sextants,
    /// Whole blocks, two cells for a module: for terminals whose font has gaps, or no half blocks.
    FullBlocks,
    /// `##` for dark, spaces for light, no escape sequence: for `TERM=dumb` and paper.
    Plain,
}

/// What is ink and what is paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Black and white, painted explicitly: a theme that is dark leaves a code without its border.
    Colours {
        /// White on black.
        inverted: bool,
    },
    /// No colour at all: what the glyphs cover is ink, whatever colour that is.
    Bare {
        /// Whether this terminal writes dark on light.
        ink_is_dark: bool,
    },
}

impl Glyphs {
    /// Columns and rows that a square of that many modules takes.
    pub fn cells(self, side: usize) -> (usize, usize) {
        match self {
            Self::HalfBlocks => (side, side.div_ceil(2)),
            Self::Sextants => (side.div_ceil(2), side.div_ceil(3)),
            Self::FullBlocks | Self::Plain => (side.saturating_mul(2), side),
        }
    }
}

impl Paint {
    /// What comes before a line, and what after.
    fn frame(self) -> (&'static str, &'static str) {
        // Entries 16 and 231 of the 256 colours are pure black and white; themes redefine the first
        // sixteen, and a "white" that is dark gray makes a code nobody can scan.
        match self {
            Self::Colours { inverted: false } => ("\u{1b}[38;5;16;48;5;231m", "\u{1b}[0m"),
            Self::Colours { inverted: true } => ("\u{1b}[38;5;231;48;5;16m", "\u{1b}[0m"),
            Self::Bare { .. } => ("", ""),
        }
    }

    /// Whether a module is covered with ink.
    fn inks(self, is_dark: bool) -> bool {
        match self {
            Self::Colours { .. } => is_dark,
            Self::Bare { ink_is_dark } => is_dark == ink_is_dark,
        }
    }
}

/// The lines of a symbol with a border of `quiet` modules, each ended by a line feed.
pub fn terminal_lines(symbol: &Modules, quiet: usize, glyphs: Glyphs) -> String {
    let paint = match glyphs {
        Glyphs::Plain => Paint::Bare { ink_is_dark: true },
        Glyphs::HalfBlocks | Glyphs::Sextants | Glyphs::FullBlocks => Paint::Colours { inverted: false },
    };
    painted_lines(symbol, quiet, glyphs, paint)
}

/// As [`terminal_lines`], with ink and paper as told.
pub fn painted_lines(symbol: &Modules, quiet: usize, glyphs: Glyphs, paint: Paint) -> String {
    let side = symbol.side() + 2 * quiet;
    let (columns, rows) = glyphs.cells(side);
    let (before, after) = paint.frame();
    // Roomy enough never to be moved: a symbol may be a secret.
    let mut out =
        String::with_capacity(rows * (columns * char::MAX.len_utf8() + before.len() + after.len() + 1));
    // Beyond the border, where a cell reaches over it, there is paper.
    let inks = |x: usize, y: usize| paint.inks(symbol.is_dark_within(quiet, x, y));
    for row in 0..rows {
        out.push_str(before);
        match glyphs {
            Glyphs::HalfBlocks => {
                out.extend((0..side).map(|x| half_block(inks(x, 2 * row), inks(x, 2 * row + 1))));
            }
            Glyphs::Sextants => out.extend((0..columns).map(|column| {
                let places = (0..6).map(|place| inks(2 * column + place % 2, 3 * row + place / 2));
                sextant(places.zip(0..).fold(0, |bits, (inked, place)| bits | u32::from(inked) << place))
            })),
            Glyphs::FullBlocks => {
                (0..side).for_each(|x| out.push_str(if inks(x, row) { "██" } else { "  " }));
            }
            Glyphs::Plain => (0..side).for_each(|x| out.push_str(if inks(x, row) { "##" } else { "  " })),
        }
        out.push_str(after);
        out.push('\n');
    }
    out
}

fn half_block(top: bool, bottom: bool) -> char {
    match (top, bottom) {
        (false, false) => ' ',
        (true, false) => '▀',
        (false, true) => '▄',
        (true, true) => '█',
    }
}

/// Six bits, row by row, the lowest at the top left. Four of them have characters of their own since
/// long before, and the block leaves those out.
fn sextant(bits: u32) -> char {
    match bits {
        0 => ' ',
        21 => '▌',
        42 => '▐',
        63 => '█',
        _ => {
            let skipped = 1 + u32::from(bits > 21) + u32::from(bits > 42);
            char::from_u32(0x1_fb00 + bits - skipped).unwrap_or(' ')
        }
    }
}

#[cfg(test)]
mod tests;
