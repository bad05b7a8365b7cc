//! This process's ends of the pipes: a picture goes in, what it carries comes out, and no worker can
//! keep us waiting.
//!
//! Nothing here waits without a limit but for the source itself: a camera may take its time.

mod feed;

use super::job::{Kind, Task};
use super::record::{self, HEAD_BYTES};
use super::server::{BEGIN, EXITED, Ended, SIGNALLED, STOP};
use super::{Caps, Seen, Source, WorkerError};
use coldframe_core::limits::{CAMERA_FRAMES_MAX, WORKER_WORDS_MAX};
use feed::Feed;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_setfl};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Bytes taken out of a pipe at once when it is emptied: what it holds.
const PIPE_BYTES: usize = 64 * 1024;
/// Longest nothing is said, so that a key somebody presses meanwhile is noticed.
const TICK: Duration = Duration::from_millis(100);
/// Most words of one frame of a camera: a few codes, a look, a small picture, the frame.
const CAMERA_WORDS_PER_FRAME_MAX: usize = 8;
/// The signal of a worker over its share of the processor.
const SIGXCPU: u8 = 24;

/// One server, seen from here.
pub(super) struct Line {
    control: PipeWriter,
    ended: PipeReader,
    data: PipeWriter,
    /// The reading end of `data`: what a worker leaves unread is taken out before the next one comes.
    spill: PipeReader,
    payloads: PipeReader,
}

/// One job while it runs.
struct Job<'line> {
    line: &'line Line,
    feed: Feed,
    caps: Caps,
    /// How long the worker was busy, since its last word and in all.
    busy: (Duration, Duration),
    /// What it said, and frames among that.
    words: usize,
    words_max: usize,
    frames: usize,
    ended: Option<Ended>,
}

/// What can be done now.
enum Ready {
    Said,
    Ended,
    Feed,
    Late,
    /// Nothing yet.
    Tick,
}

impl Line {
    pub(super) fn new(
        control: PipeWriter,
        ended: PipeReader,
        data: PipeWriter,
        spill: PipeReader,
        payloads: PipeReader,
    ) -> io::Result<Self> {
        // A worker that does not read must not keep us from noticing that it says something.
        fcntl_setfl(&data, OFlags::NONBLOCK)?;
        Ok(Self { control, ended, data, spill, payloads })
    }

    /// Does one job from its beginning to the end of its worker.
    pub(super) fn job(
        &mut self,
        task: Task,
        source: Source,
        caps: Caps,
        each: &mut dyn FnMut(Seen) -> ControlFlow<()>,
    ) -> Result<(), WorkerError> {
        (&self.control).write_all(&[BEGIN]).map_err(|_| WorkerError::Absent)?;
        let words_max = match task.kind {
            Kind::Camera => {
                WORKER_WORDS_MAX.max(CAMERA_WORDS_PER_FRAME_MAX.saturating_mul(CAMERA_FRAMES_MAX))
            }
            Kind::Picture | Kind::Cameras => WORKER_WORDS_MAX,
        };
        let feed = Feed::new(task, source);
        let busy = (Duration::ZERO, Duration::ZERO);
        let mut job = Job { line: self, feed, caps, busy, words: 0, words_max, frames: 0, ended: None };
        let outcome = job.run(each);
        job.settle()?;
        outcome
    }
}

#[cfg(test)]
impl Line {
    /// The server is told that its parent is gone.
    pub(super) fn hang_up(&mut self) {
        let (_, nobody) = io::pipe().unwrap();
        self.control = nobody;
    }
}

