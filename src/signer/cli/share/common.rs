//! Options several commands on shares have in common.

use crate::cli::common::fingerprint;
use crate::cli::seed::language;
use crate::place::Input;
use bitcoin::bip32::Fingerprint;
use clap::{Args, ValueEnum};
use coldframe_core::messages::text;
use coldframe_core::shares::{Holds, Scheme, SetId};
use coldframe_keys::Language;
use std::path::PathBuf;

/// How a new set is made.
#[derive(Clone, Debug, Args)]
pub(crate) struct NewSet {
    /// How the shares are made: slip39 (words; groups; a passphrase), codex32 (one line that a hand can
    /// check), sskr (bytewords; groups), xor (every part is a seed of its own and all are needed).
    #[arg(long, default_value = "slip39", value_name = "SCHEME", value_parser = written_scheme)]
    pub(crate) scheme: Scheme,
    /// How many shares restore it.
    #[arg(long, value_name = "K", requires = "of", conflicts_with = "groups")]
    pub(crate) need: Option<u8>,
    /// How many shares there are.
    #[arg(long, value_name = "N", conflicts_with = "groups")]
    pub(crate) of: Option<u8>,
    /// A group of shares, as 2/3: two of its three make the group count. Once for every group.
    #[arg(long = "group", value_name = "K/N", value_parser = group)]
    pub(crate) groups: Vec<Group>,
    /// How many groups restore it [default: all].
    #[arg(long, value_name = "G", requires = "groups")]
    pub(crate) groups_needed: Option<u8>,
    /// Rounds of the passphrase's key derivation, SLIP-39 only: 10,000 times 2 to the power of this
    /// [default: 1].
    #[arg(long, value_name = "E")]
    pub(crate) iteration_exponent: Option<u8>,
    /// SLIP-39 as it was before 2024, for readers that know no extendable backups.
    #[arg(long)]
    pub(crate) not_extendable: bool,
    /// Ask for a passphrase for the new set on the terminal, SLIP-39 only: without it the shares
    /// restore another seed, and nothing says so.
    #[arg(long, conflicts_with = "new_share_passphrase_fd")]
    pub(crate) ask_new_share_passphrase: bool,
    /// Read the passphrase for the new set from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) new_share_passphrase_fd: Option<u32>,
    /// What you call the set; public, in the journal and on the shares.
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    /// Go on although something was warned about: share/resplit, share/bip39-passphrase,
    /// share/other-descriptor. For scripts.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) acknowledge: Vec<String>,
}

/// How the shares reach their holders; without any of it each is shown to its holder on the terminal.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Handing {
    /// Who gets the next share: NAME, shown to them on the terminal; or NAME=age1..., sealed to that age
    /// key; or NAME=FILE, sealed to the age key in that file or QR picture. Once for every share, in order.
    #[arg(long = "holder", value_name = "HOLDER", conflicts_with = "holders")]
    pub(crate) holder: Vec<String>,
    /// The same from a file, one holder on each line.
    #[arg(long, value_name = "FILE")]
    pub(crate) holders: Option<PathBuf>,
    /// Write sealed shares into this folder, which exists: one file in the age format for each holder.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Write every share into this folder in the clear instead: whoever reads enough files has the money.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "type_back"])]
    pub(crate) write_plaintext_secret: Option<PathBuf>,
    /// Have each holder type the share back from their paper at once.
    #[arg(long)]
    pub(crate) type_back: bool,
    /// How cards in the folder are written; a printer gets PDF.
    #[arg(long, value_name = "FORMAT", default_value = "pdf", requires = "cards")]
    pub(crate) card_format: CardFormat,
}

/// `--card-format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardFormat {
    /// One file of pages.
    #[default]
    Pdf,
    /// One drawing, page below page.
    Svg,
}

/// Where shares are read from: files and pictures, descriptors, and then the terminal.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ShareSource {
    /// Shares: text files, QR pictures, or files sealed with age.
    #[arg(value_name = "SHARE")]
    pub(crate) shares: Vec<Input>,
    /// Read shares from this file descriptor, one on each line. May be repeated.
    #[arg(long = "share-fd", value_name = "N")]
    pub(crate) share_fds: Vec<u32>,
    /// How many parts or raw shares are needed, where they do not say it (xor, sharks).
    #[arg(long, value_name = "N")]
    pub(crate) parts: Option<u8>,
    /// Ask for the passphrase of the set on the terminal, SLIP-39 only.
    #[arg(long, conflicts_with = "share_passphrase_fd")]
    pub(crate) ask_share_passphrase: bool,
    /// Read the passphrase of the set from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) share_passphrase_fd: Option<u32>,
    /// Go on with a SLIP-39 set that needs more rounds than coldframe writes: it takes minutes. For scripts.
    #[arg(long)]
    pub(crate) acknowledge_slow: bool,
    /// Read age identities (AGE-SECRET-KEY-1...) that open sealed shares from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) identity_fd: Option<u32>,
}

/// Which wallet the shares should come to.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Whose {
    /// What was split, where neither the shares nor this machine's journal know it: entropy (of BIP-39
    /// words) or master-secret.
    #[arg(long, value_name = "WHAT", value_parser = holds)]
    pub(crate) holds: Option<Holds>,
    /// Whose words they are [default: the language that fits the fingerprint, else english].
    #[arg(long, value_parser = language)]
    pub(crate) language: Option<Language>,
    /// Stop unless the seed has this master fingerprint: 8 hexadecimal digits.
    #[arg(long, value_name = "FINGERPRINT", value_parser = fingerprint)]
    pub(crate) expect_fingerprint: Option<Fingerprint>,
    /// Ask for the BIP-39 passphrase on the terminal; the fingerprint is that of words and passphrase.
    #[arg(long, conflicts_with = "passphrase_fd")]
    pub(crate) ask_passphrase: bool,
    /// Read the BIP-39 passphrase from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) passphrase_fd: Option<u32>,
}

/// Some shares of which some count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// How many make it count.
    pub(crate) need: u8,
    /// How many there are.
    pub(crate) of: u8,
}

/// Reads `--scheme` of shares that are there.
pub(super) fn scheme(said: &str) -> Result<Scheme, String> {
    Scheme::named(said).ok_or_else(|| text("usage/share-scheme", &[]))
}

/// Reads `--scheme` of a new set.
fn written_scheme(said: &str) -> Result<Scheme, String> {
    scheme(said).ok().filter(|scheme| scheme.is_written()).ok_or_else(|| text("usage/share-new-scheme", &[]))
}

/// Reads `--holds`.
pub(super) fn holds(said: &str) -> Result<Holds, String> {
    Holds::named(said).ok_or_else(|| text("usage/share-holds", &[]))
}

/// Reads the four characters of a set.
pub(super) fn set_id(said: &str) -> Result<SetId, String> {
    SetId::of_text(said).ok_or_else(|| text("usage/share-set", &[]))
}

pub(super) fn group(said: &str) -> Result<Group, String> {
    let numbers = said.split_once('/').and_then(|(need, of)| Some((need.parse().ok()?, of.parse().ok()?)));
    numbers.map(|(need, of)| Group { need, of }).ok_or_else(|| text("usage/share-group", &[]))
}
