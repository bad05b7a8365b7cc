//! coldframe: an offline, air-gapped signer.
//!
//! Start reading at `commands/sign.rs`: the one flow everything else serves.

mod answer;
mod arguments;
mod cards;
mod ceremony;
mod cli;
mod codes;
mod commands;
mod consent;
mod desk;
mod drawing;
mod error;
mod exit;
mod expected;
mod files;
mod input;
mod ledger;
mod panics;
#[cfg(feature = "scan")]
mod pause;
mod place;
mod player;
mod receive;
mod recognise;
mod sandbox;
mod sealed_descriptor;
mod secret_input;
mod seed_drawing;
mod seed_picture;
mod send;
#[cfg(test)]
#[path = "../../tests/skips.rs"]
mod skips;
mod state;
mod surroundings;
mod unlock;
mod vault_file;
mod vault_seed;
mod worker;
mod world;

use std::process::ExitCode;

/// Every block given back is wiped, whichever library held it.
#[cfg(not(feature = "bare"))]
#[global_allocator]
static ALLOCATOR: coldframe_memory::WipingAllocator = coldframe_memory::WipingAllocator::new();

fn main() -> ExitCode {
    #[cfg(feature = "scan")]
    let pause = pause::Pause::prepared();
    // Before any secret exists: no core file, no debugger of the same user (attack G04).
    coldframe_memory::process::harden();
    panics::report_only_the_place();
    // Unwinding to here has run every Drop on the way: secrets are wiped, the terminal is restored.
    let exit = std::panic::catch_unwind(commands::run).unwrap_or(exit::Exit::Bug);
    #[cfg(feature = "scan")]
    pause.wait();
    exit.into()
}
