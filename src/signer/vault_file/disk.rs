//! What storing needs of a disk, step by step, so that a test can cut the power at each.

use coldframe_core::limits::VAULT_FILE_BYTES_MAX;
use rustix::fs::{AtFlags, Mode, OFlags, RenameFlags};
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::os::fd::OwnedFd;

/// One folder of a disk.
pub(super) trait Disk {
    /// Makes a file that is not there yet; further writes go to it.
    fn create(&mut self, name: &str) -> Result<()>;
    /// Adds bytes to it.
    fn write(&mut self, bytes: &[u8]) -> Result<()>;
    /// Returns when they would survive a power cut.
    fn sync(&mut self) -> Result<()>;
    /// Reads a file whole.
    fn read_back(&mut self, name: &str) -> Result<Vec<u8>>;
    /// Gives a file another name, in one step.
    fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<()>;
    /// Returns when the names would survive a power cut.
    fn sync_folder(&mut self) -> Result<()>;
    /// Removes a name.
    fn remove(&mut self, name: &str) -> Result<()>;
}

/// A real folder, held open: what its path leads to meanwhile does not matter.
pub(super) struct Folder<'a> {
    folder: &'a OwnedFd,
    file: Option<File>,
}

impl<'a> Folder<'a> {
    pub(super) fn over(folder: &'a OwnedFd) -> Self {
        Self { folder, file: None }
    }

    /// Reads at most so many bytes of a plain file, never through a link.
    pub(super) fn read(&self, name: &str, most: u64) -> Result<Vec<u8>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::openat(self.folder, name, flags, Mode::empty())?);
        let about = file.metadata()?;
        if !about.is_file() || about.len() > most {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes zeroes over a file.
    pub(super) fn overwrite(&self, name: &str, length: usize) -> Result<()> {
        let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mut file = File::from(rustix::fs::openat(self.folder, name, flags, Mode::empty())?);
        file.write_all(&vec![0; length])?;
        file.sync_all()
    }

    fn file(&mut self) -> Result<&mut File> {
        self.file.as_mut().ok_or_else(|| Error::from(ErrorKind::InvalidInput))
    }
}

impl Disk for Folder<'_> {
    fn create(&mut self, name: &str) -> Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let made = rustix::fs::openat(self.folder, name, flags, Mode::RUSR | Mode::WUSR)?;
        self.file = Some(File::from(made));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file()?.write_all(bytes)
    }

    fn sync(&mut self) -> Result<()> {
        self.file()?.sync_all()
    }

    fn read_back(&mut self, name: &str) -> Result<Vec<u8>> {
        self.read(name, u64::try_from(VAULT_FILE_BYTES_MAX).unwrap_or(u64::MAX))
    }

    fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<()> {
        // NOREPLACE settles a race with whoever creates the name meanwhile.
        let flags = if replace { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        Ok(rustix::fs::renameat_with(self.folder, from, self.folder, to, flags)?)
    }

    fn sync_folder(&mut self) -> Result<()> {
        Ok(rustix::fs::fsync(self.folder)?)
    }

    fn remove(&mut self, name: &str) -> Result<()> {
        Ok(rustix::fs::unlinkat(self.folder, name, AtFlags::empty())?)
    }
}
