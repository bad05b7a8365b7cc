//! Codes as people draw and light them: round finders, dots for modules, hardly any contrast.

use super::support::{Dice, noisy, painted};
use crate::optics::Gray;
use crate::optics::scan::{Effort, Reader};
use crate::optics::symbol::Modules;

const MODULE: usize = 8;
const QUIET: usize = 4;

/// How far a place of a module is from its middle, in modules.
fn from_middle(place: usize) -> f32 {
    (f32::from(u16::try_from(place % MODULE).unwrap()) + 0.5) / f32::from(u16::try_from(MODULE).unwrap())
        - 0.5
}

/// A code of dots, each finder a ring around a disk.
fn round(modules: &Modules) -> Gray {
    let side = modules.side();
    let finder = |at: usize| if at < 7 { Some(3.5) } else { (at >= side - 7).then_some(3.5) };
    let within = |at: usize| if at < 7 { at } else { at + 7 - side };
    let real = |number: usize| f32::from(u16::try_from(number).unwrap());
    painted((side + 2 * QUIET) * MODULE, (side + 2 * QUIET) * MODULE, |x, y| {
        let (Some(u), Some(v)) = ((x / MODULE).checked_sub(QUIET), (y / MODULE).checked_sub(QUIET)) else {
            return 255;
        };
        if u >= side || v >= side {
            return 255;
        }
        let (along, down) = (from_middle(x), from_middle(y));
        let is_dark = match (finder(u), finder(v)) {
            (Some(middle), Some(_)) if u < 7 || v < 7 => {
                let (a, b) = (real(within(u)) + 0.5 + along - middle, real(within(v)) + 0.5 + down - middle);
                let away = a.hypot(b);
                away < 1.5 || (2.5..3.5).contains(&away)
            }
            _ => modules.is_dark(u, v) && along.hypot(down) < 0.46,
        };
        if is_dark { 0 } else { 255 }
    })
}

fn read_at_every_effort(picture: &Gray, payload: &[u8]) {
    for effort in [Effort::Still, Effort::Each, Effort::Live] {
        assert_eq!(Reader::new(effort).read(picture), [payload.to_vec()], "{effort:?}");
    }
}

#[test]
fn dots_for_modules_and_rings_for_finders_are_read() {
    let mut dice = Dice::new(31);
    for version in [2, 4, 7] {
        let payload = dice.bytes(20);
        let picture = round(&Modules::encode_bytes(&payload, version).unwrap());
        read_at_every_effort(&noisy(&picture, 6, &mut dice), &payload);
    }
}

/// Ten shades between dark and light, amid things of every shade: the code is the quietest of them.
#[test]
fn a_faint_code_amid_things_of_every_shade_is_read() {
    let mut dice = Dice::new(32);
    let payload = dice.bytes(60);
    let modules = Modules::encode_bytes(&payload, 5).unwrap();
    let side = (modules.side() + 2 * QUIET) * 6;
    let things: Vec<u8> = (0..200 * 200).map(|_| 60 + dice.byte() / 2).collect();
    let picture = painted(800, 600, |x, y| match (x.checked_sub(250), y.checked_sub(150)) {
        (Some(left), Some(down)) if left < side && down < side => {
            if modules.is_dark_within(QUIET, left / 6, down / 6) { 110 } else { 120 }
        }
        _ => things[y / 3 * 200 + x / 4],
    });
    read_at_every_effort(&picture, &payload);
}
