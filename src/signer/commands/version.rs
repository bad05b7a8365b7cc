//! `coldframe version`.

use crate::error::Error;
use crate::exit::Exit;
use crate::world;

/// Writes name and version.
pub(super) fn version() -> Result<Exit, Error> {
    let line = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"), "\n");
    world::result(line.as_bytes())
}
