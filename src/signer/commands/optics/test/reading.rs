//! The test as a camera sees it: frames counted while a worker still decodes.

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::input::Came;
use crate::place::Input;
use crate::worker::{self, Order, Seen, Source};
use crate::world::World;
use coldframe_console::optics::PictureError;
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
use std::time::{Duration, Instant};

/// Where the test is read from.
pub(super) enum Reading {
    One(Source, Order),
    Many(Vec<PathBuf>),
    /// Of everything in a folder, what is a picture.
    Folder(Vec<PathBuf>),
}

/// What is read in the background, for whoever shows the test meanwhile.
pub(super) struct Heard(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    counting: Counting,
    finder: Viewfinder,
    /// Whether there is anything to look at by now.
    has_begun: bool,
    is_over: bool,
}

/// What was counted, and what went wrong.
#[derive(Default)]
struct Counting {
    tally: Tally,
    last: Option<TestFrame>,
    trouble: Option<Error>,
    /// Whether the clock says when it is over: a camera films without end, all else ends by itself.
    is_live: bool,
    /// When the first frame of the test arrived.
    begun: Option<Instant>,
    is_whole: bool,
}

/// How the reading ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// By itself: the test went round, or nothing more comes.
    Over,
    /// Somebody left.
    Left,
}

/// Longest a camera is waited for before the test is shown.
const CAMERA_WAIT: Duration = Duration::from_secs(4);
/// How often it is looked for meanwhile.
const CAMERA_TICK: Duration = Duration::from_millis(20);
/// A screen may be slower than it should: a round takes a quarter longer at most, and a second.
const SLOW: (u64, u64) = (125, 1_000);

impl Reading {
    pub(super) fn of(input: &Input, world: &mut World) -> Result<Self, Error> {
        Ok(match world.stdin.read(input)? {
            Came::Bytes(bytes) => Self::One(Source::Bytes(bytes), Order::STILL),
            Came::Video(head, stream, raw) => {
                Self::One(Source::Stream(head, stream), Order { raw, ..Order::LIVE })
            }
            Came::Camera(camera) => Self::One(Source::Camera(camera), Order::LIVE),
            Came::Folder(path) => Self::Folder(folder::files(&path)?),
            Came::Pictures(paths) => Self::Many(paths),
        })
    }

    /// The same of a screen that is tested meanwhile. A film was made before, of whatever was shown then:
    /// what it says would be kept as what this screen does.
    pub(super) fn live(input: &Input, world: &mut World) -> Result<Self, Error> {
        let reading = Self::of(input, world)?;
        let is_live = match &reading {
            Self::One(Source::Camera(_), _) => true,
            Self::One(Source::Stream(_, stream), _) => stream.metadata().is_ok_and(|of| !of.is_file()),
            Self::One(..) | Self::Many(_) | Self::Folder(_) => false,
        };
        if is_live { Ok(reading) } else { Err(Error::plain(Exit::Usage, "usage/not-live")) }
    }

    /// Reads until the test went round once, or there is nothing more, while a person watches.
    pub(super) fn counted(self, world: &mut World) -> Result<Tally, Error> {
        let mut counting = Counting::of(&self);
        let end = match self {
            Self::One(source, order) if order.effort == Effort::Live => {
                watched(source, order, &mut counting, world)?
            }
            reading => {
                reading.each(&mut |seen| counting.take(&seen))?;
                End::Over
            }
        };
        counting.end(end)
    }

    /// Reads in a thread of its own, which ends with the test or with the program.
    pub(super) fn in_background(self) -> Heard {
        let told = Told { counting: Counting::of(&self), ..Told::default() };
        let told = Arc::new(Mutex::new(told));
        let telling = Arc::clone(&told);
        let reading = self.measured();
        std::thread::spawn(move || {
            let read = reading.each(&mut |seen| lock(&telling).take(seen));
            let mut told = lock(&telling);
            (told.has_begun, told.is_over) = (true, true);
            if let Err(error) = read {
                told.counting.trouble = Some(error);
            }
        });
        Heard(told)
    }

    /// With the numbers that advice is made of.
    fn measured(self) -> Self {
        match self {
            Self::One(source, order) if order.effort == Effort::Live => {
                Self::One(source, Order { shown: Shown::Plain, ..order })
            }
            other => other,
        }
    }

