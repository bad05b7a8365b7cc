//! `coldframe review`.

use super::common::{Expected, OwnerSource};
use crate::place::Input;
use clap::Args;

/// Say what a transaction does, without signing it.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/review.txt"))]
pub(crate) struct Review {
    /// A PSBT in any format: file, picture, folder of pictures, or - for standard input.
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) owner: OwnerSource,
    #[command(flatten)]
    pub(crate) expected: Expected,
    /// Write the review as JSON: digest, facts and findings; errors stay text on standard error.
    #[arg(long)]
    pub(crate) json: bool,
    /// Review it as a replacement of something signed before.
    #[arg(long)]
    pub(crate) replace: bool,
}
