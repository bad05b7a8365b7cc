//! `coldframe seed backup`.

use super::language;
use super::new::word_count;
use crate::cli::cards::CardOptions;
use crate::cli::common::SeedSource;
use crate::cli::secret_output::SecretOutput;
use clap::{Args, ValueEnum};
use coldframe_core::entropy::WordCount;
use coldframe_keys::{Language, SeedQr};

/// Draw a seed as a SeedQR to copy by hand, or make cards for paper and steel.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-backup.txt"))]
pub(crate) struct Backup {
    /// Digits that any telephone reads, or bytes in a smaller code.
    #[arg(long = "as", default_value = "seed-qr", value_name = "KIND")]
    pub(crate) kind: Kind,
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    #[command(flatten)]
    pub(crate) cards: CardOptions,
    /// Blank cards without a seed: for how many words.
    #[arg(long, default_value = "24", value_name = "COUNT", value_parser = word_count)]
    pub(crate) words: WordCount,
    /// Blank cards without a seed: of which list.
    #[arg(long, default_value = "english", value_parser = language)]
    pub(crate) language: Language,
    /// Cards: what you call the seed.
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    /// Cards: who keeps it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) holder: Option<String>,
    /// Cards: where it is kept.
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    /// Cards: go on although something was warned about: share/other-descriptor. For scripts.
    #[arg(long, value_name = "CODE", value_delimiter = ',', requires = "descriptor")]
    pub(crate) acknowledge: Vec<String>,
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
