//! Bent paper and bent light: the lattice of modules followed from the finders on, a few modules at a time.
//!
//! Straight lines stay straight on flat paper before a good lens. A label on a bottle, a folded sheet and a
//! wide lens bend them, farther than marks that stand twenty modules apart can tell, and small codes have
//! but one such mark. What every code has is its lattice: shades change where modules meet. How far the
//! lattice lies from where it was expected is the phase of those changes.

use super::light::Light;
use super::marks::Mark;
use super::numbers::{Point, float};
use std::array::from_fn;
use std::f32::consts::TAU;

/// Modules from one node to the next, and nodes along a side at most: large codes bend less from one module
/// to the next.
const STEP_MODULES: usize = 2;
const NODES_MAX: usize = 32;
/// Modules looked at around a node, to each side, and places in each of them.
const REACH_MODULES: usize = 3;
const PER_MODULE: usize = 4;
const PLACES: usize = 2 * REACH_MODULES * PER_MODULE + 1;
/// Changes of shade that agree less than this about the phase are noise; from the other on, they are sure.
const AGREED_MIN: f32 = 0.08;
const AGREED_WELL: f32 = 0.25;
/// Most that a module may be longer or shorter than the one before, as far as changes of shade tell.
const GROWTH_MAX: f32 = 0.06;
/// So sure are the nodes of a lattice, and the places on the way from one finder to another.
const LATTICE_MIN: f32 = 0.5;
/// What lies within this of a module is where it was expected, and the code is where not more than one place
/// of so many is elsewhere.
const THERE_MAX: f32 = 0.2;
const ELSEWHERE_PART: usize = 8;
/// Times all nodes are placed anew between their neighbours.
const SETTLED: usize = 2;
/// Nodes are reached over those that are nearly as sure as the surest of all that are left.
const SURE_SHARE: f32 = 0.7;
/// Steps in which the slant of a finder is looked for, as parts of a module.
const SLANTS: [f32; 6] = [0.16, 0.08, 0.04, 0.16, 0.08, 0.04];

/// Modules from one place to the next where they are counted, most that lie between two finders, and how far
/// aside of the second one the way may end.
const STEP_COUNTED: f32 = 2.0;
const COUNTED_MAX: f32 = 176.0;
const ASIDE_MAX: f32 = 1.6;

/// A corner where four modules meet.
#[derive(Clone, Copy, Default)]
struct Node {
    place: Point,
    axes: [Point; 2],
    /// 1 at most; `None` if it was not reached yet.
    sure: Option<f32>,
}

/// Corners of modules in a picture, every few of them.
pub(super) struct Bend {
    /// Modules at which the nodes stand, along either axis.
    pub(super) at: Vec<usize>,
    /// Their places, row by row.
    pub(super) places: Vec<Point>,
}

impl Bend {
    /// Follows the lattice of a code from its three finders, given their middles and how one module lies
    /// along and down at each.
    ///
    /// `None` where there is none: of what merely has three corners, most changes of shade do not agree.
    pub(super) fn of(light: Light<'_>, side: usize, finders: [(Point, [Point; 2]); 3]) -> Option<Self> {
        let count = ((side + STEP_MODULES / 2) / STEP_MODULES).min(NODES_MAX);
        let at: Vec<usize> = (0..=count).map(|node| (node * side + count / 2) / count).collect();
        let mut nodes = vec![Node::default(); at.len() * at.len()];
        let far = float(side) - 3.5;
        for ((middle, axes), (u, v)) in finders.into_iter().zip([(3.5, 3.5), (far, 3.5), (3.5, far)]) {
            let axes = slanted(light, middle, axes);
            for (node, (i, j)) in nodes.iter_mut().zip(squares(at.len())) {
                let apart = |place: usize, middle: f32| at.get(place).map_or(99.0, |at| float(*at) - middle);
                let (along, down) = (apart(i, u), apart(j, v));
                if along.abs() < 3.6 && down.abs() < 3.6 {
                    let place = middle + axes[0] * along + axes[1] * down;
                    *node = Node { place, axes, sure: Some(1.0) };
                }
            }
        }
        while let Some(reached) = reached(light, &nodes, &at) {
            nodes = reached;
            if !is_a_lattice(&nodes) {
                return None;
            }
        }
        for _ in 0..SETTLED {
            // Once more from all sides: the ways from different finders meet.
            nodes = (0..nodes.len())
                .map(|node| followed(light, &beside(&nodes, &at, node).collect::<Vec<_>>()))
                .collect();
        }
        Some(Self { places: nodes.into_iter().map(|node| node.place).collect(), at })
    }
}

