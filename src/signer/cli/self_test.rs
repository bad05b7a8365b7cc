//! `coldframe self-test`.

use clap::Args;

/// Run every test vector in this program.
///
/// Published vectors of words, derivation, signatures, sighashes and frames travel inside the
/// program; each is computed here, on this machine. Ends with 70 if one comes out otherwise: then
/// the file is damaged or the machine computes wrongly. A part of it runs before every secret.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/self-test.txt"))]
pub(crate) struct SelfTest {
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
