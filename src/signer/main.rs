//! coldframe: an offline, air-gapped signer.
//!
//! Start reading at `commands/sign.rs`: the one flow everything else serves.

mod cli;
mod commands;
mod error;
mod exit;
mod files;
mod input;
mod panics;
mod place;
mod state;
mod world;

use std::process::ExitCode;

fn main() -> ExitCode {
    panics::report_only_the_place();
    // Unwinding to here has run every Drop on the way: secrets are wiped, the terminal is restored.
    std::panic::catch_unwind(commands::run).unwrap_or(exit::Exit::Bug).into()
}
