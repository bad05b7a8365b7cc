//! `coldframe vault`.

pub(crate) mod add;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod open_test;
pub(crate) mod rekey;

use clap::{Args, Subcommand};

/// Named seeds in encrypted files.
#[derive(Debug, Args)]
pub(crate) struct Vault {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with named seeds.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Store a seed under a name.
    ///
    /// Asks for the words, then draws a passphrase of eight words, shows it and has it typed back. The
    /// BIP-39 passphrase is not stored; with it the file knows which wallet to expect.
    Add(add::Add),
    /// Say which seeds there are.
    ///
    /// Names, sizes, dates and what opens them; nothing is opened. Files that a run left behind when
    /// the power failed are named too.
    List(list::List),
    /// Open a seed and say its fingerprint.
    ///
    /// Nothing else: a test that passphrase and file still fit, which is worth doing every few months.
    OpenTest(open_test::OpenTest),
    /// Give a seed's file another passphrase or other keys.
    ///
    /// The old file stays until the new one has been read back from the disk and opened. Copies of the
    /// old one still open with the old passphrase.
    Rekey(rekey::Rekey),
    /// Write a seed into an encrypted file elsewhere.
    ///
    /// The file is an ordinary age file for another passphrase or key.
    Export(export::Export),
    /// Store the seed of an encrypted file under a name.
    ///
    /// The file is one that vault export wrote, or any age file that holds nothing but seed words.
    /// Unless told otherwise it is stored for the secret that opened it.
    Import(import::Import),
    /// Overwrite and remove a seed's file.
    ///
    /// Asks for the name once more. Flash memory keeps copies that no program can reach: what protects
    /// you then is the passphrase.
    Forget(forget::Forget),
}

/// What opens an encrypted file; without it the passphrase is asked for on the terminal.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct KeySource {
    /// Read the passphrase of the encrypted file from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) vault_passphrase_fd: Option<u32>,
    /// Read age identities (AGE-SECRET-KEY-1...) from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) identity_fd: Option<u32>,
}

/// What a new encrypted file is encrypted to; without it a passphrase is drawn and shown.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct LockSource {
    /// Encrypt to this age key (age1...) instead of a passphrase. May be repeated.
    #[arg(long = "recipient", value_name = "AGE1", conflicts_with_all = ["new_vault_passphrase_fd", "own_passphrase"])]
    pub(crate) recipients: Vec<String>,
    /// Read the new passphrase from this file descriptor.
    #[arg(long, value_name = "N", conflicts_with = "own_passphrase")]
    pub(crate) new_vault_passphrase_fd: Option<u32>,
    /// Type a passphrase of your own instead of having one drawn.
    #[arg(long)]
    pub(crate) own_passphrase: bool,
    /// Take a passphrase that can be guessed; recorded in the journal.
    #[arg(long)]
    pub(crate) accept_weak_passphrase: bool,
    /// Let the passphrase cost 128 MiB instead of 256, for machines with less than 1 GiB of memory.
    #[arg(long)]
    pub(crate) low_memory: bool,
}

impl LockSource {
    /// Whether anything was said about what to encrypt to.
    pub(crate) fn is_named(&self) -> bool {
        !self.recipients.is_empty() || self.new_vault_passphrase_fd.is_some() || self.own_passphrase
    }

    /// Whether anything at all was said.
    pub(crate) fn says_anything(&self) -> bool {
        self.is_named() || self.accept_weak_passphrase || self.low_memory
    }
}
