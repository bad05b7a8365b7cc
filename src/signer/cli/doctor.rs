//! `coldframe doctor`.

use clap::Args;

/// Look at this machine: what protects a secret here, and what does not.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/doctor.txt"))]
pub(crate) struct Doctor {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
