//! `coldframe seed check`.

use crate::cli::common::SeedSource;
use clap::Args;

/// Check the words and say whose they are.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-check.txt"))]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
