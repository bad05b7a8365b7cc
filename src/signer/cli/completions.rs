//! `coldframe completions`.

use clap::Args;
use clap_complete::Shell;

/// Write completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/completions.txt"))]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: Shell,
}
