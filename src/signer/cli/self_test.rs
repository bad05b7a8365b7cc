//! `coldframe self-test`.

use clap::Args;

/// Run every test vector in this program.
#[derive(Debug, Args)]
pub(crate) struct SelfTest {}
