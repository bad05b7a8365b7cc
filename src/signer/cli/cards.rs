//! Cards for paper and steel: the same words in every command that makes them.

use crate::place::Input;
use clap::{Args, ValueEnum};
use coldframe_console::paper::Paper;
use std::path::PathBuf;

/// Cards, which paper they are for, and the printer they go to.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct CardOptions {
    /// Make cards for a printer: blank ones have everything public on them and boxes in which a hand
    /// writes the secret; filled ones are secret, and printers remember pages.
    #[arg(long, value_name = "FILL")]
    pub(crate) cards: Option<Cards>,
    /// Their paper.
    #[arg(long, default_value = "a4", value_name = "SIZE", requires = "cards")]
    pub(crate) paper: PaperSize,
    /// Print this wallet's descriptor on every card, sealed so that the account key of any cosigner opens
    /// it (BIP-138, draft): a file, a picture of its code, or -.
    #[arg(long = "with-descriptor", value_name = "DESCRIPTOR", requires = "cards")]
    pub(crate) descriptor: Option<Input>,
    /// Send the cards as PDF to this printer and into no file: a device such as /dev/usb/lp0.
    #[arg(long, value_name = "DEVICE", requires = "cards", conflicts_with_all = ["output", "write_plaintext_secret"])]
    pub(crate) printer: Option<PathBuf>,
}

/// `--cards`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Cards {
    /// A hand writes the secret.
    Blank,
    /// The secret is printed.
    Filled,
}

/// `--paper`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PaperSize {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl From<PaperSize> for Paper {
    fn from(size: PaperSize) -> Self {
        match size {
            PaperSize::A4 => Self::A4,
            PaperSize::Letter => Self::Letter,
        }
    }
}