    fn each(self, take: &mut dyn FnMut(Seen) -> ControlFlow<()>) -> Result<(), Error> {
        let passes_over = matches!(self, Self::Folder(_));
        match self {
            Self::One(source, order) => Ok(worker::look(source, order, take)?),
            Self::Many(paths) | Self::Folder(paths) => {
                let (mut is_over, mut unread) = (false, None);
                for path in paths {
                    let bytes = match files::read(&path, PICTURE_FILE_BYTES_MAX) {
                        Ok(bytes) => bytes,
                        // Of a folder, one that may not be opened costs that one.
                        Err(error) if passes_over => {
                            unread = Some(error);
                            continue;
                        }
                        Err(error) => return Err(error.into()),
                    };
                    worker::look(Source::Bytes(bytes), Order::STILL, &mut |seen| {
                        // Notes beside the pictures are none of them, as for whoever reads a message here.
                        if passes_over && seen == Seen::Trouble(PictureError::UnknownFormat) {
                            return ControlFlow::Continue(());
                        }
                        let flow = take(seen);
                        is_over |= flow.is_break();
                        flow
                    })?;
                    if is_over {
                        break;
                    }
                }
                unread.filter(|_| !is_over).map_or(Ok(()), |error| Err(error.into()))
            }
        }
    }
}

/// A camera or a video with its picture on the screen.
fn watched(source: Source, order: Order, counting: &mut Counting, world: &mut World) -> Result<End, Error> {
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
        Ok(()) => {
            looked?;
            Ok(End::Over)
        }
        Err(UiError::Left) => Ok(End::Left),
        Err(error) => Err(error.into()),
    }
}

impl Counting {
    fn of(reading: &Reading) -> Self {
        let is_live = matches!(reading, Reading::One(Source::Camera(_), _));
        Self { is_live, ..Self::default() }
    }

