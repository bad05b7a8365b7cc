//! `coldframe seed show`.

use crate::cli::seed::show::Show;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Show the words, or a SeedQR, on the terminal.
pub(super) fn show(_args: &Show, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
