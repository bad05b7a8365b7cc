//! `coldframe doctor`.

use clap::Args;

/// Look at this machine: what protects a secret here, and what does not.
#[derive(Debug, Args)]
pub(crate) struct Doctor {}
