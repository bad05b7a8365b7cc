//! How much work a picture would make, counted before a detector is let loose on it.
//!
//! Both detectors compare every finder pattern with every other one. A picture drawn to hold a
//! hundred thousand of them would stall them (attack E05), so finders are counted first, by the
//! same rule they use: runs of 1:1:3:1:1 along a row.

use rxing::common::BitMatrix;

/// Rows looked at: every third, as the first reader does.
const ROW_STEP: usize = 3;

/// Finder-like runs along the rows of a picture, counted up to `enough`.
pub(super) fn row_hits(black: &BitMatrix, enough: usize) -> usize {
    let mut hits = 0;
    for y in (0..black.height()).step_by(ROW_STEP) {
        let mut runs = Runs::default();
        for x in 0..black.width() {
            hits += usize::from(runs.ends_finder(black.get(x, y)));
        }
        hits += usize::from(runs.ends_finder(false));
        if hits >= enough {
            return hits;
        }
    }
    hits
}

/// The last five runs of equal pixels along a row.
#[derive(Default)]
pub(super) struct Runs {
    lengths: [usize; 5],
    current: usize,
    dark: bool,
}

impl Runs {
    /// Takes the next pixel; true if the run that just ended completes dark 1, light 1, dark 3,
    /// light 1, dark 1, with the wide tolerance of both detectors.
    pub(super) fn ends_finder(&mut self, dark: bool) -> bool {
        if dark == self.dark {
            self.current += 1;
            return false;
        }
        let [_, b, c, d, e] = self.lengths;
        self.lengths = [b, c, d, e, self.current];
        (self.current, self.dark) = (1, dark);
        !dark && self.is_finder()
    }

    /// Where the three dark runs of the finder begin, seen from the pixel after its end.
    pub(super) fn starts(&self) -> [usize; 3] {
        let [a, b, c, d, e] = self.lengths;
        [a + b + c + d + e, c + d + e, e]
    }

    fn is_finder(&self) -> bool {
        let [a, b, c, d, e] = self.lengths;
        let module = (a + b + d + e) / 4;
        let tolerance = module * 3 / 4;
        let near = |run: usize, modules: usize| run.abs_diff(modules * module) <= tolerance;
        module > 0 && near(a, 1) && near(b, 1) && near(c, 3) && near(d, 1) && near(e, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(row: &str) -> usize {
        let mut runs = Runs::default();
        row.chars().chain(['.']).filter(|module| runs.ends_finder(*module == '#')).count()
    }

    #[test]
    fn a_finder_is_seen_at_any_scale_and_nothing_else_is() {
        assert_eq!(hits("#.###.#"), 1);
        assert_eq!(hits("..##..######..##.."), 1);
        assert_eq!(hits("#.###.#..#.###.#"), 2);
        assert_eq!(hits("###.###.###"), 0);
        assert_eq!(hits("###########"), 0);
    }
}
