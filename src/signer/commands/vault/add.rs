//! `coldframe vault add`.

use crate::cli::vault::add::Add;
use crate::error::Error;
use crate::exit::Exit;
use crate::recognise;
use crate::surroundings;
use crate::unlock::{self, inside};
use crate::vault_seed::Keeping;
use crate::world::World;
use coldframe_core::safe::Safe;
use coldframe_keys::Seed;

/// Stores the words that are asked for, or those the options name.
pub(super) fn add(args: &Add, world: &mut World) -> Result<Exit, Error> {
    let keeping = Keeping::prepare(&args.name, &args.lock, world)?;
    let mut keeping = keeping.described(args.label.as_deref(), &args.notes);
    let source = unlock::found(&args.seed, world)?;
    surroundings::require(world)?;
    let network = world.network;
    inside(world, |world| {
        let desk = world.desk.as_mut();
        let mnemonic = unlock::mnemonic(&source, desk, network)?;
        let passphrase = unlock::passphrase(&source, desk)?;
        passphrase.expose(|passphrase| {
            recognise::is_expected(Seed::of_words(&mnemonic, passphrase)?.fingerprint()?, &source)?;
            keeping.keep(mnemonic, passphrase, desk)
        })
    })?;
    keeping.finish(world)?;
    world.say("vault-screen/stored", &[("name", Safe::text(&args.name))]);
    Ok(Exit::Done)
}
