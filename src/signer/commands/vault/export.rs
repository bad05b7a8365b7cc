//! `coldframe vault export`.

use crate::cli::vault::export::Export;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::vault_seed::{Sealed, SecretFile};
use crate::world::World;

/// Writes a seed into a file for another secret, or plainly if that was asked for by name.
pub(super) fn export(args: &Export, world: &mut World) -> Result<Exit, Error> {
    let sealed = Sealed::find(&args.name, world)?;
    let file = SecretFile::named(&args.output)?;
    let mut file = file.ok_or(Error::plain(Exit::Usage, "usage/nothing-encrypted"))?;
    surroundings::require(world)?;
    file.needs(world.desk.as_mut())?;
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let content = sealed.open(&args.key, desk)?.to_bytes();
        content.expose(|content| file.write(content, desk))
    })?;
    file.finish(world)?;
    Ok(Exit::Done)
}
