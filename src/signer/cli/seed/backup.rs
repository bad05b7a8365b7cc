//! `coldframe seed backup`.

use clap::Args;

/// Draw a seed as a SeedQR to copy by hand.
#[derive(Debug, Args)]
pub(crate) struct Backup {}
