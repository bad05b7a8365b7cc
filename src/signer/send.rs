//! A payload on its way out: encoded as it came or as asked, to a file, a stream, pictures or the screen.

use crate::cli::common::{Format, Peer};
use crate::drawing::Drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::{Input, Output, Picture};
use crate::player;
use crate::world::{self, World};
use coldframe_console::optics::draw;
use coldframe_console::output;
use coldframe_console::player::{FrameBufferError, geometry_folder};
use coldframe_core::frames::{
    BbqrEncoding, BbqrType, FrameSource, UrType, Wire, base43, base64, plain, sender,
};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Codes on one picture that readers find: ours gave up beyond four hundred, others long before. No reason
/// to stop, for what is drawn may be signed.
const SHEET_CODES_READ: usize = 300;

/// Bytes and how they are written.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// The payload.
    pub(crate) bytes: Vec<u8>,
    /// Its written form.
    pub(crate) wire: Wire,
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
                Input::Stdin | Input::Camera(_) => false,
            };
            if inputs.iter().any(is_input) {
                let facts = vec![("path", files::shown(path))];
                return Err(Error::with(Exit::Usage, "usage/output-is-input", facts));
            }
            Ok(files::may_write(path, force)?)
        }
        Output::FrameBuffer(device) if geometry_folder(device).is_none() => {
            Err(Error::new(Exit::Device, &FrameBufferError::Missing))
        }
        Output::Stdout | Output::Screen | Output::FrameBuffer(_) => Ok(()),
    }
}

/// Whether what comes in this form may be written there, asked before anything is signed.
pub(crate) fn may_be_written(wire: Wire, output: &Output) -> Result<(), Error> {
    match (output, wire) {
        (Output::Stdout, Wire::Binary) if output::stdout_is_terminal() => {
            Err(Error::plain(Exit::Usage, "usage/binary-to-terminal"))
        }
        _ => Ok(()),
    }
}

/// Sends it.
pub(crate) fn send(
    outgoing: &Outgoing,
    output: &Output,
    drawing: &Drawing,
    force: bool,
    world: &mut World,
) -> Result<Exit, Error> {
    say_what_makes_no_difference(outgoing.wire, output, drawing, world);
    match output {
        Output::Stdout => {
            may_be_written(outgoing.wire, output)?;
            let mut bytes = written(outgoing, drawing)?;
            if outgoing.wire == Wire::Text && output::stdout_is_terminal() {
                let (shown, is_spelled) = for_terminal(&bytes);
                bytes = shown.into_bytes();
                if is_spelled {
                    world.say("sending/spelled-out", &[]);
                }
            }
            let exit = world::result(&bytes)?;
            step_wrote(bytes.len(), Safe::text("-"), world);
            Ok(exit)
        }
        Output::Screen | Output::FrameBuffer(_) => player::play(outgoing, drawing, world),
        Output::Path(path) => {
            let bytes = match Picture::of(path) {
                Some(picture) => {
                    let (bytes, codes) = drawn(outgoing, drawing, picture, world)?;
                    if codes == 1 && drawing.names_fps {
                        world.say("drawing/one-code", &[]);
                    }
                    if picture == Picture::Png && codes > SHEET_CODES_READ {
                        let facts = [("count", Safe::count(codes)), ("most", Safe::count(SHEET_CODES_READ))];
                        world.say("drawing/crowded", &facts);
                    }
                    bytes
                }
                None => written(outgoing, drawing)?,
            };
            files::write(path, &bytes, force)?;
            step_wrote(bytes.len(), files::shown(path), world);
            Ok(Exit::Done)
        }
    }
}

/// Foreign text as a terminal may have it, and whether something of it had to be spelled out: a code on a poster
/// could else clear the screen, paint another and put something into the clipboard (attack E06). Lines stay lines.
fn for_terminal(text: &[u8]) -> (String, bool) {
    let text = String::from_utf8_lossy(text.trim_ascii_end());
    let lines: Vec<Safe> = text.lines().map(Safe::again).collect();
    let is_spelled = lines.iter().zip(text.lines()).any(|(shown, line)| shown.as_str() != line);
    (lines.iter().map(|line| format!("{line}\n")).collect(), is_spelled)
}

