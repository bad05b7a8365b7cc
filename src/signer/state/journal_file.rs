//! The first store of the journal: a plain file that only grows.

use super::StateError;
use crate::error::Error;
use crate::files::{self, FileError};
use coldframe_core::journal::{Chain, Event, UnixSeconds};
use coldframe_core::limits::JOURNAL_BYTES_MAX;
use coldframe_core::safe::Safe;
use rustix::fs::{Mode, OFlags};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Its name in the state folder.
const NAME: &str = "journal.jsonl";

/// An open journal and where its chain stands.
#[derive(Debug)]
pub(super) struct JournalFile {
    path: PathBuf,
    file: File,
    chain: Chain,
    byte_count: u64,
}

impl JournalFile {
    /// Opens it and follows its chain to the end: a broken one is not written on.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::open(&path, flags, Mode::RUSR | Mode::WUSR)
            .map_err(|error| files::refused(error.into(), files::shown(&path)))?;
        let mut journal = Self { path, file: File::from(file), chain: Chain::empty(), byte_count: 0 };
        journal.follow()?;
        Ok(journal)
    }

    /// Adds events; on the disk when this returns. The caller holds the lock.
    pub(super) fn append(&mut self, at: UnixSeconds, events: &[Event]) -> Result<(), Error> {
        let failed = |_| StateError::Write(self.shown());
        if self.file.metadata().map_err(failed)?.len() != self.byte_count {
            self.follow()?;
        }
        let (mut lines, mut chain) = (Vec::new(), self.chain);
        for event in events {
            let (line, next) = chain.next(at, event);
            lines.extend(line);
            chain = next;
        }
        let failed = |_| StateError::Write(self.shown());
        (&self.file).write_all(&lines).and_then(|()| self.file.sync_data()).map_err(failed)?;
        self.chain = chain;
        self.byte_count = self.byte_count.saturating_add(u64::try_from(lines.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    /// Every line of it.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Error> {
        match files::read(&self.path, JOURNAL_BYTES_MAX) {
            Err(FileError::TooLarge { path, most }) => {
                let facts = vec![("path", path), ("most", Safe::number(most))];
                Err(Error::with(crate::exit::Exit::No, "journal/full", facts))
            }
            other => Ok(other?),
        }
    }

    fn follow(&mut self) -> Result<(), Error> {
        let bytes = self.bytes()?;
        self.chain = Chain::resume(&bytes)?;
        self.byte_count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    fn shown(&self) -> Safe {
        files::shown(&self.path)
    }
}
