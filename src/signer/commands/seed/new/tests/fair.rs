//! Rolls and flips of an honest hand, the same in every run.

/// A session of fair rolls.
pub(super) fn rolls(seed: u64, count: usize) -> String {
    drawn(seed, count, b"123456")
}

/// A session of fair flips.
pub(super) fn flips(seed: u64, count: usize) -> String {
    drawn(seed, count, b"ht")
}

fn drawn(seed: u64, count: usize, faces: &[u8]) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40).unwrap()
    };
    (0..count).map(|_| char::from(faces[next() % faces.len()])).collect()
}
