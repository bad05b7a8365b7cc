//! Options several commands share.

use crate::cli::vault::KeySource;
use crate::place::{Input, SeedPlace};
use crate::surroundings;
use crate::vault_seed::Sealed;
use bitcoin::bip32::Fingerprint;
use clap::{ArgAction, Args, ValueEnum};
use coldframe_core::frames::{Order, SenderOptions};
use coldframe_core::messages::{Code, text};
use coldframe_core::network::Network;
use std::path::PathBuf;

/// What holds for every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The network, fixed for the run: main, testnet4, signet, regtest.
    #[arg(long, global = true, default_value = "main", value_name = "NETWORK", value_parser = network)]
    pub(crate) network: Network,
    /// Folder of journal and outpoint memory [default: $XDG_STATE_HOME/coldframe].
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
    /// When to use colour; auto also obeys NO_COLOR.
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,
    /// Go on although the machine is not as it should be: codes of `coldframe doctor`, with commas or
    /// spaces between them, recorded in the journal.
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',', value_parser = surrounding)]
    pub(crate) accept_surroundings: Vec<Code>,
    /// Errors only on standard error.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Every step on standard error.
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub(crate) verbose: bool,
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where the seed comes from. Never an argument, never the environment (attack G01).
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SeedSource {
    /// The seed: vault:NAME, a picture of a SeedQR, or qr: for the camera; without it, words are asked for on the terminal.
    #[arg(long, value_name = "SEED", conflicts_with = "seed_fd")]
    pub(crate) seed: Option<SeedPlace>,
    /// Read the words from this file descriptor instead of the terminal.
    #[arg(long, value_name = "N")]
    pub(crate) seed_fd: Option<u32>,
    /// Read the BIP-39 passphrase from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) passphrase_fd: Option<u32>,
    /// Ask for the BIP-39 passphrase on the terminal.
    #[arg(long, conflicts_with = "passphrase_fd")]
    pub(crate) ask_passphrase: bool,
    /// What opens the file of vault:NAME.
    #[command(flatten)]
    pub(crate) key: KeySource,
    /// That file, once `unlock::found` has read it.
    #[arg(skip)]
    pub(crate) sealed: Option<Sealed>,
    /// Stop unless the seed, with its passphrase, has this master fingerprint: 8 hexadecimal digits.
    #[arg(long, value_name = "FINGERPRINT", value_parser = fingerprint)]
    pub(crate) expect_fingerprint: Option<Fingerprint>,
}

impl SeedSource {
    /// Whether anything was said about a seed.
    pub(crate) fn is_named(&self) -> bool {
        self.seed.is_some() || self.seed_fd.is_some() || self.names_a_passphrase()
    }

    /// Whether anything was said about a BIP-39 passphrase.
    pub(crate) fn names_a_passphrase(&self) -> bool {
        self.passphrase_fd.is_some() || self.ask_passphrase
    }
}

/// Whose keys a payload is held against.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct OwnerSource {
    /// Account key: [fingerprint/84h/0h/0h]xpub, a descriptor, a file with one per line, or a picture, a
    /// UR or a JSON file of an account. May be repeated.
    #[arg(long = "account", value_name = "ACCOUNT")]
    pub(crate) accounts: Vec<String>,
    /// The seed, if it is to prove what is ours.
    #[command(flatten)]
    pub(crate) seed: SeedSource,
}

/// A second source that names who is to be paid.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Expected {
    /// Addresses and amounts from a second source: a list, CSV, BIP-21 links, or a QR picture of them.
    #[arg(long, value_name = "INPUT")]
    pub(crate) expect: Option<Input>,
}

/// How a payload is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The bytes themselves; in codes UR, which every reader gives back unchanged.
    Binary,
    /// Text, base64.
    Base64,
    /// Text, hexadecimal.
    Hex,
    /// Text, base43 (Electrum).
    Base43,
    /// Uniform Resource, one part per frame.
    Ur,
    /// The first version of UR, for old wallets.
    Ur1,
    /// BBQr, one part per frame.
    Bbqr,
}

/// Who reads the codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Peer {
    /// Any wallet or signer.
    #[default]
    Any,
    /// Another coldframe.
    Coldframe,
}

impl Peer {
    /// Parts that mix many others say most to a reader that solves equations, and nothing to one
    /// that waits for each part: nobody but ourselves is known to be of the first kind.
    pub(crate) fn ordered(self, options: SenderOptions) -> SenderOptions {
        match self {
            Self::Any => options,
            Self::Coldframe => SenderOptions { order: Order::Dense, ..options },
        }
    }
}

/// How much one QR symbol carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Density {
    /// For tiny screens and bad cameras.
    Tiny,
    /// For most.
    Normal,
    /// For a good camera held still.
    Fast,
    /// A QR version.
    Version(u8),
    /// Bytes of payload per part.
    Bytes(u16),
}

fn surrounding(said: &str) -> Result<Code, String> {
    surroundings::code_named(said).ok_or_else(|| text("usage/surrounding", &[]))
}

/// Reads a fingerprint.
pub(super) fn fingerprint(said: &str) -> Result<Fingerprint, String> {
    said.parse().map_err(|_| text("usage/fingerprint", &[]))
}

fn network(said: &str) -> Result<Network, String> {
    Network::named(said).ok_or_else(|| text("usage/network", &[]))
}
