//! `coldframe share`.

pub(crate) mod check;
pub(crate) mod combine;
pub(crate) mod common;
pub(crate) mod inventory;
pub(crate) mod rehearse;
pub(crate) mod reshare;
pub(crate) mod split;

use clap::{Args, Subcommand};

/// Shares of a seed: some of them restore it, fewer say nothing.
#[derive(Debug, Args)]
pub(crate) struct Share {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with shares.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Split a seed into shares and hand each to its holder.
    Split(split::Split),
    /// Restore what was split, from enough of its shares.
    Combine(combine::Combine),
    /// Check one share alone.
    Check(check::Check),
    /// Prove that every quorum restores the same seed, without showing it.
    Rehearse(rehearse::Rehearse),
    /// Make a new set with a new id, and record the old one as revoked.
    Reshare(reshare::Reshare),
    /// Who has which share, where, and what is wrong with it.
    Inventory(inventory::Inventory),
}
