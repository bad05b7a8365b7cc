//! `coldframe share combine`.

use super::common::{ShareSource, Whose, scheme};
use crate::cli::secret_output::SecretOutput;
use clap::Args;
use coldframe_core::shares::Scheme;

/// Restore what was split, from enough of its shares.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-combine.txt"))]
pub(crate) struct Combine {
    #[command(flatten)]
    pub(crate) shares: ShareSource,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The scheme of shares that are typed on the terminal: slip39, codex32, sskr, xor; sharks also for
    /// raw shares in files. All others are recognised.
    #[arg(long, value_name = "SCHEME", value_parser = scheme)]
    pub(crate) scheme: Option<Scheme>,
    /// Store the words under this name, encrypted, instead of showing them.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["output", "write_plaintext_secret"])]
    pub(crate) vault: Option<String>,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
}
