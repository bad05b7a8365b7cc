//! `coldframe optics test`: shown, read, counted, kept.

mod reading;

use crate::cli::optics::Test;
use crate::drawing::Drawing;
use crate::error::Error;
use crate::exit::Exit;
use crate::place::{Input, Output};
use crate::player;
use crate::world::{self, World};
use coldframe_console::player::test_reel::TestReel;
use coldframe_core::frames::optics_test::{Row, SUSTAINED_PERCENT, Tally};
use coldframe_core::messages::text;
use coldframe_core::optics_default::Pair;
use coldframe_core::safe::Safe;
use reading::Reading;

/// Finds out how dense and how fast codes may be.
pub(super) fn test(args: &Test, world: &mut World) -> Result<Exit, Error> {
    if let Some(pair) = args.pair {
        keep(pair, world);
        return Ok(Exit::Done);
    }
    match (args.send, &args.receive) {
        (true, None) => {
            show(args, None, world)?;
            Ok(Exit::Done)
        }
        (false, Some(input)) => {
            let tally = Reading::of(input, world)?.counted(world)?;
            // The other machine's screen was tested, and it is there that the answer is of use.
            report(&tally, false, world)
        }
        (true, Some(_)) | (false, None) => both(args, &args.input(), world),
    }
}

/// On one machine, with a mirror: the reading is a thread of its own while the screen shows.
fn both(args: &Test, input: &Input, world: &mut World) -> Result<Exit, Error> {
    world.ui.ready()?;
    let reading = Reading::of(input, world)?;
    let heard = reading.in_background();
    show(args, Some(&heard), world)?;
    let (tally, is_over) = heard.end()?;
    if !is_over {
        // The first steps are the easy ones: the best of them is nothing to go by.
        return Err(Error::plain(Exit::Declined, "optics-test/left"));
    }
    report(&tally, true, world)
}

fn show(args: &Test, heard: Option<&reading::Heard>, world: &mut World) -> Result<(), Error> {
    world.ui.ready()?;
    if !matches!(args.output, Output::Screen | Output::FrameBuffer(_)) {
        return Err(Error::plain(Exit::Usage, "usage/screens-only"));
    }
    let drawing = Drawing::of(&args.draw(), &args.output, world);
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

/// The table, and what follows from it.
fn report(tally: &Tally, is_this_screen: bool, world: &mut World) -> Result<Exit, Error> {
    if tally.frame_count() == 0 {
        return Err(Error::plain(Exit::No, "optics-test/nothing"));
    }
    let table: String = std::iter::once(header()).chain(tally.rows().iter().map(line)).collect();
    world::result(table.as_bytes())?;
    let Some(best) = tally.best() else {
        let facts = vec![("percent", Safe::count(SUSTAINED_PERCENT))];
        return Err(Error::with(Exit::No, "optics-test/none-sustained", facts));
    };
    let pair = Pair { version: best.step.version, fps: best.step.fps };
    if is_this_screen {
        keep(pair, world);
    } else {
        let facts = [("version", Safe::number(pair.version)), ("fps", Safe::number(pair.fps))];
        world.ui.tell(&text("optics-test/other-side", &facts));
    }
    Ok(Exit::Done)
}

fn keep(pair: Pair, world: &mut World) {
    let is_kept = world.keep_optics(|remembered| remembered.pair = Some(pair));
    let said = match is_kept {
        true => player::stored(pair.version, pair.fps),
        false => text("optics-test/not-stored", &[]),
    };
    world.ui.tell(&said);
}

fn header() -> String {
    const COLUMNS: [&str; 6] = [
        "optics-test/column-version",
        "optics-test/column-fps",
        "optics-test/column-read",
        "optics-test/column-shown",
        "optics-test/column-bytes",
        "optics-test/column-holds",
    ];
    cells(&COLUMNS.map(|code| text(code, &[])))
}

fn line(row: &Row) -> String {
    let verdict = if row.is_sustained() { "optics-test/holds" } else { "optics-test/holds-not" };
    cells(&[
        row.step.version.to_string(),
        row.step.fps.to_string(),
        row.seen.to_string(),
        row.step.count.to_string(),
        row.bytes_per_second().to_string(),
        text(verdict, &[]),
    ])
}

fn cells(cells: &[String]) -> String {
    let line: String = cells.iter().map(|cell| format!("{cell:<10}")).collect();
    format!("{}\n", line.trim_end())
}
