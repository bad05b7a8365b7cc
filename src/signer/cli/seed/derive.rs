//! `coldframe seed derive`.

use clap::Args;

/// Derive a child secret (BIP-85).
#[derive(Debug, Args)]
pub(crate) struct Derive {}
