//! `coldframe seed backup`.

use crate::cli::seed::backup::Backup;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Draw a seed as a SeedQR to copy by hand.
pub(super) fn backup(_args: &Backup, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
