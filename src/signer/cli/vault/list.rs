//! `coldframe vault list`.

use clap::Args;

/// Say which seeds there are.
///
/// Names, sizes, dates and what opens them; nothing is opened. Files that a run left behind when
/// the power failed are named too.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-list.txt"))]
pub(crate) struct List {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
