//! Coins: the tests of dice, with the bounds of two faces.

use super::statistics::{CHI_SQUARED_2, careful_bits, counts, is_above_share, is_repeated};
use super::statistics::{is_thin, is_uneven, longest_run, steps};
use super::{Quality, whole_bits};
use coldframe_core::entropy::{Source, Test};

/// A run of this many is refused: 256 honest flips have one in 16,000 sessions.
const RUN_REFUSED: usize = 22;
/// Pairs that a repetition over a long distance needs to count as one.
const REPEATED_PAIRS: usize = 64;
/// One face above this share asks for more flips, in percent.
const FACE_PERCENT_MAX: u64 = 62;

pub(super) fn quality(text: &[u8], target: usize) -> Quality {
    let flips: Vec<usize> = text.iter().map(|face| usize::from(*face == b't')).collect();
    let faces = counts::<2>(flips.iter().copied());
    let careful = careful_bits(&faces);
    Quality {
        source: Source::Coins,
        symbol_count: flips.len(),
        minimum: target,
        credited_bits: whole_bits(flips.iter().map(|_| 2)),
        careful_bits: careful,
        tests: vec![
            (Test::Faces, !is_uneven(&faces, CHI_SQUARED_2)),
            (Test::Steps, !is_uneven(&counts::<2>(steps::<2>(&flips)), CHI_SQUARED_2)),
            (Test::Run, longest_run(&flips) < RUN_REFUSED),
            // A fair pair is equal half the time: seven in eight is no chance.
            (Test::Period, flips.len() < 64 || !is_repeated::<2>(&flips, 8, REPEATED_PAIRS)),
            (Test::Bias, !is_above_share(&faces, FACE_PERCENT_MAX)),
            (Test::Spread, !is_thin(careful, target)),
        ],
        faces: faces.to_vec(),
    }
}
