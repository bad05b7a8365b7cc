//! `coldframe optics test`: shown, read, counted, kept.

mod reading;
mod report;

use crate::cli::optics::Test;
use crate::drawing::{self, Drawing};
use crate::error::Error;
use crate::exit::Exit;
use crate::place::{Input, Output};
use crate::player;
use crate::world::{self, World};
use coldframe_console::optics::symbol::VERSION_MAX;
use coldframe_console::player::Played;
use coldframe_console::player::test_reel::TestReel;
use coldframe_console::ui::UiError;
use coldframe_core::frames::optics_test::{SUSTAINED_PERCENT, Tally};
use coldframe_core::messages::text;
use coldframe_core::optics_default::Pair;
use coldframe_core::safe::Safe;
use reading::{Heard, Reading};

/// Finds out how dense and how fast codes may be.
pub(super) fn test(args: &Test, world: &mut World) -> Result<Exit, Error> {
    if let Some(pair) = args.pair {
        return match keep(pair, world) {
            true => Ok(Exit::Done),
            // There was nothing else to do.
            false => Err(Error::plain(Exit::Device, "optics-test/cannot-store")),
        };
    }
    let output = args.output();
    drawing::may_draw(&args.draw(), &output)?;
    match (args.send, &args.receive) {
        (true, None) if args.json => Err(Error::plain(Exit::Usage, "usage/send-reads-nothing")),
        (true, None) => match show(args, &output, None, world)? {
            Played::Codes => Ok(Exit::Done),
            Played::Nothing => Err(player::nothing_shown()),
        },
        (false, Some(_)) if args.says_how_it_is_shown() => {
            Err(Error::plain(Exit::Usage, "usage/receive-shows-nothing"))
        }
        (false, Some(input)) => {
            let tally = Reading::of(input, world)?.counted(world)?;
            // The other machine's screen was tested, and it is there that the answer is of use.
            answer(&tally, false, args.json, world)
        }
        (true, Some(_)) | (false, None) => both(args, &output, &args.input(), world),
    }
}

/// On one machine, with a mirror: the reading is a thread of its own while the screen shows.
fn both(args: &Test, output: &Output, input: &Input, world: &mut World) -> Result<Exit, Error> {
    may_be_shown(output)?;
    let reading = Reading::live(input, world)?;
    world.ui.ready().map_err(missing)?;
    let heard = reading.in_background();
    // Nobody should read about a test whose camera is not there.
    heard.wait_for_camera()?;
    let played = show(args, output, Some(&heard), world)?;
    let tally = heard.end()?;
    match played {
        Played::Codes => answer(&tally, true, args.json, world),
        // What was read meanwhile is of another screen.
        Played::Nothing => Err(player::nothing_shown()),
    }
}

fn show(args: &Test, output: &Output, heard: Option<&Heard>, world: &mut World) -> Result<Played, Error> {
    may_be_shown(output)?;
    world.ui.ready().map_err(missing)?;
    let drawing = Drawing::of(&args.draw(), output, world);
    let mut reel = TestReel::new(Box::new(move || match heard {
        Some(heard) => heard.said(),
        None => (String::new(), false),
    }));
    let played = world.ui.play(&mut reel, &drawing.look);
    if drawing.look.shows_placing {
        world.keep_optics(|remembered| remembered.is_placed = true);
    }
    Ok(played?)
}

/// A file has no speed to be tested.
fn may_be_shown(output: &Output) -> Result<(), Error> {
    match output {
        Output::Screen | Output::FrameBuffer(_) => Ok(()),
        Output::Stdout | Output::Path(_) => Err(Error::plain(Exit::Usage, "usage/screens-only")),
    }
}

/// No question is asked here and no secret read: what helps is a screen.
fn missing(why: UiError) -> Error {
    match why {
        UiError::NoTerminal => Error::plain(Exit::Unsafe, "optics-test/no-terminal"),
        why => why.into(),
    }
}

/// The table, and what follows from it.
fn answer(tally: &Tally, is_this_screen: bool, as_json: bool, world: &mut World) -> Result<Exit, Error> {
    let best = tally.best().map(|best| Pair { version: best.step.version, fps: best.step.fps });
    let is_stored = is_this_screen && best.is_some_and(|pair| keep(pair, world));
    let written = match as_json {
        true => report::json(tally, best, is_stored),
        false => report::table(tally),
    };
    world::result(written.as_bytes())?;
    let Some(pair) = best else {
        let facts = vec![("percent", Safe::count(SUSTAINED_PERCENT))];
        return Err(Error::with(Exit::No, "optics-test/none-sustained", facts));
    };
    // Kept as it is: whoever shows codes in a larger window tomorrow gets these all the same.
    let largest = tally.rows().iter().map(|row| row.step.version).max();
    if largest == Some(pair.version) && pair.version < VERSION_MAX {
        world.say("optics-test/window-was-short", &[("version", Safe::number(pair.version))]);
    }
    if !is_this_screen {
        let facts = [("version", Safe::number(pair.version)), ("fps", Safe::number(pair.fps))];
        world.ui.tell(&text("optics-test/other-side", &facts));
    }
    Ok(Exit::Done)
}

/// Stores it and says so; whether it could be stored.
fn keep(pair: Pair, world: &mut World) -> bool {
    let is_kept = world.keep_optics(|remembered| remembered.pair = Some(pair));
    let said = match is_kept {
        true => player::stored(pair.version, pair.fps),
        false => text("optics-test/not-stored", &[]),
    };
    world.ui.tell(&said);
    is_kept
}
