//! `coldframe seed backup`.

use crate::cli::common::SeedSource;
use crate::cli::secret_output::SecretOutput;
use clap::{Args, ValueEnum};
use coldframe_keys::SeedQr;

/// Draw a seed as a SeedQR to copy by hand.
///
/// Block by block, large, with a map; then the whole code, while a key is held, to compare. The
/// passphrase is not in the code. In a file it is a picture: seed.png.age or seed.svg.age with -o,
/// seed.png or seed.svg in the clear.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-backup.txt"))]
pub(crate) struct Backup {
    /// Digits that any telephone reads, or bytes in a smaller code.
    #[arg(long = "as", default_value = "seed-qr", value_name = "KIND")]
    pub(crate) kind: Kind,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
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
