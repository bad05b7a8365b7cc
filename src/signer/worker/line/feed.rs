//! A task and a picture on their way to a worker, piece by piece and never waiting.

use crate::worker::Source;
use crate::worker::job::{LENGTH_BYTES, Task};
use rustix::event::PollFlags;
use std::fs::File;
use std::io::{Cursor, PipeWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use zeroize::Zeroizing;

/// Bytes of a picture in one piece: what a pipe holds.
const PIECE_BYTES: usize = 64 * 1024;

/// What is still to be sent.
pub(super) struct Feed {
    known: Cursor<Vec<u8>>,
    rest: Option<File>,
    is_over: bool,
    piece: Zeroizing<Vec<u8>>,
    sent: usize,
}

impl Feed {
    pub(super) fn new(task: Task, source: Source) -> Self {
        let (known, rest) = match source {
            Source::Bytes(bytes) => (bytes, None),
            Source::Stream(head, file) => (head, Some(file)),
            Source::Camera(selector) => (selector.to_bytes(), None),
            Source::Cameras => (Vec::new(), None),
        };
        let mut piece = Zeroizing::new(Vec::with_capacity(LENGTH_BYTES + PIECE_BYTES));
        piece.extend_from_slice(&task.to_bytes());
        Self { known: Cursor::new(known), rest, is_over: false, piece, sent: 0 }
    }

    /// The descriptor it waits for and what for; nothing once all was sent.
    pub(super) fn wants<'a>(&'a self, data: &'a PipeWriter) -> Option<(BorrowedFd<'a>, PollFlags)> {
        let to_worker = Some((data.as_fd(), PollFlags::OUT));
        if self.sent < self.piece.len() {
            return to_worker;
        }
        match &self.rest {
            _ if self.is_over => None,
            Some(file) if self.is_known_sent() => Some((file.as_fd(), PollFlags::IN)),
            _ => to_worker,
        }
    }

    /// Passes on what can be passed on without waiting.
    pub(super) fn step(&mut self, mut data: &PipeWriter) {
        if self.sent >= self.piece.len() {
            self.take_piece();
        }
        let unsent = self.piece.get(self.sent..).unwrap_or_default();
        // A pipe that is full is written when it says so; of one that fails, the worker's end tells.
        self.sent = self.sent.saturating_add(data.write(unsent).unwrap_or(0));
    }

    fn is_known_sent(&self) -> bool {
        usize::try_from(self.known.position()).is_ok_and(|at| at >= self.known.get_ref().len())
    }

    /// A source that fails ends; a piece of no bytes says so to the worker.
    fn take_piece(&mut self) {
        self.sent = 0;
        self.piece.resize(LENGTH_BYTES + PIECE_BYTES, 0);
        let is_known_sent = self.is_known_sent();
        let Some((length, place)) = self.piece.split_at_mut_checked(LENGTH_BYTES) else { return };
        let count = match &mut self.rest {
            Some(file) if is_known_sent => file.read(place),
            _ => self.known.read(place),
        };
        let count = count.unwrap_or(0);
        let said = u32::try_from(count).unwrap_or(0).to_le_bytes();
        length.iter_mut().zip(said).for_each(|(place, byte)| *place = byte);
        self.piece.truncate(LENGTH_BYTES + count);
        self.is_over = count == 0;
    }
}
