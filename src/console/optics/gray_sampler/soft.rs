//! From shades to how dark each module is: above zero dark, below light, far from zero certain.

use super::numbers::float;
use std::iter::zip;

/// Modules to each side whose shades are compared with one.
const AROUND: usize = 6;

/// Sums over every rectangle that begins at the first module.
struct Sums {
    sums: Vec<f32>,
    side: usize,
}

impl Sums {
    fn of(values: impl Iterator<Item = f32>, side: usize) -> Self {
        let wide = side + 1;
        let mut sums = vec![0.0; wide];
        sums.reserve(wide * side);
        let mut row_sum = 0.0;
        for (at, value) in values.enumerate() {
            if at % side == 0 {
                row_sum = 0.0;
                sums.push(0.0);
            }
            row_sum += value;
            let above = sums.get(sums.len() - wide).copied().unwrap_or(0.0);
            sums.push(above + row_sum);
        }
        Self { sums, side }
    }

    /// The sum over the window around a module.
    fn around(&self, x: usize, y: usize, reach: usize) -> f32 {
        let wide = self.side + 1;
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(self.side));
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(self.side));
        let at = |x: usize, y: usize| self.sums.get(y * wide + x).copied().unwrap_or(0.0);
        at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)
    }
}

/// How dark each module is beside its neighbours, 1 being the usual distance from the middle.
pub(super) fn soft(shades: &[f32], side: usize) -> Vec<f32> {
    let middle = shades.iter().sum::<f32>() / float(shades.len().max(1));
    let centered: Vec<f32> = shades.iter().map(|shade| shade - middle).collect();
    let mut soft = against_mean(&centered, side);
    // Twice: with fewer wrong decisions the two classes are clearer.
    soft = against_classes(&centered, &soft, side);
    let usual = soft.iter().map(|value| value.abs()).sum::<f32>() / float(soft.len().max(1));
    soft.iter_mut().for_each(|value| *value /= usual.max(0.05));
    soft
}

fn against_mean(shades: &[f32], side: usize) -> Vec<f32> {
    let sums = Sums::of(shades.iter().copied(), side);
    let counts = Sums::of(shades.iter().map(|_| 1.0), side);
    zip(places(side), shades)
        .map(|((x, y), shade)| sums.around(x, y, AROUND) / counts.around(x, y, AROUND) - shade)
        .collect()
}

/// Halfway between the mean shade of the dark modules around and that of the light ones.
fn against_classes(shades: &[f32], soft: &[f32], side: usize) -> Vec<f32> {
    let share = |dark: bool| {
        let inside = move |value: f32| if (value > 0.0) == dark { 1.0 } else { 0.0 };
        let sums = Sums::of(zip(shades, soft).map(|(shade, value)| shade * inside(*value)), side);
        let counts = Sums::of(soft.iter().map(|value| inside(*value)), side);
        move |x: usize, y: usize| {
            let count = counts.around(x, y, AROUND);
            (count > 2.0).then(|| sums.around(x, y, AROUND) / count)
        }
    };
    let (dark, light) = (share(true), share(false));
    zip(places(side), zip(shades, soft))
        .map(|((x, y), (shade, value))| match (dark(x, y), light(x, y)) {
            (Some(dark), Some(light)) => f32::midpoint(dark, light) - shade,
            _ => *value,
        })
        .collect()
}

/// All modules, row by row.
pub(super) fn places(side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..side).flat_map(move |y| (0..side).map(move |x| (x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_over_half_of_a_code_decides_nothing() {
        let side = 29;
        let is_dark = |x: usize, y: usize| (x * 7 + y * 13 + x * y) % 5 < 2;
        let shades: Vec<f32> = places(side)
            .map(|(x, y)| {
                let shadow = 60.0 + 120.0 * float(x) / 29.0;
                if is_dark(x, y) { shadow - 25.0 } else { shadow + 25.0 }
            })
            .collect();
        let soft = soft(&shades, side);
        assert!(zip(places(side), &soft).all(|((x, y), value)| is_dark(x, y) == (*value > 0.0)));
    }
}
