//! What each command does, one leaf per command of the same name in `cli`.

mod completions;
mod help;
mod man;
mod version;

use crate::cli::common::{Color, Global};
use crate::cli::{Cli, Command};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use clap::Parser;
use coldframe_console::output::{self, Loudness};
use coldframe_console::style::{ColorChoice, Style};
use std::io::IsTerminal;

/// Reads the command line, does what it says, and explains why not.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(said) => return usage(&said),
    };
    let style = style(&cli.global);
    let mut world = World::real(&cli.global, style, loudness(&cli.global));
    match dispatch(&cli.command, &mut world) {
        Ok(exit) => exit,
        Err(error) => {
            output::error_lines(&error, style).iter().for_each(|line| output::tell(line));
            error.exit()
        }
    }
}

fn dispatch(command: &Command, _world: &mut World) -> Result<Exit, Error> {
    match command {
        Command::Help(args) => help::help(args),
        Command::Completions(args) => completions::completions(args),
        Command::Man => man::man(),
        Command::Version => version::version(),
        _ => Ok(Exit::Done),
    }
}

/// Help and version go to standard output and are no failure; everything else is wrong usage.
fn usage(said: &clap::Error) -> Exit {
    let _ = said.print();
    if said.use_stderr() { Exit::Usage } else { Exit::Done }
}

fn style(global: &Global) -> Style {
    let choice = match global.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Style::decide(choice, std::io::stderr().is_terminal(), no_color)
}

fn loudness(global: &Global) -> Loudness {
    match (global.quiet, global.verbose) {
        (true, _) => Loudness::Quiet,
        (false, true) => Loudness::Verbose,
        (false, false) => Loudness::Normal,
    }
}
