//! What blur and shake mixed, taken apart again: learned from the modules that are known.
//!
//! Three finder patterns, the lines of timing and the alignment marks stand in every code. How they
//! look says how the picture mixes neighbours, whatever the lens, the hand or a sharpening filter did.

use super::homography::solved;
use super::numbers::float;
use super::soft::places;
use std::iter::zip;

/// Decisions less certain than this teach nothing.
const CERTAIN_MIN: f32 = 0.35;
/// Times every module is reconsidered.
const SWEEPS: usize = 4;

/// A square of modules with a border of paper, so that every module has neighbours.
struct Framed {
    values: Vec<f32>,
    wide: usize,
}

const BORDER: usize = 2;

impl Framed {
    fn of(values: &[f32], side: usize) -> Self {
        let wide = side + 2 * BORDER;
        let mut framed = vec![-1.0; wide * wide];
        let rows = framed.chunks_exact_mut(wide).skip(BORDER);
        for (row, from) in zip(rows, values.chunks_exact(side)) {
            if let Some(inside) = row.get_mut(BORDER..BORDER + side) {
                inside.copy_from_slice(from);
            }
        }
        Self { values: framed, wide }
    }

    /// A module and its neighbours, `N` by `N` = `T` of them, row by row.
    #[inline]
    fn neighbours<const N: usize, const T: usize>(&self, x: usize, y: usize) -> [f32; T] {
        let mut found = [0.0; T];
        let start = BORDER - N / 2;
        for (row, place) in zip(found.chunks_exact_mut(N), y + start..) {
            let from = place * self.wide + x + start;
            if let Some(values) = self.values.get(from..from + N) {
                row.copy_from_slice(values);
            }
        }
        found
    }
}

/// Weights that make `N` by `N` neighbours into what is wanted, and a constant: least squares.
///
/// `U` is one more than the number of weights `T`, `M` one more than `U`.
fn learned<const N: usize, const T: usize, const U: usize, const M: usize>(
    framed: &Framed,
    wanted: &[f32],
    side: usize,
) -> Option<[f32; U]> {
    let mut sums = [[0.0_f32; M]; U];
    let mut count = 0.0_f64;
    for ((x, y), wanted) in zip(places(side), wanted).filter(|(_, wanted)| **wanted != 0.0) {
        let mut terms = [1.0; M];
        zip(&mut terms, framed.neighbours::<N, T>(x, y)).for_each(|(term, value)| *term = value);
        *terms.last_mut()? = *wanted;
        for (row, factor) in zip(&mut sums, terms) {
            zip(row, terms).for_each(|(sum, term)| *sum += factor * term);
        }
        count += 1.0;
    }
    let mut rows = [[0.0_f64; M]; U];
    for (place, (row, sums)) in zip(&mut rows, sums).enumerate() {
        zip(row.iter_mut(), sums).for_each(|(value, sum)| *value = f64::from(sum));
        // A little doubt keeps weights small where the known modules say little.
        *row.get_mut(place)? += count * 0.01 + 1e-6;
    }
    solved(rows)
}

fn applied<const N: usize, const T: usize, const U: usize>(
    framed: &Framed,
    weights: &[f32; U],
    side: usize,
) -> Vec<f32> {
    let constant = weights.last().copied().unwrap_or(0.0);
    places(side)
        .map(|(x, y)| {
            let values = framed.neighbours::<N, T>(x, y);
            zip(values, weights).fold(constant, |sum, (value, weight)| sum + value * weight)
        })
        .collect()
}

/// A module and its eight neighbours, weighted as the known modules teach.
pub(super) fn from_known(soft: &[f32], known: &[f32], side: usize) -> Option<Vec<f32>> {
    let framed = Framed::of(soft, side);
    let weights = learned::<3, 9, 10, 11>(&framed, known, side)?;
    Some(applied::<3, 9, 10>(&framed, &weights, side))
}

/// Farther neighbours too, learned from every decision so far that is certain.
pub(super) fn from_decisions(soft: &[f32], decided: &[f32], known: &[f32], side: usize) -> Option<Vec<f32>> {
    let framed = Framed::of(soft, side);
    let wanted: Vec<f32> = zip(decided, known)
        .map(|(decided, known)| match (*known != 0.0, decided.abs() > CERTAIN_MIN) {
            (true, _) => *known,
            (false, true) => decided.signum(),
            (false, false) => 0.0,
        })
        .collect();
    let weights = learned::<5, 25, 26, 27>(&framed, &wanted, side)?;
    Some(applied::<5, 25, 26>(&framed, &weights, side))
}