/// Whether the lattice lies where it is expected, given corners of modules all over a code and how one module
/// lies along and down there: then there is nothing to follow. So it is where nothing can be told.
pub(super) fn is_where_expected(
    light: Light<'_>,
    corners: impl Iterator<Item = (Point, [Point; 2])>,
) -> bool {
    let (mut there, mut elsewhere) = (0, 0);
    for (place, axes) in corners {
        for phase in phases(light, place, axes).iter().filter(|phase| phase.agreed > AGREED_WELL) {
            let counted = if phase.at.abs() < THERE_MAX { &mut there } else { &mut elsewhere };
            *counted += 1;
        }
    }
    elsewhere * ELSEWHERE_PART <= there + elsewhere
}

/// Whether most of the nodes that were reached are sure.
fn is_a_lattice(nodes: &[Node]) -> bool {
    let sure = nodes.iter().filter_map(|node| node.sure);
    let (sum, count) = sure.fold((0.0, 0.0), |(sum, count), sure| (sum + sure, count + 1.0));
    sum > count * LATTICE_MIN
}

/// Modules from the middle of one finder to that of another, counted along the lattice; `None` if it does
/// not lead there.
pub(super) fn counted(light: Light<'_>, from: Point, axes: [Point; 2], to: Point) -> Option<f32> {
    let axes = slanted(light, from, axes);
    // Along the line of timing, which stands at the inner edge of the finders.
    let place = from + axes[0] * 2.5 + axes[1] * 0.5;
    let mut node = Node { place, axes, sure: Some(1.0) };
    let (mut modules, mut sure, mut steps) = (2.5, 1.0, 1.0);
    while modules < COUNTED_MAX {
        let [along, down] = node.axes;
        let (left, aside) = coordinates(to - node.place, [along, down])?;
        // Turned away from it, the way leads nowhere.
        if left < aside.abs() * 0.5 && left > STEP_COUNTED {
            return None;
        }
        if left < STEP_COUNTED {
            return ((aside + 0.5).abs() < ASIDE_MAX).then_some(modules + left);
        }
        node = followed(light, &[(node, STEP_COUNTED, 0.0)]);
        modules += STEP_COUNTED;
        steps += 1.0;
        sure += node.sure.unwrap_or(0.0);
        if sure < steps * LATTICE_MIN {
            return None;
        }
    }
    None
}

/// A direction in modules along two axes; `None` if these are one.
fn coordinates(direction: Point, [along, down]: [Point; 2]) -> Option<(f32, f32)> {
    let area = along.cross(down);
    let parts = (direction.cross(down) / area, along.cross(direction) / area);
    (area.abs() > 0.1).then_some(parts)
}

/// All places of a square of so many, row by row.
fn squares(side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..side).flat_map(move |j| (0..side).map(move |i| (i, j)))
}

