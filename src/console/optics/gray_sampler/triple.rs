//! Three finder patterns that may be the corners of one code.

use super::light::Light;
use super::numbers::{Point, float, index};
use super::search::Finder;

/// The most certain finders: all of their combinations are looked at, of the others only near ones.
const ALL_COMBINED_MAX: usize = 16;
/// Nearest finders combined with each.
const NEAREST: usize = 8;

/// From here on, a finder is not the clearer the farther its shades lie apart.
const CLEAR: f32 = 3.0;

/// A corner and its two arms; the first arm lies clockwise before the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple {
    /// Places among the finders.
    pub(super) members: [usize; 3],
    /// Lower is better.
    pub(super) cost: f32,
}

/// What the picture says about three finders taken together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// Top left, top right, bottom left.
    pub(super) corners: [Point; 3],
    /// Pixels per module at the corners; both arms agree at the first.
    pub(super) scales: [f32; 3],
    /// Modules between the middles of two finders, as far as sizes tell.
    pub(super) arm: f32,
}

/// All triples that could be a code seen from up to about 50 degrees aside, the likeliest first.
pub(super) fn triples(finders: &[Finder]) -> Vec<Triple> {
    let mut found = Vec::new();
    for (corner, at) in finders.iter().enumerate() {
        let mut others: Vec<(usize, &Finder, f32)> = finders
            .iter()
            .enumerate()
            .filter(|(other, finder)| *other != corner && (0.45..2.2).contains(&(finder.module / at.module)))
            .map(|(other, finder)| (other, finder, (finder.center - at.center).length()))
            .filter(|(_, finder, apart)| (8.0..240.0).contains(&(apart / at.module.min(finder.module))))
            .collect();
        others.sort_by(|a, b| a.2.total_cmp(&b.2));
        let mut rank = 0;
        others.retain(|(other, ..)| {
            rank += 1;
            rank <= NEAREST || (corner < ALL_COMBINED_MAX && *other < ALL_COMBINED_MAX)
        });
        for (place, first) in others.iter().enumerate() {
            for second in others.iter().skip(place + 1) {
                if let Some(cost) = cost(at, first.1, second.1) {
                    let turn = (first.1.center - at.center).cross(second.1.center - at.center);
                    let arms = if turn > 0.0 { [first.0, second.0] } else { [second.0, first.0] };
                    found.push(Triple { members: [corner, arms[0], arms[1]], cost });
                }
            }
        }
    }
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    found
}

/// How far three finders are from a right corner with equal arms; `None` beyond what a slant explains.
fn cost(at: &Finder, first: &Finder, second: &Finder) -> Option<f32> {
    let (a, b) = (first.center - at.center, second.center - at.center);
    let (long, short) = (a.length().max(b.length()), a.length().min(b.length()));
    let slant = (a.dot(b) / (long * short)).abs();
    let sizes = [at.module, first.module, second.module];
    let (largest, smallest) =
        (sizes.iter().copied().fold(0.0, f32::max), sizes.iter().copied().fold(f32::MAX, f32::min));
    let (arms, spread) = (long / short, largest / smallest);
    if arms > 2.3 || slant > 0.62 || spread > 2.2 {
        return None;
    }
    let doubt = |finder: &&Finder| 1.0 - finder.certain + (1.0 - finder.clear / CLEAR).max(0.0);
    let doubt: f32 = [at, first, second].iter().map(doubt).sum();
    Some((arms - 1.0) * 0.7 + slant + (spread - 1.0) * 0.8 + 0.6 * doubt)
}

