//! The one way to look: a root folder, an environment, the kernel's answers.
//!
//! What stands in `/proc` and `/sys` can come from a hostile device (a USB stick names itself), so
//! everything is read bounded, taken as text that means nothing, and shown escaped.

use coldframe_core::journal::UnixSeconds;
use rustix::fs::{CWD, Mode, OFlags};
use rustix::io::Errno;
use rustix::rand::{GetRandomFlags, getrandom};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;

/// Most bytes read of one file.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Most names read of one folder.
const NAMES_MAX: usize = 512;

/// The variables that say where the terminal is; no other is looked at.
const VARIABLES: [&str; 8] =
    ["TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "ASCIINEMA_REC"];

/// It cannot be read: the folder is not there as a whole, or the kernel says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// What looking gives.
pub(crate) type Looked<T> = Result<T, Unreadable>;

/// A machine to look at: this one, or one that a test has put into a folder.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    pub(super) root: PathBuf,
    pub(super) variables: Vec<(&'static str, String)>,
    pub(super) parent: u32,
    pub(super) has_entropy: fn() -> bool,
    pub(super) now: UnixSeconds,
}

impl Probe {
    /// This machine, at this moment.
    pub(crate) fn real(now: UnixSeconds) -> Self {
        let variable = |name: &&'static str| {
            let value = std::env::var_os(name)?.to_string_lossy().into_owned();
            (!value.is_empty()).then_some((*name, value))
        };
        Self {
            root: PathBuf::from("/"),
            variables: VARIABLES.iter().filter_map(variable).collect(),
            parent: std::os::unix::process::parent_id(),
            has_entropy: kernel_is_ready,
            now,
        }
    }

    /// A machine of which nothing can be read.
    #[cfg(test)]
    pub(crate) fn nowhere() -> Self {
        Self {
            root: PathBuf::from("/nowhere/at/all"),
            variables: Vec::new(),
            parent: 0,
            has_entropy: || true,
            now: UnixSeconds(u64::MAX),
        }
    }

    /// The value of a variable, if it is set to anything.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The text of a file, without the line end; `None` if there is no such file.
    pub(super) fn contents(&self, path: &str) -> Looked<Option<String>> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = match rustix::fs::openat(CWD, self.root.join(path), flags, Mode::empty()) {
            Ok(file) => File::from(file),
            Err(Errno::NOENT | Errno::NOTDIR) => return self.missing(path),
            Err(_) => return Err(Unreadable),
        };
        let mut bytes = Vec::new();
        match file.take(FILE_BYTES_MAX).read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(String::from_utf8_lossy(&bytes).trim_end().to_owned())),
            // The carrier of an interface that is down, a device that has gone.
            Err(error)
                if matches!(
                    error.raw_os_error().map(Errno::from_raw_os_error),
                    Some(Errno::INVAL | Errno::NODEV)
                ) =>
            {
                Ok(None)
            }
            Err(_) => Err(Unreadable),
        }
    }

    /// The names in a folder, sorted; none if there is no such folder.
    pub(super) fn names(&self, path: &str) -> Looked<Vec<String>> {
        let entries = match std::fs::read_dir(self.root.join(path)) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return self.missing::<()>(path).map(|_| Vec::new());
            }
            Err(_) => return Err(Unreadable),
        };
        let names =
            entries.take(NAMES_MAX).map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names: Vec<String> = names.collect::<std::io::Result<_>>().map_err(|_| Unreadable)?;
        names.sort();
        Ok(names)
    }

    /// Whether there is anything of that name.
    pub(super) fn exists(&self, path: &str) -> Looked<bool> {
        match self.root.join(path).symlink_metadata() {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                self.missing::<()>(path).map(|_| false)
            }
            Err(_) => Err(Unreadable),
        }
    }

    /// "Not there" is an answer only where the rest of the tree is: an empty chroot has no /sys,
    /// and that is no proof that the machine has no radio.
    fn missing<T>(&self, path: &str) -> Looked<Option<T>> {
        let sign = match path.split('/').next() {
            Some("proc") => "proc/self",
            Some("sys") => "sys/class",
            _ => "dev/null",
        };
        if self.root.join(sign).exists() { Ok(None) } else { Err(Unreadable) }
    }
}

/// Whether getrandom(2) gives a byte without waiting: the kernel's generator is seeded. Its
/// `entropy_avail` is 256 on every new kernel and says nothing.
fn kernel_is_ready() -> bool {
    let mut byte = [0u8; 1];
    matches!(getrandom(&mut byte, GetRandomFlags::NONBLOCK), Ok(1))
}
