//! `coldframe seed last-word`.

use super::language;
use clap::Args;
use coldframe_keys::Language;

/// Find the last words that complete the words you have.
///
/// For 11, 14, 17, 20 or 23 words drawn by hand. Every last word that fits is shown; you choose one
/// by its number or by coin flips, because that choice is part of the seed.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/seed-last-word.txt"))]
pub(crate) struct LastWord {
    /// Read the words from this file descriptor instead of the terminal.
    #[arg(long, value_name = "N")]
    pub(crate) seed_fd: Option<u32>,
    /// Whose words they are, where two lists have them all.
    #[arg(long, value_name = "LIST", value_parser = language)]
    pub(crate) language: Option<Language>,
}
