//! `coldframe scan`.

use super::common::Format;
use super::draw::Draw;
use crate::place::{Input, Output};
use clap::Args;
use coldframe_console::optics::camera::Pixels;
use coldframe_console::optics::picture::RawSize;
use coldframe_core::messages::text;

/// Read QR pictures and write what they carry.
#[derive(Debug, Args)]
#[command(after_help = include_str!("examples/scan.txt"))]
pub(crate) struct Scan {
    /// Pictures, folders of pictures, films (AVI of MJPG, y4m), qr: for the camera, a y4m or MJPEG stream
    /// on -, or a text file of frames.
    #[arg(required_unless_present = "cameras")]
    pub(crate) inputs: Vec<Input>,
    /// Where to.
    #[arg(short, long, default_value = "-")]
    pub(crate) output: Output,
    /// How it is written; default base64 on a terminal, else the bytes.
    #[arg(long = "as", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Standard input is raw gray video of this size, one byte per pixel.
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = raw_size)]
    pub(crate) raw_gray: Option<RawSize>,
    /// Standard input is raw YUV 4:2:0 video of this size, as rpicam-vid --codec yuv420 writes it.
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = raw_size, conflicts_with = "raw_gray")]
    pub(crate) raw_yuv420: Option<RawSize>,
    /// List the cameras of this machine, as qr: would use them.
    #[arg(long, conflicts_with_all = ["inputs", "output", "format", "raw_gray", "raw_yuv420", "force", "density", "fps", "glyphs", "invert", "to"])]
    pub(crate) cameras: bool,
    #[command(flatten)]
    pub(crate) draw: Draw,
    /// One line for each picture: file name, payload in hex, processor milliseconds, tab-separated.
    ///
    /// The payload is empty where nothing was read; several codes are separated by commas. Tabs and
    /// letters beyond ASCII in a name are spelled \u{..}; JSON has the name exactly, and why a file could
    /// not be read. Secrets are printed too: this says what a reader sees, not what it means.
    #[arg(long, conflicts_with_all = ["output", "format", "raw_gray", "raw_yuv420", "cameras", "force", "density", "fps", "glyphs", "invert", "to"])]
    pub(crate) each: bool,
    /// With --each: one JSON object for each line.
    #[arg(long, requires = "each")]
    pub(crate) json: bool,
    /// Replace an existing output file.
    #[arg(long)]
    pub(crate) force: bool,
}

impl Scan {
    /// What raw video looks like, if it is raw.
    pub(crate) fn raw(&self) -> Option<RawSize> {
        let yuv420 = self.raw_yuv420.map(|size| RawSize { pixels: Pixels::Yu12, ..size });
        self.raw_gray.or(yuv420)
    }
}

fn raw_size(said: &str) -> Result<RawSize, String> {
    let sides = said.split_once('x').map(|(width, height)| (width.parse(), height.parse()));
    match sides {
        Some((Ok(width), Ok(height))) => Ok(RawSize { width, height, pixels: Pixels::Grey }),
        _ => Err(text("usage/raw-size", &[])),
    }
}
