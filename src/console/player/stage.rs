//! Where codes are drawn: cells of a terminal, its pixels, or a frame buffer.

use super::frame_buffer::FrameBuffer;
use super::pages::Offers;
use super::{Ink, Look, Room, Shot, kitty, pages, sixel};
use crate::optics::symbol::Modules;
use crate::optics::{Glyphs, Paint, painted_lines};
use crate::style::Style;
use crate::tty::Tty;
use crate::tty::graphics::{self, Graphics, Protocol};
use crate::ui::UiError;
use coldframe_core::messages::error_line;
use coldframe_core::review::pages::Tone;

/// Drawn at once or not at all (synchronized output); terminals that do not know it ignore it.
const BEGIN: &str = "\u{1b}[?2026h\u{1b}[H";
const END: &str = "\u{1b}[?2026l";

/// A place for codes, cleared when it is left.
pub(super) struct Stage<'tty> {
    tty: &'tty Tty,
    style: Style,
    canvas: Canvas,
    is_inverted: bool,
    ink_is_dark: bool,
    /// Modules of the code that stands there, on each side with its border; 0 where there is none.
    side: usize,
}

enum Canvas {
    Cells(Glyphs),
    Pixels(Graphics),
    Device(FrameBuffer),
}

impl<'tty> Stage<'tty> {
    /// The place a look asks for, on a terminal in raw mode.
    pub(super) fn open(tty: &'tty Tty, look: &Look, style: Style) -> Result<Self, UiError> {
        let canvas = match (&look.device, look.ink) {
            (Some(device), _) => Canvas::Device(FrameBuffer::open(device)?),
            (None, _) if !tty.moves() => Canvas::Cells(Glyphs::Plain),
            (None, Ink::Cells(glyphs)) => Canvas::Cells(glyphs),
            // Nobody who switched colours off asked for pixels either.
            (None, Ink::Auto) if !style.has_color() => Canvas::Cells(Glyphs::HalfBlocks),
            (None, Ink::Auto | Ink::Pixels) => {
                graphics::of(tty)?.map_or(Canvas::Cells(Glyphs::HalfBlocks), Canvas::Pixels)
            }
        };
        let ink_is_dark = is_light_terminal();
        Ok(Self { tty, style, canvas, is_inverted: look.is_inverted, ink_is_dark, side: 0 })
    }

    /// Room for a code, with a line left below it.
    pub(super) fn room(&self, size: (usize, usize)) -> Room {
        let (rows, columns) = (size.0.saturating_sub(1), size.1);
        match &self.canvas {
            Canvas::Cells(glyphs) => Room::cells(*glyphs, rows, columns),
            Canvas::Pixels(Graphics { cell: (width, height), .. }) => {
                Room::pixels(columns.saturating_mul(*width), rows.saturating_mul(*height))
            }
            Canvas::Device(device) => device.room(rows_below(size)),
        }
    }

    /// Draws a code and what is said below it.
    pub(super) fn show(
        &mut self,
        shot: &Shot,
        offers: Offers,
        is_paused: bool,
        size: (usize, usize),
    ) -> Result<bool, UiError> {
        let version = version_of(&shot.modules);
        let room = self.room(size);
        let Some(quiet) = room.quiet(version) else {
            let said = match room.window_for(version) {
                Some((columns, rows)) => error_line(&UiError::TooSmall { columns, rows }),
                None => room.needed(version),
            };
            self.page(&pages::instead(&said, offers, size))?;
            return Ok(false);
        };
        let side = shot.modules.side().saturating_add(2 * quiet);
        let below = self.below(&shot.caption, &offers.bar(is_paused), size.1);
        // Nothing of a larger code is to stand around a smaller one.
        if self.side > side {
            self.clear()?;
        }
        self.side = side;
        match &mut self.canvas {
            Canvas::Cells(glyphs) => {
                let lines = painted_lines(&shot.modules, quiet, *glyphs, self.paint());
                let margin = " ".repeat(size.1.saturating_sub(glyphs_of(&self.canvas).cells(side).0) / 2);
                // The last row may be one line of border for which there is no room.
                let rows = size.0.saturating_sub(1);
                let lines: String =
                    lines.lines().take(rows).map(|line| format!("{margin}{line}\n")).collect();
                self.tty.write(&format!("{BEGIN}{lines}{below}{END}"))?;
            }
            Canvas::Pixels(Graphics { protocol, cell }) => {
                let scale = room.module_pixels(side);
                let column = size.1.saturating_sub((side * scale).div_ceil(cell.0)) / 2 + 1;
                let picture = match protocol {
                    Protocol::Kitty => kitty::drawn(&shot.modules, quiet, scale, self.is_inverted)
                        .map_err(|_| UiError::Gone)?,
                    Protocol::Sixel => sixel::drawn(&shot.modules, quiet, scale, self.is_inverted),
                };
                let line = size.0;
                self.tty.write(&format!("{BEGIN}\u{1b}[1;{column}H{picture}\u{1b}[{line};1H{below}{END}"))?;
            }
            Canvas::Device(device) => {
                device.draw(&shot.modules, quiet, self.is_inverted, rows_below(size))?;
                if self.tty.moves() {
                    // A console draws its text over the same pixels, so it stands where none of the code are.
                    let line = if is_console() { size.0 } else { 1 };
                    self.tty.write(&format!("\u{1b}[{line};1H{below}"))?;
                }
            }
        }
        Ok(true)
    }

