//! `coldframe seed verify-backup`.

use crate::cli::seed::verify_backup::VerifyBackup;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// Type the words again and see whether they are the same.
pub(super) fn verify_backup(_args: &VerifyBackup, _world: &mut World) -> Result<Exit, Error> {
    Err(Error::plain(Exit::Usage, "usage/not-built"))
}
