//! `coldframe seed last-word`.

use crate::cli::seed::last_word::LastWord;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Find the last words that complete the words you have.
pub(super) fn last_word(_args: &LastWord, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
