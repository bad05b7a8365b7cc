//! `coldframe show`.

use super::common::Format;
use super::draw::{Draw, Frames, frames};
use crate::place::{Input, Output};
use clap::Args;

/// Show a public payload as QR pictures.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/show.txt"))]
pub(crate) struct Show {
    /// What to show: file, picture, or - for standard input.
    pub(crate) input: Input,
    /// Where to: qr: for this terminal, qr:/dev/fb0, .png, .apng, .gif, .svg, or a text file of frames.
    #[arg(short, long, default_value = "qr:")]
    pub(crate) output: Output,
    /// How the frames are written; default as it came, or ur.
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Only the frames of these numbers, for a machine that misses them: 3,7,12.
    #[arg(long, value_name = "NUMBERS", value_parser = frames)]
    pub(crate) frames: Option<Frames>,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}
