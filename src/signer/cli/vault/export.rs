//! `coldframe vault export`.

use super::KeySource;
use crate::cli::secret_output::SecretOutput;
use clap::{ArgGroup, Args};

/// Write a seed into an encrypted file elsewhere.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-export.txt"))]
#[command(group(ArgGroup::new("file").args(["output", "write_plaintext_secret"]).required(true)))]
pub(crate) struct Export {
    /// Its name.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) key: KeySource,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
}
