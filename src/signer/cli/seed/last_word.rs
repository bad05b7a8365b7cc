//! `coldframe seed last-word`.

use clap::Args;

/// Find the last words that complete the words you have.
#[derive(Debug, Args)]
pub(crate) struct LastWord {}
