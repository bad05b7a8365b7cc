//! `coldframe seed show`.

use crate::cli::common::SeedSource;
use clap::{Args, ValueEnum};
use coldframe_keys::SeedQr;

/// Show the words, or a SeedQR, on the terminal.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-show.txt"))]
pub(crate) struct Show {
    /// The words, or the same as a code: its blocks one by one, the whole code only with --hold.
    #[arg(long = "as", default_value = "words", value_name = "KIND")]
    pub(crate) kind: Kind,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Show the number of each word in its list too, from 1 to 2048.
    #[arg(long)]
    pub(crate) numbers: bool,
    /// Show them only while the space bar is held down, 20 seconds at most.
    #[arg(long)]
    pub(crate) hold: bool,
}

/// `--as`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Words.
    Words,
    /// Four digits for each word.
    SeedQr,
    /// The bytes alone.
    CompactSeedQr,
}

impl Kind {
    /// The code, if it is one.
    pub(crate) fn code(self) -> Option<SeedQr> {
        match self {
            Self::Words => None,
            Self::SeedQr => Some(SeedQr::Standard),
            Self::CompactSeedQr => Some(SeedQr::Compact),
        }
    }
}
