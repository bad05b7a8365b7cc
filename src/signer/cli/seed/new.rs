//! `coldframe seed new`.

use super::language;
use crate::cli::secret_output::SecretOutput;
use clap::Args;
use coldframe_core::entropy::{Formula, WordCount};
use coldframe_core::messages::text;
use coldframe_keys::Language;
use std::path::PathBuf;

/// Make a seed that anyone can verify.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-new.txt"))]
pub(crate) struct New {
    /// Mix in dice (the default).
    #[arg(long)]
    pub(crate) dice: bool,
    /// Mix in coins.
    #[arg(long)]
    pub(crate) coins: bool,
    /// Mix in a shuffled deck of 52 cards.
    #[arg(long)]
    pub(crate) cards: bool,
    /// The kernel's bytes and nothing of yours: as good as this machine.
    #[arg(long)]
    pub(crate) os: bool,
    /// Mix in the hash of a picture or file, as an extra. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) mix: Vec<PathBuf>,
    /// How many words: 12, 15, 18, 21 or 24.
    #[arg(long, default_value = "24", value_name = "N", value_parser = word_count)]
    pub(crate) words: WordCount,
    /// Whose words: english, japanese, korean, spanish, french, italian, czech, portuguese, chinese-simplified, chinese-traditional.
    #[arg(long, default_value = "english", value_parser = language)]
    pub(crate) language: Language,
    /// How sources become a seed: seed-v1, or sha256-rolls to compare with Coldcard and SeedSigner.
    #[arg(long, default_value = "seed-v1", value_parser = formula)]
    pub(crate) formula: Formula,
    /// Make two seeds, let a coin pick the one that lives, publish the other whole.
    #[arg(long, conflicts_with_all = ["ask_passphrase", "passphrase_fd", "dice_fd", "coins_fd", "cards_fd"])]
    pub(crate) audit: bool,
    /// Ask for a BIP-39 passphrase; the fingerprint is that of words and passphrase.
    #[arg(long, conflicts_with = "passphrase_fd")]
    pub(crate) ask_passphrase: bool,
    /// Read the BIP-39 passphrase from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) passphrase_fd: Option<u32>,
    /// Read dice from this file descriptor instead of the terminal.
    #[arg(long, value_name = "N")]
    pub(crate) dice_fd: Option<u32>,
    /// Read coins from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) coins_fd: Option<u32>,
    /// Read cards from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) cards_fd: Option<u32>,
    /// Go on although more symbols are asked for: entropy/spread, entropy/bias. For scripts. With
    /// sha256-rolls on a test network also entropy/too-few and entropy/pattern-CODE, so that
    /// published rolls can be compared.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) acknowledge: Vec<String>,
    /// Write the entropy certificate here [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) certificate: Option<PathBuf>,
    /// With --audit: write the seed that was given up here [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) published: Option<PathBuf>,
    /// Store the words under this name too, encrypted: see `coldframe vault add`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["output", "write_plaintext_secret"])]
    pub(crate) vault: Option<String>,
    /// With --vault: what you call it; stands inside the file.
    #[arg(long, value_name = "TEXT", requires = "vault")]
    pub(crate) label: Option<String>,
    /// With --vault: a line for whoever opens it; stands inside the file. May be repeated.
    #[arg(long = "note", value_name = "TEXT", requires = "vault")]
    pub(crate) notes: Vec<String>,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
}

pub(super) fn word_count(said: &str) -> Result<WordCount, String> {
    said.parse().ok().and_then(WordCount::new).ok_or_else(|| text("usage/word-count", &[]))
}

fn formula(said: &str) -> Result<Formula, String> {
    match said {
        "seed-v1" => Ok(Formula::SeedV1),
        "sha256-rolls" => Ok(Formula::Sha256Rolls),
        _ => Err(text("usage/formula", &[])),
    }
}
