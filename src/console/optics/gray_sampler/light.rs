//! Shades between pixels.

use super::numbers::{Point, float, index};
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
        let x = (place.x - 0.5).clamp(0.0, self.right);
        let y = (place.y - 0.5).clamp(0.0, self.bottom);
        let (column, row) = (index(x), index(y));
        let (along, down) = (x - float(column), y - float(row));
        let start = row * self.width + column;
        let (upper, lower) = (self.two(start), self.two(start + self.width));
        let [a, b] = upper;
        let [c, d] = lower;
        let shade = (a + (b - a) * along) * (1.0 - down) + (c + (d - c) * along) * down;
        self.base + self.sign * shade
    }

    /// Whether a place lies in the picture, or not farther outside than `margin` pixels.
    pub(super) fn holds(&self, place: Point, margin: f32) -> bool {
        (-margin..=self.right + 1.0 + margin).contains(&place.x)
            && (-margin..=self.bottom + 1.0 + margin).contains(&place.y)
    }

    #[inline]
    fn two(&self, start: usize) -> [f32; 2] {
        match self.pixels.get(start..start + 2) {
            Some(&[a, b]) => [f32::from(a), f32::from(b)],
            _ => [255.0; 2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