/// The nodes with those one step farther, over the surest of those that were reached; `None` if all were.
fn reached(light: Light<'_>, nodes: &[Node], at: &[usize]) -> Option<Vec<Node>> {
    let left: Vec<(usize, f32)> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.sure.is_none())
        .map(|(place, _)| {
            (place, beside(nodes, at, place).map(|(from, ..)| from.sure.unwrap_or(0.0)).fold(-1.0, f32::max))
        })
        .collect();
    let surest = left.iter().map(|(_, sure)| *sure).fold(-1.0, f32::max);
    if surest < 0.0 {
        return None;
    }
    let mut next = nodes.to_vec();
    for (place, _) in left.iter().filter(|(_, sure)| *sure >= surest * SURE_SHARE) {
        if let Some(node) = next.get_mut(*place) {
            *node = followed(light, &beside(nodes, at, *place).collect::<Vec<_>>());
        }
    }
    Some(next)
}

/// The nodes beside one that were reached, with how many modules along and down it is from there.
fn beside<'a>(
    nodes: &'a [Node],
    at: &'a [usize],
    place: usize,
) -> impl Iterator<Item = (Node, f32, f32)> + 'a {
    let wide = at.len();
    let (i, j) = (place % wide, place / wide);
    [(0, 1), (2, 1), (1, 0), (1, 2)].into_iter().filter_map(move |(x, y)| {
        let (x, y) = ((i + x).checked_sub(1)?, (j + y).checked_sub(1)?);
        let from = nodes.get(y * wide + x).filter(|from| x < wide && from.sure.is_some())?;
        let modules = |to: usize, from: usize| Some(float(*at.get(to)?) - float(*at.get(from)?));
        Some((*from, modules(i, x)?, modules(j, y)?))
    })
}

/// A node from those beside it, each with how many modules along and down it is from there.
fn followed(light: Light<'_>, beside: &[(Node, f32, f32)]) -> Node {
    let mut expected = Node::default();
    let mut weights = 0.0;
    for (from, along, down) in beside {
        let weight = from.sure.unwrap_or(0.0) + 0.05;
        let place = from.place + from.axes[0] * *along + from.axes[1] * *down;
        expected.place = expected.place + place * weight;
        expected.axes = [0, 1].map(|axis: usize| {
            let of = |node: &Node| node.axes.get(axis).copied().unwrap_or_default();
            of(&expected) + of(from) * weight
        });
        weights += weight;
    }
    let place = expected.place * (1.0 / weights);
    let mut axes = expected.axes.map(|axis| axis * (1.0 / weights));
    let [across, deep] = phases(light, place, axes);
    let [a, b] = axes;
    let (trusted, trusted_down) = (across.trusted(), deep.trusted());
    let place = place + a * (across.at * trusted) + b * (deep.at * trusted_down);
    let sure = trusted.min(trusted_down);
    let grown = |axis: usize| {
        let of = |phase: &Phase| phase.growth.get(axis).copied().unwrap_or(0.0) * 0.5 * sure;
        a * of(&across) + b * of(&deep)
    };
    axes = [a + grown(0), b + grown(1)];
    for (from, along, down) in beside {
        // What was gone since the last node says how the lattice goes on.
        let gone = place - from.place;
        let [across, deep] = &mut axes;
        let (axis, modules) = if *down == 0.0 { (across, *along) } else { (deep, *down) };
        *axis = *axis + (gone * (1.0 / modules) - *axis) * (0.3 * sure);
    }
    Node { place, axes, sure: Some(sure) }
}

/// What the changes of shade around a node say about its lattice, along one axis.
#[derive(Clone, Copy, Default)]
struct Phase {
    /// How far it lies from the node, in modules.
    at: f32,
    /// How that grows from one module to the next, along and down.
    growth: [f32; 2],
    /// How well the changes agree, 1 at most.
    agreed: f32,
}

