//! `coldframe account`.

use super::common::{OwnerSource, SeedSource};
use super::draw::Draw;
use crate::place::{Input, Output};
use clap::{Args, Subcommand, ValueEnum};
use coldframe_core::messages::text;
use coldframe_core::path::ScriptKind;

/// Public account keys.
#[derive(Debug, Args)]
pub(crate) struct Account {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write an account's public key for a watching wallet.
    Export(Export),
    /// Say what a public account key is.
    Show(Show),
    /// Seal a wallet's descriptor so that any cosigner's account key opens it (BIP-138, draft).
    ///
    /// Without its descriptor a multisig is lost, and with it anybody sees every coin. Sealed, a copy can
    /// go with every share: nobody reads it who has no account key of the wallet, and no seed is needed
    /// to read it. Made anew it is another file: its nonce and its decoys are drawn.
    Backup(Backup),
    /// Open a sealed descriptor (BIP-138, draft).
    ///
    /// With an account key of the wallet, or with a seed, whose keys at the usual paths are tried. That it
    /// opens does not say who made it: compare an address of it with one you know.
    OpenBackup(OpenBackup),
}

/// Write an account's public key for a watching wallet.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/account-export.txt"))]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) seed: SeedSource,
    /// Script kind: p2wpkh, p2tr, p2sh-p2wpkh, p2pkh.
    #[arg(long, default_value = "p2wpkh", value_parser = kind)]
    pub(crate) kind: ScriptKind,
    /// Account number.
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i64::from(coldframe_core::limits::ACCOUNT_INDEX_MAX)))]
    pub(crate) account_number: u32,
    /// How it is written.
    #[arg(long = "as", value_name = "FORMAT", default_value = "descriptor")]
    pub(crate) format: Format,
    /// Where to: PATH, .png, .gif or .svg for a QR picture, - or qr:.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
    /// Export although the seed was made here and its backup never tested; recorded in the journal.
    #[arg(long)]
    pub(crate) accept_unverified_backup: bool,
}

/// Say what a public account key is.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/account-show.txt"))]
pub(crate) struct Show {
    /// [fingerprint/84h/0h/0h]xpub, a descriptor, a file with one per line, or a picture, a UR or a JSON
    /// file of an account.
    pub(crate) account: String,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Seal a wallet's descriptor so that any cosigner's account key opens it (BIP-138, draft).
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/account-backup.txt"))]
pub(crate) struct Backup {
    /// The descriptor: a file with one line, a picture of its code, or -.
    pub(crate) descriptor: Input,
    /// Where to: FILE.bip138 for bytes, FILE.txt or - for text, .png or .svg for a code.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Open a sealed descriptor (BIP-138, draft).
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/account-open-backup.txt"))]
pub(crate) struct OpenBackup {
    /// The sealed descriptor: a file, a picture of its code, or -.
    pub(crate) backup: Input,
    #[command(flatten)]
    pub(crate) owner: OwnerSource,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How an account is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Output descriptor with checksum (BIP-380).
    Descriptor,
    /// Key with its origin: [fingerprint/84h/0h/0h]xpub.
    Xpub,
    /// The JSON most companions import (Coldcard's generic export).
    Json,
    /// Uniform Resource crypto-account (BCR-2020-015), one part per frame.
    Ur,
    /// BBQr of that JSON, one part per frame.
    Bbqr,
}

pub(super) fn kind(said: &str) -> Result<ScriptKind, String> {
    ScriptKind::named(said).ok_or_else(|| text("usage/kind", &[]))
}
