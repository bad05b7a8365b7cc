//! Codes on what is not flat, and before lenses that bend what is.

use super::support::{Dice, painted, read_picture};
use crate::optics::Gray;
use crate::optics::symbol::Modules;
use std::f32::consts::TAU;

/// A picture of a code whose places come out of those of the picture, each pixel the mean of nine places.
fn seen(modules: &Modules, side: usize, code_of: impl Fn(f32, f32) -> Option<(f32, f32)>) -> Gray {
    let lines: Vec<f32> = (1..200_u16).map(f32::from).collect();
    let whole = |value: f32| (value > 0.0).then(|| lines.partition_point(|line| *line <= value));
    painted(side, side, |x, y| {
        let dark = (0..9_u8).filter(|place| {
            let part = |pixel: usize, step: u8| {
                f32::from(u16::try_from(pixel).unwrap()) + (f32::from(step) + 0.5) / 3.0
            };
            let Some((u, v)) = code_of(part(x, place % 3), part(y, place / 3)) else { return true };
            let (Some(u), Some(v)) = (whole(u + 4.0), whole(v + 4.0)) else { return false };
            modules.is_dark_within(4, u, v)
        });
        220 - 20 * u8::try_from(dark.count()).unwrap()
    })
}

#[test]
fn a_code_round_a_bottle_is_read_at_every_size() {
    let mut dice = Dice::new(4);
    for (version, module) in [(2_u8, 7.0_f32), (4, 6.0), (6, 5.5), (9, 5.0), (15, 5.0)] {
        let payload = dice.upper_case(20 + 4 * usize::from(version));
        let modules = Modules::encode(&payload, version).unwrap();
        let side = f32::from(17 + 4 * u16::from(version));
        // A third of the way round is in sight, and the bottle is turned.
        let radius = side * module * 0.62;
        let (sin, cos) = (TAU / 11.0).sin_cos();
        let picture = seen(&modules, 620, |x, y| {
            let (x, y) = (x - 310.0, y - 310.0);
            let (across, along) = (x * cos + y * sin, y * cos - x * sin);
            let around = (across / radius).abs().lt(&0.99).then(|| (across / radius).asin())? * radius;
            // Seen from somewhat above, a ring round the bottle is an arc.
            let along = along + 0.15 * radius * (1.0 - (across / radius).powi(2)).sqrt();
            Some((around / module + side / 2.0, along / module + side / 2.0))
        });
        assert_eq!(read_picture(&picture), [payload], "{version}");
    }
}

#[test]
fn a_code_before_a_wide_lens_is_read() {
    let mut dice = Dice::new(5);
    for version in [2_u8, 3, 6, 9] {
        let payload = dice.upper_case(20 + 4 * usize::from(version));
        let modules = Modules::encode(&payload, version).unwrap();
        let side = f32::from(17 + 4 * u16::from(version));
        let picture = seen(&modules, 640, |x, y| {
            // Aside of the middle of the lens, where lines bend most.
            let (x, y) = ((x - 250.0) / 320.0, (y - 290.0) / 320.0);
            let bent = 1.0 + 0.28 * (x * x + y * y);
            let module = 1.5 / (side + 8.0);
            Some((x * bent / module + side * 0.45, y * bent / module + side * 0.5))
        });
        assert_eq!(read_picture(&picture), [payload], "{version}");
    }
}
