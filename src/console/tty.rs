//! The controlling terminal: questions and secrets go here, whatever the streams are joined to.
//!
//! Keys are read unbuffered, without echo and with signals off, so that Ctrl-C arrives as a key
//! and the terminal is put back in order by the same code that always does it.

pub(crate) mod graphics;
mod keys;
mod signals;

pub use keys::Key;

use coldframe_core::limits::TERMINAL_ANSWER_BYTES_MAX;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, OutputModes, Termios, tcgetattr, tcgetwinsize, tcsetattr};
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::time::Duration;

/// How long a signal may wait to be noticed.
const TICK: Duration = Duration::from_millis(100);

/// A terminal we can ask questions on.
#[derive(Debug)]
pub struct Tty {
    device: File,
    moves: bool,
}

/// Why the terminal cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TtyError {
    /// The process has no controlling terminal.
    Missing,
    /// The terminal was hung up or does not answer.
    Gone,
    /// A signal came while a question stood.
    Interrupted,
}

/// Raw mode for as long as it lives; the old mode comes back on every way out, panics included.
#[derive(Debug)]
pub struct Raw<'tty> {
    device: &'tty File,
    before: Termios,
    // Dropped after the old mode is back.
    _noting: signals::Noting,
}

/// The alternate screen for as long as it lives: what was shown leaves no trace in the scrollback.
#[derive(Debug)]
pub struct Screen<'tty> {
    tty: &'tty Tty,
    leave: &'static str,
}

/// Cleared, then left.
const LEAVE: &str = "\u{1b}[0m\u{1b}[2J\u{1b}[H\u{1b}[?25h\u{1b}[?1049l";
/// The scrollback goes too (CSI 3J): a console without an alternate screen scrolled what it showed
/// into it (attack G02). This costs what stood there before.
const LEAVE_SECRET: &str = "\u{1b}[?2004l\u{1b}[0m\u{1b}[2J\u{1b}[H\u{1b}[3J\u{1b}[?25h\u{1b}[?1049l";

/// Whether this terminal follows sequences that move its cursor: `TERM=dumb` shows them as rubbish.
pub fn has_cursor() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

impl Tty {
    /// Opens the controlling terminal.
    pub fn open() -> Result<Self, TtyError> {
        let device =
            OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(|_| TtyError::Missing)?;
        if tcgetattr(&device).is_err() {
            return Err(TtyError::Missing);
        }
        Ok(Self { device, moves: has_cursor() })
    }

    /// Rows and columns; 24 by 80 where the terminal does not say.
    pub fn size(&self) -> (usize, usize) {
        match tcgetwinsize(&self.device) {
            Ok(size) if size.ws_row > 0 && size.ws_col > 0 => (size.ws_row.into(), size.ws_col.into()),
            _ => (24, 80),
        }
    }

    /// Width and height of a cell in pixels, where the terminal says them.
    pub fn cell_pixels(&self) -> Option<(usize, usize)> {
        let size = tcgetwinsize(&self.device).ok()?;
        let width = size.ws_xpixel.checked_div(size.ws_col).filter(|width| *width > 0)?;
        let height = size.ws_ypixel.checked_div(size.ws_row).filter(|height| *height > 0)?;
        Some((width.into(), height.into()))
    }

    /// What the terminal itself answers, until it is whole or nothing more comes in time. Keys pressed
    /// meanwhile are lost.
    pub fn answer(&self, is_whole: impl Fn(&[u8]) -> bool, wait: Duration) -> Result<Vec<u8>, TtyError> {
        let mut answer = Vec::new();
        while answer.len() < TERMINAL_ANSWER_BYTES_MAX && !is_whole(&answer) {
            match self.byte(Some(wait))? {
                Some(byte) => answer.push(byte),
                None => break,
            }
        }
        Ok(answer)
    }

