//! `coldframe self-test`.

use clap::Args;

/// Run every test vector in this program.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/self-test.txt"))]
pub(crate) struct SelfTest {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
