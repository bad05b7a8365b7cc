//! `coldframe scan`.

use super::common::Format;
use crate::place::{Input, Output};
use clap::Args;

/// Read QR pictures and write what they carry.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/scan.txt"))]
pub(crate) struct Scan {
    /// Pictures, folders of pictures, a y4m stream on -, or a text file of frames.
    #[arg(required = true)]
    pub(crate) inputs: Vec<Input>,
    /// Where to.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    /// How it is written; default base64 on a terminal, else the bytes.
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}
