//! `coldframe seed`.

use super::common::SeedSource;
use clap::{Args, Subcommand};

/// The seed, without showing it.
#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with a seed.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Check the words and say whose they are.
    Check(Check),
}

/// Check the words and say whose they are.
///
/// Says the fingerprint of the master key, the number of words and their language; never a word.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/seed-check.txt"))]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
