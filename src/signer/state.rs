//! The state folder: the journal and the outpoint memory of this machine.
//!
//! A machine that forgets (started from a read-only stick) has none; then it says so, because two
//! of the attacks it withstands are only seen by a machine that remembers (A01, A10).

mod inventory_file;
mod journal_file;
mod memory_file;
pub(crate) mod optics_file;

use crate::error::Error;
use crate::files;
use bitcoin::OutPoint;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::backup;
use coldframe_core::journal::outpoint_memory::Remembered;
use coldframe_core::journal::{Event, Journal, MadeSet, OutpointMemory, UnixSeconds, share_sets};
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
    /// A coin of this payload was signed with by another run since this one began.
    Meanwhile,
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
    pub(crate) fn memory(&self) -> Option<&OutpointMemory> {
        match self {
            Self::Kept(kept) => Some(&kept.memory),
            Self::None => None,
        }
    }

    /// Where it is kept, if it is.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Kept(kept) => Some(&kept.folder),
            Self::None => None,
        }
    }

    /// Keeps what a signed review said of its coins, unless another run learnt something of them
    /// since this one looked: two mirrored payloads signed side by side would else both pass (attack A01).
    pub(crate) fn remember(&mut self, coins: &[(OutPoint, Remembered)]) -> Result<(), Error> {
        let Self::Kept(kept) = self else { return Ok(()) };
        let _lock = lock(&kept.folder)?;
        let mut newest = memory_file::load(&kept.folder)?;
        if coins.iter().any(|(coin, _)| newest.get(coin) != kept.memory.get(coin)) {
            return Err(StateError::Meanwhile.into());
        }
        coins.iter().for_each(|(coin, remembered)| newest.remember(*coin, *remembered));
        memory_file::store(&kept.folder, &newest)?;
        kept.memory = newest;
        Ok(())
    }
}

impl State {
    /// Whether a seed of that fingerprint was made here and its backup never tested (attack F09).
    pub(crate) fn has_untested_backup(&self, fingerprint: Fingerprint) -> Result<bool, Error> {
        let Self::Kept(kept) = self else { return Ok(false) };
        Ok(backup::is_untested(&kept.journal.bytes()?, fingerprint))
    }

    /// The sets of shares that were made here, in order (attack F06).
    pub(crate) fn share_sets(&self) -> Result<Vec<MadeSet>, Error> {
        let Self::Kept(kept) = self else { return Ok(Vec::new()) };
        Ok(share_sets(&kept.journal.bytes()?))
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
        let shown = files::shown(folder);
        make(folder).map_err(|_| StateError::Folder(shown.clone()))?;
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

/// The folder that was named or else the usual one, made if it is not there; `None` without one.
pub(crate) fn prepared_folder(named: Option<&Path>) -> Option<PathBuf> {
    let folder = named.map(Path::to_owned).or_else(usual_folder)?;
    // What is wrong with it is said when it is used.
    let _ = make(&folder);
    Some(folder)
}

fn make(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
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
            Self::Meanwhile => "state/meanwhile",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Folder(path) | Self::Shared(path) | Self::Write(path) => vec![("path", path.clone())],
            Self::Meanwhile => Facts::new(),
        }
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
