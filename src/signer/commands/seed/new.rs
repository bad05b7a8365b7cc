//! `coldframe seed new`.

use crate::cli::seed::new::New;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Make a seed that anyone can verify.
pub(super) fn new(_args: &New, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