/// What was asked for in vain, as far as it is known only now. No reason to stop: what is sent may be
/// signed, and must not be lost for an option.
fn say_what_makes_no_difference(wire: Wire, output: &Output, drawing: &Drawing, world: &mut World) {
    let is_drawn = match output {
        Output::Screen | Output::FrameBuffer(_) => true,
        Output::Path(path) => Picture::of(path).is_some(),
        Output::Stdout => false,
    };
    // Bytes and text are drawn as UR, base64 as parts of its own kind; hex and base43 are one code.
    let is_cut = match wire {
        Wire::Ur(_) | Wire::Ur1(_) | Wire::Bbqr { .. } => true,
        Wire::Hex | Wire::Base43 => false,
        _ => is_drawn,
    };
    if drawing.names_density && !is_cut {
        world.say("drawing/one-piece", &[]);
    }
    let mixes = matches!(wire, Wire::Ur(_) | Wire::Binary | Wire::Text);
    if drawing.peer != Peer::Any && is_drawn && !mixes {
        world.say("drawing/no-mixed-parts", &[]);
    } else if drawing.peer != Peer::Any && is_drawn && !drawing.frames.0.is_empty() {
        world.say("drawing/frames-named", &[]);
    }
}

fn step_wrote(byte_count: usize, path: Safe, world: &mut World) {
    world.step("step/wrote", &[("bytes", Safe::count(byte_count)), ("path", path)]);
}

/// As a file or stream: bytes, one line of text, or one frame per line.
fn written(outgoing: &Outgoing, drawing: &Drawing) -> Result<Vec<u8>, Error> {
    let bytes = &outgoing.bytes;
    let line = |text: String| Ok(format!("{text}\n").into_bytes());
    let has_parts = matches!(outgoing.wire, Wire::Ur(_) | Wire::Ur1(_) | Wire::Bbqr { .. });
    if !has_parts && !drawing.frames.0.is_empty() {
        return Err(Error::plain(Exit::Usage, "player/no-numbers"));
    }
    match outgoing.wire {
        Wire::Base64 => line(base64::encode(bytes)),
        Wire::Hex => line(plain::hex(bytes)),
        Wire::Base43 => line(base43::encode(bytes)?),
        Wire::Ur(_) | Wire::Ur1(_) | Wire::Bbqr { .. } => {
            let frames = sender(bytes, outgoing.wire, drawing.options())?;
            Ok(texts(&*frames, frames.part_count(), drawing)?
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
    drawing: &Drawing,
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

fn series(frames: &dyn FrameSource, count: usize, drawing: &Drawing) -> Result<draw::Series, Error> {
    Ok(draw::series(&texts(frames, count, drawing)?, options(frames, drawing))?)
}

fn options(frames: &dyn FrameSource, drawing: &Drawing) -> draw::Options {
    draw::Options {
        version: Some(frames.qr_version()),
        fps: u8::try_from(drawing.fps).unwrap_or(u8::MAX),
        is_inverted: drawing.look.is_inverted,
        ..draw::Options::default()
    }
}

/// So many frames from the first, or those whose numbers were named.
fn texts(frames: &dyn FrameSource, count: usize, drawing: &Drawing) -> Result<Vec<String>, Error> {
    let numbers = &drawing.frames.0;
    if numbers.is_empty() {
        return Ok((0..u64::try_from(count).unwrap_or(0)).map(|number| frames.frame(number).0).collect());
    }
    player::known(frames, numbers)?;
    Ok(numbers.iter().map(|number| frames.frame(u64::from(number.saturating_sub(1))).0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e06_a_text_of_a_code_cannot_move_the_cursor_and_its_lines_stay_lines() {
        let hostile = "\u{1b}]0;mine\u{7}\u{1b}[2Jgood\r\nnext\u{9b}31m \u{202e}line\n\n";
        let spelled = "\\u{1b}]0;mine\\u{7}\\u{1b}[2Jgood\nnext\\u{9b}31m \\u{202e}line\n";
        assert_eq!(for_terminal(hostile.as_bytes()), (spelled.to_owned(), true));
        // What is printable is no other text, backslashes included: JSON is copied from here.
        for plain in ["wpkh([d34db33f/84h/0h/0h]xpub6/0/*)", r#"{"path":"a\"b"}"#, "two\r\nlines"] {
            let (shown, is_spelled) = for_terminal(plain.as_bytes());
            assert_eq!((shown, is_spelled), (format!("{}\n", plain.replace('\r', "")), false));
        }
    }
}
