//! `coldframe vault import`.

use super::{KeySource, LockSource};
use clap::Args;
use std::path::PathBuf;

/// Store the seed of an encrypted file under a name.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-import.txt"))]
pub(crate) struct Import {
    /// The file.
    pub(crate) file: PathBuf,
    /// The name to store it under.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) key: KeySource,
    #[command(flatten)]
    pub(crate) lock: LockSource,
}
