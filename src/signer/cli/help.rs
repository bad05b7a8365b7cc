//! `coldframe help`.

use clap::Args;

/// Explain a command or an error code.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/help.txt"))]
pub(crate) struct Help {
    /// errors, errors CODE, or a command.
    pub(crate) topic: Vec<String>,
}
