//! Where a secret goes that is not shown: the same words in every command that gives one out.

use super::vault::LockSource;
use clap::Args;
use std::path::PathBuf;

/// A file for a secret; without one it is shown on the terminal.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SecretOutput {
    /// Write the secret into this new file, encrypted in the age format, instead of showing it.
    #[arg(short, long, value_name = "FILE", conflicts_with = "write_plaintext_secret")]
    pub(crate) output: Option<PathBuf>,
    /// Write it to this new file in the clear instead: whoever reads the file has the money.
    #[arg(long, value_name = "FILE")]
    pub(crate) write_plaintext_secret: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) lock: LockSource,
    /// Replace existing files.
    #[arg(long)]
    pub(crate) force: bool,
}
