//! `coldframe seed last-word`.

use super::language;
use clap::Args;
use coldframe_keys::Language;

/// Find the last words that complete the words you have.
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
