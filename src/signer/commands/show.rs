//! `coldframe show`.

use crate::cli::common::Format;
use crate::cli::draw::Frames;
use crate::cli::show::Show;
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use crate::world::World;
use coldframe_core::frames::Wire;

/// Draws a public payload.
pub(super) fn show(args: &Show, world: &mut World) -> Result<Exit, Error> {
    send::may_send(&args.output, &[&args.input], args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let came = world.stdin.read(&args.input)?;
    let envelope = receive::message(came, Wanted::TextToo, world)?;
    let came_as = envelope.wire;
    let bytes = receive::into_bytes(envelope);
    receive::tell_digest(&bytes, world);
    let wire = match (args.format, came_as) {
        (Some(format), _) => send::wire_of(format, &bytes),
        // Bytes and text have no frames of their own.
        (None, Wire::Binary | Wire::Text) => send::wire_of(Format::Ur, &bytes),
        (None, wire) => wire,
    };
    let drawing =
        Drawing::of(&args.draw, &args.output, world).only(args.frames.as_ref().unwrap_or(&Frames::default()));
    send::send(&Outgoing { bytes, wire }, &args.output, &drawing, args.force, world)
}
