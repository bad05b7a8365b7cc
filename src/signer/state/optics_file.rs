//! What is remembered of the screen and its camera, as a file.

use crate::error::Error;
use crate::files::{self, FileError};
use coldframe_core::limits::OPTICS_DEFAULT_BYTES_MAX;
use coldframe_core::optics_default::OpticsDefault;
use std::path::Path;

/// Its name in the state folder.
const NAME: &str = "optics";

/// Reads it; a file that is not there remembers nothing.
pub(crate) fn load(folder: &Path) -> Result<OpticsDefault, Error> {
    match files::read(&folder.join(NAME), OPTICS_DEFAULT_BYTES_MAX) {
        Ok(bytes) => Ok(OpticsDefault::parse(&bytes)?),
        Err(FileError::Missing(_)) => Ok(OpticsDefault::default()),
        Err(error) => Err(error.into()),
    }
}

/// Writes it.
pub(crate) fn store(folder: &Path, remembered: &OpticsDefault) -> Result<(), Error> {
    Ok(files::write(&folder.join(NAME), &remembered.to_bytes(), true)?)
}
