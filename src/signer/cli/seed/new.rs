//! `coldframe seed new`.

use clap::Args;

/// Make a seed that anyone can verify.
#[derive(Debug, Args)]
pub(crate) struct New {}
