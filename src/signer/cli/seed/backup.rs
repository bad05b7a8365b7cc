//! `coldframe seed backup`.

use crate::cli::common::SeedSource;
use clap::{Args, ValueEnum};
use coldframe_keys::SeedQr;
use std::path::PathBuf;

/// Draw a seed as a SeedQR to copy by hand.
///
/// Block by block, large, with a map; then the whole code, while a key is held, to compare. The
/// passphrase is not in the code.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-backup.txt"))]
pub(crate) struct Backup {
    /// Digits that any telephone reads, or bytes in a smaller code.
    #[arg(long = "as", default_value = "seed-qr", value_name = "KIND")]
    pub(crate) kind: Kind,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Write the code to this new file, .png or .svg, readable by whoever finds it, instead of drawing it.
    #[arg(long, value_name = "FILE")]
    pub(crate) write_plaintext_secret: Option<PathBuf>,
}

/// `--as`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Four digits for each word.
    SeedQr,
    /// The bytes alone.
    CompactSeedQr,
}

impl From<Kind> for SeedQr {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::SeedQr => Self::Standard,
            Kind::CompactSeedQr => Self::Compact,
        }
    }
}
