//! Inside a worker: bytes in, what the codes carry out, and nothing else in reach.

use super::record;
use crate::sandbox;
use coldframe_console::optics::picture::{self, RawSize};
use coldframe_console::optics::scan::{Effort, Reader};
use coldframe_core::limits::{WORKER_ADDRESS_BYTES_MAX, WORKER_JOB_SECONDS_MAX};
use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::time::Duration;

/// What a worker does; a test has it do worse.
pub(super) type Work = fn(PipeReader, PipeWriter) -> u8;

/// What kind of job it is; comes before the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) effort: Effort,
    pub(super) raw: Option<RawSize>,
}

/// Length of a task in bytes.
pub(super) const TASK_BYTES: usize = 9;
/// Length of what stands before each piece of a picture: the number of its bytes; none is the end.
pub(super) const LENGTH_BYTES: usize = 4;

const LIVE: u8 = 1;
const RAW: u8 = 2;
const EACH: u8 = 4;

/// Reads a task and a picture, and says what is in it.
pub(super) fn run(mut data: PipeReader, mut payloads: PipeWriter) -> u8 {
    let mut task = [0; TASK_BYTES];
    if data.read_exact(&mut task).is_err() {
        return 1;
    }
    let task = Task::from_bytes(task);
    confine(task);
    match say_all(task, data, &mut payloads) {
        Ok(()) => 0,
        Err(_) => 1,
    }
}

/// From here on: no file, no other process, no more time and memory than a picture needs.
pub(super) fn confine(task: Task) {
    let at_most = |most: u64| Rlimit { current: Some(most), maximum: Some(most.saturating_add(1)) };
    // What one of these cannot stop, the others do; a kernel without the filter has the rest.
    let _ = setrlimit(Resource::As, at_most(WORKER_ADDRESS_BYTES_MAX));
    let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(0), maximum: Some(0) });
    if task.effort != Effort::Live {
        let _ = setrlimit(Resource::Cpu, at_most(WORKER_JOB_SECONDS_MAX));
    }
    sandbox::confine_worker();
}

fn say_all(task: Task, data: PipeReader, payloads: &mut PipeWriter) -> io::Result<()> {
    let mut reader = Reader::new(task.effort);
    let frames = match picture::stream(Pieces { data, left: 0, is_over: false }, task.raw) {
        Ok(frames) => frames,
        Err(error) => return payloads.write_all(&record::trouble(error)),
    };
    for frame in frames {
        match frame {
            Ok(frame) => {
                let before = spent();
                let codes = reader.read(&frame);
                if task.effort == Effort::Each {
                    payloads.write_all(&record::took(spent().saturating_sub(before)))?;
                }
                for payload in codes {
                    payloads.write_all(&record::payload(&payload))?;
                }
                payloads.write_all(&record::frame())?;
            }
            Err(error) => payloads.write_all(&record::trouble(error))?,
        }
    }
    Ok(())
}

/// Processor time of this thread so far.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let number = |part: i64| u64::try_from(part).unwrap_or(0);
    Duration::from_secs(number(time.tv_sec)).saturating_add(Duration::from_nanos(number(time.tv_nsec)))
}

impl Task {
    /// Two flags, then the size.
    pub(super) fn to_bytes(self) -> [u8; TASK_BYTES] {
        let size = self.raw.unwrap_or(RawSize { width: 0, height: 0 });
        let (width, height) = (size.width.to_le_bytes(), size.height.to_le_bytes());
        let mut bytes = [0; TASK_BYTES];
        let effort = match self.effort {
            Effort::Still => 0,
            Effort::Live => LIVE,
            Effort::Each => EACH,
        };
        let flags = effort | if self.raw.is_some() { RAW } else { 0 };
        let all = [flags].into_iter().chain(width).chain(height);
        bytes.iter_mut().zip(all).for_each(|(place, byte)| *place = byte);
        bytes
    }

    fn from_bytes(bytes: [u8; TASK_BYTES]) -> Self {
        let [flags, a, b, c, d, e, f, g, h] = bytes;
        let (width, height) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        Self {
            effort: match flags & (LIVE | EACH) {
                LIVE => Effort::Live,
                EACH => Effort::Each,
                _ => Effort::Still,
            },
            raw: (flags & RAW != 0).then_some(RawSize { width, height }),
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
        let size = RawSize { width: 640, height: 0x0102_0304 };
        for (effort, raw) in
            [(Effort::Still, None), (Effort::Live, Some(size)), (Effort::Live, None), (Effort::Each, None)]
        {
            let task = Task { effort, raw };
            assert_eq!(Task::from_bytes(task.to_bytes()), task);
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
