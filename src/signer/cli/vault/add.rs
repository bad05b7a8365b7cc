//! `coldframe vault add`.

use super::LockSource;
use crate::cli::common::SeedSource;
use clap::Args;

/// Store a seed under a name.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-add.txt"))]
pub(crate) struct Add {
    /// Its name: a to z, 0 to 9 and -, at most 32. Public.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    #[command(flatten)]
    pub(crate) lock: LockSource,
    /// What you call it; stands inside the file.
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    /// A line for whoever opens it; stands inside the file. May be repeated.
    #[arg(long = "note", value_name = "TEXT")]
    pub(crate) notes: Vec<String>,
}
