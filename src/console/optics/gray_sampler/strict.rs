//! Once more from the modules, for a reader that takes what is out of range.
//!
//! A code may be drawn with ten bits for three digits that say 1,023: error correction finds nothing wrong
//! with it, and a reader that takes the rest of a division makes a payload of it that nobody wrote.

use super::reed_solomon;
use super::symbol_plan::{Format, Plan};
use rxing::qrcode::cpp_port::decoder::DecodeBitStream;

/// What the modules say, as every other way of reading here understands it; `dark` takes x and y.
///
/// `None` if the code words cannot be corrected, or if one of them is out of range or missing.
pub(in crate::optics) fn payload(
    version: usize,
    [level, mask]: [u16; 2],
    dark: impl Fn(usize, usize) -> bool,
) -> Option<Vec<u8>> {
    let plan = Plan::of(version)?;
    let format = Format { level: u32::from(level), mask: u32::from(mask) };
    let side = u32::try_from(plan.side).ok()?;
    let bit = |place: &u32| -> Option<bool> {
        let (x, y) = (place % side, place / side);
        Some(dark(usize::try_from(x).ok()?, usize::try_from(y).ok()?) != format.turns(x, y))
    };
    let codeword =
        |places: &[u32]| places.iter().try_fold(0_u8, |byte, place| Some(byte << 1 | u8::from(bit(place)?)));
    let codewords: Vec<u8> = plan.data.chunks_exact(8).map(codeword).collect::<Option<_>>()?;
    let mut bytes = Vec::with_capacity(codewords.len());
    for block in plan.blocks(format) {
        let drawn = block.codewords.iter().map(|place| codewords.get(*place).copied());
        let mut drawn: Vec<u8> = drawn.collect::<Option<_>>()?;
        if !reed_solomon::correct_as_allowed(&mut drawn, block.checks) {
            return None;
        }
        bytes.extend_from_slice(drawn.get(..drawn.len().checked_sub(block.checks)?)?);
    }
    let decoded = DecodeBitStream(&bytes, plan.version, format.level()).ok()?;
    decoded.isValid().then(|| decoded.content().bytes().to_vec())
}
