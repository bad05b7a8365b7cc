//! `coldframe seed`.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod derive;
pub(crate) mod last_word;
pub(crate) mod new;
pub(crate) mod show;
pub(crate) mod verify_backup;

use clap::{Args, Subcommand};
use coldframe_core::messages::text;
use coldframe_keys::Language;

/// Seeds: made, shown, checked and derived.
#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with a seed.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a seed that anyone can verify.
    New(new::New),
    /// Show the words, or a SeedQR, on the terminal.
    Show(show::Show),
    /// Check the words and say whose they are.
    Check(check::Check),
    /// Find the last words that complete the words you have.
    LastWord(last_word::LastWord),
    /// Derive a child secret (BIP-85).
    Derive(derive::Derive),
    /// Draw a seed as a SeedQR to copy by hand.
    Backup(backup::Backup),
    /// Type the words again and see whether they are the same.
    VerifyBackup(verify_backup::VerifyBackup),
}

/// Reads `--language`.
pub(super) fn language(said: &str) -> Result<Language, String> {
    coldframe_keys::language_named(said).ok_or_else(|| text("usage/language", &[]))
}
