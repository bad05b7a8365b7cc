//! Which module of a symbol means what (ISO/IEC 18004, 6.3 and 7.7).

use rxing::qrcode::common::{ErrorCorrectionLevel, Version, VersionRef};
use std::iter::repeat_n;

/// What stands still and what carries data, for one version.
pub(super) struct Plan {
    pub(super) side: usize,
    pub(super) version: VersionRef,
    /// For each module, row by row: 1 dark, -1 light, 0 if that depends on the data.
    pub(super) fixed: Vec<f32>,
    /// Places of the modules of each codeword, the highest bit first, eight by eight.
    pub(super) data: Vec<u32>,
}

/// Where the codewords of one block stand among all codewords, data first.
pub(super) struct Block {
    pub(super) codewords: Vec<usize>,
    pub(super) checks: usize,
}

/// What the format modules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    /// Two bits as drawn.
    pub(super) level: u32,
    pub(super) mask: u32,
}

impl Plan {
    pub(super) fn of(version: usize) -> Option<Self> {
        let side = 17 + 4 * version;
        let version = Version::getVersionForNumber(u32::try_from(version).ok()?).ok()?;
        let function = version.buildFunctionPattern().ok()?;
        let mut is_fixed = Vec::with_capacity(side * side);
        for y in 0..u32::try_from(side).ok()? {
            is_fixed.extend((0..u32::try_from(side).ok()?).map(|x| function.get(x, y)));
        }
        let mut plan = Self { side, version, fixed: vec![0.0; side * side], data: Vec::new() };
        plan.data = data_places(side, &is_fixed);
        plan.draw_fixed();
        Some(plan)
    }

    /// The blocks of a level of correction, as they are dealt out over the symbol.
    pub(super) fn blocks(&self, format: Format) -> Vec<Block> {
        let blocks = self.version.getECBlocksForLevel(format.level());
        let size = |count: u32| usize::try_from(count).unwrap_or(0);
        let checks = size(blocks.getECCodewordsPerBlock());
        let lengths: Vec<usize> = blocks
            .getECBlocks()
            .iter()
            .flat_map(|group| repeat_n(size(group.getDataCodewords()), size(group.getCount())))
            .collect();
        let mut dealt: Vec<Block> = lengths.iter().map(|_| Block { codewords: Vec::new(), checks }).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let mut next = 0;
        for round in 0..longest + checks {
            for (block, length) in dealt.iter_mut().zip(&lengths) {
                if round < *length || round >= longest {
                    block.codewords.push(next);
                    next += 1;
                }
            }
        }
        dealt
    }

    fn draw_fixed(&mut self) {
        let last = self.side - 1;
        for at in 8..self.side - 8 {
            let shade = if at % 2 == 0 { 1.0 } else { -1.0 };
            self.set(at, 6, shade);
            self.set(6, at, shade);
        }
        for (left, top) in [(0, 0), (last - 6, 0), (0, last - 6)] {
            for (u, v) in (0..9).flat_map(|v| (0..9).map(move |u| (u, v))) {
                let ring = u32::abs_diff(u, 4).max(u32::abs_diff(v, 4));
                let shade = if matches!(ring, 2 | 4) { -1.0 } else { 1.0 };
                let at =
                    |start: usize, step: u32| (start + usize::try_from(step).unwrap_or(0)).checked_sub(1);
                if let (Some(x), Some(y)) = (at(left, u), at(top, v)) {
                    self.set(x, y, shade);
                }
            }
        }
        self.set(8, last - 7, 1.0);
        let marks = super::mesh::mark_places(usize::try_from(self.version.getVersionNumber()).unwrap_or(0));
        let far = marks.last().copied().unwrap_or(0);
        for (x, y) in marks.iter().flat_map(|y| marks.iter().map(move |x| (*x, *y))) {
            let in_finder = [(6, 6), (6, far), (far, 6)].contains(&(x, y));
            if in_finder {
                continue;
            }
            for (u, v) in (0..5).flat_map(|v| (0..5).map(move |u| (u, v))) {
                let ring = usize::abs_diff(u, 2).max(usize::abs_diff(v, 2));
                self.set(x + u - 2, y + v - 2, if ring == 1 { -1.0 } else { 1.0 });
            }
        }
    }

    fn set(&mut self, x: usize, y: usize, shade: f32) {
        if x < self.side
            && let Some(place) = self.fixed.get_mut(y * self.side + x)
        {
            *place = shade;
        }
    }
}

