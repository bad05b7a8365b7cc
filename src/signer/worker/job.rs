//! Inside a worker: bytes in, what the codes carry out, and nothing else in reach.

use super::{Order, Source, record};
use crate::sandbox;
use coldframe_console::optics::Gray;
use coldframe_console::optics::camera::{self, Camera, CameraError, Pixels, Selector};
use coldframe_console::optics::picture::{self, RawSize};
use coldframe_console::optics::scan::{Effort, Reader};
use coldframe_console::optics::sight::{self, Shown};
use coldframe_core::limits::{WORKER_ADDRESS_BYTES_MAX, WORKER_JOB_SECONDS_MAX};
use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::time::{Duration, Instant};

/// What a worker does; a test has it do worse.
pub(super) type Work = fn(PipeReader, PipeWriter) -> u8;

/// What kind of job it is; comes before the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task {
    pub(super) kind: Kind,
    pub(super) order: Order,
}

/// What comes after the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A picture, or a stream of them.
    Picture,
    /// Which camera.
    Camera,
    /// Nothing: all cameras are to be named.
    Cameras,
}

/// Length of a task in bytes.
pub(super) const TASK_BYTES: usize = 13;
/// Length of what stands before each piece of a picture: the number of its bytes; none is the end.
pub(super) const LENGTH_BYTES: usize = 4;
/// Longest name of a camera we wait for, in bytes.
const SELECTOR_BYTES_MAX: u64 = 4_096;
/// How often a person sees a small picture: often enough to aim by.
const PREVIEW_EVERY: Duration = Duration::from_millis(80);

const LIVE: u8 = 1;
const RAW: u8 = 2;
const CAMERA: u8 = 4;
const CAMERAS: u8 = 8;
const SHOWN: u8 = 16;
const SECRET: u8 = 32;
const EACH: u8 = 64;

/// Reads a task and a picture, and says what is in it.
pub(super) fn run(mut data: PipeReader, payloads: PipeWriter) -> u8 {
    let mut task = [0; TASK_BYTES];
    if data.read_exact(&mut task).is_err() {
        return 1;
    }
    let task = Task::from_bytes(task);
    let pieces = Pieces { data, left: 0, is_over: false };
    let mut witness = Witness::new(task.order, payloads);
    let said = match task.kind {
        Kind::Picture => {
            confine(task);
            witness.of_pictures(task.order, pieces)
        }
        Kind::Camera => witness.of_camera(task, pieces),
        Kind::Cameras => witness.of_cameras(),
    };
    u8::from(said.is_err())
}

/// From here on: no file, no other process, no more time and memory than a picture needs.
pub(super) fn confine(task: Task) {
    // Where the kernel keeps its clock is looked up by the first who asks for the time, with a call that
    // a worker may not make: so it is asked here.
    let _ = spent();
    let at_most = |most: u64| Rlimit { current: Some(most), maximum: Some(most.saturating_add(1)) };
    // What one of these cannot stop, the others do; a kernel without the filter has the rest.
    let _ = setrlimit(Resource::As, at_most(WORKER_ADDRESS_BYTES_MAX));
    // poll(2) refuses more descriptors than the limit, and the number below it is taken.
    let files = if task.kind == Kind::Camera { 1 } else { 0 };
    let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(files), maximum: Some(files) });
    if task.order.effort != Effort::Live {
        let _ = setrlimit(Resource::Cpu, at_most(WORKER_JOB_SECONDS_MAX));
    }
    match task.kind {
        Kind::Camera => sandbox::confine_camera(),
        Kind::Picture | Kind::Cameras => sandbox::confine_worker(),
    };
}

/// Looks at frames and says what it sees.
struct Witness {
    reader: Reader,
    shown: Shown,
    times: bool,
    payloads: PipeWriter,
    shown_at: Option<Instant>,
}

impl Witness {
    fn new(order: Order, payloads: PipeWriter) -> Self {
        let times = order.effort == Effort::Each;
        Self { reader: Reader::new(order.effort), shown: order.shown, times, payloads, shown_at: None }
    }

    fn of_pictures(&mut self, order: Order, pieces: Pieces) -> io::Result<()> {
        let opened = match order.effort {
            Effort::Still | Effort::Each => picture::stream(pieces, order.raw),
            Effort::Live => picture::live(pieces, order.raw),
        };
        let frames = match opened {
            Ok(frames) => frames,
            Err(error) => return self.say(&record::trouble(error)),
        };
        for frame in frames {
            match frame {
                Ok(frame) => self.frame(&frame)?,
                Err(error) => self.say(&record::trouble(error))?,
            }
        }
        Ok(())
    }

    /// Opens the camera, gives up everything else, and looks until it is ended.
    fn of_camera(&mut self, task: Task, pieces: Pieces) -> io::Result<()> {
        let mut name = Vec::new();
        pieces.take(SELECTOR_BYTES_MAX).read_to_end(&mut name)?;
        let selector = Selector::from_bytes(&name).ok_or(CameraError::Missing);
        let mut camera = match selector.and_then(|selector| Camera::open(&selector)) {
            Ok(camera) => camera,
            Err(error) => return self.say(&record::camera_trouble(error)),
        };
        self.say(&record::camera(camera.info()))?;
        confine(task);
        loop {
            match camera.frame() {
                Ok(Some(frame)) => self.frame(&frame)?,
                Ok(None) => {}
                Err(error) => return self.say(&record::camera_trouble(error)),
            }
        }
    }

