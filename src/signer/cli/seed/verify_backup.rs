//! `coldframe seed verify-backup`.

use crate::cli::common::SeedSource;
use clap::Args;

/// Type the words again and see whether they are the same.
///
/// Compared with the seed named by --seed or --seed-fd, with --expect-fingerprint, or else with the
/// words typed once more. Nothing is shown, and where words differ is not said.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-verify-backup.txt"))]
pub(crate) struct VerifyBackup {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
}
