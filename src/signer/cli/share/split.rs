//! `coldframe share split`.

use super::common::{Handing, NewSet, holds, set_id};
use crate::cli::cards::CardOptions;
use crate::cli::common::SeedSource;
use clap::Args;
use coldframe_core::shares::{Holds, SetId};

/// Split a seed into shares and hand each to its holder.
#[derive(Clone, Debug, Args)]
#[command(after_help = include_str!("../examples/share-split.txt"))]
pub(crate) struct Split {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Split the master secret (16 to 64 bytes in hexadecimal) that is read from this file descriptor.
    #[arg(long, value_name = "N", conflicts_with_all = ["seed", "seed_fd", "holds", "passphrase_fd", "ask_passphrase"])]
    pub(crate) master_secret_fd: Option<u32>,
    /// What is split: entropy, the bytes your words stand for, which coldframe turns back into the same
    /// words; or master-secret, the seed they and their passphrase lead to, which any wallet of the
    /// scheme restores [default: entropy; with codex32 master-secret].
    #[arg(long, value_name = "WHAT", value_parser = holds)]
    pub(crate) holds: Option<Holds>,
    /// Record this older set of the same seed, which this machine knows, as revoked. Its shares restore the seed all the same.
    #[arg(long, value_name = "SET", value_parser = set_id)]
    pub(crate) revokes: Vec<SetId>,
    #[command(flatten)]
    pub(crate) set: NewSet,
    #[command(flatten)]
    pub(crate) handing: Handing,
    #[command(flatten)]
    pub(crate) cards: CardOptions,
}
