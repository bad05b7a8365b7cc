//! Which two groups of an unknown address must be typed from the other source.

use super::AddressText;
use crate::review::Digest;
use bitcoin::hashes::{Hash, HashEngine, sha256};

/// Groups at each end that are never masked: look-alikes match there, so typing them proves nothing.
const END_GROUPS: usize = 2;

impl AddressText {
    /// The places of the two masked groups, ascending. They follow from the review, the address and
    /// a salt, lie inside the middle, and differ from review to review, so that nobody learns them
    /// by heart. Texts of fewer than six groups mask what middle they have.
    ///
    /// The salt must be fresh and secret: two groups are 40 bits, and whoever knew where they will
    /// lie could search for an address of his own that agrees exactly there (attack B13).
    pub fn masked_groups(&self, digest: &Digest, salt: &[u8; 32]) -> [usize; 2] {
        let count = self.groups().len();
        let middle = count.saturating_sub(2 * END_GROUPS);
        if middle < 2 {
            let first = count.saturating_sub(1) / 2;
            return [first, (first + 1).min(count.saturating_sub(1))];
        }
        let (one, other) = self.draw(digest, salt);
        let first = one % middle;
        // One of the remaining places, never the same again.
        let second = (first + 1 + other % (middle - 1)) % middle;
        [first.min(second) + END_GROUPS, first.max(second) + END_GROUPS]
    }

    fn draw(&self, digest: &Digest, salt: &[u8; 32]) -> (usize, usize) {
        let mut engine = sha256::Hash::engine();
        engine.input(b"coldframe/masked-groups/2");
        engine.input(salt);
        engine.input(digest.bytes());
        engine.input(self.as_str().as_bytes());
        let [first, second, ..] = sha256::Hash::from_engine(engine).to_byte_array();
        (usize::from(first), usize::from(second))
    }
}
