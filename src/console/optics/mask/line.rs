//! A row or column of a symbol as bits.

/// The first module is the lowest bit; 192 bits hold the largest symbol.
#[derive(Clone, Copy)]
pub(super) struct Line([u64; 3]);

impl Line {
    pub(super) const EMPTY: Self = Self([0; 3]);

    pub(super) fn of(modules: impl Iterator<Item = bool>) -> Self {
        let mut line = Self::EMPTY;
        modules.enumerate().for_each(|(place, dark)| line.put(place, dark));
        line
    }

    pub(super) fn put(&mut self, place: usize, dark: bool) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word = *word & !(1 << (place % 64)) | u64::from(dark) << (place % 64);
        }
    }

    pub(super) fn has(self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Runs of five and more, and finder-like patterns with their light side.
    pub(super) fn penalty(self, side: usize) -> usize {
        let pairs = self.equal_pairs();
        let threes = pairs.and(pairs.from(1));
        let fives = threes.and(threes.from(2)).first(side - 4);
        let runs = fives.and(fives.later(1).not());
        let light = self.not().first(side);
        let finder = self
            .and(light.from(1))
            .and(self.from(2))
            .and(self.from(3))
            .and(self.from(4))
            .and(light.from(5))
            .and(self.from(6));
        let two = light.and(light.from(1));
        let four = two.and(two.from(2));
        let (before, after) = (finder.and(four.later(4)), finder.and(four.from(7)));
        fives.count() + 2 * runs.count() + 40 * (before.count() + after.count())
    }

    /// Places whose module equals the next one.
    pub(super) fn equal_pairs(self) -> Self {
        self.xor(self.from(1)).not()
    }

    pub(super) fn and(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a & d, b & e, c & f])
    }

    pub(super) fn xor(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a ^ d, b ^ e, c ^ f])
    }

    pub(super) fn not(self) -> Self {
        let [a, b, c] = self.0;
        Self([!a, !b, !c])
    }

    /// The line as seen from a place 1 to 63 further on.
    fn from(self, places: u32) -> Self {
        let [a, b, c] = self.0;
        let back = 64 - places;
        Self([a >> places | b << back, b >> places | c << back, c >> places])
    }

    /// The line moved 1 to 63 places on.
    fn later(self, places: u32) -> Self {
        let [a, b, c] = self.0;
        let back = 64 - places;
        Self([a << places, b << places | a >> back, c << places | b >> back])
    }

    /// Only the first `length` places.
    pub(super) fn first(self, length: usize) -> Self {
        let [a, b, c] = self.0;
        let upto = |start: usize| match length.saturating_sub(start) {
            0 => 0,
            some @ 1..64 => (1 << some) - 1,
            _ => u64::MAX,
        };
        Self([a & upto(0), b & upto(64), c & upto(128)])
    }

    pub(super) fn count(self) -> usize {
        let [a, b, c] = self.0.map(u64::count_ones);
        usize::try_from(a + b + c).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn penalty_of(row: &str) -> usize {
        Line::of(row.chars().map(|module| module == '#')).penalty(row.len())
    }

    #[test]
    fn runs_and_finder_likes_cost_what_the_standard_says() {
        assert_eq!(penalty_of("####.####.####.####.#"), 0);
        assert_eq!(penalty_of("#####.#.#.#.#.#.#.#.#"), 3);
        assert_eq!(penalty_of("#######.#.#.#.#.#.###"), 5);
        assert_eq!(penalty_of(".......#.#.#.#.#.####"), 5);
        assert_eq!(penalty_of("##.##....#.###.#.##.#"), 40);
        assert_eq!(penalty_of("#.###.#....##.##.##.#"), 40);
        assert_eq!(penalty_of("##....#.###.#....##.#"), 80);
    }

    #[test]
    fn lines_longer_than_a_word_are_counted_as_a_whole() {
        for length in [60, 63, 64, 65, 66, 127, 128, 129, 177] {
            let row: String = std::iter::repeat_n('#', length).collect();
            assert_eq!(penalty_of(&row), length - 2, "{length}");
        }
    }
}
