//! `coldframe vault rekey`.

use super::{KeySource, LockSource};
use clap::Args;

/// Give a seed's file another passphrase or other keys.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-rekey.txt"))]
pub(crate) struct Rekey {
    /// Its name.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) key: KeySource,
    #[command(flatten)]
    pub(crate) lock: LockSource,
}
