//! `coldframe share check`.

use super::common::scheme;
use crate::place::Input;
use clap::Args;
use coldframe_core::shares::Scheme;

/// Check one share alone.
#[derive(Debug, Args)]
#[command(after_help = include_str!("../examples/share-check.txt"))]
pub(crate) struct Check {
    /// The share: a text file, a QR picture, or a file sealed with age; without it, it is asked for.
    #[arg(value_name = "SHARE", conflicts_with = "share_fd")]
    pub(crate) share: Option<Input>,
    /// Read the share from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) share_fd: Option<u32>,
    /// The scheme of shares that are typed on the terminal: slip39, codex32, sskr, xor; sharks also for
    /// raw shares in files. All others are recognised.
    #[arg(long, value_name = "SCHEME", value_parser = scheme)]
    pub(crate) scheme: Option<Scheme>,
    /// Read age identities (AGE-SECRET-KEY-1...) that open a sealed share from this file descriptor.
    #[arg(long, value_name = "N")]
    pub(crate) identity_fd: Option<u32>,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