/// Measures the finders along the lines that join them; `None` if one of them is not what it seemed.
pub(super) fn measured(light: Light<'_>, finders: [Finder; 3]) -> Option<Measured> {
    let [at, right, below] = finders;
    let (along, down) = (right.center - at.center, below.center - at.center);
    let (width, height) = (along.length(), down.length());
    let (along, down) = (along * (1.0 / width), down * (1.0 / height));
    let a = module_along(light, at, along)?;
    let b = module_along(light, right, along)?;
    let c = module_along(light, at, down)?;
    let d = module_along(light, below, down)?;
    // Between two places of a line seen at a slant lie distance / sqrt(scale here * scale there) modules.
    let (across, deep) = (width / (a * b).sqrt(), height / (c * d).sqrt());
    if !(0.7..1.43).contains(&(across / deep)) {
        return None;
    }
    let corners = [at.center, right.center, below.center];
    Some(Measured {
        corners,
        scales: [1.0, (b / a).clamp(0.4, 2.5), (d / c).clamp(0.4, 2.5)],
        arm: (across * deep).sqrt(),
    })
}

/// Pixels per module of a finder along a direction, from the six edges of its stone and ring.
fn module_along(light: Light<'_>, finder: Finder, direction: Point) -> Option<f32> {
    let stone = light.at(finder.center);
    let ring = [2.0, -2.0].map(|modules| ring_shade(light, finder, direction, modules));
    let limit = |ring: f32| f32::midpoint(stone, ring);
    let ahead = edges(light, finder, direction, limit(ring[0]))?;
    let back = edges(light, finder, direction * -1.0, limit(ring[1]))?;
    let modules = [1.5, 2.5, 3.5];
    let weighted: f32 = ahead.iter().zip(back).zip(modules).map(|((a, b), at)| (a + b) * at).sum();
    let module = weighted / (2.0 * (1.5 * 1.5 + 2.5 * 2.5 + 3.5 * 3.5));
    (0.4..2.5).contains(&(module / finder.module)).then_some(module)
}

/// The lightest shade near the light ring.
fn ring_shade(light: Light<'_>, finder: Finder, direction: Point, modules: f32) -> f32 {
    (0..7_usize)
        .map(|step| {
            light.at(finder.center + direction * (finder.module * modules * (0.7 + 0.1 * float(step))))
        })
        .fold(0.0, f32::max)
}

/// Distances at which dark becomes light, dark and light again.
fn edges(light: Light<'_>, finder: Finder, direction: Point, limit: f32) -> Option<[f32; 3]> {
    let step = (finder.module / 6.0).max(0.2);
    let farthest = index(finder.module * 7.0 / step).min(400);
    let mut found = [0.0; 3];
    let mut next = 0;
    let mut before = light.at(finder.center);
    for count in 1..farthest {
        let reach = float(count) * step;
        let shade = light.at(finder.center + direction * reach);
        let is_light = shade > limit;
        if is_light == (next % 2 == 0) {
            let part = if (shade - before).abs() < 0.01 { 0.5 } else { (limit - before) / (shade - before) };
            *found.get_mut(next)? = reach - step + step * part.clamp(0.0, 1.0);
            next += 1;
            if next == found.len() {
                return Some(found);
            }
        }
        before = shade;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(x: f32, y: f32) -> Finder {
        Finder { center: Point::new(x, y), module: 4.0, rows: 9, certain: 1.0, clear: 9.0 }
    }

    #[test]
    fn the_corner_and_the_order_of_the_arms_are_found_however_the_code_is_turned() {
        for degrees in [0.0_f32, 40.0, 90.0, 200.0, 310.0] {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let turned = |x: f32, y: f32| finder(300.0 + x * cos - y * sin, 300.0 + x * sin + y * cos);
            let finders = [turned(0.0, 100.0), turned(0.0, 0.0), turned(100.0, 0.0)];
            let best = triples(&finders)[0];
            assert_eq!(best.members, [1, 2, 0], "{degrees}");
        }
    }

    #[test]
    fn three_finders_in_a_row_are_no_code() {
        assert!(triples(&[finder(0.0, 0.0), finder(100.0, 0.0), finder(200.0, 3.0)]).is_empty());
    }
}
