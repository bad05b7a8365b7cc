//! `coldframe seed derive`.

use crate::cli::seed::derive::Derive;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Derive a child secret (BIP-85).
pub(super) fn derive(_args: &Derive, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
