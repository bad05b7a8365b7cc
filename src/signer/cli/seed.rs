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
    ///
    /// The kernel's bytes are always in it, and a commitment to them is shown before your dice are
    /// typed. Dice, coins or cards are mixed in by one published formula (formats/entropy.md); without
    /// any of them named, dice are asked for. Words are shown on the terminal, or go into the file that is
    /// named, there as the transcript that scripts/verify-seed.py reads. The entropy certificate, which
    /// is public, goes to standard output. A script names --vault, -o or --write-plaintext-secret.
    New(new::New),
    /// Show the words, or a SeedQR, on the terminal.
    ///
    /// On the alternate screen of the terminal only, which is cleared when it is left; never on
    /// standard output, never in a file.
    Show(show::Show),
    /// Check the words and say whose they are.
    ///
    /// Says the fingerprint of the master key, the number of words and their language; never a word.
    Check(check::Check),
    /// Find the last words that complete the words you have.
    ///
    /// For 11, 14, 17, 20 or 23 words drawn by hand. Every last word that fits is shown; you choose one
    /// by its number or by coin flips, because that choice is part of the seed.
    LastWord(last_word::LastWord),
    /// Derive a child secret (BIP-85).
    ///
    /// The secret is shown on the terminal, or goes into the file that is named; its path, and how to
    /// derive it again, are written to standard output.
    Derive(derive::Derive),
    /// Draw a seed as a SeedQR to copy by hand, or make cards for paper and steel.
    ///
    /// Block by block, large, with a map; then the whole code, while a key is held, to compare. The
    /// passphrase is not in the code. In a file it is a picture: seed.png.age or seed.svg.age with -o,
    /// seed.png or seed.svg in the clear.
    ///
    /// With --cards, pages for a printer: words, code, and a template for steel. Blank cards need no
    /// seed and hold no secret; a hand fills them in, because printers remember what they print.
    Backup(backup::Backup),
    /// Type the words again and see whether they are the same.
    ///
    /// Compared with the seed named by --seed or --seed-fd, with --expect-fingerprint, or else with the
    /// words typed once more. Nothing is shown, and where words differ is not said.
    VerifyBackup(verify_backup::VerifyBackup),
}

/// Reads `--language`.
pub(super) fn language(said: &str) -> Result<Language, String> {
    coldframe_keys::language_named(said).ok_or_else(|| text("usage/language", &[]))
}
