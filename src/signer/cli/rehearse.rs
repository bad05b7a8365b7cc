//! `coldframe rehearse`.

use clap::Args;
use coldframe_core::path::ScriptKind;
use std::path::PathBuf;

/// Walk through the whole journey with a throwaway key.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/rehearse.txt"))]
pub(crate) struct Rehearse {
    /// Keep the picture of the unsigned transaction here: .gif, else an animated PNG.
    #[arg(long, value_name = "PATH")]
    pub(crate) picture: Option<PathBuf>,
    /// How many coins are spent.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(crate) inputs: u16,
    /// Script kind: p2wpkh, p2tr, p2sh-p2wpkh, p2pkh.
    #[arg(long, default_value = "p2wpkh", value_parser = super::account::kind)]
    pub(crate) kind: ScriptKind,
}
