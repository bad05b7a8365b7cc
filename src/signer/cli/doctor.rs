//! `coldframe doctor`.

use clap::Args;

/// Look at this machine: what protects a secret here, and what does not.
///
/// Every measure is tried and reported as held, degraded, absent or unknown; everything around is
/// good, noted, refuse or unknown, each with the step that mends it. Ends with 8 if anything
/// refuses: then no secret of the main network is opened here, unless it is accepted by name.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/doctor.txt"))]
pub(crate) struct Doctor {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
