//! `coldframe seed`.

mod backup;
mod check;
mod derive;
mod last_word;
mod new;
mod show;
mod verify_backup;

use crate::cli::seed::{Seed, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;

/// What can be done with a seed.
pub(super) fn seed(args: &Seed, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::New(args) => new::new(args, world),
        Verb::Show(args) => show::show(args, world),
        Verb::Check(args) => check::check(args, world),
        Verb::LastWord(args) => last_word::last_word(args, world),
        Verb::Derive(args) => derive::derive(args, world),
        Verb::Backup(args) => backup::backup(args, world),
        Verb::VerifyBackup(args) => verify_backup::verify_backup(args, world),
    }
}
