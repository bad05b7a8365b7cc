//! A seed as a code that a hand copies: pages of blocks, and the whole code behind a held key.
//!
//! Inside the vault only. The console draws from modules and never holds the words.

use crate::desk::SecretPage;
use crate::error::Error;
use coldframe_console::optics::grid::{Grid, Ink};
use coldframe_console::optics::symbol::Modules;
use coldframe_console::optics::{DrawError, Glyphs};
use coldframe_console::tty;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::{Mnemonic, SeedQr};
use zeroize::Zeroizing;

/// A seed as a code.
pub(crate) struct SeedDrawing {
    kind: SeedQr,
    modules: Modules,
}

impl SeedDrawing {
    /// Draws these words, in the size that templates and plates have.
    pub(crate) fn of(mnemonic: &Mnemonic, kind: SeedQr) -> Result<Self, Error> {
        let version = kind.version(mnemonic.word_count());
        let payload = kind.payload(mnemonic)?;
        let modules = payload.expose(|payload| match kind {
            SeedQr::Standard => Modules::encode(payload, version),
            SeedQr::Compact => Modules::encode_bytes(payload, version),
        })?;
        Ok(Self { kind, modules })
    }

    /// Modules on each side: 21, 25 or 29.
    pub(crate) fn side(&self) -> usize {
        self.modules.side()
    }

    /// What it is drawn from. As secret as the words.
    pub(crate) fn modules(&self) -> &Modules {
        &self.modules
    }

    /// How it is copied; nothing secret on it.
    pub(crate) fn instructions(&self) -> SecretPage {
        let grid = Grid::new(self.side());
        let last = grid.blocks().saturating_sub(1);
        let facts = [
            ("kind", self.name()),
            ("side", Safe::count(self.side())),
            ("count", Safe::count(grid.blocks().saturating_mul(grid.blocks()))),
            ("last", Safe::text(&grid.name(last, last))),
        ];
        let lines =
            ["screen/seed-qr-size", "screen/seed-qr-order", "screen/seed-qr-slips", "screen/seed-qr-eyes"];
        let lines = lines.iter().map(|code| Zeroizing::new(text(code, &facts))).collect();
        SecretPage { title: text("screen/seed-qr-how", &facts), lines }
    }

    /// A page for each block, from the top left, row by row.
    pub(crate) fn pages(&self) -> Vec<SecretPage> {
        let grid = Grid::new(self.side());
        let blocks = 0..grid.blocks();
        blocks
            .clone()
            .flat_map(|row| blocks.clone().map(move |column| (row, column)))
            .map(|at| self.page(grid, at))
            .collect()
    }

    /// The whole code, for [`crate::desk::Desk::hold`].
    pub(crate) fn whole(&self) -> SecretPage {
        let glyphs = if tty::has_cursor() { Glyphs::HalfBlocks } else { Glyphs::Plain };
        let title = text("screen/seed-qr-whole", &[("kind", self.name())]);
        SecretPage { title, lines: self.modules.lines(glyphs) }
    }

    /// The code as a picture file.
    pub(crate) fn png(&self, out: &mut Vec<u8>) -> Result<(), DrawError> {
        self.modules.write_png(out)
    }

    /// The code as a drawing file.
    pub(crate) fn svg(&self, out: &mut Vec<u8>) -> Result<(), DrawError> {
        self.modules.write_svg(out)
    }

    /// What the code is called.
    pub(crate) fn name(&self) -> Safe {
        Self::name_of(self.kind)
    }

    /// What a code of that kind is called.
    pub(crate) fn name_of(kind: SeedQr) -> Safe {
        Safe::text(match kind {
            SeedQr::Standard => "SeedQR",
            SeedQr::Compact => "CompactSeedQR",
        })
    }

    fn page(&self, grid: Grid, (row, column): (usize, usize)) -> SecretPage {
        let last = grid.blocks().saturating_sub(1);
        let ink = if tty::has_cursor() { Ink::Blocks } else { Ink::Plain };
        let (rows, columns) = (grid.modules(row), grid.modules(column));
        let title = text(
            "screen/seed-qr-block",
            &[
                ("kind", self.name()),
                ("block", Safe::text(&grid.name(row, column))),
                ("last", Safe::text(&grid.name(last, last))),
                ("first_row", Safe::count(rows.start.saturating_add(1))),
                ("last_row", Safe::count(rows.end)),
                ("first_column", Safe::count(columns.start.saturating_add(1))),
                ("last_column", Safe::count(columns.end)),
            ],
        );
        let lines = grid.lines((row, column), ink, &|x, y| self.modules.is_dark(x, y));
        SecretPage { title, lines }
    }
}

#[cfg(test)]
mod tests;