/// The other way round: how modules mix into what is seen, then the modules that explain it best,
/// each reconsidered in turn while its neighbours stay as they are.
pub(super) fn explained(soft: &[f32], decided: &[f32], known: &[f32], side: usize) -> Option<Vec<f32>> {
    let mut modules: Vec<f32> = zip(decided, known)
        .map(|(decided, known)| if *known == 0.0 { if *decided > 0.0 { 1.0 } else { -1.0 } } else { *known })
        .collect();
    let framed = Framed::of(&modules, side);
    // Shades of zero would count as unknown.
    let seen: Vec<f32> =
        soft.iter().map(|value| if *value == 0.0 { 1e-6 } else { value.clamp(-3.0, 3.0) }).collect();
    let weights = learned::<3, 9, 10, 11>(&framed, &seen, side)?;
    let mixed = applied::<3, 9, 10>(&framed, &weights, side);
    let mut rest: Vec<f32> = zip(&seen, mixed).map(|(seen, mixed)| seen - mixed).collect();
    let mut gains = vec![0.0; modules.len()];
    for _ in 0..SWEEPS {
        let mut turned = 0;
        for (place, (x, y)) in places(side).enumerate() {
            if known.get(place).is_some_and(|known| *known != 0.0) {
                continue;
            }
            let module = modules.get(place).copied()?;
            let gain = turning(&mut rest, &weights, (x, y), module, side, false);
            *gains.get_mut(place)? = gain;
            if gain > 0.0 {
                turning(&mut rest, &weights, (x, y), module, side, true);
                *modules.get_mut(place)? = -module;
                *gains.get_mut(place)? = -gain;
                turned += 1;
            }
        }
        if turned == 0 {
            break;
        }
    }
    let usual = gains.iter().map(|gain: &f32| gain.abs()).sum::<f32>() / float(gains.len().max(1));
    Some(zip(modules, gains).map(|(module, gain)| module * -gain / usual.max(1e-6)).collect())
}

/// How much better everything is explained if a module is turned; turns it if told to.
fn turning(
    rest: &mut [f32],
    weights: &[f32; 10],
    (x, y): (usize, usize),
    module: f32,
    side: usize,
    really: bool,
) -> f32 {
    let mut gain = 0.0;
    for (weight, (i, j)) in zip(weights, (0..3_usize).flat_map(|j| (0..3_usize).map(move |i| (i, j)))) {
        // A neighbour sees this module on the opposite side.
        let (Some(at_x), Some(at_y)) = ((x + 1).checked_sub(i), (y + 1).checked_sub(j)) else { continue };
        if at_x >= side || at_y >= side {
            continue;
        }
        let Some(rest) = rest.get_mut(at_y * side + at_x) else { continue };
        let change = 2.0 * module * weight;
        gain += *rest * *rest - (*rest + change) * (*rest + change);
        if really {
            *rest += change;
        }
    }
    gain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::gray_sampler::symbol_plan::Plan;
    use crate::optics::symbol::Modules;

    fn wrong(values: &[f32], truth: &[f32]) -> usize {
        zip(values, truth).filter(|(value, truth)| **value * **truth < 0.0).count()
    }

    #[test]
    fn a_shaken_picture_is_taken_apart_again() {
        let plan = Plan::of(10).unwrap();
        let side = plan.side;
        let modules = Modules::encode(&[b'K'; 200], 10).unwrap();
        let truth: Vec<f32> =
            places(side).map(|(x, y)| if modules.is_dark(x, y) { 1.0 } else { -1.0 }).collect();
        let framed = Framed::of(&truth, side);
        // Shaken along a slope, and blurred.
        let mix = [0.08, 0.2, 0.02, 0.18, 0.7, 0.2, 0.0, 0.2, 0.06, 0.0];
        let seen = applied::<3, 9, 10>(&framed, &mix, side);
        let known = from_known(&seen, &plan.fixed, side).unwrap();
        let decided = from_decisions(&seen, &known, &plan.fixed, side).unwrap();
        let best = explained(&seen, &decided, &plan.fixed, side).unwrap();
        let [plain, known, decided, best] =
            [&seen, &known, &decided, &best].map(|values| wrong(values, &truth));
        assert!(plain > known && known >= decided && decided >= best, "{plain} {known} {decided} {best}");
        assert!(best < 20, "{best}");
    }
}
