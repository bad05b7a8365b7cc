//! How large a code a window or a frame buffer holds.

use crate::optics::Glyphs;
use crate::optics::symbol::{VERSION_MAX, side_of};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// White border, in modules: what the standard asks for.
const QUIET: usize = 4;
/// White border where nothing useful would fit otherwise; every reader measured finds such a code.
const QUIET_TIGHT: usize = 2;
/// The smallest version that carries enough of a message to be worth the whole border.
const USEFUL_VERSION: u8 = 5;
/// The narrowest module a camera is asked to see, in pixels of the screen.
const MODULE_PIXELS_MIN: usize = 3;

/// Room for one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    grain: Grain,
    columns: usize,
    rows: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Cells(Glyphs),
    Pixels,
}

impl Room {
    /// Terminal cells.
    pub fn cells(glyphs: Glyphs, rows: usize, columns: usize) -> Self {
        Self { grain: Grain::Cells(glyphs), columns, rows }
    }

    /// Pixels.
    pub fn pixels(width: usize, height: usize) -> Self {
        Self { grain: Grain::Pixels, columns: width, rows: height }
    }

    /// The largest version that fits, `None` if not even the smallest does.
    pub fn largest_version(&self) -> Option<u8> {
        (1..=VERSION_MAX).rev().find(|version| self.quiet(*version).is_some())
    }

    /// Modules of white border a code of that version gets here; `None` if it does not fit.
    pub fn quiet(&self, version: u8) -> Option<usize> {
        if self.holds(version, QUIET) {
            return Some(QUIET);
        }
        let is_tight = !self.holds(USEFUL_VERSION, QUIET);
        (is_tight && self.holds(version, QUIET_TIGHT)).then_some(QUIET_TIGHT)
    }

    /// The same window with smaller blocks, where the blocks are halves.
    pub(super) fn with_sextants(&self) -> Option<Self> {
        let grain = Grain::Cells(Glyphs::Sextants);
        (self.grain == Grain::Cells(Glyphs::HalfBlocks)).then_some(Self { grain, ..*self })
    }

    /// Columns and rows of the window that a code of that version needs, the line below it included;
    /// `None` where it is not cells that are short.
    pub fn window_for(&self, version: u8) -> Option<(usize, usize)> {
        match self.grain {
            Grain::Cells(glyphs) => {
                let (columns, rows) = glyphs.cells(side_of(version).saturating_add(2 * QUIET));
                let spare = spare_rows(glyphs, side_of(version), QUIET);
                Some((columns, rows.saturating_sub(spare).saturating_add(1)))
            }
            Grain::Pixels => None,
        }
    }

    /// What a code of that version needs, for the person whose screen is too small for it.
    pub(super) fn needed(&self, version: u8) -> String {
        match self.window_for(version) {
            Some((columns, rows)) => {
                let facts = [("columns", Safe::count(columns)), ("rows", Safe::count(rows))];
                text("player/window-needed", &facts)
            }
            None => {
                let pixels = side_of(version).saturating_add(2 * QUIET).saturating_mul(MODULE_PIXELS_MIN);
                text("player/pixels-needed", &[("pixels", Safe::count(pixels))])
            }
        }
    }

    /// Pixels of a module, for a code with its border on that many modules.
    pub(super) fn module_pixels(&self, side: usize) -> usize {
        self.columns.min(self.rows) / side.max(1)
    }

    fn holds(&self, version: u8, quiet: usize) -> bool {
        let side = side_of(version).saturating_add(2 * quiet);
        match self.grain {
            Grain::Cells(glyphs) => {
                let (columns, rows) = glyphs.cells(side);
                let rows = rows.saturating_sub(spare_rows(glyphs, side.saturating_sub(2 * quiet), quiet));
                columns <= self.columns && rows <= self.rows
            }
            Grain::Pixels => self.module_pixels(side) >= MODULE_PIXELS_MIN,
        }
    }
}

/// Rows of a code that may be left out where they would be one too many: the last one, if of the whole border
/// it holds one line of four. Sides are odd, and rows hold two modules or three.
fn spare_rows(glyphs: Glyphs, side: usize, quiet: usize) -> usize {
    let modules = match glyphs {
        Glyphs::HalfBlocks => 2,
        Glyphs::Sextants => 3,
        Glyphs::FullBlocks | Glyphs::Plain => return 0,
    };
    usize::from(quiet == QUIET && side.saturating_add(2 * quiet) % modules == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn largest(rows: usize, columns: usize) -> Option<u8> {
        Room::cells(Glyphs::HalfBlocks, rows, columns).largest_version()
    }

    #[test]
    fn the_usual_windows_hold_what_the_design_says() {
        // One row below the code is the player's own.
        assert_eq!(largest(23, 80), Some(5));
        assert_eq!(largest(41, 132), Some(14));
        assert_eq!(largest(42, 132), Some(15));
        assert_eq!(largest(19, 60), Some(4));
        assert_eq!(largest(5, 20), None);
        assert_eq!(Room::cells(Glyphs::Sextants, 23, 80).largest_version(), Some(11));
        assert_eq!(Room::cells(Glyphs::FullBlocks, 23, 80).largest_version(), None);
        assert_eq!(Room::cells(Glyphs::FullBlocks, 50, 120).largest_version(), Some(6));
    }

    #[test]
    fn the_border_is_whole_unless_nothing_useful_fits() {
        let small = Room::cells(Glyphs::HalfBlocks, 19, 60);
        assert_eq!((small.quiet(3), small.quiet(4), small.quiet(5)), (Some(4), Some(2), None));
        let usual = Room::cells(Glyphs::HalfBlocks, 23, 80);
        assert_eq!((usual.quiet(5), usual.quiet(6)), (Some(4), None));
    }

    #[test]
    fn a_window_that_is_told_to_be_large_enough_is() {
        let room = Room::cells(Glyphs::HalfBlocks, 23, 80);
        for version in [7, 15, 22, 40] {
            let (columns, rows) = room.window_for(version).unwrap();
            assert_eq!(largest(rows - 1, columns), Some(version));
        }
        assert_eq!(room.window_for(15), Some((85, 43)));
    }

    #[test]
    fn pixels_are_not_made_narrower_than_a_camera_sees() {
        assert_eq!(Room::pixels(1_280, 800).largest_version(), Some(40));
        assert_eq!(Room::pixels(640, 368).largest_version(), Some(24));
        assert_eq!(Room::pixels(80, 80).largest_version(), Some(1));
    }
}
