//! Xoshiro256** seeded by SHA-256, as BCR-2020-005 mixes fragments with it.
//!
//! Not a source of randomness: sender and receiver must draw the same numbers.

use bitcoin::hashes::{Hash, sha256};

/// The generator of one part.
#[derive(Clone, Debug)]
pub(crate) struct Xoshiro {
    state: [u64; 4],
}

impl Xoshiro {
    /// Seeds with the SHA-256 of `seed`, read as four big-endian words.
    pub(crate) fn seeded(seed: &[u8]) -> Self {
        let digest = sha256::Hash::hash(seed).to_byte_array();
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(digest.chunks_exact(8)) {
            *word = bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        }
        Self { state }
    }

    /// The generator of part `seq_num` of a message.
    pub(crate) fn of_part(seq_num: u32, checksum: u32) -> Self {
        let [a, b, c, d] = seq_num.to_be_bytes();
        let [e, f, g, h] = checksum.to_be_bytes();
        Self::seeded(&[a, b, c, d, e, f, g, h])
    }

    /// The next 64 bits.
    pub(crate) fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        // The output is a function of the old second word.
        b.wrapping_mul(5).rotate_left(7).wrapping_mul(9)
    }

    /// The next number of [0, 1), with the 53 bits a double holds.
    pub(crate) fn next_double(&mut self) -> f64 {
        const SCALE: f64 = 1.0 / 9_007_199_254_740_992.0; // 2^-53
        let bits = self.next_u64() >> 11;
        let high = u32::try_from(bits >> 32).unwrap_or_default();
        let low = u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
        (f64::from(high) * 4_294_967_296.0 + f64::from(low)) * SCALE
    }

    /// The next number of 0..`bound`, 0 if `bound` is 0.
    ///
    /// The reference takes the floor of a double times `bound`; the product of the integers is
    /// that floor, without the rounding that could reach `bound` itself.
    pub(crate) fn next_below(&mut self, bound: u32) -> u32 {
        let product = u128::from(self.next_u64()) * u128::from(bound);
        u32::try_from(product >> 64).unwrap_or_default()
    }

    /// `count` numbers of 0..`length`, each at most once, as the reference draws them: the n-th of
    /// those still left, again and again.
    pub(crate) fn draw(&mut self, length: u32, count: u32) -> Vec<u32> {
        let mut left = Left::all(length);
        let still_left = (1..=length).rev().zip(0..count).map(|(still_left, _)| still_left);
        still_left.map(|still_left| left.take(self.next_below(still_left))).collect()
    }
}

/// Numbers not drawn yet, as a tree of counts (Fenwick): taking the n-th costs the logarithm of
/// the length, where removing it from a list would let one hostile part cost milliseconds.
struct Left {
    /// Node i, from 1, counts the numbers left among the lowbit(i) that end at i.
    counts: Vec<u32>,
}

impl Left {
    fn all(length: u32) -> Self {
        let lowbit = |node: u32| node & node.wrapping_neg();
        Self { counts: (0..=length).map(lowbit).collect() }
    }

    /// Takes the number that `smaller` of those left stand before.
    fn take(&mut self, mut smaller: u32) -> u32 {
        let mut before = 0;
        let mut step = self.counts.len().next_power_of_two();
        while step > 0 {
            match self.counts.get_mut(before + step) {
                Some(count) if *count <= smaller => {
                    smaller -= *count;
                    before += step;
                }
                Some(count) => *count -= 1,
                None => {}
            }
            step /= 2;
        }
        u32::try_from(before).unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The test message of BCR-2020-005: `size` bytes drawn from a seed text.
    pub(crate) fn message(seed: &str, size: usize) -> Vec<u8> {
        let mut rng = Xoshiro::seeded(seed.as_bytes());
        (0..size).map(|_| u8::try_from(rng.next_below(256)).unwrap()).collect()
    }

    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut rng = Xoshiro::seeded(b"Wolf");
        let drawn: Vec<u64> = (0..12).map(|_| rng.next_u64() % 100).collect();
        assert_eq!(drawn, [42, 81, 85, 8, 82, 84, 76, 73, 70, 88, 2, 74]);
        let mut rng = Xoshiro::seeded(b"Wolf");
        let drawn: Vec<u32> = (0..12).map(|_| rng.next_below(10) + 1).collect();
        assert_eq!(drawn, [6, 5, 8, 4, 10, 5, 7, 10, 4, 9, 10, 9]);
    }

    #[test]
    fn the_shuffles_are_those_of_the_reference() {
        let mut rng = Xoshiro::seeded(b"Wolf");
        let one_based = |drawn: Vec<u32>| drawn.iter().map(|index| index + 1).collect::<Vec<_>>();
        assert_eq!(one_based(rng.draw(10, 10)), [6, 4, 9, 3, 10, 5, 7, 8, 1, 2]);
        assert_eq!(one_based(rng.draw(10, 10)), [10, 8, 6, 5, 1, 2, 3, 9, 7, 4]);
        assert_eq!(one_based(Xoshiro::seeded(b"Wolf").draw(10, 3)), [6, 4, 9]);
    }
}
