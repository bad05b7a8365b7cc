//! `coldframe completions`.

use crate::cli::Cli;
use crate::cli::completions::Completions;
use crate::error::Error;
use crate::exit::Exit;
use crate::world;
use clap::CommandFactory;

/// Writes the script a shell reads.
pub(super) fn completions(args: &Completions) -> Result<Exit, Error> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    world::result(&script)
}
