//! `coldframe vault forget`.

use clap::Args;

/// Overwrite and remove a seed's file.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-forget.txt"))]
pub(crate) struct Forget {
    /// Its name.
    pub(crate) name: String,
    /// The name once more, instead of typing it on the terminal.
    #[arg(long, value_name = "NAME")]
    pub(crate) confirm: Option<String>,
}
