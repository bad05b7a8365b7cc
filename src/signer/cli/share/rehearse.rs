//! `coldframe share rehearse`.

use super::common::{ShareSource, Whose, scheme};
use clap::Args;
use coldframe_core::shares::Scheme;

/// Prove that every quorum restores the same seed, without showing it.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-rehearse.txt"))]
pub(crate) struct Rehearse {
    #[command(flatten)]
    pub(crate) shares: ShareSource,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The scheme of shares that are typed on the terminal: slip39, codex32, sskr, xor; sharks also for
    /// raw shares in files. All others are recognised.
    #[arg(long, value_name = "SCHEME", value_parser = scheme)]
    pub(crate) scheme: Option<Scheme>,
    /// Try this many quorums, drawn by chance, instead of all of them.
    #[arg(long, value_name = "N")]
    pub(crate) sample: Option<u32>,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
