//! What each command does, one leaf per command of the same name in `cli`.

mod account;
mod address;
mod completions;
mod convert;
mod doctor;
mod finalize;
mod help;
mod man;
mod optics;
mod rehearse;
mod review;
mod scan;
mod seed;
mod self_test;
mod share;
mod show;
mod sign;
mod vault;
mod version;

use crate::arguments;
use crate::cli::common::{Color, Global};
use crate::cli::{Cli, Command};
use crate::error::Error;
use crate::exit::Exit;
use crate::sandbox;
use crate::world::{Styles, World};
use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use coldframe_console::output::{self, Loudness};
use coldframe_console::style::{ColorChoice, Style};
use coldframe_core::messages::text;
use std::io::IsTerminal;

/// Reads the command line, does what it says, and explains why not.
pub(crate) fn run() -> Exit {
    if let Err(error) = arguments::refuse_secrets(std::env::args_os().skip(1)) {
        return explained(&error, Style::PLAIN);
    }
    let cli = match Cli::try_parse_from(arguments::with_codes_joined(std::env::args_os())) {
        Ok(cli) => cli,
        Err(said) => return usage(said),
    };
    let styles = styles(&cli.global);
    if let Err(error) = sandbox::enter(&cli) {
        return explained(&error, styles.stderr);
    }
    let mut world = World::real(&cli.global, styles, loudness(&cli.global));
    match dispatch(&cli.command, &mut world) {
        Ok(exit) => exit,
        Err(error) => explained(&error, styles.stderr),
    }
}

fn explained(error: &Error, style: Style) -> Exit {
    for said in error.reasons().iter().chain([error]) {
        output::error_lines(said, style, output::stderr_columns()).iter().for_each(|line| output::tell(line));
    }
    error.exit()
}

fn dispatch(command: &Command, world: &mut World) -> Result<Exit, Error> {
    match command {
        Command::Review(args) => review::review(args, world),
        Command::Sign(args) => sign::sign(args, world),
        Command::Show(args) => show::show(args, world),
        Command::Scan(args) => scan::scan(args, world),
        Command::Convert(args) => convert::convert(args, world),
        Command::Account(args) => account::account(args, world),
        Command::Address(args) => address::address(args, world),
        Command::Seed(args) => seed::seed(args, world),
        Command::Vault(args) => vault::vault(args, world),
        Command::Share(args) => share::share(args, world),
        Command::Doctor(args) => doctor::doctor(args, world),
        Command::SelfTest(args) => self_test::self_test(args, world),
        Command::Optics(args) => optics::optics(args, world),
        Command::Finalize(args) => finalize::finalize(args, world),
        Command::Rehearse(args) => rehearse::rehearse(args, world),
        Command::Help(args) => help::help(args),
        Command::Completions(args) => completions::completions(args),
        Command::Man => man::man(),
        Command::Version => version::version(),
    }
}

/// Help and version go to standard output and are no failure; everything else is wrong usage.
fn usage(mut said: clap::Error) -> Exit {
    // "to pass it as a value, use --" would teach somebody to put a secret there.
    said.remove(ContextKind::Suggested);
    if said.kind() == ErrorKind::UnknownArgument
        && let Some(ContextValue::String(argument)) = said.get(ContextKind::InvalidArg)
        && !arguments::may_be_repeated(argument)
    {
        // One word of a seed, or a passphrase, typed where nothing was expected.
        let unnamed = ContextValue::String(text("usage/unnamed-argument", &[]));
        said.insert(ContextKind::InvalidArg, unnamed);
    }
    match said.print() {
        _ if said.use_stderr() => Exit::Usage,
        Ok(()) => Exit::Done,
        // The reader has seen enough: `coldframe --help | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => explained(&Error::plain(Exit::Device, "io/stdout"), Style::PLAIN),
    }
}

fn styles(global: &Global) -> Styles {
    let choice = match global.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let decide = |is_terminal| Style::decide(choice, is_terminal, no_color || is_dumb);
    Styles { stdout: decide(output::stdout_is_terminal()), stderr: decide(std::io::stderr().is_terminal()) }
}

fn loudness(global: &Global) -> Loudness {
    match (global.quiet, global.verbose) {
        (true, _) => Loudness::Quiet,
        (false, true) => Loudness::Verbose,
        (false, false) => Loudness::Normal,
    }
}

#[cfg(test)]
mod tests;
