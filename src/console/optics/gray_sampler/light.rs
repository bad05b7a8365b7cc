//! Shades between pixels.

use super::numbers::{Point, float};
use crate::optics::Gray;

/// A picture that can be asked for the shade at any place.
#[derive(Clone, Copy)]
pub(super) struct Light<'picture> {
    pixels: &'picture [u8],
    width: usize,
    right: f32,
    bottom: f32,
    /// What black and white are turned into: (0, 1) as they are, (255, -1) the other way round.
    base: f32,
    sign: f32,
}

impl<'picture> Light<'picture> {
    pub(super) fn new(picture: &'picture Gray) -> Self {
        let (right, bottom) = (picture.width().saturating_sub(2), picture.height().saturating_sub(2));
        Self {
            pixels: picture.pixels(),
            width: picture.width(),
            right: float(right) + 0.999,
            bottom: float(bottom) + 0.999,
            base: 0.0,
            sign: 1.0,
        }
    }

    /// The same picture with black for white: a code on a dark screen.
    pub(super) fn inverted(self) -> Self {
        Self { base: 255.0, sign: -1.0, ..self }
    }

    /// The shade at a place, from the four pixels around it; outside, that of the nearest place inside.
    #[inline]
    pub(super) fn at(&self, place: Point) -> f32 {
        let (column, along) = split((place.x - 0.5).clamp(NEAREST, self.right));
        let (row, down) = split((place.y - 0.5).clamp(NEAREST, self.bottom));
        let start = row * self.width + column;
        let [a, b] = self.two(start);
        let [c, d] = self.two(start + self.width);
        let (upper, lower) = (a + (b - a) * along, c + (d - c) * along);
        self.base + self.sign * (upper + (lower - upper) * down)
    }

    #[inline]
    fn two(&self, start: usize) -> [f32; 2] {
        match self.pixels.get(start..start + 2) {
            Some(&[a, b]) => [f32::from(a), f32::from(b)],
            _ => [255.0; 2],
        }
    }
}

/// The first place asked for: above zero, so that [`split`] need not think of what is below.
const NEAREST: f32 = 0.001;

/// The whole part of a number from 0.001 to 4 million, and the rest.
///
/// This is asked some hundred thousand times for a code. Added to 2^23, a float has its whole part in
/// its lowest bits, which is several times faster than a conversion that has to think of every number.
#[inline]
fn split(value: f32) -> (usize, f32) {
    const WHOLE: f32 = 8_388_608.0;
    const BITS: u32 = 0x7f_ffff;
    let sum = value + 0.5 + WHOLE;
    let whole = (sum.to_bits() & BITS).saturating_sub(1);
    (usize::try_from(whole).unwrap_or(0), value - (sum - WHOLE - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_whole_part_and_the_rest() {
        for value in [0.001, 0.3, 0.5, 0.999, 1.0, 1.5, 2.0, 3.25, 1_279.75, 7_999.0] {
            let (whole, rest) = split(value);
            assert!((-0.001..1.001).contains(&rest), "{value}");
            assert!((float(whole) + rest - value).abs() < 0.001, "{value}");
        }
    }

    #[test]
    fn between_pixels_the_shades_mix_and_outside_the_edge_goes_on() {
        let picture = Gray::new(2, 2, vec![0, 100, 0, 100]).unwrap();
        let light = Light::new(&picture);
        assert!((light.at(Point::new(0.5, 1.0)) - 0.0).abs() < 0.2);
        assert!((light.at(Point::new(1.0, 1.0)) - 50.0).abs() < 0.2);
        assert!((light.at(Point::new(9.0, -9.0)) - 100.0).abs() < 0.2);
        assert!(light.at(Point::new(f32::NAN, 0.0)).is_nan() || light.at(Point::new(f32::NAN, 0.0)) < 101.0);
    }
}
