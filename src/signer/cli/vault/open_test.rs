//! `coldframe vault open-test`.

use super::KeySource;
use clap::Args;

/// Open a seed and say its fingerprint.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/vault-open-test.txt"))]
pub(crate) struct OpenTest {
    /// Its name.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) key: KeySource,
    /// Read the BIP-39 passphrase from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) passphrase_fd: Option<u32>,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
