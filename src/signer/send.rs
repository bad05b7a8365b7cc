//! A payload on its way out: encoded as it came or as asked, to a file, a stream, pictures or the screen.

use crate::cli::common::{Density, Format, Peer};
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::{Input, Output, Picture};
use crate::world::{self, World};
use coldframe_console::optics::{Glyphs, draw};
use coldframe_console::output;
use coldframe_core::frames::{
    BbqrEncoding, BbqrType, FrameSize, FrameSource, SenderOptions, UrType, Wire, base43, base64, plain,
    sender,
};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use std::time::Duration;

/// Bytes and how they are written.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// The payload.
    pub(crate) bytes: Vec<u8>,
    /// Its written form.
    pub(crate) wire: Wire,
}

/// How pictures are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawing {
    /// How much one symbol carries.
    pub(crate) density: Density,
    /// Symbols per second.
    pub(crate) fps: u16,
    /// Who reads them.
    pub(crate) peer: Peer,
}

impl Drawing {
    /// For most cameras.
    pub(crate) const USUAL: Self = Self { density: Density::Normal, fps: 5, peer: Peer::Any };

    fn options(self) -> SenderOptions {
        let options = match self.density {
            Density::Tiny => SenderOptions::TINY,
            Density::Normal => SenderOptions::NORMAL,
            Density::Fast => SenderOptions::FAST,
            Density::Bytes(bytes) => SenderOptions::of(FrameSize::PartBytes(bytes.into())),
        };
        self.peer.ordered(options)
    }
}

/// The wire a format names, for a payload of that kind.
pub(crate) fn wire_of(format: Format, bytes: &[u8]) -> Wire {
    let (ur, file_type) = if bytes.starts_with(plain::PSBT_MAGIC) {
        (UrType::Psbt, BbqrType::Psbt)
    } else if plain::is_transaction(bytes) {
        (UrType::Bytes, BbqrType::Transaction)
    } else {
        (UrType::Bytes, BbqrType::Binary)
    };
    match format {
        Format::Binary => Wire::Binary,
        Format::Base64 => Wire::Base64,
        Format::Hex => Wire::Hex,
        Format::Base43 => Wire::Base43,
        Format::Ur => Wire::Ur(ur),
        Format::Ur1 => Wire::Ur1(UrType::Bytes),
        Format::Bbqr => Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type },
    }
}

/// Whether the destination could be written, asked before a person spends time on a review.
pub(crate) fn may_send(output: &Output, inputs: &[&Input], force: bool) -> Result<(), Error> {
    match output {
        Output::Path(path) => {
            let is_input = |input: &&Input| match input {
                Input::Path(input) => files::is_same(input, path),
                Input::Stdin | Input::Camera => false,
            };
            if inputs.iter().any(is_input) {
                let facts = vec![("path", files::shown(path))];
                return Err(Error::with(Exit::Usage, "usage/output-is-input", facts));
            }
            Ok(files::may_write(path, force)?)
        }
        Output::Stdout | Output::Screen => Ok(()),
    }
}

/// Sends it.
pub(crate) fn send(
    outgoing: &Outgoing,
    output: &Output,
    drawing: Drawing,
    force: bool,
    world: &mut World,
) -> Result<Exit, Error> {
    match output {
        Output::Stdout => {
            if outgoing.wire == Wire::Binary && output::stdout_is_terminal() {
                return Err(Error::plain(Exit::Usage, "usage/binary-to-terminal"));
            }
            let bytes = written(outgoing, drawing)?;
            let exit = world::result(&bytes)?;
            step_wrote(bytes.len(), Safe::text("-"), world);
            Ok(exit)
        }
        Output::Screen => play(outgoing, drawing, world),
        Output::Path(path) => {
            let bytes = match Picture::of(path) {
                Some(picture) => drawn(outgoing, drawing, picture, world)?.0,
                None => written(outgoing, drawing)?,
            };
            files::write(path, &bytes, force)?;
            step_wrote(bytes.len(), files::shown(path), world);
            Ok(Exit::Done)
        }
    }
}

fn step_wrote(byte_count: usize, path: Safe, world: &mut World) {
    world.step("step/wrote", &[("bytes", Safe::count(byte_count)), ("path", path)]);
}

