//! The folder of named seeds: one encrypted file each, written whole or not at all.
//!
//! A file is made beside its place, brought to the disk, read back and proven to open; only then
//! does it take the place of the old one. Whatever step the power fails at, what was stored before
//! is still there, whole. Names are checked and links never followed (attack E13).

mod disk;
mod error;
mod list;

pub(crate) use error::StoreError;
pub(crate) use list::{Listing, Row};

use crate::error::Error;
use crate::files;
use crate::world::World;
use coldframe_core::limits::VAULT_FILE_BYTES_MAX;
use coldframe_core::safe::Safe;
use coldframe_keys::vault::Name;
use disk::{Disk, Folder};
use rustix::fs::{FlockOperation, Mode, OFlags};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// Name of the folder inside the state folder.
const FOLDER: &str = "vault";

/// What the file of a seed ends with.
const ENDING: &str = ".age";

/// What a file ends with that is not whole yet. It begins with a dot, so it is no seed.
const UNFINISHED: &str = ".part";

/// The named seeds of this machine.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    folder: OwnedFd,
}

impl Store {
    /// Opens the folder of this machine's state, and makes it if there is none.
    pub(crate) fn open(world: &mut World) -> Result<Self, Error> {
        match world.state()?.folder() {
            Some(state) => Ok(Self::in_folder(state)?),
            None => Err(StoreError::NoFolder.into()),
        }
    }

    /// Opens the folder inside that one.
    pub(crate) fn in_folder(state: &Path) -> Result<Self, StoreError> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let path = state.join(FOLDER);
        let failed = || StoreError::Folder(files::shown(&path));
        match std::fs::DirBuilder::new().mode(0o700).create(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(failed()),
            _ => {}
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = rustix::fs::open(&path, flags, Mode::empty()).map_err(|_| failed())?;
        let about = std::fs::File::from(folder.try_clone().map_err(|_| failed())?).metadata();
        if about.map_err(|_| failed())?.permissions().mode() & 0o022 != 0 {
            return Err(StoreError::Shared(files::shown(&path)));
        }
        Ok(Self { path, folder })
    }

    /// The encrypted file of a seed.
    pub(crate) fn read(&self, name: &Name) -> Result<Vec<u8>, StoreError> {
        let most = u64::try_from(VAULT_FILE_BYTES_MAX).unwrap_or(u64::MAX);
        let shown = || self.shown(name);
        Folder::over(&self.folder).read(&file_name(name), most).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::Missing(Safe::text(name.as_str())),
            _ => StoreError::Read(shown()),
        })
    }

    /// Stops if there is a seed of that name: asked before a person spends time on one.
    pub(crate) fn must_be_free(&self, name: &Name) -> Result<(), StoreError> {
        match rustix::fs::statat(&self.folder, file_name(name), rustix::fs::AtFlags::SYMLINK_NOFOLLOW) {
            Err(rustix::io::Errno::NOENT) => Ok(()),
            _ => Err(StoreError::Taken(Safe::text(name.as_str()))),
        }
    }

    /// Stores a file. `proven` is given what was read back from the disk; with an error from it
    /// nothing changes. Without `replace` a seed of that name is never touched.
    pub(crate) fn put(
        &self,
        name: &Name,
        file: &[u8],
        replace: bool,
        proven: impl FnOnce(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let _lock = self.lock()?;
        match replace {
            // Forgotten meanwhile by another run: it does not come back.
            true => drop(self.read(name)?),
            false => self.must_be_free(name)?,
        }
        put(&mut Folder::over(&self.folder), name, file, replace, proven)
            .map_err(|why| why.unwrap_or_else(|| StoreError::Write(self.shown(name)).into()))
    }

    /// Overwrites and removes a file. On flash the old cells may keep a copy all the same.
    pub(crate) fn forget(&self, name: &Name) -> Result<(), StoreError> {
        let _lock = self.lock()?;
        let length = self.read(name)?.len();
        let mut folder = Folder::over(&self.folder);
        folder
            .overwrite(&file_name(name), length)
            .and_then(|()| folder.remove(&file_name(name)))
            .and_then(|()| folder.sync_folder())
            .map_err(|_| StoreError::Write(self.shown(name)))
    }

    /// What is in the folder.
    pub(crate) fn list(&self) -> Result<Listing, StoreError> {
        list::listing(&self.folder).ok_or_else(|| StoreError::Folder(files::shown(&self.path)))
    }

    /// Held until dropped: one run at a time changes the folder.
    fn lock(&self) -> Result<OwnedFd, StoreError> {
        let failed = |_| StoreError::Folder(files::shown(&self.path));
        // Opened anew: a lock belongs to the opening, and a copy would share ours.
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let held = rustix::fs::open(&self.path, flags, Mode::empty()).map_err(failed)?;
        rustix::fs::flock(&held, FlockOperation::LockExclusive).map_err(failed)?;
        Ok(held)
    }

    fn shown(&self, name: &Name) -> Safe {
        files::shown(&self.path.join(file_name(name)))
    }
}

/// The steps of storing, in the order that makes every one of them safe to be the last.
/// `None` is a disk that failed.
fn put(
    disk: &mut dyn Disk,
    name: &Name,
    file: &[u8],
    replace: bool,
    proven: impl FnOnce(&[u8]) -> Result<(), Error>,
) -> Result<(), Option<Error>> {
    let (unfinished, whole) = (unfinished_name(name), file_name(name));
    let disk_failed = |_: std::io::Error| None;
    // One left by a run that died; ours alone, since the folder is locked.
    let _ = disk.remove(&unfinished);
    let written = (|| {
        disk.create(&unfinished).map_err(disk_failed)?;
        disk.write(file).map_err(disk_failed)?;
        disk.sync().map_err(disk_failed)?;
        let back = disk.read_back(&unfinished).map_err(disk_failed)?;
        if back != file {
            return Err(None);
        }
        proven(&back).map_err(Some)?;
        disk.rename(&unfinished, &whole, replace).map_err(disk_failed)
    })();
    if written.is_err() {
        let _ = disk.remove(&unfinished);
    }
    written?;
    // The old file is gone by now: whoever was told otherwise would throw the new passphrase away.
    disk.sync_folder().map_err(|_| Some(StoreError::Unsettled(Safe::text(name.as_str())).into()))
}

fn file_name(name: &Name) -> String {
    format!("{name}{ENDING}")
}

fn unfinished_name(name: &Name) -> String {
    format!(".{name}{UNFINISHED}")
}

#[cfg(test)]
mod tests;
