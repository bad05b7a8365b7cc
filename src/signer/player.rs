//! A payload on a screen, until somebody leaves.

use crate::drawing::Drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::send::Outgoing;
use crate::world::World;
use coldframe_console::player::Played;
use coldframe_console::player::message::Message;
use coldframe_console::ui::UiError;
use coldframe_core::frames::{FrameSize, FrameSource, PartNumber, SenderOptions, sender};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Shows it.
pub(crate) fn play(outgoing: &Outgoing, drawing: &Drawing, world: &mut World) -> Result<Exit, Error> {
    world.ui.ready().map_err(missing)?;
    let encode = |size| sender(&outgoing.bytes, outgoing.wire, drawing.peer.ordered(SenderOptions::of(size)));
    let numbers = &drawing.frames.0;
    let mut shown = Message::new(Box::new(encode), drawing.size(), drawing.fps)?
        .still_up_to(drawing.still_version())
        .only(numbers.clone());
    if !numbers.is_empty() {
        known(&*encode(drawing.size())?, numbers)?;
    }
    let played = world.ui.play(&mut shown, &drawing.look);
    if drawing.look.shows_placing {
        world.keep_optics(|remembered| remembered.is_placed = true);
    }
    if played? == Played::Nothing {
        return Err(nothing_shown());
    }
    if shown.part_count() > 1 {
        // Whoever is asked for single frames later must cut the message the same way.
        let density = match shown.size() {
            FrameSize::QrVersion(version) => format!("v{version}"),
            FrameSize::PartBytes(bytes) => bytes.to_string(),
        };
        let facts = [("density", Safe::text(&density)), ("fps", Safe::number(shown.fps()))];
        world.say("player/shown", &facts);
    }
    Ok(Exit::Done)
}

/// No code stood on the screen: whatever was to go out has not.
pub(crate) fn nothing_shown() -> Error {
    Error::plain(Exit::Device, "player/nothing-shown")
}

/// Where nothing is asked and no secret is, another place for the codes is what helps.
pub(crate) fn missing(why: UiError) -> Error {
    match why {
        UiError::NoTerminal => Error::plain(Exit::Unsafe, "player/no-terminal"),
        why => why.into(),
    }
}

/// Whether a series has frames of these numbers.
pub(crate) fn known(frames: &dyn FrameSource, numbers: &[u32]) -> Result<(), Error> {
    if PartNumber::of(&frames.frame(0).0).is_none() {
        return Err(Error::plain(Exit::Usage, "player/no-numbers"));
    }
    let count = frames.part_count();
    let is_known = |number: &u32| usize::try_from(*number).is_ok_and(|number| number <= count);
    match numbers.iter().find(|number| !is_known(number)) {
        Some(number) => {
            let facts = vec![("number", Safe::number(*number)), ("count", Safe::count(count))];
            Err(Error::with(Exit::Usage, "player/no-such-frame", facts))
        }
        None => Ok(()),
    }
}

/// What the program says of a rate and a density it stores.
pub(crate) fn stored(version: u8, fps: u16) -> String {
    text("optics-test/stored", &[("version", Safe::number(version)), ("fps", Safe::number(fps))])
}
