//! Codes on a screen: one after the other, as fast and as dense as a person wants them.
//!
//! ```text
//! what is shown: Reel ── Shot ──▶ run (keys, time, window) ──▶ Stage: cells · kitty · sixel · frame buffer
//!        ▲ cut(Room) ─────────────────────┘
//! ```
//! A [`Reel`] knows what is shown and cuts it to what fits; it has no terminal, so tests play it
//! without one. The player knows windows and keys and nothing of what it shows.

mod frame_buffer;
mod kitty;
pub mod message;
mod pages;
mod room;
mod run;
mod sixel;
mod stage;
pub mod test_reel;

pub use frame_buffer::{FrameBufferError, geometry_folder};
pub use room::Room;

pub(crate) use run::run;

use crate::optics::symbol::Modules;
use crate::optics::{DrawError, Glyphs};
use std::path::PathBuf;
use std::time::Duration;

/// Something that is shown code by code.
pub trait Reel {
    /// Cuts it to what fits; whether other codes are shown now, counted from 0 again.
    fn cut(&mut self, room: &Room) -> bool;

    /// The code shown as number `number`, from 0 without end.
    ///
    /// # Errors
    /// [`DrawError`]; nothing is shown in its place.
    fn shot(&mut self, number: u64) -> Result<Shot, DrawError>;

    /// Turns a knob. Density takes effect with the next [`Self::cut`].
    fn turn(&mut self, knob: Knob);

    /// What a person is told before it starts, line by line.
    fn before(&self) -> Vec<String>;

    /// Whether one code is all there is.
    fn is_still(&self) -> bool;

    /// Whether its order and its times are its own: it is neither stopped nor turned.
    fn is_timed(&self) -> bool {
        false
    }

    /// Whether a person may change how much is in each code.
    fn is_cut_by_hand(&self) -> bool {
        !self.is_timed()
    }

    /// Whether it has ended by itself.
    fn is_over(&self) -> bool {
        false
    }
}

/// What came of a showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Played {
    /// A code stood on the screen.
    Codes,
    /// None did: somebody left before the first, or none fitted.
    Nothing,
}

/// One code and what is said below it.
#[derive(Debug)]
pub struct Shot {
    /// The code.
    pub modules: Modules,
    /// "3 of 12" and the like.
    pub caption: String,
    /// How long it stays.
    pub every: Duration,
}

/// What a person can change while it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knob {
    /// More in each code, and fewer of them.
    Denser,
    /// Less in each code.
    Sparser,
    /// More codes a second.
    Faster,
    /// Fewer codes a second.
    Slower,
}

/// How codes look and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What they are made of.
    pub ink: Ink,
    /// Light on dark.
    pub is_inverted: bool,
    /// A frame buffer to draw on in place of the terminal.
    pub device: Option<PathBuf>,
    /// Whether how to place two machines is drawn before it starts.
    pub shows_placing: bool,
}

/// What codes are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Pixels where the terminal says that it has them, else half blocks.
    #[default]
    Auto,
    /// Pixels, or half blocks where there are none.
    Pixels,
    /// These cells.
    Cells(Glyphs),
}
