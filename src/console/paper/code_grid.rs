//! A code that a hand copies: a large grid with the coordinates of its blocks.
//!
//! Printed beforehand is what every code of that size has: the three finders, the timing lines, the
//! alignment mark and the one module that is always dark (ISO/IEC 18004, 6.3). None of it depends on
//! what the code says.

use super::PaperError;
use super::font::Font;
use super::layout::{FAINT, GRAY, Sheet, points};
use super::page::{Mark, length};
use crate::optics::grid::Grid;
use crate::optics::symbol::{Modules, side_of};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// Largest module: a pen fills it in one stroke or two.
const MODULE_MAX: i64 = 6_000;

/// Highest version that a hand copies.
const VERSION_MAX: u8 = 3;

/// The grid; with a code its modules are filled.
pub(super) fn draw(version: u8, code: Option<&Modules>, sheet: &mut Sheet) -> Result<(), PaperError> {
    let side = side_of(version);
    if !(1..=VERSION_MAX).contains(&version) || code.is_some_and(|code| code.side() != side) {
        return Err(PaperError::NoRoom);
    }
    let grid = Grid::new(side);
    let last = grid.blocks().saturating_sub(1);
    let facts = [
        ("side", Safe::count(side)),
        ("block", Safe::count(grid.modules(0).len())),
        ("last", Safe::text(&grid.name(last, last))),
    ];
    let how = if code.is_some() { "paper/code-filled-how" } else { "paper/code-blank-how" };
    sheet.heading(&text("paper/code", &facts), &text(how, &facts))?;
    // Three modules of white and one for the coordinates on every side.
    let module = (sheet.width / length(side + 8)).min(sheet.room() / length(side + 8)).min(MODULE_MAX);
    let whole = module * length(side);
    let (x, y) = (sheet.left + (sheet.width - whole) / 2, sheet.y + 4 * module);
    // Below the modules, and pale: a dark line between light modules misleads a reader.
    lines(side, grid, (x, y), module, sheet);
    match code {
        Some(code) => sheet.page.marks.push(Mark::Code { x, y, module, modules: code.clone() }),
        None => fixed(side, (x, y), module, sheet),
    }
    coordinates(grid, (x, y), module, whole, sheet);
    sheet.y += whole + 8 * module;
    Ok(())
}

/// What every code of that size has.
fn fixed(side: usize, (x, y): (i64, i64), module: i64, sheet: &mut Sheet) {
    for row in 0..side {
        for column in (0..side).filter(|column| is_always_dark(side, *column, row)) {
            let (left, top) = (x + module * length(column), y + module * length(row));
            sheet.page.fill(left, top, module, module, super::layout::BLACK);
        }
    }
}

/// Whether a module is dark in every code of that size.
pub(super) fn is_always_dark(side: usize, x: usize, y: usize) -> bool {
    let last = side.saturating_sub(1);
    let finder = |x: usize, y: usize| {
        let ring = x.abs_diff(3).max(y.abs_diff(3));
        ring <= 3 && ring != 2
    };
    let corners = [(x, y), (last.saturating_sub(x), y), (x, last.saturating_sub(y))];
    let in_finder = corners.into_iter().find(|(x, y)| *x < 8 && *y < 8);
    if let Some((x, y)) = in_finder {
        return finder(x, y) || (side.checked_sub(8) == Some(y) && x == 8);
    }
    let timing = (x == 6 && y.is_multiple_of(2)) || (y == 6 && x.is_multiple_of(2));
    let middle = side.saturating_sub(7);
    let ring = x.abs_diff(middle).max(y.abs_diff(middle));
    let alignment = side > 21 && ring <= 2 && ring != 1;
    let always = x == 8 && Some(y) == side.checked_sub(8);
    timing || alignment || always
}

/// Thin between modules, thicker between blocks; gray, which no reader takes for dark.
fn lines(side: usize, grid: Grid, (x, y): (i64, i64), module: i64, sheet: &mut Sheet) {
    let starts: Vec<usize> = (0..grid.blocks()).map(|block| grid.modules(block).start).collect();
    for line in 0..=side {
        let is_edge = line == side || starts.contains(&line);
        let (thick, gray) = if is_edge { (350, 0xa0) } else { (120, FAINT) };
        let (at, whole) = (module * length(line) - thick / 2, module * length(side));
        sheet.page.fill(x + at, y, thick, whole, gray);
        sheet.page.fill(x, y + at, whole, thick, gray);
    }
}

/// Letters for rows and numbers for columns, as the screen names the blocks, outside the white.
fn coordinates(grid: Grid, (x, y): (i64, i64), module: i64, whole: i64, sheet: &mut Sheet) {
    for block in 0..grid.blocks() {
        let modules = grid.modules(block);
        let middle = module * (length(modules.start) + length(modules.end)) / 2;
        let name = grid.name(block, block);
        let letter: String = name.chars().take(1).collect();
        let number: String = name.chars().skip(1).collect();
        let size = points(11);
        for left in [x - 5 * module / 2, x + whole + 5 * module / 2] {
            sheet.page.centred(left, y + middle + size / 3, size, Font::Bold, GRAY, &letter);
        }
        for top in [y - 9 * module / 4, y + whole + 11 * module / 4] {
            sheet.page.centred(x + middle, top, size, Font::Bold, GRAY, &number);
        }
    }
}