    /// One word of a worker; whether that is enough.
    fn take(&mut self, seen: &Seen) -> ControlFlow<()> {
        match seen {
            Seen::Payload(payload) => {
                if let Ok(frame) = TestFrame::read(payload) {
                    self.tally.see(&frame);
                    self.begun.get_or_insert_with(Instant::now);
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
        self.is_whole |= self.tally.is_complete() || self.is_past();
        if self.is_whole { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether the whole test was shown by now, by the clock: of a camera that reads one code of it, that
    /// code is all that says so. How fast a film is read says nothing of it.
    fn is_past(&self) -> bool {
        let begun = self.begun.filter(|_| self.is_live);
        let Some((begun, whole)) = begun.zip(self.tally.whole_ms()) else { return false };
        let (percent, more) = SLOW;
        let whole = Duration::from_millis(whole.saturating_mul(percent) / 100 + more);
        begun.elapsed() >= whole
    }

    /// The same, for the person who aims the camera.
    fn tell(&mut self, seen: Seen, finder: &mut Viewfinder) {
        match seen {
            Seen::Payload(_) => {
                finder.read(self.last.take().is_some());
                let (gone, whole) = self.tally.progress();
                let count = |frames| usize::try_from(frames).unwrap_or(usize::MAX);
                finder.collected(count(gone), count(whole), text("optics-test/reading", &[]));
            }
            Seen::Camera(info) => finder.camera(info),
            Seen::Look(look) => finder.look(look, Instant::now()),
            Seen::Preview(preview) => finder.preview(preview),
            Seen::Frame | Seen::Trouble(_) | Seen::CameraTrouble(_) | Seen::Took(_) | Seen::Waiting => {}
        }
    }

    /// What was counted of a whole test. A part of one is nothing to go by: its first steps are the easy
    /// ones, and the best of them is not the best there is.
    fn end(self, end: End) -> Result<Tally, Error> {
        match (self.is_whole, end, self.trouble) {
            (true, _, _) => Ok(self.tally),
            (false, End::Left, _) => Err(Error::plain(Exit::Declined, "optics-test/left")),
            (false, End::Over, Some(error)) => Err(error),
            (false, End::Over, None) if self.tally.frame_count() == 0 => {
                Err(Error::plain(Exit::No, "optics-test/nothing"))
            }
            (false, End::Over, None) => Err(Error::plain(Exit::No, "optics-test/part")),
        }
    }
}

impl Told {
    fn take(&mut self, seen: Seen) -> ControlFlow<()> {
        self.has_begun |= !matches!(seen, Seen::Waiting);
        let flow = self.counting.take(&seen);
        self.counting.tell(seen, &mut self.finder);
        flow
    }
}

impl Heard {
    /// Until the camera films, or it is known why it does not.
    pub(super) fn wait_for_camera(&self) -> Result<(), Error> {
        let begun = Instant::now();
        while begun.elapsed() < CAMERA_WAIT {
            let told = lock(&self.0);
            match (&told.counting.trouble, told.has_begun) {
                (Some(error), _) if told.is_over => return Err(error.clone()),
                (_, true) => return Ok(()),
                (_, false) => drop(told),
            }
            std::thread::sleep(CAMERA_TICK);
        }
        Ok(())
    }

    /// A line for the person at the screen, and whether it is over.
    pub(super) fn said(&self) -> (String, bool) {
        let told = lock(&self.0);
        let facts = [("count", Safe::count(told.counting.tally.frame_count()))];
        let heard = text("optics-test/heard", &facts);
        match told.finder.is_camera() {
            true => (format!("{heard}  {}", told.finder.advised()), told.is_over),
            false => (heard, told.is_over),
        }
    }

    /// What was counted, if the test had gone round by then.
    pub(super) fn end(&self) -> Result<Tally, Error> {
        let mut told = lock(&self.0);
        let end = if told.is_over { End::Over } else { End::Left };
        std::mem::take(&mut told.counting).end(end)
    }
}

fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::messages::Explain;
    use zeroize::Zeroizing;

    /// What a camera saw that reads one code of a test of four steps and no other.
    fn one_code() -> Counting {
        let mut counting = Counting { is_live: true, ..Counting::default() };
        let text = TestFrame { step: 2, steps: 4, number: 5 }.text().unwrap();
        let seen = Seen::Payload(Zeroizing::new(text.into_bytes()));
        assert!(counting.take(&seen).is_continue() && counting.take(&seen).is_continue());
        counting
    }

    #[test]
    fn a_camera_that_reads_one_code_comes_to_an_end_by_the_clock() {
        let mut counting = one_code();
        let whole = Duration::from_millis(counting.tally.whole_ms().unwrap());
        counting.begun = Instant::now().checked_sub(whole);
        assert!(counting.take(&Seen::Waiting).is_continue(), "a screen may be slow");
        counting.begun = Instant::now().checked_sub(whole * 2);
        assert!(counting.take(&Seen::Waiting).is_break());
        let tally = counting.end(End::Over).unwrap();
        assert_eq!((tally.frame_count(), tally.best()), (1, None));
    }

    #[test]
    fn no_clock_makes_a_part_of_a_film_an_answer() {
        let mut counting = Counting { is_live: false, ..one_code() };
        let whole = Duration::from_millis(counting.tally.whole_ms().unwrap());
        counting.begun = Instant::now().checked_sub(whole * 2);
        assert!(counting.take(&Seen::Waiting).is_continue());
        let error = counting.end(End::Over).unwrap_err();
        assert_eq!(error.code().to_string(), "optics-test/part");
    }

    #[test]
    fn a_part_of_a_test_is_no_answer_however_it_ends() {
        let code = |counting: Counting, end| counting.end(end).err().map(|error| error.code().to_string());
        assert_eq!(code(one_code(), End::Left).unwrap(), "optics-test/left");
        assert_eq!(code(one_code(), End::Over).unwrap(), "optics-test/part");
        assert_eq!(code(Counting::default(), End::Over).unwrap(), "optics-test/nothing");
        // A camera that was unplugged in the middle says so.
        let mut unplugged = one_code();
        let gone = coldframe_console::optics::camera::CameraError::Gone { number: Some(2) };
        assert!(unplugged.take(&Seen::CameraTrouble(gone)).is_break());
        assert_eq!(code(unplugged, End::Over).unwrap(), "camera/gone");
    }
}
