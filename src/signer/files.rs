//! Files: read once and bounded, written whole or not at all.

use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Access, AtFlags, CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;
use std::fmt;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum FileError {
    /// There is none.
    Missing(Safe),
    /// The system says no.
    Denied(Safe),
    /// More bytes than the limit.
    TooLarge {
        /// Which.
        path: Safe,
        /// The limit, in bytes.
        most: u64,
    },
    /// Writing would replace something.
    Exists(Safe),
    /// The name is a symbolic link: what stands behind it is not ours to write (attack E13).
    Link(Safe),
    /// Not a file that can be read or written.
    NotAFile(Safe),
    /// The folder lets everybody swap files in it (attack E13).
    OpenFolder(Safe),
    /// The device failed.
    Failed(Safe),
}

/// Reads everything there is, at most `most` bytes, looking at the file once (attack E11).
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    read_bounded(open(path)?, most, shown(path))
}

/// Opens a file or a named pipe for reading; a folder is none.
pub(crate) fn open(path: &Path) -> Result<File, FileError> {
    let shown = shown(path);
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = rustix::fs::openat(CWD, path, flags, Mode::empty())
        .map_err(|error| refused(error.into(), shown.clone()))?;
    let file = File::from(file);
    let kind = file.metadata().map_err(|error| refused(error, shown.clone()))?;
    if kind.is_dir() {
        return Err(FileError::NotAFile(shown));
    }
    // A pipe named on the command line is waited for: before anybody writes to it, it reads as nothing.
    if kind.file_type().is_fifo() {
        while poll(&mut [PollFd::new(&file, PollFlags::IN)], None) == Err(Errno::INTR) {}
    }
    if !kind.is_file() {
        rustix::fs::fcntl_setfl(&file, OFlags::empty()).map_err(|error| refused(error.into(), shown))?;
    }
    Ok(file)
}

/// Reads a stream to its end, at most `most` bytes; `name` is what an error calls it.
pub(crate) fn read_bounded(stream: impl Read, most: u64, name: Safe) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = stream.take(most.saturating_add(1)).read_to_end(&mut bytes);
    let count = read.map_err(|error| refused(error, name.clone()))?;
    match u64::try_from(count) {
        Ok(count) if count <= most => Ok(bytes),
        _ => Err(FileError::TooLarge { path: name, most }),
    }
}

/// Writes a file whole: a temporary beside it, flushed to the disk, then renamed; mode 0600.
/// Never over a symbolic link, and over an existing file only when `force` says so.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), FileError> {
    may_write(path, force)?;
    let shown = shown(path);
    let folder = folder_of(path);
    let folder_file = open_folder(&folder).map_err(|error| refused(error.into(), self::shown(&folder)))?;
    let name = path.file_name().ok_or_else(|| FileError::NotAFile(shown.clone()))?;
    let temporary = temporary_name(name);
    let outcome = fill(&folder_file, &temporary, bytes).and_then(|()| {
        // NOREPLACE settles a race with whoever creates the name meanwhile.
        let flags = if force { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        Ok(rustix::fs::renameat_with(&folder_file, &temporary, &folder_file, name, flags)?)
    });
    if let Err(error) = outcome {
        let _ = rustix::fs::unlinkat(&folder_file, &temporary, AtFlags::empty());
        return Err(refused(error, shown));
    }
    rustix::fs::fsync(&folder_file).map_err(|error| refused(error.into(), shown))
}

/// Whether [`write`] would begin at all: asked before a person spends time on a review.
pub(crate) fn may_write(path: &Path, force: bool) -> Result<(), FileError> {
    let shown = shown(path);
    let folder = folder_of(path);
    let about = folder.metadata().map_err(|error| refused(error, self::shown(&folder)))?;
    let mode = std::os::unix::fs::PermissionsExt::mode(&about.permissions());
    let (world_writable, sticky) = (mode & 0o002 != 0, mode & 0o1000 != 0);
    if world_writable && !sticky {
        return Err(FileError::OpenFolder(self::shown(&folder)));
    }
    // A folder of another user, or a medium that is write-protected: told before a person spends time.
    let may = rustix::fs::access(&folder, Access::WRITE_OK | Access::EXEC_OK);
    may.map_err(|error| refused(error.into(), self::shown(&folder)))?;
    match path.symlink_metadata() {
        Ok(about) if about.is_symlink() => Err(FileError::Link(shown)),
        Ok(about) if !about.is_file() => Err(FileError::NotAFile(shown)),
        Ok(_) if !force => Err(FileError::Exists(shown)),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(refused(error, shown)),
    }
}

/// Whether two paths lead to one file that exists.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| path.metadata().ok().map(|about| (about.dev(), about.ino()));
    identity(one).is_some_and(|one| identity(other) == Some(one))
}

/// A path as it may be shown.
pub(crate) fn shown(path: &Path) -> Safe {
    Safe::bytes(path.as_os_str().as_encoded_bytes())
}

/// What the system's refusal means to a person.
pub(crate) fn refused(error: std::io::Error, path: Safe) -> FileError {
    match error.kind() {
        ErrorKind::NotFound => FileError::Missing(path),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FileError::Denied(path),
        ErrorKind::AlreadyExists => FileError::Exists(path),
        ErrorKind::IsADirectory | ErrorKind::NotADirectory => FileError::NotAFile(path),
        _ => FileError::Failed(path),
    }
}

/// The folder a file is in.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn open_folder(folder: &Path) -> rustix::io::Result<std::os::fd::OwnedFd> {
    rustix::fs::openat(CWD, folder, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

/// A name of our process in the same folder, so that the rename stays on one file system.
fn temporary_name(name: &std::ffi::OsStr) -> std::ffi::OsString {
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.part", std::process::id()));
    temporary
}

fn fill(folder: &std::os::fd::OwnedFd, name: &std::ffi::OsStr, bytes: &[u8]) -> std::io::Result<()> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut file = File::from(rustix::fs::openat(folder, name, flags, Mode::RUSR | Mode::WUSR)?);
    file.write_all(bytes)?;
    file.sync_all()
}

impl Explain for FileError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing(_) => "io/missing",
            Self::Denied(_) => "io/denied",
            Self::TooLarge { .. } => "io/too-large",
            Self::Exists(_) => "io/exists",
            Self::Link(_) => "io/link",
            Self::NotAFile(_) => "io/not-a-file",
            Self::OpenFolder(_) => "io/open-folder",
            Self::Failed(_) => "io/failed",
        })
    }

    fn facts(&self) -> Facts {
        let (Self::Missing(path)
        | Self::Denied(path)
        | Self::TooLarge { path, .. }
        | Self::Exists(path)
        | Self::Link(path)
        | Self::NotAFile(path)
        | Self::OpenFolder(path)
        | Self::Failed(path)) = self;
        let mut facts = vec![("path", path.clone())];
        if let Self::TooLarge { most, .. } = self {
            facts.push(("most", Safe::number(*most)));
        }
        facts
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for FileError {}

#[cfg(test)]
mod tests;
