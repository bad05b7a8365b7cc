//! `coldframe seed verify-backup`.

use crate::cli::common::SeedSource;
use clap::Args;

/// Type the words again and see whether they are the same.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-verify-backup.txt"))]
pub(crate) struct VerifyBackup {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
}
