//! Foreign pictures are decoded by somebody else: a process of ours without secrets or files (attack E05).
//!
//! ```text
//! this process ── a byte: begin, stop ──▶ the server, forked before anything else ── fork ──▶ a worker for each job
//!       └─────────────────────────── the picture, by pipe ──────────────────────────────────────▶┘ │
//!       ◀─────────────────────────── what its codes carry, by pipe ────────────────────────────────┘
//! ```
//!
//! A worker that takes too long, dies or is taken over costs its picture and nothing else: the next
//! picture gets a new one. The server never reads what belongs to a job, so that a picture of a
//! secret is in nobody's memory once its worker is gone.

mod job;
mod line;
mod numbers;
mod record;
mod server;

use coldframe_console::optics::PictureError;
use coldframe_console::optics::camera::{CameraError, CameraInfo, Selector};
use coldframe_console::optics::picture::RawSize;
use coldframe_console::optics::scan::Effort;
use coldframe_console::optics::sight::{Look, Preview, Shown};
use coldframe_core::limits::{WORKER_FRAME_SECONDS_MAX, WORKER_JOB_SECONDS_MAX};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use line::Line;
use std::fmt;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// The line to the server. One for each process by nature: it is forked before anything else exists.
static LINE: Mutex<Option<Line>> = Mutex::new(None);

/// What is to be decoded.
pub(crate) enum Source {
    /// A picture file, read whole.
    Bytes(Vec<u8>),
    /// A stream that began with these bytes, passed on as it comes.
    Stream(Vec<u8>, File),
    /// A camera, opened by the worker itself: its frames are in no other process.
    Camera(Selector),
    /// The names of all cameras.
    Cameras,
}

/// How it is to be decoded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    /// How much is tried.
    pub(crate) effort: Effort,
    /// What raw video looks like.
    pub(crate) raw: Option<RawSize>,
    /// What a person may see meanwhile.
    pub(crate) shown: Shown,
}

/// What a worker sees, in the order it sees it.
#[derive(Debug, PartialEq)]
pub(crate) enum Seen {
    /// A code and the bytes it carries.
    Payload(Zeroizing<Vec<u8>>),
    /// What the next frame cost its worker, where that was asked (`Effort::Each`).
    Took(Duration),
    /// A frame was looked at; its codes came before.
    Frame,
    /// What could not be decoded.
    Trouble(PictureError),
    /// A camera, as it was set up.
    Camera(CameraInfo),
    /// Why a camera does not film.
    CameraTrouble(CameraError),
    /// The frame that is told next, in numbers.
    Look(Look),
    /// The same made small.
    Preview(Preview),
    /// Nothing, for a while: said by this process, so that a key is noticed.
    Waiting,
}

/// Why a worker gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum WorkerError {
    /// There is no server to ask.
    Absent,
    /// It took too long and was killed.
    Timeout {
        /// Frames looked at before.
        frame: usize,
        /// The limit it went over.
        seconds: u64,
    },
    /// It ended as no worker should: a bug of a decoder, or an attack on one.
    Died {
        /// Frames looked at before.
        frame: usize,
    },
    /// What it said is not what a worker says.
    Garbled {
        /// Frames looked at before.
        frame: usize,
    },
}

/// How long a worker may be busy. Time it waits for a camera is not counted.
#[derive(Clone, Copy, Debug)]
struct Caps {
    frame: Duration,
    job: Option<Duration>,
}

impl Order {
    /// For pictures, which nobody watches.
    pub(crate) const STILL: Self = Self { effort: Effort::Still, raw: None, shown: Shown::Nothing };
    /// For video and cameras.
    pub(crate) const LIVE: Self = Self { effort: Effort::Live, raw: None, shown: Shown::Nothing };
}

/// Starts the server. Before any thread and any secret: it is a copy of this process. Of all files,
/// its workers can open these cameras.
///
/// # Errors
/// [`WorkerError::Absent`] if the system gives no process; pictures cannot be read then.
pub(crate) fn start(cameras: &[PathBuf]) -> Result<(), WorkerError> {
    let line = server::start(job::run, cameras).map_err(|_| WorkerError::Absent)?;
    *LINE.lock().unwrap_or_else(PoisonError::into_inner) = Some(line);
    Ok(())
}

/// Has something decoded and gives what is seen to `each`, as soon as it is seen, until that has enough.
///
/// # Errors
/// [`WorkerError`]; what was given to `each` before counts.
pub(crate) fn look(
    source: Source,
    order: Order,
    each: &mut dyn FnMut(Seen) -> ControlFlow<()>,
) -> Result<(), WorkerError> {
    let caps = match order.effort {
        Effort::Still | Effort::Each => Caps::STILL,
        Effort::Live => Caps::LIVE,
    };
    // A job that was left in the middle has left the line in no known state.
    let mut line = LINE.lock().map_err(|_| WorkerError::Absent)?;
    // Tests start one when they need one: a server ends with the thread that started it.
    #[cfg(test)]
    line.replace(server::start(job::run, &Selector::Any.paths()).map_err(|_| WorkerError::Absent)?);
    let task = job::Task::new(order, &source);
    line.as_mut().ok_or(WorkerError::Absent)?.job(task, source, caps, each)
}

/// Whether a worker answers, found out by asking one.
pub(crate) fn is_alive() -> bool {
    let mut answer = None;
    let asked = look(Source::Bytes(Vec::new()), Order::STILL, &mut |seen| {
        answer = Some(seen);
        ControlFlow::Continue(())
    });
    asked.is_ok() && answer == Some(Seen::Trouble(PictureError::UnknownFormat))
}

impl Caps {
    /// For a picture or an animation.
    const STILL: Self = Self {
        frame: Duration::from_secs(WORKER_FRAME_SECONDS_MAX),
        job: Some(Duration::from_secs(WORKER_JOB_SECONDS_MAX)),
    };
    /// For video, which lasts as long as somebody holds the camera.
    const LIVE: Self = Self { frame: Self::STILL.frame, job: None };
}

impl Explain for WorkerError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Absent => "worker/absent",
            Self::Timeout { .. } => "worker/timeout",
            Self::Died { .. } => "worker/died",
            Self::Garbled { .. } => "worker/garbled",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::Absent => Facts::new(),
            Self::Timeout { frame, seconds } => {
                vec![("frame", Safe::count(frame)), ("seconds", Safe::number(seconds))]
            }
            Self::Died { frame } | Self::Garbled { frame } => vec![("frame", Safe::count(frame))],
        }
    }
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for WorkerError {}

#[cfg(test)]
mod tests;
