//! `coldframe share combine`.

use super::common::{ShareSource, Whose, scheme};
use crate::cli::secret_output::SecretOutput;
use clap::Args;
use coldframe_core::shares::Scheme;

/// Restore what was split, from enough of its shares.
///
/// Shares come from files, pictures and descriptors, then from the terminal, in any order. After each
/// one it is said who is still needed. The seed is shown, or goes into the vault or a file; and its
/// fingerprint is compared with the one that is expected, because a wrong passphrase of a SLIP-39 set
/// restores another seed without a word.
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