impl Phase {
    /// Out of the waves of four quarters: top left, top right, bottom left, bottom right.
    fn of(quarters: [[f32; PER_MODULE]; 4]) -> Self {
        let waves = quarters.map(|quarter| {
            let mut wave = Point::default();
            for (place, change) in quarter.into_iter().enumerate() {
                let (sin, cos) = ((float(place) + 0.5) / float(PER_MODULE) * TAU).sin_cos();
                wave = wave + Point::new(cos, sin) * change;
            }
            wave
        });
        let all: f32 = quarters.as_flattened().iter().sum();
        let [a, b, c, d] = waves;
        let whole = a + b + c + d;
        let turn = |from: Point, to: Point| from.cross(to).atan2(from.dot(to)) / TAU / float(REACH_MODULES);
        Self {
            at: whole.y.atan2(whole.x) / TAU,
            growth: [turn(a + c, b + d), turn(a + b, c + d)]
                .map(|growth| growth.clamp(-GROWTH_MAX, GROWTH_MAX)),
            agreed: whole.length() / f32::max(all, 1.0),
        }
    }

    /// How far it is to be trusted.
    fn trusted(&self) -> f32 {
        ((self.agreed - AGREED_MIN) / (AGREED_WELL - AGREED_MIN)).clamp(0.0, 1.0)
    }
}

/// The phases of the lattice around a node along both axes.
fn phases(light: Light<'_>, place: Point, axes: [Point; 2]) -> [Phase; 2] {
    let [along, down] = axes.map(|axis| axis * (1.0 / float(PER_MODULE)));
    let reach = float(REACH_MODULES * PER_MODULE);
    let (mut across, mut deep) = ([[0.0_f32; PER_MODULE]; 4], [[0.0_f32; PER_MODULE]; 4]);
    let mut above: Option<[f32; PLACES]> = None;
    for row in 0..PLACES {
        let start = place - along * reach + down * (float(row) - reach);
        let shades: [f32; PLACES] = from_fn(|column| light.at(start + along * float(column)));
        let half = if row <= PLACES / 2 { 0 } else { 2 };
        for (column, (left, right)) in shades.iter().zip(shades.iter().skip(1)).enumerate() {
            let quarter = half + usize::from(column >= PLACES / 2);
            if let Some(sum) = across.get_mut(quarter).and_then(|wave| wave.get_mut(column % PER_MODULE)) {
                *sum += (left - right) * (left - right);
            }
        }
        for (column, (upper, lower)) in above.iter().flatten().zip(shades).enumerate() {
            let quarter = half + usize::from(column > PLACES / 2);
            let phase = (row + PER_MODULE - 1) % PER_MODULE;
            if let Some(sum) = deep.get_mut(quarter).and_then(|wave| wave.get_mut(phase)) {
                *sum += (upper - lower) * (upper - lower);
            }
        }
        above = Some(shades);
    }
    [Phase::of(across), Phase::of(deep)]
}

/// The axes under which a finder fits best at its place.
fn slanted(light: Light<'_>, middle: Point, axes: [Point; 2]) -> [Point; 2] {
    let mut best = (Mark::Finder.score(light, middle, axes), axes);
    for step in SLANTS {
        for (axis, other) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            for step in [step, -step] {
                let [mut along, mut down] = best.1;
                let by = if other == 0 { along } else { down };
                let turned = if axis == 0 { &mut along } else { &mut down };
                *turned = *turned + by * step;
                let score = Mark::Finder.score(light, middle, [along, down]);
                if score > best.0 {
                    best = (score, [along, down]);
                }
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::Gray;

    #[test]
    fn what_merely_has_three_corners_has_no_lattice() {
        let mut state = 5_u32;
        let mut dice = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(state >> 24).unwrap()
        };
        let noise = Gray::new(300, 300, (0..90_000).map(|_| dice()).collect()).unwrap();
        let light = Light::new(&noise);
        let axes = [Point::new(4.0, 0.0), Point::new(0.0, 4.0)];
        let [at, right, below] = [(40.0, 40.0), (200.0, 40.0), (40.0, 200.0)].map(|(x, y)| Point::new(x, y));
        assert!(Bend::of(light, 47, [(at, axes), (right, axes), (below, axes)]).is_none());
        assert_eq!(counted(light, at, axes, right), None);
    }
}
