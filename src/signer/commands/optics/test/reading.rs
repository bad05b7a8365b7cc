//! The test as a camera sees it: frames counted while a worker still decodes.

use crate::error::Error;
use crate::files;
use crate::input::Came;
use crate::place::Input;
use crate::worker::{self, Order, Seen, Source};
use crate::world::World;
use coldframe_console::optics::folder;
use coldframe_console::optics::scan::Effort;
use coldframe_console::optics::sight::Shown;
use coldframe_console::ui::UiError;
use coldframe_console::viewfinder::Viewfinder;
use coldframe_core::frames::optics_test::{Tally, TestFrame};
use coldframe_core::limits::PICTURE_FILE_BYTES_MAX;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Where the test is read from.
pub(super) enum Reading {
    One(Source, Order),
    Many(Vec<PathBuf>),
}

/// What is read in the background, for whoever shows the test meanwhile.
pub(super) struct Heard(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    counting: Counting,
    is_over: bool,
}

/// What was counted, and what went wrong.
#[derive(Default)]
struct Counting {
    tally: Tally,
    last: Option<TestFrame>,
    trouble: Option<Error>,
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

    /// Reads until the test went round once, or there is nothing more, while a person watches.
    pub(super) fn counted(self, world: &mut World) -> Result<Tally, Error> {
        let mut counting = Counting::default();
        match self {
            Self::One(source, order) if order.effort == Effort::Live => {
                watched(source, order, &mut counting, world)?;
            }
            reading => reading.each(&mut |seen| counting.take(&seen))?,
        }
        counting.end()
    }

    /// Reads in a thread of its own, which ends with the test or with the program.
    pub(super) fn in_background(self) -> Heard {
        let told = Arc::new(Mutex::new(Told::default()));
        let telling = Arc::clone(&told);
        std::thread::spawn(move || {
            let read = self.each(&mut |seen| lock(&telling).counting.take(&seen));
            let mut told = lock(&telling);
            told.is_over = true;
            if let Err(error) = read {
                told.counting.trouble = Some(error);
            }
        });
        Heard(told)
    }

    fn each(self, take: &mut dyn FnMut(Seen) -> ControlFlow<()>) -> Result<(), Error> {
        match self {
            Self::One(source, order) => Ok(worker::look(source, order, take)?),
            Self::Many(paths) => {
                let mut is_over = false;
                for path in paths {
                    let bytes = files::read(&path, PICTURE_FILE_BYTES_MAX)?;
                    worker::look(Source::Bytes(bytes), Order::STILL, &mut |seen| {
                        let flow = take(seen);
                        is_over |= flow.is_break();
                        flow
                    })?;
                    if is_over {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

/// A camera or a video with its picture on the screen. Whoever leaves gets what was counted by then.
fn watched(source: Source, order: Order, counting: &mut Counting, world: &mut World) -> Result<(), Error> {
    let shown = if world.ui.watches() { Shown::Plain } else { Shown::Nothing };
    let (mut source, mut looked) = (Some(source), Ok(()));
    let left = world.ui.watch(&mut |show| {
        let Some(source) = source.take() else { return };
        let mut finder = Viewfinder::default();
        looked = worker::look(source, Order { shown, ..order }, &mut |seen| {
            if counting.take(&seen).is_break() {
                return ControlFlow::Break(());
            }
            counting.tell(seen, &mut finder);
            show(&finder)
        });
    });
    match left {
        Ok(()) | Err(UiError::Left) => Ok(looked?),
        Err(error) => Err(error.into()),
    }
}

impl Counting {
    /// One word of a worker; whether that is enough.
    fn take(&mut self, seen: &Seen) -> ControlFlow<()> {
        match seen {
            Seen::Payload(payload) => {
                if let Ok(frame) = TestFrame::read(payload) {
                    self.tally.see(&frame);
                    self.last = Some(frame);
                }
            }
            Seen::Trouble(error) => self.trouble = Some((*error).into()),
            Seen::CameraTrouble(error) => {
                self.trouble = Some((*error).into());
                return ControlFlow::Break(());
            }
            _ => {}
        }
        if self.tally.is_complete() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// The same, for the person who aims the camera.
    fn tell(&mut self, seen: Seen, finder: &mut Viewfinder) {
        match seen {
            Seen::Payload(_) => {
                finder.read(self.last.take().is_some());
                let (gone, whole) = self.tally.progress();
                let count = |steps| usize::try_from(steps).unwrap_or(usize::MAX);
                finder.collected(count(gone), count(whole), text("optics-test/reading", &[]));
            }
            Seen::Camera(info) => finder.camera(info),
            Seen::Look(look) => finder.look(look, Instant::now()),
            Seen::Preview(preview) => finder.preview(preview),
            Seen::Frame | Seen::Trouble(_) | Seen::CameraTrouble(_) | Seen::Took(_) | Seen::Waiting => {}
        }
    }

    /// What was counted, or why there was nothing to count.
    fn end(self) -> Result<Tally, Error> {
        match self.trouble {
            Some(error) if self.tally.frame_count() == 0 => Err(error),
            _ => Ok(self.tally),
        }
    }
}

impl Heard {
    /// A line for the person at the screen, and whether it is over.
    pub(super) fn said(&self) -> (String, bool) {
        let told = lock(&self.0);
        let facts = [("count", Safe::count(told.counting.tally.frame_count()))];
        (text("optics-test/heard", &facts), told.is_over)
    }

    /// What was counted, and whether the test had gone round by then.
    pub(super) fn end(&self) -> Result<(Tally, bool), Error> {
        let mut told = lock(&self.0);
        let is_over = told.is_over;
        Ok((std::mem::take(&mut told.counting).end()?, is_over))
    }
}

fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}
