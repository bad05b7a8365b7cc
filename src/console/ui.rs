//! What a command may do with a person: show, ask, tell. One trait, so that a test can play the
//! person, record the sequence of screens and walk away at any of them.

use crate::player::{FrameBufferError, Look, Played, Reel};
use crate::tty::TtyError;
use crate::viewfinder::Watched;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::review::pages::{Line, Page};
use std::fmt;

/// The person's side of a run.
pub trait Ui: Send {
    /// Whether there is anybody to ask.
    fn ready(&mut self) -> Result<(), UiError>;

    /// Columns of the screen pages are laid out for, at most 80.
    fn columns(&mut self) -> usize;

    /// Shows pages one by one; returns only when the last one has been on the screen.
    fn read(&mut self, pages: &[Page]) -> Result<(), UiError>;

    /// Asks for one line of public text, below the lines given.
    fn ask(&mut self, above: &[Line], question: &str) -> Result<String, UiError>;

    /// One line for the person, on standard error.
    fn tell(&mut self, line: &str);

    /// How far a long step has come, `done` of `total`.
    fn progress(&mut self, label: &str, done: u64, total: u64);

    /// Whether anybody wants to see what is filmed.
    fn watches(&mut self) -> bool;

    /// Shows what a camera or a video sees while `work` looks at it.
    fn watch(&mut self, work: &mut Watched<'_>) -> Result<(), UiError>;

    /// Shows codes on the screen until the person leaves or it is over.
    fn play(&mut self, reel: &mut dyn Reel, look: &Look) -> Result<Played, UiError>;
}

/// Why a person could not be asked, or did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UiError {
    /// There is no terminal to ask on (exit 8).
    NoTerminal,
    /// The terminal went away (exit 9).
    Gone,
    /// Ctrl-C, or a signal (exit 130).
    Interrupted,
    /// The person left without consenting (exit 4).
    Left,
    /// The picture does not fit the screen (exit 9).
    TooSmall {
        /// Columns needed.
        columns: usize,
        /// Rows needed.
        rows: usize,
    },
    /// The frame buffer cannot be drawn on (exit 9).
    FrameBuffer(FrameBufferError),
}

impl From<FrameBufferError> for UiError {
    fn from(error: FrameBufferError) -> Self {
        Self::FrameBuffer(error)
    }
}

impl From<TtyError> for UiError {
    fn from(error: TtyError) -> Self {
        match error {
            TtyError::Missing => Self::NoTerminal,
            TtyError::Gone => Self::Gone,
            TtyError::Interrupted => Self::Interrupted,
        }
    }
}

impl Explain for UiError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoTerminal => "tty/missing",
            Self::Gone => "tty/gone",
            Self::Interrupted => "tty/interrupted",
            Self::Left => "consent/left",
            Self::TooSmall { .. } => "tty/too-small",
            Self::FrameBuffer(error) => return error.code(),
        })
    }

    fn facts(&self) -> Facts {
        use coldframe_core::safe::Safe;
        match self {
            Self::TooSmall { columns, rows } => {
                vec![("columns", Safe::count(*columns)), ("rows", Safe::count(*rows))]
            }
            Self::NoTerminal | Self::Gone | Self::Interrupted | Self::Left | Self::FrameBuffer(_) => {
                Facts::new()
            }
        }
    }
}

impl fmt::Display for UiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for UiError {}
