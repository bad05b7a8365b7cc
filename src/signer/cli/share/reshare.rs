//! `coldframe share reshare`.

use super::common::{Handing, NewSet, ShareSource, Whose, scheme};
use crate::cli::cards::CardOptions;
use clap::Args;
use coldframe_core::shares::Scheme;

/// Make a new set with a new id from a quorum of the old, and record the old one as revoked.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-reshare.txt"))]
pub(crate) struct Reshare {
    #[command(flatten)]
    pub(crate) shares: ShareSource,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The scheme of shares that are typed on the terminal: slip39, codex32, sskr, xor; sharks also for
    /// raw shares in files. All others are recognised.
    #[arg(long = "from-scheme", value_name = "SCHEME", value_parser = scheme)]
    pub(crate) from_scheme: Option<Scheme>,
    #[command(flatten)]
    pub(crate) set: NewSet,
    #[command(flatten)]
    pub(crate) handing: Handing,
    #[command(flatten)]
    pub(crate) cards: CardOptions,
}
