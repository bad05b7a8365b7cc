//! `coldframe scan`.

mod each;

use crate::cli::common::Format;
use crate::cli::scan::Scan;
use crate::error::Error;
use crate::exit::Exit;
use crate::input::Came;
use crate::place::{Input, Output};
use crate::receive::{self, Wanted};
use crate::send::{self, Drawing, Outgoing};
use crate::world::World;
use coldframe_console::output::stdout_is_terminal;
use coldframe_core::frames::Wire;

/// Reads pictures and writes what they carry.
pub(super) fn scan(args: &Scan, world: &mut World) -> Result<Exit, Error> {
    if args.each {
        return each::each(&args.inputs, args.json, world);
    }
    send::may_send(&args.output, &args.inputs.iter().collect::<Vec<_>>(), args.force)?;
    let came = match args.raw_gray {
        Some(size) => world.stdin.video(&args.inputs, size)?,
        None => came(&args.inputs, world)?,
    };
    let envelope = receive::message(came, Wanted::TextToo, world)?;
    let came_as = envelope.wire;
    let bytes = receive::into_bytes(envelope);
    receive::tell_digest(&bytes, world);
    let wire = match args.format {
        Some(format) => send::wire_of(format, &bytes),
        None if came_as == Wire::Text => Wire::Text,
        None if args.output == Output::Stdout && stdout_is_terminal() => {
            send::wire_of(Format::Base64, &bytes)
        }
        None => Wire::Binary,
    };
    send::send(&Outgoing { bytes, wire }, &args.output, Drawing::USUAL, args.force, world)
}

/// One input as it is; several are pictures of one series.
fn came(inputs: &[Input], world: &mut World) -> Result<Came, Error> {
    match inputs {
        [one] => world.stdin.read(one),
        many => {
            let path = |input: &Input| match input {
                Input::Path(path) => Ok(path.clone()),
                Input::Stdin | Input::Camera => Err(Error::plain(Exit::Usage, "usage/pictures-only")),
            };
            Ok(Came::Pictures(many.iter().map(path).collect::<Result<_, _>>()?))
        }
    }
}
