//! `coldframe seed show`.

use clap::Args;

/// Show the words, or a SeedQR, on the terminal.
#[derive(Debug, Args)]
pub(crate) struct Show {}
