//! `coldframe vault`.

use crate::cli::vault::Vault;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Named seeds in encrypted files.
pub(super) fn vault(_args: &Vault, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
