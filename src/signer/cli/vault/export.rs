//! `coldframe vault export`.

use super::{KeySource, LockSource};
use clap::Args;
use std::path::PathBuf;

/// Write a seed into an encrypted file elsewhere.
///
/// The file is an ordinary age file for another passphrase or key.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-export.txt"))]
pub(crate) struct Export {
    /// Its name.
    pub(crate) name: String,
    /// Where to: PATH.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) key: KeySource,
    #[command(flatten)]
    pub(crate) lock: LockSource,
    /// Write the words unencrypted. Whoever reads the file has the money.
    #[arg(long, conflicts_with_all = ["recipients", "new_vault_passphrase_fd", "own_passphrase"])]
    pub(crate) write_plaintext_secret: bool,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}
