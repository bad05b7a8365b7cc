//! The screen that is photographed.

use super::plan::Plan;
use crate::error::Error;
use crate::world::World;
use coldframe_console::optics::{Glyphs, draw};
use coldframe_console::tty;
use coldframe_core::entropy::Commitment;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// White border of the picture, in modules: half the standard's, so that it fits 24 rows.
const QUIET: u8 = 2;

/// Binds the machine to its bytes in the person's photograph, before a symbol is typed (attack C04).
pub(super) fn show(
    commitment: Commitment,
    name: Option<&str>,
    plan: &Plan,
    world: &mut World,
) -> Result<(), Error> {
    let digits = commitment.hex();
    if !plan.has_desk {
        world.ui.tell(&text("entropy/commitment-told", &[("commitment", Safe::text(&digits))]));
        return Ok(());
    }
    let mut above = vec![match name {
        Some(name) => text("entropy/commitment-title-of", &[("name", Safe::text(name))]),
        None => text("entropy/commitment-title", &[]),
    }];
    above.extend(picture(&digits, world.desk.size()?));
    above.push(text("entropy/commitment-line", &[("commitment", Safe::text(&grouped(&digits)))]));
    let is_os_alone = plan.sources.is_empty();
    let what = if is_os_alone { "entropy/commitment-what-os" } else { "entropy/commitment-what" };
    above.push(text(what, &[]));
    world.desk.question(&above, &text("entropy/commitment-go-on", &[]))?;
    Ok(())
}

/// The digits as a QR code, where the terminal can draw one and has the room.
fn picture(digits: &str, (rows, columns): (usize, usize)) -> Vec<String> {
    let options = draw::Options { quiet: QUIET, ..draw::Options::default() };
    // Seven lines of text stand around it.
    let drawn = draw::series(&[digits.to_ascii_uppercase()], options).ok().filter(|series| {
        tty::has_cursor() && series.fits(Glyphs::HalfBlocks, columns, rows.saturating_sub(7))
    });
    let drawn = drawn.and_then(|series| series.terminal_frame(0, Glyphs::HalfBlocks).ok());
    drawn.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Eight digits together: a person compares them with a photograph.
fn grouped(digits: &str) -> String {
    let groups: Vec<&[u8]> = digits.as_bytes().chunks(8).collect();
    groups.iter().map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join(" ")
}
