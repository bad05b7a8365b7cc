//! Codes held close or printed large: modules of many pixels, smeared and full of noise.

use super::support::{Dice, noisy, painted};
use crate::optics::Gray;
use crate::optics::scan::{Effort, Reader};
use crate::optics::symbol::Modules;

/// A code a little turned, its modules of so many pixels, on paper of that size.
fn turned(modules: &Modules, size: (usize, usize), module: f32, dice: &mut Dice) -> Gray {
    let real = |number: usize| f32::from(u16::try_from(number).unwrap());
    let (sin, cos) = 2.5_f32.to_radians().sin_cos();
    let side = modules.side();
    let (middle, half) = ((real(size.0) / 2.0, real(size.1) / 2.0), real(side) / 2.0);
    let lines: Vec<(f32, f32)> = (1..=side).map(|line| (real(line - 1), real(line))).collect();
    let place = |at: f32| lines.iter().position(|(from, to)| (*from..*to).contains(&at));
    let page = painted(size.0, size.1, |x, y| {
        let (x, y) = (real(x) - middle.0, real(y) - middle.1);
        let (u, v) = ((x * cos + y * sin) / module + half, (y * cos - x * sin) / module + half);
        match (place(u), place(v)) {
            (Some(u), Some(v)) if modules.is_dark(u, v) => 0,
            _ => 255,
        }
    });
    noisy(&page, 40, dice)
}

#[test]
fn large_noisy_modules_are_read_at_every_effort_and_followed() {
    let mut dice = Dice::new(23);
    for (version, size, module) in
        [(1, (1_280, 720), 26.0), (2, (1_280, 720), 19.0), (2, (1_100, 1_300), 30.0), (3, (640, 480), 14.0)]
    {
        let payload = dice.bytes(14);
        let modules = Modules::encode_bytes(&payload, version).unwrap();
        let pictures: Vec<Gray> = (0..3).map(|_| turned(&modules, size, module, &mut dice)).collect();
        for effort in [Effort::Still, Effort::Each, Effort::Live] {
            let mut reader = Reader::new(effort);
            for picture in &pictures {
                let found = reader.read_found(picture);
                assert_eq!(found.len(), 1, "{version} {size:?} {effort:?}");
                assert_eq!(found[0].payload, payload);
                // Where it lies is told in pixels of the picture, whatever size it was read in.
                let module_px = found[0].scale.unwrap().module_px;
                assert!(
                    (module_px - module).abs() < module / 20.0,
                    "{version} {size:?} {effort:?}: {found:?}"
                );
            }
        }
    }
}
