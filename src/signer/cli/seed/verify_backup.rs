//! `coldframe seed verify-backup`.

use clap::Args;

/// Type the words again and see whether they are the same.
#[derive(Debug, Args)]
pub(crate) struct VerifyBackup {}
