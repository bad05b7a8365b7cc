//! `coldframe vault list`.

use clap::Args;

/// Say which seeds there are.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-list.txt"))]
pub(crate) struct List {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
