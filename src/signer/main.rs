//! coldframe: an offline, air-gapped signer.
//!
//! Start reading at `commands/sign.rs`: the one flow everything else serves.

mod arguments;
mod cli;
mod codes;
mod commands;
mod consent;
mod desk;
mod error;
mod exit;
mod expected;
mod files;
mod input;
mod ledger;
mod panics;
mod place;
mod receive;
mod secret_input;
mod secret_prompt;
mod send;
mod state;
mod surroundings;
mod unlock;
mod world;

use std::process::ExitCode;

/// Every block given back is wiped, whichever library held it.
#[global_allocator]
static ALLOCATOR: coldframe_memory::WipingAllocator = coldframe_memory::WipingAllocator;

fn main() -> ExitCode {
    // Before any secret exists: no core file, no debugger of the same user (attack G04).
    coldframe_memory::process::harden();
    panics::report_only_the_place();
    // Unwinding to here has run every Drop on the way: secrets are wiped, the terminal is restored.
    std::panic::catch_unwind(commands::run).unwrap_or(exit::Exit::Bug).into()
}
