//! Codes that run into the dark screen they are shown on.

use super::support::{Dice, noisy, painted, read_picture, rotated};
use crate::optics::scan::Reader;
use crate::optics::symbol::Modules;

#[test]
fn a_code_without_a_quiet_zone_on_a_dark_screen_is_read_still_and_live() {
    let mut dice = Dice::new(11);
    for (version, scale) in [(1_u8, 6_usize), (3, 5), (7, 4), (12, 4)] {
        let payload = dice.upper_case(20);
        let modules = Modules::encode(&payload, version).unwrap();
        let reach = modules.side() * scale;
        let screen = painted(640, 480, |x, y| {
            let inside = (40..40 + reach).contains(&x) && (30..30 + reach).contains(&y);
            if inside && !modules.is_dark((x - 40) / scale, (y - 30) / scale) { 230 } else { 20 }
        });
        for picture in [noisy(&screen, 8, &mut dice), rotated(&screen)] {
            assert_eq!(read_picture(&picture), std::slice::from_ref(&payload), "{version}");
            // Of a video, not every frame is looked at like that.
            let mut reader = Reader::live();
            let frames = (0..4).map(|_| noisy(&picture, 4, &mut dice));
            assert!(frames.into_iter().any(|frame| reader.read(&frame) == [payload.clone()]), "{version}");
        }
    }
}
