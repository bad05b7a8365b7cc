//! `coldframe scan`.

mod each;

use crate::cli::common::Format;
use crate::cli::scan::Scan;
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::input::Came;
use crate::place::{Input, Output};
use crate::receive::{self, Wanted};
use crate::send::{self, Outgoing};
use crate::worker::{self, Order, Seen, Source};
use crate::world::{self, World};
use coldframe_console::optics::camera::CameraError;
use coldframe_console::output::stdout_is_terminal;
use coldframe_console::viewfinder;
use coldframe_core::frames::Wire;
use std::ops::ControlFlow;

/// Reads pictures and writes what they carry.
pub(super) fn scan(args: &Scan, world: &mut World) -> Result<Exit, Error> {
    if args.cameras {
        return cameras();
    }
    if args.each {
        return each::each(&args.inputs, args.json, world);
    }
    send::may_send(&args.output, &args.inputs.iter().collect::<Vec<_>>(), args.force)?;
    drawing::may_draw(&args.draw, &args.output)?;
    let came = match args.raw() {
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
    let drawing = Drawing::of(&args.draw, &args.output, world);
    send::send(&Outgoing { bytes, wire }, &args.output, &drawing, args.force, world)
}

/// One input as it is; several are pictures of one series.
fn came(inputs: &[Input], world: &mut World) -> Result<Came, Error> {
    match inputs {
        [one] => world.stdin.read(one),
        many => {
            let path = |input: &Input| match input {
                Input::Path(path) => Ok(path.clone()),
                Input::Stdin | Input::Camera(_) => Err(Error::plain(Exit::Usage, "usage/pictures-only")),
            };
            Ok(Came::Pictures(many.iter().map(path).collect::<Result<_, _>>()?))
        }
    }
}

/// Every camera that could be used, the address of each first. A machine on which none can says why.
fn cameras() -> Result<Exit, Error> {
    let (mut lines, mut trouble) = (String::new(), None::<CameraError>);
    worker::look(Source::Cameras, Order::STILL, &mut |seen| {
        match seen {
            Seen::Camera(info) => {
                let number = info.number.map_or_else(String::new, |number| number.to_string());
                lines.push_str(&format!("qr:{number}\t{}\n", viewfinder::described(&info)));
            }
            Seen::CameraTrouble(error) => trouble = trouble.max(Some(error)),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    match lines.is_empty() {
        true => Err(trouble.unwrap_or(CameraError::Missing).into()),
        false => world::result(lines.as_bytes()),
    }
}
