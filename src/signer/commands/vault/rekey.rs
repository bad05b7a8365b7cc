//! `coldframe vault rekey`.

use crate::cli::vault::rekey::Rekey;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::vault_seed::{Chosen, Keeping, Sealed};
use crate::world::World;
use coldframe_core::safe::Safe;

/// Encrypts a seed anew; the old file stays until the new one has been opened.
pub(super) fn rekey(args: &Rekey, world: &mut World) -> Result<Exit, Error> {
    let sealed = Sealed::find(&args.name, world)?;
    let mut keeping = Keeping::replacing(sealed.name(), &args.lock, world)?;
    if !args.lock.recipients.is_empty() && args.key.identity_fd.is_none() {
        // Nothing here could open the new file, and the old one would be gone.
        return Err(Error::plain(Exit::Usage, "store/unproven"));
    }
    surroundings::require(world)?;
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let (entry, keys) = sealed.open_for(&args.key, desk)?;
        let chosen = Chosen::of(&args.lock, desk)?;
        keeping.store_entry(&entry, &chosen, &keys, true)
    })?;
    keeping.finish(world)?;
    world.say("vault-screen/rekeyed", &[("name", Safe::text(&args.name))]);
    Ok(Exit::Done)
}
