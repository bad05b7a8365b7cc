//! What stands on a page: texts, rectangles, lines and codes, from the top left, in micrometres.

use super::font::Font;
use crate::optics::symbol::Modules;
use zeroize::Zeroizing;

/// One page.
#[derive(Default)]
pub(super) struct Page {
    /// In the order they are painted.
    pub(super) marks: Vec<Mark>,
}

/// One thing on it.
pub(super) enum Mark {
    /// A line of text that begins at this point of its baseline.
    Text {
        /// Left end.
        x: i64,
        /// Baseline.
        y: i64,
        /// Height of the font.
        size: i64,
        /// Which letters.
        font: Font,
        /// 0 is black, 255 white.
        gray: u8,
        /// Latin-1 letters only; wiped on drop.
        text: Zeroizing<String>,
    },
    /// A filled rectangle.
    Fill {
        /// Where.
        area: Area,
        /// 0 is black, 255 white.
        gray: u8,
    },
    /// The outline of a rectangle.
    Frame {
        /// Where.
        area: Area,
        /// Width of the line.
        line: i64,
        /// 0 is black, 255 white.
        gray: u8,
    },
    /// A code with its quiet zone, which is the caller's to leave free.
    Code {
        /// Left edge of the first module.
        x: i64,
        /// Top edge of the first module.
        y: i64,
        /// Side of a module.
        module: i64,
        /// Wiped on drop.
        modules: Modules,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// Left edge.
    pub(super) x: i64,
    /// Top edge.
    pub(super) y: i64,
    /// Width.
    pub(super) width: i64,
    /// Height.
    pub(super) height: i64,
}

impl Page {
    /// A filled rectangle.
    pub(super) fn fill(&mut self, x: i64, y: i64, width: i64, height: i64, gray: u8) {
        self.marks.push(Mark::Fill { area: Area { x, y, width, height }, gray });
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, x: i64, y: i64, width: i64, height: i64, line: i64, gray: u8) {
        self.marks.push(Mark::Frame { area: Area { x, y, width, height }, line, gray });
    }

    /// A horizontal line.
    pub(super) fn rule(&mut self, x: i64, y: i64, width: i64, gray: u8) {
        self.fill(x, y, width, 200, gray);
    }

    /// Text that begins at `x`.
    pub(super) fn text(&mut self, x: i64, y: i64, size: i64, font: Font, gray: u8, text: &str) {
        let mut held = Zeroizing::new(String::with_capacity(text.len()));
        held.push_str(text);
        self.marks.push(Mark::Text { x, y, size, font, gray, text: held });
    }

    /// Text whose middle is at `x`.
    pub(super) fn centred(&mut self, x: i64, y: i64, size: i64, font: Font, gray: u8, text: &str) {
        self.text(x - font.width(text, size) / 2, y, size, font, gray, text);
    }

    /// Text that ends at `x`.
    pub(super) fn right(&mut self, x: i64, y: i64, size: i64, font: Font, gray: u8, text: &str) {
        self.text(x - font.width(text, size), y, size, font, gray, text);
    }
}

/// Where dark modules lie in one row: first module and how many.
pub(super) fn runs(modules: &Modules, y: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut x = 0;
    std::iter::from_fn(move || {
        while x < modules.side() && !modules.is_dark(x, y) {
            x += 1;
        }
        let first = x;
        while x < modules.side() && modules.is_dark(x, y) {
            x += 1;
        }
        (x > first).then_some((first, x - first))
    })
}

/// A count as a length's factor; no count of ours comes near the end of the type.
pub(super) fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