impl Job<'_> {
    fn run(&mut self, each: &mut dyn FnMut(Seen) -> ControlFlow<()>) -> Result<(), WorkerError> {
        loop {
            match self.ready(true)? {
                Ready::Said => {
                    let seen = self.seen()?;
                    self.busy.0 = Duration::ZERO;
                    self.frames = self.frames.saturating_add(usize::from(seen == Seen::Frame));
                    if each(seen).is_break() {
                        return Ok(());
                    }
                }
                Ready::Ended => return self.verdict(),
                Ready::Feed => self.feed.step(&self.line.data),
                Ready::Late => return Err(self.timeout()),
                Ready::Tick if each(Seen::Waiting).is_break() => return Ok(()),
                Ready::Tick => {}
            }
        }
    }

    /// Waits a little until something can be done, and counts how long the worker was busy meanwhile.
    fn ready(&mut self, may_feed: bool) -> Result<Ready, WorkerError> {
        let feed = if may_feed { self.feed.wants(&self.line.data) } else { None };
        let waits_for_source = matches!(feed, Some((_, PollFlags::IN)));
        let time = if waits_for_source { TICK } else { self.time_left().min(TICK) };
        let time = Timespec::try_from(time).ok();
        // What has ended is watched no more: it would be ready for ever.
        let end_flags = if self.ended.is_none() { PollFlags::IN } else { PollFlags::empty() };
        let mut watched =
            vec![PollFd::new(&self.line.payloads, PollFlags::IN), PollFd::new(&self.line.ended, end_flags)];
        watched.extend(feed.map(|(end, flags)| PollFd::from_borrowed_fd(end, flags)));
        let before = Instant::now();
        let polled = poll(&mut watched, time.as_ref());
        let since = if waits_for_source { Duration::ZERO } else { before.elapsed() };
        let fired = |at: usize| watched.get(at).is_some_and(|end| !end.revents().is_empty());
        let (has_said, has_ended) = (fired(0), self.ended.is_some() || fired(1));
        self.busy.0 = self.busy.0.saturating_add(since);
        self.busy.1 = self.busy.1.saturating_add(since);
        match polled {
            Ok(0) | Err(rustix::io::Errno::INTR) if has_ended => Ok(Ready::Ended),
            Ok(0) | Err(rustix::io::Errno::INTR) if self.time_left().is_zero() => Ok(Ready::Late),
            Ok(0) | Err(rustix::io::Errno::INTR) => Ok(Ready::Tick),
            Err(_) => Err(WorkerError::Absent),
            // In this order: what a worker said before its end counts.
            Ok(_) if has_said => Ok(Ready::Said),
            Ok(_) if has_ended => self.note_end().map(|()| Ready::Ended),
            Ok(_) => Ok(Ready::Feed),
        }
    }

    /// How long the worker may still be busy.
    fn time_left(&self) -> Duration {
        let frame = self.caps.frame.saturating_sub(self.busy.0);
        let job = self.caps.job.map(|job| job.saturating_sub(self.busy.1));
        job.map_or(frame, |job| job.min(frame))
    }

    fn timeout(&self) -> WorkerError {
        let cap = match self.caps.job {
            Some(job) if self.busy.1 >= job => job,
            _ => self.caps.frame,
        };
        WorkerError::Timeout { frame: self.frames, seconds: cap.as_secs() }
    }

    /// The next word of the worker, straight into the place it stays in.
    fn seen(&mut self) -> Result<Seen, WorkerError> {
        let garbled = WorkerError::Garbled { frame: self.frames };
        // One that was taken over could go on talking for ever.
        self.words = self.words.saturating_add(1);
        if self.words > self.words_max {
            return Err(garbled);
        }
        let mut head = [0; HEAD_BYTES];
        self.read(&mut head)?;
        let bytes = record::body_bytes(head).ok_or(garbled)?;
        let mut body = Zeroizing::new(vec![0; bytes]);
        self.read(&mut body)?;
        record::parse(head, body).ok_or(garbled)
    }

    fn read(&mut self, mut place: &mut [u8]) -> Result<(), WorkerError> {
        while !place.is_empty() {
            match self.ready(false)? {
                Ready::Said => {
                    let count = (&self.line.payloads).read(place).map_err(|_| WorkerError::Absent)?;
                    // The server holds this pipe open for as long as there is one.
                    if count == 0 {
                        return Err(WorkerError::Absent);
                    }
                    place = place.split_at_mut_checked(count).map_or(&mut [], |(_, rest)| rest);
                }
                Ready::Late => return Err(self.timeout()),
                Ready::Tick => {}
                Ready::Ended | Ready::Feed => return Err(WorkerError::Garbled { frame: self.frames }),
            }
        }
        Ok(())
    }

    /// Reads how the worker ended. The server says it in one piece.
    fn note_end(&mut self) -> Result<(), WorkerError> {
        if self.ended.is_none() {
            let mut ended = Ended::default();
            (&self.line.ended).read_exact(&mut ended).map_err(|_| WorkerError::Absent)?;
            self.ended = Some(ended);
        }
        Ok(())
    }

    fn verdict(&self) -> Result<(), WorkerError> {
        let (frame, job) = (self.frames, self.caps.job.unwrap_or(self.caps.frame));
        match self.ended {
            Some([EXITED, 0]) => Ok(()),
            Some([SIGNALLED, SIGXCPU]) => Err(WorkerError::Timeout { frame, seconds: job.as_secs() }),
            _ => Err(WorkerError::Died { frame }),
        }
    }

    /// Ends the worker if it has not ended, and empties the pipes: the next job begins with nothing.
    fn settle(&mut self) -> Result<(), WorkerError> {
        if self.ended.is_none() {
            (&self.line.control).write_all(&[STOP]).map_err(|_| WorkerError::Absent)?;
            self.note_end()?;
        }
        drained(&self.line.payloads).and(drained(&self.line.spill)).map_err(|_| WorkerError::Absent)
    }
}

/// Takes out what stands in a pipe that nobody writes any more.
fn drained(mut pipe: &PipeReader) -> io::Result<()> {
    let mut place = Zeroizing::new(vec![0; PIPE_BYTES]);
    loop {
        let mut watched = [PollFd::new(pipe, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        match poll(&mut watched, Some(&now)) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
            Ok(0) => return Ok(()),
            Ok(_) if pipe.read(&mut place)? == 0 => return Ok(()),
            Ok(_) => {}
        }
    }
}
