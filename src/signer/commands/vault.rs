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

#[cfg(test)]
mod tests;
