//! White on a dark screen before a lens that is not quite sharp: what is bright floods what is dark.

use super::support::{Dice, painted, read_picture};
use crate::optics::Gray;
use crate::optics::scan::Reader;
use crate::optics::symbol::Modules;

const MODULE: usize = 4;
const QUIET: usize = 3;
/// Pixels to each side that a lens mixes.
const MIXED: usize = 2;

/// A light code on a dark screen: light is mixed as light, then made a picture with a gamma of 2.2.
fn flooded(modules: &Modules, dice: &mut Dice) -> Gray {
    let is_lit = |x: usize, y: usize| {
        let (Some(x), Some(y)) = (x.checked_sub(60), y.checked_sub(40)) else { return false };
        modules.is_dark_within(QUIET, x / MODULE, y / MODULE)
    };
    painted(480, 420, |x, y| {
        let mixed = (0..(2 * MIXED + 1) * (2 * MIXED + 1)).map(|at| {
            let (i, j) = (at % (2 * MIXED + 1), at / (2 * MIXED + 1));
            let lit = is_lit((x + i).saturating_sub(MIXED), (y + j).saturating_sub(MIXED));
            if lit { 1.0_f32 } else { 0.01 }
        });
        let light = mixed.sum::<f32>() / 25.0;
        let shade = 200.0 * light.powf(1.0 / 2.2);
        let bright = (0..=255_u8).find(|level| f32::from(*level) >= shade).unwrap_or(255);
        bright.saturating_add(dice.byte() % 4)
    })
}

#[test]
fn a_light_code_that_floods_the_dark_between_is_read_still_and_live() {
    let mut dice = Dice::new(9);
    for version in [2_u8, 4] {
        let payload = dice.upper_case(24);
        let modules = Modules::encode(&payload, version).unwrap();
        assert_eq!(read_picture(&flooded(&modules, &mut dice)), std::slice::from_ref(&payload), "{version}");
        let mut reader = Reader::live();
        let is_read = (0..4).any(|_| reader.read(&flooded(&modules, &mut dice)) == [payload.clone()]);
        assert!(is_read, "{version}");
    }
}
