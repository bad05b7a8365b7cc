//! `coldframe address`.

use super::common::OwnerSource;
use clap::{Args, Subcommand};

/// Addresses of an account.
#[derive(Debug, Args)]
pub(crate) struct Address {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with addresses.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Say whether an address is ours (exit 1 if not).
    Check(Check),
    /// List addresses.
    List(List),
}

/// Say whether an address is ours (exit 1 if not).
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/address-check.txt"))]
pub(crate) struct Check {
    /// The address.
    pub(crate) address: String,
    #[command(flatten)]
    pub(crate) owner: OwnerSource,
    /// How many addresses of each chain to look through.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) count: u32,
}

/// List addresses.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/address-list.txt"))]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) owner: OwnerSource,
    /// First address number.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=0x7fff_ffff))]
    pub(crate) start: u32,
    /// How many.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) count: u32,
    /// Change addresses instead of receiving ones.
    #[arg(long)]
    pub(crate) change: bool,
    /// List although the seed was made here and its backup never tested; recorded in the journal.
    #[arg(long)]
    pub(crate) accept_unverified_backup: bool,
}
