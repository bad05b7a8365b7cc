//! The outpoint memory as a file: read whole, written whole.

use crate::error::Error;
use crate::files::{self, FileError};
use coldframe_core::journal::OutpointMemory;
use coldframe_core::limits::OUTPOINT_MEMORY_BYTES_MAX;
use std::path::Path;

/// Its name in the state folder.
const NAME: &str = "outpoint-memory";

/// Reads it; a file that is not there is an empty memory, a file that cannot be read never is.
pub(super) fn load(folder: &Path) -> Result<OutpointMemory, Error> {
    match files::read(&folder.join(NAME), OUTPOINT_MEMORY_BYTES_MAX) {
        Ok(bytes) => Ok(OutpointMemory::parse(&bytes)?),
        Err(FileError::Missing(_)) => Ok(OutpointMemory::default()),
        Err(error) => Err(error.into()),
    }
}

/// Writes it; the caller holds the lock.
pub(super) fn store(folder: &Path, memory: &OutpointMemory) -> Result<(), Error> {
    Ok(files::write(&folder.join(NAME), &memory.to_bytes(), true)?)
}
