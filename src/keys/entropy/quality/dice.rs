//! Dice, as attack C05 has it.

use super::statistics::{CHI_SQUARED_6, careful_bits, counts, is_above_share, is_repeated};
use super::statistics::{is_thin, is_uneven, longest_run, steps};
use super::{Quality, whole_bits};
use coldframe_core::entropy::{Source, Test};

/// A run of this many is refused: one honest session of 99 rolls in 20,000 has it.
const RUN_REFUSED: usize = 8;
/// Pairs that a repetition over a long distance needs to count as one.
const REPEATED_PAIRS: usize = 24;
/// One face above this share asks for more rolls, in percent.
const FACE_PERCENT_MAX: u64 = 30;

pub(super) fn quality(text: &[u8], target: usize) -> Quality {
    let rolls: Vec<usize> = text.iter().map(|face| usize::from(face.wrapping_sub(b'1'))).collect();
    let faces = counts::<6>(rolls.iter().copied());
    let careful = careful_bits(&faces);
    Quality {
        source: Source::Dice,
        symbol_count: rolls.len(),
        minimum: minimum(target),
        credited_bits: whole_bits(rolls.iter().map(|_| 6)),
        careful_bits: careful,
        tests: vec![
            (Test::Faces, !is_uneven(&faces, CHI_SQUARED_6)),
            (Test::Steps, !is_uneven(&counts::<6>(steps::<6>(&rolls)), CHI_SQUARED_6)),
            (Test::Run, longest_run(&rolls) < RUN_REFUSED),
            // A fair pair is equal one time in six: three in four is no chance.
            (Test::Period, !is_repeated::<6>(&rolls, 4, REPEATED_PAIRS)),
            (Test::Bias, !is_above_share(&faces, FACE_PERCENT_MAX)),
            (Test::Spread, !is_thin(careful, target)),
        ],
        faces: faces.to_vec(),
    }
}

/// Rolls a seed of that many bits needs: 50 for 12 words and 99 for 24, as the field has it.
fn minimum(target: usize) -> usize {
    match target {
        ..=128 => 50,
        129..=160 => 62,
        161..=192 => 75,
        193..=224 => 87,
        _ => 99,
    }
}
