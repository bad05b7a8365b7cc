//! The state folder: the journal and the outpoint memory of this machine.
//!
//! A machine that forgets (started from a read-only stick) has none; then it says so, because two
//! of the attacks it withstands are only seen by a machine that remembers (A01, A10).

mod journal_file;
mod memory_file;

use crate::error::Error;
use crate::files;
use coldframe_core::journal::{Event, Journal, OutpointMemory, UnixSeconds};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use journal_file::JournalFile;
use rustix::fs::{FlockOperation, Mode, OFlags};
use std::fmt;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// Name of our folder inside the one for state.
const FOLDER: &str = "coldframe";

/// What the machine remembers, or that it does not.
#[derive(Debug)]
pub(crate) enum State {
    /// A folder with a journal whose chain was followed to its end.
    Kept(Box<Kept>),
    /// Nothing is kept.
    None,
}

/// A state folder in use.
#[derive(Debug)]
pub(crate) struct Kept {
    folder: PathBuf,
    journal: JournalFile,
    memory: OutpointMemory,
}

/// Why the state folder cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum StateError {
    /// It cannot be made or written.
    Folder(Safe),
    /// Somebody else may write in it.
    Shared(Safe),
    /// The event could not be kept.
    Write(Safe),
}

impl State {
    /// Opens the folder that was named, or else the usual one, or none if that cannot be written.
    pub(crate) fn open(named: Option<&Path>) -> Result<Self, Error> {
        let kept = match named {
            Some(folder) => Kept::open(folder)?,
            None => match usual_folder().map(|folder| Kept::open(&folder)) {
                Some(Ok(kept)) => kept,
                Some(Err(error)) if error.exit() == crate::exit::Exit::No => return Err(error),
                Some(Err(_)) | None => return Ok(Self::None),
            },
        };
        Ok(Self::Kept(Box::new(kept)))
    }

    /// What was claimed of coins in everything signed here.
    pub(crate) fn memory(&self) -> OutpointMemory {
        match self {
            Self::Kept(kept) => kept.memory.clone(),
            Self::None => OutpointMemory::default(),
        }
    }

    /// Keeps what a signed review said of its coins.
    pub(crate) fn remember(&mut self, add: &mut dyn FnMut(&mut OutpointMemory)) -> Result<(), Error> {
        let Self::Kept(kept) = self else { return Ok(()) };
        let _lock = lock(&kept.folder)?;
        // Read again under the lock: another run may have learnt something meanwhile.
        kept.memory = memory_file::load(&kept.folder)?;
        add(&mut kept.memory);
        memory_file::store(&kept.folder, &kept.memory)
    }
}

impl Journal for State {
    type Error = Error;

    fn record(&mut self, at: UnixSeconds, events: &[Event]) -> Result<(), Error> {
        let Self::Kept(kept) = self else { return Ok(()) };
        let _lock = lock(&kept.folder)?;
        kept.journal.append(at, events)
    }
}

impl Kept {
    fn open(folder: &Path) -> Result<Self, Error> {
        use std::os::unix::fs::DirBuilderExt;
        let shown = files::shown(folder);
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|_| StateError::Folder(shown.clone()))?;
        let about = folder.metadata().map_err(|_| StateError::Folder(shown.clone()))?;
        if std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o022 != 0 {
            return Err(StateError::Shared(shown).into());
        }
        let _lock = lock(folder)?;
        let journal = JournalFile::open(folder)?;
        let memory = memory_file::load(folder)?;
        Ok(Self { folder: folder.to_owned(), journal, memory })
    }
}

/// `$XDG_STATE_HOME/coldframe` or `$HOME/.local/state/coldframe` (XDG Base Directory).
fn usual_folder() -> Option<PathBuf> {
    let absolute = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let state =
        absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local").join("state")))?;
    Some(state.join(FOLDER))
}

/// Held until dropped: one run at a time changes what is kept.
fn lock(folder: &Path) -> Result<OwnedFd, StateError> {
    let failed = |_| StateError::Write(files::shown(folder));
    let held = rustix::fs::open(folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
        .map_err(failed)?;
    rustix::fs::flock(&held, FlockOperation::LockExclusive).map_err(failed)?;
    Ok(held)
}

impl Explain for StateError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Folder(_) => "state/folder",
            Self::Shared(_) => "state/shared",
            Self::Write(_) => "state/write",
        })
    }

    fn facts(&self) -> Facts {
        let (Self::Folder(path) | Self::Shared(path) | Self::Write(path)) = self;
        vec![("path", path.clone())]
    }
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for StateError {}

#[cfg(test)]
mod tests;
