//! `coldframe seed show`.

use crate::cli::common::SeedSource;
use clap::Args;

/// Show the words, or a SeedQR, on the terminal.
///
/// On the alternate screen of the terminal only, which is cleared when it is left; never on
/// standard output, never in a file.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-show.txt"))]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Show the number of each word in its list too, from 1 to 2048.
    #[arg(long)]
    pub(crate) numbers: bool,
    /// Show them only while the space bar is held down, 20 seconds at most.
    #[arg(long)]
    pub(crate) hold: bool,
}
