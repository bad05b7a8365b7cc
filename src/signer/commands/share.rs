//! `coldframe share`.

mod check;
mod combine;
mod inventory;
mod rehearse;
mod reshare;
mod split;
mod worksheet;

use crate::cli::share::{Share, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// What can be done with shares.
pub(super) fn share(args: &Share, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Split(args) => split::split(args, world),
        Verb::Combine(args) => combine::combine(args, world),
        Verb::Check(args) => check::check(args, world),
        Verb::Rehearse(args) => rehearse::rehearse(args, world),
        Verb::Reshare(args) => reshare::reshare(args, world),
        Verb::Inventory(args) => inventory::inventory(args, world),
        Verb::Worksheet(args) => worksheet::worksheet(args, world),
    }
}

#[cfg(test)]
mod tests;
