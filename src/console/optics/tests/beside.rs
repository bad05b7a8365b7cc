//! Codes beside each other in a video: what hangs on the wall must not hide what a screen shows.

use super::support::{Dice, drawn, noisy, painted};
use crate::optics::Gray;
use crate::optics::scan::Reader;
use crate::optics::symbol::Modules;
use std::collections::HashSet;

const SIZE: (usize, usize) = (640, 480);

/// A code and where it lies.
struct Placed(Gray, (usize, usize));

impl Placed {
    fn of(payload: &[u8], version: u8, scale: usize, at: (usize, usize)) -> Self {
        Self(drawn(&Modules::encode_bytes(payload, version).unwrap(), 4, scale), at)
    }
}

/// A frame of a camera: these codes before a gray wall, each time with other noise.
fn frame(codes: &[&Placed], dice: &mut Dice) -> Gray {
    let wall = painted(SIZE.0, SIZE.1, |x, y| {
        let mut shades = codes.iter().filter_map(|Placed(code, (left, top))| {
            let (x, y) = (x.checked_sub(*left)?, y.checked_sub(*top)?);
            (x < code.width() && y < code.height()).then(|| code.at(x, y))
        });
        shades.next().unwrap_or(170)
    });
    noisy(&wall, 8, dice)
}

/// Films an animation beside what is always there; which of its parts were read, and how often.
fn parts_read(always: &[Placed], part_scale: usize, at: (usize, usize), shown_from: usize) -> (usize, usize) {
    let mut dice = Dice::new(31);
    let parts: Vec<Vec<u8>> = (0..6).map(|_| dice.bytes(60)).collect();
    let mut reader = Reader::live();
    let (mut read, mut times) = (HashSet::new(), 0);
    for number in 0..40 {
        let part = parts.get(number / 3 % parts.len()).unwrap();
        let part = Placed::of(part, 5, part_scale, at);
        let shown = (number >= shown_from).then_some(&part);
        let codes: Vec<&Placed> = always.iter().chain(shown).collect();
        for payload in reader.read(&frame(&codes, &mut dice)) {
            if parts.contains(&payload) {
                times += 1;
                read.insert(payload);
            }
        }
    }
    (read.len(), times)
}

#[test]
fn an_animation_that_appears_beside_a_poster_is_read() {
    let poster = [Placed::of(b"A POSTER", 1, 9, (10, 40))];
    let (read, times) = parts_read(&poster, 5, (330, 60), 5);
    assert_eq!(read, 6);
    assert!(times >= 27, "{times} of 35 frames");
}

#[test]
fn a_large_poster_does_not_hide_an_animation_of_fine_modules() {
    let poster = [Placed::of(b"A POSTER", 1, 10, (5, 40))];
    let (read, times) = parts_read(&poster, 3, (420, 200), 0);
    assert_eq!(read, 6);
    assert!(times >= 30, "{times} of 40 frames");
}

#[test]
fn copies_of_a_code_and_many_codes_hide_nothing() {
    let places = [(0, 0), (130, 0), (260, 0), (390, 0), (520, 0), (0, 130), (0, 260)];
    let copies: Vec<Placed> = places.iter().map(|at| Placed::of(b"THE SAME", 1, 4, *at)).collect();
    let others: Vec<Placed> = places.iter().zip(1..).map(|(at, n)| Placed::of(&[n; 9], 1, 4, *at)).collect();
    for (name, always) in [("copies", copies), ("others", others)] {
        let (read, times) = parts_read(&always, 5, (330, 180), 5);
        assert_eq!(read, 6, "{name}");
        assert!(times >= 27, "{name}: {times} of 35 frames");
    }
}
