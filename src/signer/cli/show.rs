//! `coldframe show`.

use super::common::{Density, Format, Peer, density};
use crate::place::{Input, Output};
use clap::Args;

/// Show a public payload as QR pictures.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/show.txt"))]
pub(crate) struct Show {
    /// What to show: file, picture, or - for standard input.
    pub(crate) input: Input,
    /// Where to: qr: for this terminal, .png, .apng, .gif, .svg, or a text file of frames.
    #[arg(short, long, default_value = "qr:")]
    pub(crate) output: Output,
    /// How the frames are written; default as it came, or ur.
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// How much one symbol carries: tiny, normal, fast, or a number of bytes.
    #[arg(long, default_value = "normal", value_parser = density)]
    pub(crate) density: Density,
    /// Symbols per second, 1 to 30.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=30))]
    pub(crate) fps: u16,
    /// Who reads the codes: coldframe gets mixed parts only once each part was shown, which other
    /// readers cannot use and it needs fewest of.
    #[arg(long, value_name = "PEER", default_value = "any")]
    pub(crate) to: Peer,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}
