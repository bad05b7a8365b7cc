//! The test as a camera sees it: frames counted while a worker still decodes.

use crate::error::Error;
use crate::files;
use crate::input::Came;
use crate::place::Input;
use crate::worker::{self, Order, Seen, Source};
use crate::world::World;
use coldframe_console::optics::folder;
use coldframe_core::frames::optics_test::{Tally, TestFrame};
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Where the test is read from.
pub(super) enum Reading {
    One(Source, Order),
    Many(Vec<PathBuf>),
}

/// What is read in the background, for whoever shows the test meanwhile.
pub(super) struct Heard(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    tally: Tally,
    is_over: bool,
}

impl Reading {
    pub(super) fn of(input: &Input, world: &mut World) -> Result<Self, Error> {
        Ok(match world.stdin.read(input)? {
            Came::Bytes(bytes) => Self::One(Source::Bytes(bytes), Order::STILL),
            Came::Video(head, stream, raw) => {
                Self::One(Source::Stream(head, stream), Order { raw, ..Order::LIVE })
            }
            Came::Camera(camera) => Self::One(Source::Camera(camera), Order::LIVE),
            Came::Folder(path) => Self::Many(folder::files(&path)?),
            Came::Pictures(paths) => Self::Many(paths),
        })
    }

    /// Reads until the test went round once, or there is nothing more.
    pub(super) fn counted(self, world: &mut World) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        let label = text("optics-test/reading", &[]);
        self.each(&mut |frame| {
            tally.see(frame);
            let (gone, whole) = tally.progress();
            world.ui.progress(&label, gone.into(), whole.into());
            if tally.is_complete() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        world.ui.progress(&label, 1, 1);
        Ok(tally)
    }

    /// Reads in a thread of its own, which ends with the test or with the program.
    pub(super) fn in_background(self) -> Heard {
        let told = Arc::new(Mutex::new(Told::default()));
        let telling = Arc::clone(&told);
        std::thread::spawn(move || {
            let told = || telling.lock().unwrap_or_else(PoisonError::into_inner);
            // What went wrong shows in what was counted: the person at the screen can do nothing else.
            let _ = self.each(&mut |frame| {
                let mut told = told();
                told.tally.see(frame);
                told.is_over |= told.tally.is_complete();
                if told.is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            told().is_over = true;
        });
        Heard(told)
    }

    fn each(self, take: &mut dyn FnMut(&TestFrame) -> ControlFlow<()>) -> Result<(), Error> {
        let mut look = |source, order| {
            let mut is_over = false;
            let looked = worker::look(source, order, &mut |seen| match seen {
                Seen::Payload(payload) => match TestFrame::read(&payload).map(|frame| take(&frame)) {
                    Ok(ControlFlow::Break(())) => {
                        is_over = true;
                        ControlFlow::Break(())
                    }
                    _ => ControlFlow::Continue(()),
                },
                _ => ControlFlow::Continue(()),
            });
            looked.map(|()| is_over)
        };
        match self {
            Self::One(source, order) => {
                look(source, order)?;
            }
            Self::Many(paths) => {
                for path in paths {
                    let bytes = files::read(&path, PICTURE_FILE_BYTES_MAX)?;
                    if look(Source::Bytes(bytes), Order::STILL)? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Heard {
    /// A line for the person at the screen, and whether it is over.
    pub(super) fn said(&self) -> (String, bool) {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let facts = [("count", Safe::count(told.tally.frame_count()))];
        (text("optics-test/heard", &facts), told.is_over)
    }

    /// What was counted.
    pub(super) fn tally(&self) -> Tally {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).tally.clone()
    }
}