/// Up and down in columns of two, from the right, around what stands still.
fn data_places(side: usize, is_fixed: &[bool]) -> Vec<u32> {
    let mut places = Vec::with_capacity(side * side);
    // The column of the timing pattern is none of a pair.
    let columns = (0..side / 2).map(|pair| side - 1 - 2 * pair).map(|x| if x <= 6 { x - 1 } else { x });
    for (pair, right) in columns.enumerate() {
        for step in 0..side {
            let y = if pair % 2 == 0 { side - 1 - step } else { step };
            for x in [right, right.wrapping_sub(1)] {
                let place = y * side + x;
                if is_fixed.get(place) == Some(&false) {
                    places.extend(u32::try_from(place));
                }
            }
        }
    }
    places
}

impl Format {
    /// Reads the format out of both its copies, positive shades being dark; `None` if nothing speaks for one.
    ///
    /// The second number says how well it fits, 1 at most.
    pub(super) fn read(soft: &[f32], side: usize, mirrored: bool) -> Option<(Self, f32)> {
        let at = |x: usize, y: usize| {
            let place = if mirrored { x * side + y } else { y * side + x };
            soft.get(place).copied().unwrap_or(0.0).clamp(-1.0, 1.0)
        };
        let bits: Vec<f32> = (0..15_usize)
            .map(|bit| {
                let first = match bit {
                    0..=5 => at(8, bit),
                    6 => at(8, 7),
                    7 => at(8, 8),
                    8 => at(7, 8),
                    _ => at(14 - bit, 8),
                };
                let second = if bit < 8 { at(side - 1 - bit, 8) } else { at(8, side + bit - 15) };
                first + second
            })
            .collect();
        let most: f32 = bits.iter().map(|bit| bit.abs()).sum();
        let fit = |data: u32| -> f32 {
            let word = format_word(data);
            let signs = (0..15).map(|bit| if word >> bit & 1 == 1 { 1.0 } else { -1.0 });
            bits.iter().zip(signs).map(|(shade, sign)| shade * sign).sum()
        };
        let (best, score) = (0..32).map(|data| (data, fit(data))).max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (score > most * 0.4).then_some((Self { level: best >> 3, mask: best & 7 }, score / most.max(0.01)))
    }

    pub(super) fn level(self) -> ErrorCorrectionLevel {
        match self.level {
            0 => ErrorCorrectionLevel::M,
            1 => ErrorCorrectionLevel::L,
            2 => ErrorCorrectionLevel::H,
            _ => ErrorCorrectionLevel::Q,
        }
    }

    /// Whether the mask turns the module at a place.
    pub(super) fn turns(self, x: u32, y: u32) -> bool {
        let number = match self.mask {
            0 => (x + y) % 2,
            1 => y % 2,
            2 => x % 3,
            3 => (x + y) % 3,
            4 => (x / 3 + y / 2) % 2,
            5 => x * y % 2 + x * y % 3,
            6 => (x * y % 2 + x * y % 3) % 2,
            _ => ((x + y) % 2 + x * y % 3) % 2,
        };
        number == 0
    }
}

/// Five bits with their ten check bits and the fixed mask.
fn format_word(data: u32) -> u32 {
    let rest = (0..10).fold(data, |rest, _| (rest << 1) ^ ((rest >> 9) * 0x537));
    (data << 10 | rest) ^ 0x5412
}

/// Six bits of a version with their twelve check bits.
pub(super) fn version_word(version: u32) -> u32 {
    let rest = (0..12).fold(version, |rest, _| (rest << 1) ^ ((rest >> 11) * 0x1f25));
    version << 12 | rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::symbol::Modules;

    #[test]
    fn what_stands_still_stands_so_in_every_drawn_symbol() {
        for version in 1..=40_u8 {
            let modules = Modules::encode(b"STANDS STILL", version).unwrap();
            let plan = Plan::of(usize::from(version)).unwrap();
            assert_eq!(plan.side, modules.side());
            assert_eq!(plan.data.len() / 8, usize::try_from(plan.version.getTotalCodewords()).unwrap());
            for (place, shade) in plan.fixed.iter().enumerate().filter(|(_, shade)| **shade != 0.0) {
                let dark = modules.is_dark(place % plan.side, place / plan.side);
                assert_eq!(dark, *shade > 0.0, "{version} {place}");
            }
            let soft: Vec<f32> = (0..plan.side * plan.side)
                .map(|at| if modules.is_dark(at % plan.side, at / plan.side) { 1.0 } else { -1.0 })
                .collect();
            let (format, fit) = Format::read(&soft, plan.side, false).unwrap();
            assert!(fit > 0.99);
            let count: usize = plan.blocks(format).iter().map(|block| block.codewords.len()).sum();
            assert_eq!(count, plan.data.len() / 8);
        }
    }
}
