//! Pages for paper and steel: one model of a page, written as SVG or PDF.
//!
//! Lengths are whole micrometres, so that a card is the same to the last byte wherever it is made:
//! no date, no name of a machine and no random mark stands in a file. What a secret says comes in
//! through a closure, is kept in buffers that are wiped, and goes into the buffer the caller gives.

pub mod card;

mod boxes;
mod code_grid;
mod error;
mod font;
mod layout;
mod letters;
mod page;
mod pdf;
mod punch;
mod svg;

pub use error::PaperError;

use coldframe_core::limits::PAPER_BYTES_MAX;
use page::Page;
use std::io::Write;
use zeroize::Zeroizing;

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Width and height in micrometres.
    fn size(self) -> (i64, i64) {
        match self {
            Self::A4 => (210_000, 297_000),
            Self::Letter => (215_900, 279_400),
        }
    }
}

/// How pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One drawing; several pages stand one below the other.
    Svg,
    /// A document with the fonts that every reader and many printers have.
    Pdf,
}

/// Writes pages; nothing of them outgrows the buffer, which is set up once and never moved.
fn write(
    pages: &[Page],
    paper: Paper,
    format: Format,
    out: &mut Zeroizing<Vec<u8>>,
) -> Result<(), PaperError> {
    out.reserve_exact(PAPER_BYTES_MAX);
    let mut bounded = Bounded { out, room: PAPER_BYTES_MAX };
    let written = match format {
        Format::Svg => svg::write(pages, paper.size(), &mut bounded),
        Format::Pdf => pdf::write(pages, paper.size(), &mut bounded),
    };
    written.map_err(|_| PaperError::TooLarge { limit: PAPER_BYTES_MAX })
}

/// A buffer that refuses to grow: growing would leave a copy of a secret where it stood before.
struct Bounded<'a> {
    out: &'a mut Vec<u8>,
    room: usize,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.room = self.room.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::WriteZero)?;
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod raster;
#[cfg(test)]
mod tests;