    fn of_cameras(&mut self) -> io::Result<()> {
        for found in camera::list() {
            match found {
                Ok(info) => self.say(&record::camera(&info))?,
                Err(error) => self.say(&record::camera_trouble(error))?,
            }
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Gray) -> io::Result<()> {
        let before = spent();
        let found = self.reader.read_found(frame);
        if self.times {
            self.say(&record::took(spent().saturating_sub(before)))?;
        }
        for code in &found {
            self.say(&record::payload(&code.payload))?;
        }
        if self.shown != Shown::Nothing {
            self.say(&record::look(&sight::look(frame, &found)))?;
            if self.shown_at.is_none_or(|at| at.elapsed() >= PREVIEW_EVERY) {
                self.shown_at = Some(Instant::now());
                if let Some(preview) = sight::preview(frame, &found, self.shown) {
                    self.say(&record::preview(&preview))?;
                }
            }
        }
        self.say(&record::frame())
    }

    fn say(&mut self, record: &[u8]) -> io::Result<()> {
        self.payloads.write_all(record)
    }
}

/// Processor time of this thread so far.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let number = |part: i64| u64::try_from(part).unwrap_or(0);
    Duration::from_secs(number(time.tv_sec)).saturating_add(Duration::from_nanos(number(time.tv_nsec)))
}

impl Task {
    pub(super) fn new(order: Order, source: &Source) -> Self {
        let kind = match source {
            Source::Bytes(_) | Source::Stream(..) => Kind::Picture,
            Source::Camera(_) => Kind::Camera,
            Source::Cameras => Kind::Cameras,
        };
        Self { kind, order }
    }

    /// Flags, then the size and the four letters of raw video.
    pub(super) fn to_bytes(self) -> [u8; TASK_BYTES] {
        let raw = self.order.raw.unwrap_or(RawSize { width: 0, height: 0, pixels: Pixels::Grey });
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        let flags = flag(self.order.effort == Effort::Live, LIVE)
            | flag(self.order.effort == Effort::Each, EACH)
            | flag(self.order.raw.is_some(), RAW)
            | flag(self.kind == Kind::Camera, CAMERA)
            | flag(self.kind == Kind::Cameras, CAMERAS)
            | flag(self.order.shown != Shown::Nothing, SHOWN)
            | flag(self.order.shown == Shown::Secret, SECRET);
        let mut bytes = [0; TASK_BYTES];
        let all = [flags].into_iter().chain(raw.width.to_le_bytes()).chain(raw.height.to_le_bytes());
        bytes.iter_mut().zip(all.chain(raw.pixels.fourcc())).for_each(|(place, byte)| *place = byte);
        bytes
    }

    fn from_bytes(bytes: [u8; TASK_BYTES]) -> Self {
        let [flags, a, b, c, d, e, f, g, h, letters @ ..] = bytes;
        let (width, height) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let pixels = Pixels::of_fourcc(letters).unwrap_or(Pixels::Grey);
        let is_set = |flag| flags & flag != 0;
        Self {
            kind: match (is_set(CAMERA), is_set(CAMERAS)) {
                (true, _) => Kind::Camera,
                (false, true) => Kind::Cameras,
                (false, false) => Kind::Picture,
            },
            order: Order {
                effort: match (is_set(LIVE), is_set(EACH)) {
                    (true, _) => Effort::Live,
                    (false, true) => Effort::Each,
                    (false, false) => Effort::Still,
                },
                raw: is_set(RAW).then_some(RawSize { width, height, pixels }),
                shown: match (is_set(SHOWN), is_set(SECRET)) {
                    (false, _) => Shown::Nothing,
                    (true, false) => Shown::Plain,
                    (true, true) => Shown::Secret,
                },
            },
        }
    }
}

/// The bytes of one job out of a pipe that serves all of them.
struct Pieces {
    data: PipeReader,
    left: usize,
    is_over: bool,
}

impl Read for Pieces {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.is_over {
            let mut length = [0; LENGTH_BYTES];
            self.data.read_exact(&mut length)?;
            self.left = usize::try_from(u32::from_le_bytes(length)).unwrap_or(0);
            self.is_over = self.left == 0;
        }
        let room = place.len().min(self.left);
        let count = self.data.read(place.get_mut(..room).unwrap_or_default())?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_arrives_as_it_was_given() {
        let size = RawSize { width: 640, height: 0x0102_0304, pixels: Pixels::Yu12 };
        for (effort, raw) in
            [(Effort::Still, None), (Effort::Live, Some(size)), (Effort::Live, None), (Effort::Each, None)]
        {
            for shown in [Shown::Nothing, Shown::Plain, Shown::Secret] {
                for kind in [Kind::Picture, Kind::Camera, Kind::Cameras] {
                    let given = Task { kind, order: Order { effort, raw, shown } };
                    let task = Task::from_bytes(given.to_bytes());
                    assert_eq!((task.kind, task.order.effort), (kind, effort));
                    assert_eq!((task.order.raw, task.order.shown), (raw, shown));
                }
            }
        }
    }

    #[test]
    fn the_pieces_of_one_picture_end_where_the_next_begins() {
        let (data, mut writer) = io::pipe().unwrap();
        for piece in [&b"one "[..], b"picture", b"", b"another"] {
            writer.write_all(&u32::try_from(piece.len()).unwrap().to_le_bytes()).unwrap();
            writer.write_all(piece).unwrap();
        }
        let mut text = String::new();
        let mut pieces = Pieces { data, left: 0, is_over: false };
        pieces.read_to_string(&mut text).unwrap();
        assert_eq!(text, "one picture");
        assert_eq!(pieces.read(&mut [0; 8]).unwrap(), 0);
    }
}
