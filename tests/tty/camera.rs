//! What a camera sees of a terminal, and of a test: pixels made of cells, video made of codes.

#![allow(clippy::as_conversions, reason = "arithmetic over small pictures")]

use coldframe_console::optics::Gray;
use coldframe_console::optics::scan::Reader;
use coldframe_console::player::test_reel::TestReel;
use coldframe_console::player::{Reel, Room, Shot};
use coldframe_core::frames::optics_test::plan;
use std::io::Write;
use std::path::Path;

/// One cell as it is painted: the glyph, and brightness of ink and paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub letter: char,
    pub ink: u8,
    pub paper: u8,
}

/// Pixels of a cell, as a font of 8 by 16 has them, halved.
const CELL: (usize, usize) = (4, 8);

/// The picture of a screen, cell by cell.
pub fn photographed(cells: &[Vec<Cell>]) -> Gray {
    let (columns, rows) = (cells[0].len(), cells.len());
    let mut pixels = Vec::with_capacity(columns * rows * CELL.0 * CELL.1);
    for row in cells {
        for y in 0..CELL.1 {
            for cell in row {
                for x in 0..CELL.0 {
                    pixels.push(if is_inked(cell.letter, x, y) { cell.ink } else { cell.paper });
                }
            }
        }
    }
    Gray::new(columns * CELL.0, rows * CELL.1, pixels).unwrap()
}

fn is_inked(letter: char, x: usize, y: usize) -> bool {
    match letter {
        '█' | '#' => true,
        '▀' => y < CELL.1 / 2,
        '▄' => y >= CELL.1 / 2,
        // Words are some ink, which is enough to be in the way of a reader that is easily misled.
        ' ' => false,
        _ => x.is_multiple_of(2) && y % 3 == 1,
    }
}

/// The one code in a picture.
pub fn read(picture: &Gray) -> Option<String> {
    let mut found = Reader::still().read(picture);
    assert!(found.len() <= 1, "{} codes in one picture", found.len());
    found.pop().map(|payload| String::from_utf8(payload).unwrap())
}

/// A video of the test on a screen that holds that version, one picture for each code.
/// `blur` is how far light spreads, in pixels; what `misses` says is lost.
pub fn film(path: &Path, largest: u8, blur: usize, misses: impl Fn(&Shot, u64) -> bool) {
    const SIDE: usize = 220;
    let mut reel = TestReel::new(Box::new(|| (String::new(), false)));
    // Where the whole border of version 5 does not fit, half of it is enough for a version.
    let border = if largest < 5 { 4 } else { 8 };
    let side = 3 * (17 + 4 * usize::from(largest) + border);
    assert!(reel.cut(&Room::pixels(side, side)));
    assert_eq!(Room::pixels(side, side).largest_version(), Some(largest));
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(out, "YUV4MPEG2 W{SIDE} H{SIDE} F30:1 Cmono").unwrap();
    // Once round, and the first step again.
    let steps = plan(largest);
    let frames = steps.iter().chain(&steps[..2]).map(|step| u64::from(step.count)).sum();
    for number in 0..frames {
        let shot = reel.shot(number).unwrap();
        let is_missed = misses(&shot, number);
        let side = shot.modules.side() + 8;
        let scale = SIDE / side;
        let at = |x: usize, y: usize| match is_missed {
            false if shot.modules.is_dark_within(4, x / scale, y / scale) => 30,
            false if x / scale < side && y / scale < side => 220,
            _ => 90,
        };
        let sharp: Vec<i32> = (0..SIDE * SIDE).map(|place| at(place % SIDE, place / SIDE)).collect();
        let spread = match blur {
            0 => sharp,
            blur => blurred(&blurred(&sharp, SIDE, blur, 1), SIDE, blur, SIDE),
        };
        let noisy = spread.iter().enumerate().map(|(place, gray)| noise(*gray, place as u64 * 31 + number));
        out.write_all(b"FRAME\n").unwrap();
        out.write_all(&noisy.collect::<Vec<u8>>()).unwrap();
    }
}

/// The mean over `blur` pixels to either side, along rows (`step` 1) or columns.
fn blurred(pixels: &[i32], side: usize, blur: usize, step: usize) -> Vec<i32> {
    let reach = blur as i64;
    (0..pixels.len())
        .map(|place| {
            let along = if step == 1 { place % side } else { place / side } as i64;
            let taken = (-reach..=reach).filter(|away| (0..side as i64).contains(&(along + away)));
            let values: Vec<i32> =
                taken.map(|away| pixels[(place as i64 + away * step as i64) as usize]).collect();
            values.iter().sum::<i32>() / values.len() as i32
        })
        .collect()
}

fn noise(gray: i32, seed: u64) -> u8 {
    let mixed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let noise = (mixed >> 59) as i32 - 16;
    (gray + noise / 2).clamp(0, 255) as u8
}