/// As a file or stream: bytes, one line of text, or one frame per line.
fn written(outgoing: &Outgoing, drawing: Drawing) -> Result<Vec<u8>, Error> {
    let bytes = &outgoing.bytes;
    let line = |text: String| Ok(format!("{text}\n").into_bytes());
    match outgoing.wire {
        Wire::Base64 => line(base64::encode(bytes)),
        Wire::Hex => line(plain::hex(bytes)),
        Wire::Base43 => line(base43::encode(bytes)),
        Wire::Ur(_) | Wire::Ur1(_) | Wire::Bbqr { .. } => {
            let frames = sender(bytes, outgoing.wire, drawing.options())?;
            Ok(texts(&*frames, frames.part_count())
                .iter()
                .map(|text| format!("{text}\n"))
                .collect::<String>()
                .into())
        }
        _ => Ok(bytes.clone()),
    }
}

/// As a picture file, and how many symbols it shows.
pub(crate) fn drawn(
    outgoing: &Outgoing,
    drawing: Drawing,
    picture: Picture,
    world: &mut World,
) -> Result<(Vec<u8>, usize), Error> {
    let frames = sender(&outgoing.bytes, outgoing.wire, drawing.options())?;
    // A still shows every part once; an animation also the mixed parts that make up for missed ones.
    let count = match picture {
        Picture::Png => frames.part_count(),
        Picture::Apng | Picture::Gif | Picture::Svg => frames.frame_count_hint(),
    };
    let (label, total) = (text("progress/drawing", &[]), u64::try_from(count).unwrap_or(u64::MAX));
    world.ui.progress(&label, 0, total);
    let drawn = series(&*frames, count, drawing).and_then(|series| {
        let bytes = match picture {
            Picture::Png => series.png()?,
            Picture::Apng => series.apng()?,
            Picture::Gif => series.gif()?,
            Picture::Svg => series.svg()?,
        };
        Ok((bytes, series.frame_count()))
    });
    world.ui.progress(&label, total, total);
    drawn
}

fn play(outgoing: &Outgoing, drawing: Drawing, world: &mut World) -> Result<Exit, Error> {
    let frames = fitting(outgoing, drawing, world.ui.screen()?)?;
    let every = Duration::from_millis(1_000 / u64::from(drawing.fps.max(1)));
    // A screen has no end: a fountain shows new parts as long as somebody looks.
    let mut picture = |number: u64| {
        let text = [frames.frame(number).0];
        let lines = draw::series(&text, options(&*frames, drawing))
            .and_then(|series| series.terminal_frame(0, Glyphs::HalfBlocks))
            .unwrap_or_default();
        lines.lines().map(str::to_owned).collect()
    };
    world.ui.play(&mut picture, every)?;
    Ok(Exit::Done)
}

/// Frames as large as was asked for, or smaller and more of them where the screen is too small.
fn fitting(
    outgoing: &Outgoing,
    drawing: Drawing,
    (rows, columns): (usize, usize),
) -> Result<Box<dyn FrameSource>, Error> {
    let frames = sender(&outgoing.bytes, outgoing.wire, drawing.options())?;
    // A half block is one module wide and two high.
    let fits = |version: u8| side_modules(version) <= columns.min(rows.saturating_mul(2));
    if fits(frames.qr_version()) {
        return Ok(frames);
    }
    let smaller = (1..frames.qr_version()).rev().filter(|version| fits(*version)).find_map(|version| {
        let options = drawing.peer.ordered(SenderOptions::of(FrameSize::QrVersion(version)));
        let frames = sender(&outgoing.bytes, outgoing.wire, options).ok()?;
        fits(frames.qr_version()).then_some(frames)
    });
    // None that fits: the screen says how large it would have to be.
    Ok(smaller.unwrap_or(frames))
}

/// Modules of a side with the white border (ISO/IEC 18004).
fn side_modules(version: u8) -> usize {
    usize::from(version).saturating_mul(4).saturating_add(17 + 2 * 4)
}

fn series(frames: &dyn FrameSource, count: usize, drawing: Drawing) -> Result<draw::Series, Error> {
    Ok(draw::series(&texts(frames, count), options(frames, drawing))?)
}

fn options(frames: &dyn FrameSource, drawing: Drawing) -> draw::Options {
    draw::Options {
        version: Some(frames.qr_version()),
        fps: u8::try_from(drawing.fps).unwrap_or(u8::MAX),
        ..draw::Options::default()
    }
}

fn texts(frames: &dyn FrameSource, count: usize) -> Vec<String> {
    (0..u64::try_from(count).unwrap_or(0)).map(|number| frames.frame(number).0).collect()
}
