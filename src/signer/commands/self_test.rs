//! `coldframe self-test`.

use crate::cli::self_test::SelfTest;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Run every test vector in this program.
pub(super) fn self_test(_args: &SelfTest, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
