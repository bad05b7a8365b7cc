//! From soft modules to what a symbol carries, block by block.
//!
//! A symbol consists of up to 81 blocks, each corrected on its own. Every way of looking at the modules
//! may read some of them; what one way has read stays read, and teaches the next.

use super::equaliser;
use super::numbers::float;
use super::reed_solomon;
use super::soft::{places, soft};
use super::symbol_plan::{Block, Format, Plan};
use rxing::qrcode::cpp_port::decoder::DecodeBitStream;
use std::iter::zip;

/// What stands still must look like it stands there at least so much, or this is no code.
const STANDS_MIN: f32 = 0.3;
/// The same for what stands outside of the finders.
const STANDS_APART_MIN: f32 = 0.2;
/// The same for the expensive ways of looking.
const STANDS_WELL_MIN: f32 = 0.45;
/// Most doubtful codewords are given up in this many steps.
const DOUBT_STEPS: usize = 6;

/// How hard it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// The shades as they are.
    Quick,
    /// Everything an equaliser can do.
    Full,
}

/// A way of looking: the first soft modules, the best so far, what is known, and the side.
type Way = fn(&[f32], &[f32], &[f32], usize) -> Option<Vec<f32>>;

/// What came of a square of shades.
pub(super) enum Outcome {
    /// What the symbol carries, and its modules as they lie: true is dark. None of a mirrored one.
    Read { payload: Vec<u8>, dark: Option<Vec<bool>> },
    /// Looks like a code of this version, but cannot be read.
    Unread,
    /// Not a code of this version.
    Nothing,
}

/// Reads a symbol out of the shades of its modules.
pub(super) fn read(shades: &[f32], plan: &Plan, care: Care) -> Outcome {
    let side = plan.side;
    let mut first = soft(shades, side);
    let [stands, apart] = stands(&first, plan);
    let (least, least_apart) = match care {
        // A single place of each module shows less.
        Care::Quick => (STANDS_MIN * 0.7, STANDS_APART_MIN * 0.5),
        Care::Full => (STANDS_MIN, STANDS_APART_MIN),
    };
    if stands < least || apart < least_apart {
        return Outcome::Nothing;
    }
    let Some((format, is_mirrored)) = format_of(&mut first, side) else { return Outcome::Unread };
    let mut symbol = Symbol::new(plan, format, is_mirrored);
    let mut best = first.clone();
    if symbol.take(&first) {
        return symbol.outcome(&first);
    }
    if care == Care::Quick || stands < STANDS_WELL_MIN {
        return Outcome::Unread;
    }
    let ways: [Way; 5] = [
        |soft, _, known, side| equaliser::from_known(soft, known, side),
        equaliser::from_decisions,
        equaliser::explained,
        equaliser::from_decisions,
        equaliser::explained,
    ];
    for way in ways {
        let known = symbol.known();
        let Some(next) = way(&first, &best, &known, side) else { continue };
        if symbol.take(&next) {
            return symbol.outcome(&next);
        }
        best = next;
    }
    Outcome::Unread
}

/// How much the modules that stand still look like themselves, 1 at most: all of them, and those apart
/// from the finders, which the corners of three different codes would show as well.
fn stands(soft: &[f32], plan: &Plan) -> [f32; 2] {
    let (mut all, mut apart) = ((0.0, 0.0), (0.0, 0.0));
    let far = plan.side - 9;
    for ((x, y), (value, fixed)) in zip(places(plan.side), zip(soft, &plan.fixed)) {
        if *fixed == 0.0 {
            continue;
        }
        let fit = value.clamp(-1.0, 1.0) * fixed;
        all = (all.0 + fit, all.1 + 1.0);
        let in_corner = (x < 9 && (y < 9 || y > far)) || (x > far && y < 9);
        if !in_corner {
            apart = (apart.0 + fit, apart.1 + 1.0);
        }
    }
    [all, apart].map(|(sum, count)| sum / f32::max(count, 1.0))
}

/// The format; a symbol seen in a mirror is turned over first.
fn format_of(soft: &mut Vec<f32>, side: usize) -> Option<(Format, bool)> {
    let (plain, mirrored) = (Format::read(soft, side, false), Format::read(soft, side, true));
    let fit = |format: &Option<(Format, f32)>| format.map_or(0.0, |(_, fit)| fit);
    if fit(&mirrored) > fit(&plain) {
        *soft =
            (0..side).flat_map(|x| soft.iter().skip(x).step_by(side).copied().collect::<Vec<_>>()).collect();
        return mirrored.map(|(format, _)| (format, true));
    }
    plain.map(|(format, _)| (format, false))
}

/// A symbol whose blocks are read one after the other.
struct Symbol<'plan> {
    plan: &'plan Plan,
    format: Format,
    is_mirrored: bool,
    blocks: Vec<(Block, Option<Vec<u8>>)>,
}

impl<'plan> Symbol<'plan> {
    fn new(plan: &'plan Plan, format: Format, is_mirrored: bool) -> Self {
        let blocks = plan.blocks(format).into_iter().map(|block| (block, None)).collect();
        Self { plan, format, is_mirrored, blocks }
    }

