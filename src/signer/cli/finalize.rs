//! `coldframe finalize`.

use super::draw::Draw;
use crate::place::{Input, Output};
use clap::{Args, ValueEnum};

/// Turn a signed PSBT into the transaction to broadcast.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/finalize.txt"))]
pub(crate) struct Finalize {
    /// A PSBT with every signature it needs, or the short answer a signer drew as codes.
    pub(crate) input: Input,
    /// The unsigned PSBT the short answer belongs to.
    #[arg(long, value_name = "INPUT")]
    pub(crate) original: Option<Input>,
    /// Where to.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    /// How it is written.
    #[arg(long = "as", value_name = "FORMAT", default_value = "hex")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}

/// How a transaction is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, hexadecimal.
    Hex,
    /// The bytes themselves.
    Binary,
}
