//! `coldframe sign`.

use super::common::{Expected, OwnerSource};
use super::draw::Draw;
use crate::place::{Input, Output};
use clap::Args;
use coldframe_core::messages::text;
use coldframe_core::review::Digest;

/// Review a transaction, ask for consent, sign it.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/sign.txt"))]
pub(crate) struct Sign {
    /// A PSBT in any format: file, picture, folder of pictures, or - for standard input.
    pub(crate) input: Input,
    /// Where the signed PSBT goes: PATH, .png, .apng, .gif or .svg for QR pictures, - or qr:. Codes
    /// carry what the sender lacks, the transaction and the signatures.
    #[arg(short, long)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) owner: OwnerSource,
    #[command(flatten)]
    pub(crate) expected: Expected,
    /// Sign exactly the review with this digest (from review --json), without asking.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(crate) consent: Option<Digest>,
    /// Acknowledge a warning by its code; once for each.
    #[arg(long, value_name = "CODE", requires = "consent")]
    pub(crate) acknowledge: Vec<String>,
    /// Sign although a coin of it was signed away before.
    #[arg(long)]
    pub(crate) replace: bool,
    /// Leave out unknown and proprietary fields.
    #[arg(long)]
    pub(crate) strip_unknown: bool,
    /// Let codes carry every field, not only the transaction and its signatures; files always do.
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}

fn digest(said: &str) -> Result<Digest, String> {
    Digest::from_hex(said).ok_or_else(|| text("usage/digest", &[]))
}
