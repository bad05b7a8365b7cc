//! Places in a picture, and the few conversions between whole numbers and fractions.

use std::ops::{Add, Mul, Sub};

/// A place or a direction in a picture, in pixels. The first pixel reaches from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

impl Point {
    pub(super) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(super) fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    pub(super) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Positive if `other` lies clockwise of this direction, as seen on a screen.
    pub(super) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;

    fn mul(self, times: f32) -> Self {
        Self::new(self.x * times, self.y * times)
    }
}

/// The place of a cell in a row of them; what is negative or no number is the first.
#[expect(clippy::as_conversions, reason = "std has no other way from a float; this one saturates")]
pub(super) const fn index(value: f32) -> usize {
    value as usize
}

/// A count as a fraction; exact for every count of pixels in a row or modules in a code.
#[expect(clippy::as_conversions, reason = "std has no other way to a float for this type")]
pub(super) const fn float(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_becomes_a_place_inside() {
        assert_eq!(index(f32::NAN), 0);
        assert_eq!(index(-3.7), 0);
        assert_eq!(index(f32::INFINITY), usize::MAX);
    }
}
