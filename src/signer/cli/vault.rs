//! `coldframe vault`.

use clap::Args;

/// Named seeds in encrypted files.
#[derive(Debug, Args)]
pub(crate) struct Vault {}