    /// Takes the terminal: no echo, no line editing, no signals. What was typed ahead is thrown
    /// away, so that nobody consents with keys pressed before the question.
    pub fn raw(&self) -> Result<Raw<'_>, TtyError> {
        let before = tcgetattr(&self.device).map_err(|_| gone())?;
        let noting = signals::note();
        let mut raw = before.clone();
        raw.make_raw();
        raw.output_modes.insert(OutputModes::OPOST);
        tcsetattr(&self.device, OptionalActions::Flush, &raw).map_err(|_| gone())?;
        Ok(Raw { device: &self.device, before, _noting: noting })
    }

    /// Enters the alternate screen, cleared.
    pub fn screen(&self) -> Result<Screen<'_>, TtyError> {
        self.control("\u{1b}[?1049h\u{1b}[2J\u{1b}[H")?;
        Ok(Screen { tty: self, leave: LEAVE })
    }

    /// The same for secrets: pasted text is announced by the terminal (attack G03), the cursor is
    /// hidden, and leaving clears the scrollback too.
    pub fn secret_screen(&self) -> Result<Screen<'_>, TtyError> {
        let screen = Screen { tty: self, leave: LEAVE_SECRET };
        self.control("\u{1b}[?1049h\u{1b}[2J\u{1b}[H\u{1b}[?25l\u{1b}[?2004h")?;
        Ok(screen)
    }

    /// Writes text as it is: the caller passes only what is display-safe.
    pub fn write(&self, text: &str) -> Result<(), TtyError> {
        let mut device = &self.device;
        device.write_all(text.as_bytes()).and_then(|()| device.flush()).map_err(|_| gone())
    }

    /// Writes a control sequence where the terminal follows them, else nothing.
    pub fn control(&self, sequence: &str) -> Result<(), TtyError> {
        if self.moves { self.write(sequence) } else { Ok(()) }
    }

    /// Whether pictures can replace each other in one place.
    pub fn moves(&self) -> bool {
        self.moves
    }

    /// The next key, waiting for it.
    pub fn key(&self) -> Result<Key, TtyError> {
        keys::decode(&mut |wait| self.byte(wait))
    }

    /// The next key if one comes within that time.
    pub fn key_within(&self, wait: Duration) -> Result<Option<Key>, TtyError> {
        if self.ready(wait)? { self.key().map(Some) } else { Ok(None) }
    }

    /// One byte, read(2) straight into a place of one byte: no buffer of ours keeps what is typed.
    fn byte(&self, wait: Option<Duration>) -> Result<Option<u8>, TtyError> {
        match wait {
            Some(wait) if !self.ready(wait)? => return Ok(None),
            Some(_) => {}
            // A signal may be given to another thread, so nothing here waits without end.
            None => while !self.ready(TICK)? {},
        }
        let mut place = [0u8; 1];
        loop {
            match rustix::io::read(&self.device, &mut place) {
                Ok(0) => return Err(gone()),
                Ok(_) => return Ok(place.first().copied()),
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return Err(gone()),
            }
        }
    }

    fn ready(&self, wait: Duration) -> Result<bool, TtyError> {
        if signals::arrived() {
            return Err(TtyError::Interrupted);
        }
        let time = Timespec::try_from(wait).map_err(|_| TtyError::Gone)?;
        let mut watched = [PollFd::new(&self.device, PollFlags::IN)];
        match poll(&mut watched, Some(&time)) {
            Ok(count) => Ok(count > 0),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(_) => Err(gone()),
        }
    }
}

/// Nobody types or reads any more, whichever call says so first.
fn gone() -> TtyError {
    signals::terminal_is_gone();
    TtyError::Gone
}

impl Drop for Raw<'_> {
    fn drop(&mut self) {
        // Flush: a secret typed one key too far must not land on the shell's command line.
        let _ = tcsetattr(self.device, OptionalActions::Flush, &self.before);
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        let _ = self.tty.control(self.leave);
    }
}

impl Explain for TtyError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing => "tty/missing",
            Self::Gone => "tty/gone",
            Self::Interrupted => "tty/interrupted",
        })
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl fmt::Display for TtyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for TtyError {}

#[cfg(test)]
mod tests;
