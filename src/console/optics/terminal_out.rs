//! Codes in terminal cells, black on white whatever the theme of the terminal is.

use super::symbol::Modules;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Unicode half blocks in colours: two modules per cell, the densest.
    HalfBlocks,
    /// Coloured spaces, two cells per module: for terminals without Unicode.
    Spaces,
    /// `##` for dark, spaces for light, no escape sequence: for `TERM=dumb` and paper.
    Plain,
}

impl Glyphs {
    pub(super) fn columns_per_module(self) -> usize {
        match self {
            Self::HalfBlocks => 1,
            Self::Spaces | Self::Plain => 2,
        }
    }

    pub(super) fn modules_per_row(self) -> usize {
        match self {
            Self::HalfBlocks => 2,
            Self::Spaces | Self::Plain => 1,
        }
    }
}

// Entries 16 and 231 of the 256 colours are pure black and white; themes redefine the first
// sixteen, and a "white" that is dark gray makes a code nobody can scan.
const BLACK_ON_WHITE: &str = "\u{1b}[38;5;16;48;5;231m";
const ON_BLACK: &str = "\u{1b}[48;5;16m";
const ON_WHITE: &str = "\u{1b}[48;5;231m";
const RESET: &str = "\u{1b}[0m";

/// The lines of a symbol with a border of `quiet` modules, each ended by a line feed.
pub fn terminal_lines(symbol: &Modules, quiet: usize, glyphs: Glyphs) -> String {
    let side = symbol.side() + 2 * quiet;
    // Roomy enough never to be moved: a symbol may be a secret.
    let mut out = String::with_capacity(side * side * 4);
    for top in (0..side).step_by(glyphs.modules_per_row()) {
        match glyphs {
            Glyphs::HalfBlocks => half_block_line(symbol, quiet, top, side, &mut out),
            Glyphs::Spaces => space_line(symbol, quiet, top, side, &mut out),
            Glyphs::Plain => plain_line(symbol, quiet, top, side, &mut out),
        }
        out.push('\n');
    }
    out
}

fn half_block_line(symbol: &Modules, quiet: usize, top: usize, side: usize, out: &mut String) {
    out.push_str(BLACK_ON_WHITE);
    out.extend((0..side).map(|x| {
        match (symbol.is_dark_within(quiet, x, top), symbol.is_dark_within(quiet, x, top + 1)) {
            (false, false) => ' ',
            (true, false) => '▀',
            (false, true) => '▄',
            (true, true) => '█',
        }
    }));
    out.push_str(RESET);
}

fn space_line(symbol: &Modules, quiet: usize, y: usize, side: usize, out: &mut String) {
    let mut painted = None;
    for x in 0..side {
        let dark = symbol.is_dark_within(quiet, x, y);
        if painted != Some(dark) {
            out.push_str(if dark { ON_BLACK } else { ON_WHITE });
            painted = Some(dark);
        }
        out.push_str("  ");
    }
    out.push_str(RESET);
}

fn plain_line(symbol: &Modules, quiet: usize, y: usize, side: usize, out: &mut String) {
    for x in 0..side {
        out.push_str(if symbol.is_dark_within(quiet, x, y) { "##" } else { "  " });
    }
}
