//! `coldframe convert`.

use super::common::Format;
use super::draw::Draw;
use crate::place::{Input, Output};
use clap::Args;

/// Write a payload in another format or PSBT version.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/convert.txt"))]
pub(crate) struct Convert {
    /// What to convert.
    pub(crate) input: Input,
    /// Where to.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    /// How it is written; default as it came.
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// PSBT version, 0 (BIP-174) or 2 (BIP-370).
    #[arg(long, value_name = "VERSION", value_parser = ["0", "2"])]
    pub(crate) psbt_version: Option<String>,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}
