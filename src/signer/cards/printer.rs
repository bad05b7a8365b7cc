//! A printer as a device that pages are written to: no spooler, no network, no file.

use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use coldframe_core::safe::Safe;
use rustix::fs::{FileType, Mode, OFlags};
use std::fs::File;
use std::io::Write;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

/// A printer somebody named.
#[derive(Clone, Debug)]
pub(crate) struct Printer {
    pub(super) device: PathBuf,
}

impl Printer {
    /// The printer behind this name.
    ///
    /// # Errors
    /// `cards/not-a-printer` for everything but a character device that is no terminal: pages in a
    /// regular file are a secret in the clear, and a disk would be overwritten (attack G12).
    pub(crate) fn named(device: &Path) -> Result<Self, Error> {
        let printer = Self { device: device.to_owned() };
        let about = rustix::fs::stat(device).map_err(|why| files::refused(why.into(), printer.shown()))?;
        printer.must_be_one(FileType::from_raw_mode(about.st_mode) == FileType::CharacterDevice)?;
        Ok(printer)
    }

    /// As it may be shown.
    pub(crate) fn shown(&self) -> Safe {
        files::shown(&self.device)
    }

    /// Writes pages as they are. What is opened is looked at again: the name may lead elsewhere by now.
    pub(crate) fn print(&self, pages: &[u8]) -> Result<(), Error> {
        let failed = |why: std::io::Error| Error::from(files::refused(why, self.shown()));
        let flags = OFlags::WRONLY | OFlags::CLOEXEC | OFlags::NOCTTY;
        let opened =
            rustix::fs::open(&self.device, flags, Mode::empty()).map_err(|why| failed(why.into()))?;
        let about = rustix::fs::fstat(opened.as_fd()).map_err(|why| failed(why.into()))?;
        let is_device = FileType::from_raw_mode(about.st_mode) == FileType::CharacterDevice;
        self.must_be_one(is_device && !rustix::termios::isatty(opened.as_fd()))?;
        File::from(opened).write_all(pages).map_err(failed)
    }

    fn must_be_one(&self, is_one: bool) -> Result<(), Error> {
        match is_one {
            true => Ok(()),
            false => Err(Error::with(Exit::Usage, "cards/not-a-printer", vec![("path", self.shown())])),
        }
    }
}
