//! `coldframe vault`.

mod add;
mod export;
mod forget;
mod import;
mod list;
mod open_test;
mod rekey;

use crate::cli::vault::{Vault, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use coldframe_core::public_out::PublicOut;
use coldframe_keys::{SeedError, in_vault};

/// What can be done with named seeds.
pub(super) fn vault(args: &Vault, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Add(args) => add::add(args, world),
        Verb::List(args) => list::list(args, world),
        Verb::OpenTest(args) => open_test::open_test(args, world),
        Verb::Rekey(args) => rekey::rekey(args, world),
        Verb::Export(args) => export::export(args, world),
        Verb::Import(args) => import::import(args, world),
        Verb::Forget(args) => forget::forget(args, world),
    }
}

/// Works inside the vault; a secret that did not fit is recorded, whichever it was.
fn inside<R>(world: &mut World, work: impl FnOnce(&mut World) -> Result<R, Error> + Send) -> Result<R, Error>
where
    R: PublicOut + Send,
{
    let done = in_vault(|| work(world)).map_err(|why| Error::from(SeedError::Vault(why)))?;
    if done.as_ref().is_err_and(|error| error.exit() == Exit::WrongSecret) {
        let _ = world.record(&coldframe_core::journal::Event::WrongSecret);
    }
    done
}

#[cfg(test)]
mod tests;
