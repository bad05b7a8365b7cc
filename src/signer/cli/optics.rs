//! `coldframe optics`.

use super::draw::{Draw, Glyphs};
use crate::place::{Input, Output};
use clap::{Args, Subcommand};
use coldframe_core::limits::{SHOWN_FPS_MAX, UR_QR_VERSION_MIN};
use coldframe_core::messages::text;
use coldframe_core::optics_default::Pair;
use std::ffi::OsString;

/// This screen and the camera before it.
#[derive(Debug, Args)]
pub(crate) struct Optics {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done with a screen and a camera.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Find out how dense and how fast codes may be.
    ///
    /// Shows a test and reads it back through a mirror, and stores the best that arrived as the default of
    /// every qr: output. With two machines, one shows (--send) and the other reads (--receive).
    Test(Test),
}

/// Find out how dense and how fast codes may be.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/optics-test.txt"))]
pub(crate) struct Test {
    /// Show the test; alone, without reading it.
    #[arg(long)]
    pub(crate) send: bool,
    /// Read the test: qr: for the camera, a video, an animation, a folder of pictures, or - for y4m on
    /// standard input; alone, without showing it.
    #[arg(long, value_name = "INPUT")]
    pub(crate) receive: Option<Input>,
    /// Where it is shown: qr: for this terminal, qr:/dev/fb0 for a frame buffer [default: qr:].
    #[arg(short, long)]
    pub(crate) output: Option<Output>,
    /// What codes on a terminal are made of.
    #[arg(long, value_enum, default_value_t, value_name = "GLYPHS")]
    pub(crate) glyphs: Glyphs,
    /// Light codes on dark.
    #[arg(long)]
    pub(crate) invert: bool,
    /// Write what was read as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Store a version and a rate without a test: what the other machine said of this screen.
    #[arg(long, value_name = "VERSION,FPS", value_parser = pair, conflicts_with_all = ["send", "receive", "output", "glyphs", "invert", "json"])]
    pub(crate) pair: Option<Pair>,
}

impl Test {
    /// What reads the test: the camera, unless something else is named.
    pub(crate) fn input(&self) -> Input {
        self.receive.clone().unwrap_or_else(|| Input::from(OsString::from("qr:")))
    }

    /// Where it is shown.
    pub(crate) fn output(&self) -> Output {
        self.output.clone().unwrap_or(Output::Screen)
    }

    /// Whether anything was said about how it is shown.
    pub(crate) fn says_how_it_is_shown(&self) -> bool {
        self.output.is_some() || self.glyphs != Glyphs::Auto || self.invert
    }

    /// Whether the test is read at all.
    pub(crate) fn reads(&self) -> bool {
        self.pair.is_none() && (self.receive.is_some() || !self.send)
    }

    /// How the test is drawn; it chooses density and speed itself.
    pub(crate) fn draw(&self) -> Draw {
        Draw { glyphs: self.glyphs, invert: self.invert, ..Draw::default() }
    }
}

fn pair(said: &str) -> Result<Pair, String> {
    let sides = said.split_once(',').map(|(version, fps)| (version.parse(), fps.parse()));
    match sides {
        Some((Ok(version @ UR_QR_VERSION_MIN..=40), Ok(fps @ 1..=SHOWN_FPS_MAX))) => {
            Ok(Pair { version, fps })
        }
        _ => Err(text("usage/pair", &[])),
    }
}
