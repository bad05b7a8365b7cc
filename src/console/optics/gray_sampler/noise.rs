//! How noisy a picture is, whatever it shows.

use super::numbers::float;
use crate::optics::Gray;

/// Of so many rows one is looked at, and of so many pixels the first and the last, three apart: neighbours
/// share what a lens, a Bayer pattern or a filter mixed.
const STEP: usize = 4;

/// The median difference of two pixels of a row: nearly the spread of the noise, since most pixels lie
/// beside others that show the same.
pub(super) fn of(picture: &Gray) -> f32 {
    let mut counts = [0_usize; 256];
    for row in picture.rows().step_by(STEP) {
        for [first, .., last] in row.as_chunks::<STEP>().0 {
            if let Some(count) = counts.get_mut(usize::from(first.abs_diff(*last))) {
                *count += 1;
            }
        }
    }
    let half = counts.iter().sum::<usize>() / 2;
    let mut below = 0;
    for (difference, count) in counts.into_iter().enumerate() {
        if below + count > half {
            return float(difference) + float(half - below) / float(count) - 0.5;
        }
        below += count;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noise_of_a_picture_is_told_whatever_it_shows() {
        let mut state = 7_u32;
        let mut noise = |reach: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from((state >> 16) % (2 * reach + 1)).unwrap()
        };
        for reach in [2, 8, 30] {
            let at = |place: usize| if (place % 320 / 9).is_multiple_of(2) { 20 } else { 180 };
            let pixels = (0..320 * 200_usize).map(|place| at(place) + noise(reach)).collect();
            let told = of(&Gray::new(320, 200, pixels).unwrap());
            // The spread of even dice is their reach by the root of three.
            let spread = f32::from(u8::try_from(reach).unwrap()) / 1.73;
            assert!((0.7..2.4).contains(&(told / spread)), "{reach}: {told} {spread}");
        }
        assert!(of(&Gray::new(50, 50, vec![90; 2_500]).unwrap()) < 0.1);
        assert_eq!(of(&Gray::new(2, 2, vec![0, 255, 0, 255]).unwrap()), 0.0);
    }
}
