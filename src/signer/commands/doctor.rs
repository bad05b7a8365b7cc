//! `coldframe doctor`.

use crate::cli::doctor::Doctor;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Look at this machine: what protects a secret here, and what does not.
pub(super) fn doctor(_args: &Doctor, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