    /// Tries every block that is not read; true if none is left.
    fn take(&mut self, soft: &[f32]) -> bool {
        let codewords = self.codewords(soft);
        let mut all = true;
        for (block, read) in self.blocks.iter_mut().filter(|(_, read)| read.is_none()) {
            let parts: Option<Vec<(u8, f32)>> =
                block.codewords.iter().map(|place| codewords.get(*place).copied()).collect();
            *read = parts.and_then(|parts| corrected(&parts, block.checks));
            all &= read.is_some();
        }
        all
    }

    /// Every codeword with its least certain bit.
    fn codewords(&self, soft: &[f32]) -> Vec<(u8, f32)> {
        self.plan
            .data
            .chunks_exact(8)
            .map(|places| {
                places.iter().fold((0, f32::MAX), |(byte, least), place| {
                    let value = self.unmasked(*place, soft);
                    (byte << 1 | u8::from(value > 0.0), least.min(value.abs()))
                })
            })
            .collect()
    }

    fn unmasked(&self, place: u32, soft: &[f32]) -> f32 {
        let value = usize::try_from(place).ok().and_then(|at| soft.get(at)).copied().unwrap_or(0.0);
        if self.turns(place) { -value } else { value }
    }

    fn turns(&self, place: u32) -> bool {
        let side = u32::try_from(self.plan.side).unwrap_or(1);
        self.format.turns(place % side, place / side)
    }

    /// What stands still, and every module of a block that is read.
    fn known(&self) -> Vec<f32> {
        let mut known = self.plan.fixed.clone();
        for (block, bytes) in &self.blocks {
            for (codeword, byte) in zip(&block.codewords, bytes.iter().flatten()) {
                let places = self.plan.data.get(codeword * 8..codeword * 8 + 8).unwrap_or_default();
                for (bit, place) in zip((0..8).rev(), places) {
                    let is_dark = (byte >> bit & 1 == 1) != self.turns(*place);
                    if let Some(module) = usize::try_from(*place).ok().and_then(|at| known.get_mut(at)) {
                        *module = if is_dark { 1.0 } else { -1.0 };
                    }
                }
            }
        }
        known
    }

    fn outcome(&self, soft: &[f32]) -> Outcome {
        let mut bytes = Vec::new();
        for (block, read) in &self.blocks {
            let Some(read) = read else { return Outcome::Unread };
            bytes.extend_from_slice(read.get(..read.len().saturating_sub(block.checks)).unwrap_or_default());
        }
        let decoded = DecodeBitStream(&bytes, self.plan.version, self.format.level());
        let Some(decoded) = decoded.ok().filter(|decoded| decoded.isValid()) else {
            return Outcome::Unread;
        };
        let dark = zip(self.known(), soft)
            .map(|(known, soft)| if known == 0.0 { *soft > 0.0 } else { known > 0.0 })
            .collect();
        Outcome::Read {
            payload: decoded.content().bytes().to_vec(),
            dark: Some(dark).filter(|_| !self.is_mirrored),
        }
    }
}

/// The corrected block: as it is, then with more and more of the doubtful codewords given up.
fn corrected(parts: &[(u8, f32)], checks: usize) -> Option<Vec<u8>> {
    let mut block: Vec<u8> = parts.iter().map(|(byte, _)| *byte).collect();
    if reed_solomon::correct(&mut block, checks, &[]) {
        return Some(block);
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let certain = |place: &usize| parts.get(*place).map_or(0.0, |(_, certain)| *certain);
    order.sort_by(|a, b| certain(a).total_cmp(&certain(b)));
    // Beyond this, nothing that comes out would prove itself.
    let most = checks.saturating_sub(4);
    let mut before = 0;
    for step in 1..=DOUBT_STEPS {
        let count = most * step / DOUBT_STEPS;
        if count == before {
            continue;
        }
        before = count;
        let doubtful = order.get(..count).unwrap_or_default();
        if reed_solomon::correct(&mut block, checks, doubtful) {
            return Some(block);
        }
    }
    None
}

/// The share of modules that are as they were, of about two hundred among those that carry data.
pub(super) fn sameness(soft: &[f32], before: &[bool], plan: &Plan) -> f32 {
    let step = (plan.data.len() / 200).max(1);
    let places = plan.data.iter().step_by(step).filter_map(|place| usize::try_from(*place).ok());
    let (same, count) = places
        .filter_map(|place| Some((soft.get(place)?, before.get(place)?)))
        .fold((0, 0), |(same, count), (value, dark)| {
            (same + usize::from((*value > 0.0) == *dark), count + 1)
        });
    float(same) / float(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::symbol::Modules;

    fn shades(payload: &[u8], version: u8, mirrored: bool) -> Vec<f32> {
        let modules = Modules::encode(payload, version).unwrap();
        places(modules.side())
            .map(|(x, y)| if mirrored { (y, x) } else { (x, y) })
            .map(|(x, y)| if modules.is_dark(x, y) { 70.0 } else { 130.0 })
            .collect()
    }

    #[test]
    fn clean_shades_are_read_in_every_version_and_in_a_mirror_too() {
        for version in 1..=40_u8 {
            let length = 5 + usize::from(version) * 10;
            let payload: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let plan = Plan::of(usize::from(version)).unwrap();
            for mirrored in [false, true] {
                let outcome = read(&shades(&payload, version, mirrored), &plan, Care::Quick);
                let Outcome::Read { payload: read, .. } = outcome else { panic!("{version} {mirrored}") };
                assert_eq!(read, payload);
            }
        }
    }
}
