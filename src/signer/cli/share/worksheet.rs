//! `coldframe share worksheet`.

use crate::cli::secret_output::SecretOutput;
use crate::place::Input;
use clap::Args;

/// Check a codex32 share with pencil and paper.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-worksheet.txt"))]
pub(crate) struct Worksheet {
    /// The share: a text file, a QR picture, or a file sealed with age.
    #[arg(value_name = "SHARE", conflicts_with_all = ["share_fd", "typed"])]
    pub(crate) share: Option<Input>,
    /// Read the share from this file descriptor.
    #[arg(long, value_name = "N", conflicts_with = "typed")]
    pub(crate) share_fd: Option<u32>,
    /// Ask for the share on the terminal.
    #[arg(long)]
    pub(crate) typed: bool,
    /// Read age identities (AGE-SECRET-KEY-1...) that open a sealed share from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) identity_fd: Option<u32>,
    /// Bytes of the seed that a blank worksheet is for: 16 (shares of 48 characters), 32 (74), 64 (127).
    #[arg(long, value_name = "BYTES", default_value_t = 32, conflicts_with_all = ["share", "share_fd", "typed"], value_parser = clap::value_parser!(u8).range(16..=64))]
    pub(crate) bytes: u8,
    #[command(flatten)]
    pub(crate) output: SecretOutput,
}

impl Worksheet {
    /// Whether a share is to be filled in.
    pub(crate) fn names_a_share(&self) -> bool {
        self.share.is_some() || self.share_fd.is_some() || self.typed
    }
}
