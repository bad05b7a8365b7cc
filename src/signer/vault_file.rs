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
use std::sync::OnceLock;

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
    /// Held open once it is there: whoever stores nothing leaves no folder behind.
    folder: OnceLock<OwnedFd>,
}

impl Store {
    /// Opens the folder of this machine's state, if there is one; it is made for the first seed.
    pub(crate) fn open(world: &mut World) -> Result<Self, Error> {
        match world.state()?.folder() {
            Some(state) => Ok(Self::in_folder(state)?),
            None => Err(StoreError::NoFolder.into()),
        }
    }

    /// Opens the folder inside that one.
    pub(crate) fn in_folder(state: &Path) -> Result<Self, StoreError> {
        let path = state.join(FOLDER);
        let folder = opened(&path)?.map_or_else(OnceLock::new, OnceLock::from);
        Ok(Self { path, folder })
    }

    /// The encrypted file of a seed.
    pub(crate) fn read(&self, name: &Name) -> Result<Vec<u8>, StoreError> {
        let most = u64::try_from(VAULT_FILE_BYTES_MAX).unwrap_or(u64::MAX);
        let folder = self.holding(name)?;
        Folder::over(folder).read(&file_name(name), most).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::Missing(Safe::text(name.as_str())),
            _ => StoreError::Read(self.shown(name)),
        })
    }

    /// Stops if there is a seed of that name: asked before a person spends time on one.
    pub(crate) fn must_be_free(&self, name: &Name) -> Result<(), StoreError> {
        let Some(folder) = self.folder.get() else { return Ok(()) };
        match rustix::fs::statat(folder, file_name(name), rustix::fs::AtFlags::SYMLINK_NOFOLLOW) {
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
        let folder = self.made()?;
        let _lock = self.lock()?;
        match replace {
            // Forgotten meanwhile by another run: it does not come back.
            true => drop(self.read(name)?),
            false => self.must_be_free(name)?,
        }
        put(&mut Folder::over(folder), name, file, replace, proven)
            .map_err(|why| why.unwrap_or_else(|| StoreError::Write(self.shown(name)).into()))
    }

    /// Overwrites and removes a file. On flash the old cells may keep a copy all the same.
    pub(crate) fn forget(&self, name: &Name) -> Result<(), StoreError> {
        let mut folder = Folder::over(self.holding(name)?);
        let _lock = self.lock()?;
        let length = self.read(name)?.len();
        folder
            .overwrite(&file_name(name), length)
            .and_then(|()| folder.remove(&file_name(name)))
            .and_then(|()| folder.sync_folder())
            .map_err(|_| StoreError::Write(self.shown(name)))
    }

    /// What is in the folder.
    pub(crate) fn list(&self) -> Result<Listing, StoreError> {
        let Some(folder) = self.folder.get() else { return Ok(Listing::default()) };
        list::listing(folder).ok_or_else(|| StoreError::Folder(files::shown(&self.path)))
    }

    /// The folder that a seed of that name would be in.
    fn holding(&self, name: &Name) -> Result<&OwnedFd, StoreError> {
        self.folder.get().ok_or_else(|| StoreError::Missing(Safe::text(name.as_str())))
    }

    /// The folder, made if there was none.
    fn made(&self) -> Result<&OwnedFd, StoreError> {
        use std::os::unix::fs::DirBuilderExt;
        if let Some(folder) = self.folder.get() {
            return Ok(folder);
        }
        let failed = || StoreError::Folder(files::shown(&self.path));
        match std::fs::DirBuilder::new().mode(0o700).create(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(failed()),
            _ => {}
        }
        let folder = opened(&self.path)?.ok_or_else(failed)?;
        Ok(self.folder.get_or_init(|| folder))
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

/// The folder, never through a link; `None` without one.
fn opened(path: &Path) -> Result<Option<OwnedFd>, StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let failed = || StoreError::Folder(files::shown(path));
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(folder) => folder,
        Err(rustix::io::Errno::NOENT) => return Ok(None),
        Err(_) => return Err(failed()),
    };
    let about = std::fs::File::from(folder.try_clone().map_err(|_| failed())?).metadata();
    if about.map_err(|_| failed())?.permissions().mode() & 0o022 != 0 {
        return Err(StoreError::Shared(files::shown(path)));
    }
    Ok(Some(folder))
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
