//! `coldframe vault import`.

use crate::cli::vault::LockSource;
use crate::cli::vault::import::Import;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::surroundings;
use crate::unlock::inside;
use crate::vault_seed::{Chosen, Keeping, Keys, may_be_opened};
use crate::world::World;
use coldframe_core::limits::VAULT_FILE_BYTES_MAX;
use coldframe_core::safe::Safe;
use coldframe_keys::Mnemonic;
use coldframe_keys::vault::{Entry, EntryError, Header};

/// Stores the seed of a file under a name, for the secret that opened it unless told otherwise.
pub(super) fn import(args: &Import, world: &mut World) -> Result<Exit, Error> {
    let most = u64::try_from(VAULT_FILE_BYTES_MAX).unwrap_or(u64::MAX);
    let file = files::read(&args.file, most)?;
    Header::of_file(&file)?;
    let mut keeping = Keeping::prepare(&args.name, &args.lock, world)?;
    surroundings::require(world)?;
    let is_fit_for_main = surroundings::is_fit_for_main(world);
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let name = files::shown(&args.file);
        let (content, keys) = Keys::opening(&file, &name, &args.key, desk)?;
        let entry = content.expose(|content| match Entry::parse(content) {
            // An age file somebody made of bare words; which wallet they open is found out here.
            Err(EntryError::NotOurs) => keeping.entry(Mnemonic::parse(content)?, &[]),
            entry => Ok(keeping.renamed(entry?)),
        })?;
        may_be_opened(&entry, is_fit_for_main)?;
        let (chosen, proof) = chosen(&args.lock, keys, desk)?;
        keeping.store_entry(&entry, &chosen, &proof, false)
    })?;
    keeping.finish(world)?;
    world.say("vault-screen/stored", &[("name", Safe::text(&args.name))]);
    Ok(Exit::Done)
}

/// What the new file is for, and what proves that it opens.
fn chosen(
    lock: &LockSource,
    mut keys: Keys,
    desk: &mut dyn crate::desk::Desk,
) -> Result<(Chosen, Keys), Error> {
    if lock.is_named() {
        return Ok((Chosen::of(lock, desk)?, keys));
    }
    match (keys.passphrase.take(), &keys.identities) {
        (Some(passphrase), _) => Ok((Chosen::same_passphrase(passphrase, lock)?, keys)),
        (None, Some(identities)) => Ok((Chosen::of_recipients(identities.recipients()), keys)),
        (None, None) => Ok((Chosen::of(lock, desk)?, keys)),
    }
}