    /// Lines of text in place of a code.
    pub(super) fn page(&mut self, lines: &[String]) -> Result<(), UiError> {
        self.clear()?;
        Ok(self.tty.write(&lines.join("\n"))?)
    }

    /// Nothing stays of what was drawn.
    pub(super) fn clear(&mut self) -> Result<(), UiError> {
        self.side = 0;
        match &mut self.canvas {
            Canvas::Device(device) => device.clear(self.is_inverted)?,
            Canvas::Pixels(Graphics { protocol: Protocol::Kitty, .. }) => self.tty.write(&kitty::removed())?,
            Canvas::Pixels(_) | Canvas::Cells(_) => {}
        }
        Ok(self.tty.control("\u{1b}[2J\u{1b}[H")?)
    }

    /// Whether there are other blocks to choose.
    pub(super) fn has_other_glyphs(&self) -> bool {
        !matches!(self.canvas, Canvas::Cells(Glyphs::Plain) | Canvas::Pixels(_) | Canvas::Device(_))
    }

    /// Light and dark change places.
    pub(super) fn invert(&mut self) {
        match self.style.has_color() || !matches!(self.canvas, Canvas::Cells(_)) {
            true => self.is_inverted = !self.is_inverted,
            false => self.ink_is_dark = !self.ink_is_dark,
        }
    }

    /// The next kind of cells of which this window holds a code, where there are cells.
    pub(super) fn next_glyphs(&mut self, size: (usize, usize)) {
        for _ in 0..3 {
            if let Canvas::Cells(glyphs) = &mut self.canvas {
                *glyphs = match glyphs {
                    Glyphs::HalfBlocks => Glyphs::Sextants,
                    Glyphs::Sextants => Glyphs::FullBlocks,
                    Glyphs::FullBlocks => Glyphs::HalfBlocks,
                    Glyphs::Plain => Glyphs::Plain,
                };
            }
            if self.room(size).largest_version().is_some() {
                return;
            }
        }
    }

    /// The lines of a code where the cursor only goes forward.
    pub(super) fn lines(&self, shot: &Shot, size: (usize, usize)) -> String {
        let quiet = self.room(size).quiet(version_of(&shot.modules)).unwrap_or(2);
        painted_lines(&shot.modules, quiet, Glyphs::Plain, Paint::Bare { ink_is_dark: self.ink_is_dark })
    }

    fn paint(&self) -> Paint {
        match (&self.canvas, self.style.has_color()) {
            (Canvas::Cells(Glyphs::Plain), _) | (_, false) => {
                Paint::Bare { ink_is_dark: self.ink_is_dark != self.is_inverted }
            }
            (_, true) => Paint::Colours { inverted: self.is_inverted },
        }
    }

    /// The line below: the count, and as much of the keys as there is room for.
    fn below(&self, caption: &str, keys: &str, columns: usize) -> String {
        let caption: String = caption.chars().take(columns).collect();
        let left = columns.saturating_sub(caption.chars().count());
        let mut shown = String::new();
        // Whole hints only: half of one says something else.
        for hint in keys.split("  ") {
            if shown.chars().count() + hint.chars().count() + 2 > left {
                break;
            }
            shown = format!("{shown}  {hint}");
        }
        format!("{caption}{}\u{1b}[K", self.style.paint(&shown, Tone::Dim))
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if let Canvas::Pixels(Graphics { protocol: Protocol::Kitty, .. }) = &self.canvas {
            let _ = self.tty.write(&kitty::removed());
        }
    }
}

fn glyphs_of(canvas: &Canvas) -> Glyphs {
    match canvas {
        Canvas::Cells(glyphs) => *glyphs,
        Canvas::Pixels(_) | Canvas::Device(_) => Glyphs::HalfBlocks,
    }
}

fn version_of(modules: &Modules) -> u8 {
    u8::try_from(modules.side().saturating_sub(17) / 4).unwrap_or(u8::MAX)
}

/// Rows of text that a frame buffer leaves free below the code, and of how many: one where the console
/// is on the same screen.
fn rows_below((rows, _): (usize, usize)) -> Option<usize> {
    is_console().then_some(rows.max(1))
}

/// Whether this is a console of Linux itself, whose text and pixels share one screen.
fn is_console() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "linux")
}

/// Whether the terminal says that it writes dark on light (`COLORFGBG`, of rxvt, Konsole and others).
fn is_light_terminal() -> bool {
    let said = std::env::var("COLORFGBG").unwrap_or_default();
    matches!(said.rsplit(';').next(), Some("7" | "15"))
}
