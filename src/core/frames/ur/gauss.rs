//! The fountain as what it is: a system of linear equations over GF(2), solved as they arrive.
//!
//! A part says "the exclusive-or of these fragments is this". Peeling decoders wait for parts with
//! one unknown; elimination uses every independent part, so a receiver that joins late needs about
//! 1.1 to 1.3 parts per fragment instead of 1.5 to 2.1 (measured by `cargo bench --bench transport`).
//!
//! The rows are kept fully reduced: a pivot column stands in its own row only. So one pass knows
//! every row a new part must be combined with, and the last part costs no more than any other: at
//! most one combination with each row, forward, and one backward. That is up to 24 MiB of
//! exclusive-or for the longest message (parts² / 8 ≤ 8 MiB, parts × fragment ≤ 4 MiB + one
//! fragment, twice), and an attacker may choose the dearest part each time (attack E01): so the
//! work is done in steps of a given cost, and what is left waits for the next frame.

use std::collections::BTreeMap;

/// What a part added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absorbed {
    /// One more independent equation.
    Useful,
    /// Follows from the parts before it.
    Redundant,
    /// Denies the parts before it: some part of this message is forged or misread.
    Contradicts,
}

/// The equations received so far; rows are allocated as parts come.
#[derive(Clone, Debug)]
pub struct Solver {
    fragment_count: usize,
    fragment_len: usize,
    /// By pivot column.
    rows: BTreeMap<usize, Row>,
    /// The pivot columns, one bit each.
    pivots: Vec<u64>,
    /// Words before this one hold pivots only, so no row has a bit there.
    open_from: usize,
    /// The part being absorbed, between two steps.
    work: Option<Work>,
}

impl Solver {
    /// No equation yet, for `fragment_count` unknowns of `fragment_len` bytes.
    pub fn new(fragment_count: usize, fragment_len: usize) -> Self {
        let pivots = vec![0; fragment_count.div_ceil(WORD_BITS)];
        Self { fragment_count, fragment_len, rows: BTreeMap::new(), pivots, open_from: 0, work: None }
    }

    /// Independent equations so far: true progress, and it never falls.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Unknowns.
    pub fn capacity(&self) -> usize {
        self.fragment_count
    }

    /// Whether every fragment is known.
    pub fn is_solved(&self) -> bool {
        self.rank() == self.fragment_count
    }

    /// Bytes that rows take, allocation overhead included.
    pub fn stored_bytes(&self) -> usize {
        let row = ROW_OVERHEAD_BYTES + self.pivots.len() * 8 + self.fragment_len;
        (self.rank() + usize::from(self.is_busy())) * row
    }

    /// Adds "the exclusive-or of `fragments` is `body`", whatever it costs. A body of another
    /// length, or a fragment out of range, contradicts.
    pub fn absorb(&mut self, fragments: &[u32], body: Vec<u8>) -> Absorbed {
        let mut endless = usize::MAX;
        self.step(&mut endless);
        if self.begin(fragments, body) {
            self.step(&mut endless).unwrap_or(Absorbed::Redundant)
        } else {
            Absorbed::Contradicts
        }
    }

    /// Whether a part is only half absorbed.
    pub fn is_busy(&self) -> bool {
        self.work.is_some()
    }

    /// Takes a part on, to be absorbed in [`step`](Self::step)s. `false` if its body has another
    /// length, a fragment is out of range, or another part is still being absorbed.
    pub fn begin(&mut self, fragments: &[u32], body: Vec<u8>) -> bool {
        let Some(row) = self.row(fragments, body).filter(|_| !self.is_busy()) else { return false };
        let known = ones(&row.bits, &self.pivots);
        self.work = Some(Work { row, stage: Stage::Forward { known } });
        true
    }

    /// Goes on with the part that was begun until `budget` bytes of exclusive-or are spent, and
    /// takes what was spent off it; what the part added, once it is absorbed.
    pub fn step(&mut self, budget: &mut usize) -> Option<Absorbed> {
        let mut work = self.work.take()?;
        let cost = COMBINE_OVERHEAD_BYTES + (self.pivots.len() - self.open_from) * 8 + self.fragment_len;
        while let Stage::Forward { known } = &mut work.stage {
            if *budget == 0 {
                self.work = Some(work);
                return None;
            }
            let Some(column) = known.pop() else {
                let Some(pivot) = self.reduced(&mut work.row) else { return Some(outcome(&work.row)) };
                work.stage = Stage::Backward { pivot, next: 0 };
                break;
            };
            if let Some(known) = self.rows.get(&column) {
                work.row.combine(known, self.open_from);
            }
            *budget = budget.saturating_sub(cost);
        }
        let Stage::Backward { pivot, next } = work.stage else { return None };
        for (column, known) in self.rows.range_mut(next..) {
            if *budget == 0 {
                work.stage = Stage::Backward { pivot, next: *column };
                self.work = Some(work);
                return None;
            }
            *budget = budget.saturating_sub(LOOK_BYTES);
            if bit(&known.bits, pivot) {
                known.combine(&work.row, self.open_from);
                *budget = budget.saturating_sub(cost);
            }
        }
        self.insert(pivot, work.row);
        Some(Absorbed::Useful)
    }

    /// Clears the columns that are solved, once the row was combined with theirs; the first of those
    /// left.
    fn reduced(&self, row: &mut Row) -> Option<usize> {
        for (word, pivots) in row.bits.iter_mut().zip(&self.pivots) {
            *word &= !pivots;
        }
        first_one(&row.bits)
    }

    /// A row does not hold its own pivot: what it holds is what is not solved yet.
    fn insert(&mut self, pivot: usize, mut row: Row) {
        let mask = 1 << (pivot % WORD_BITS);
        if let Some(word) = row.bits.get_mut(pivot / WORD_BITS) {
            *word &= !mask;
        }
        if let Some(word) = self.pivots.get_mut(pivot / WORD_BITS) {
            *word |= mask;
        }
        while self.pivots.get(self.open_from) == Some(&u64::MAX) {
            self.open_from += 1;
        }
        self.rows.insert(pivot, row);
    }

    /// All fragments in order, padding included; `None` until solved.
    pub fn message(&self) -> Option<Vec<u8>> {
        self.fragments().map(|fragments| fragments.collect::<Vec<_>>().concat())
    }

    /// The fragments in order, without a copy: a forged message must not cost its length again.
    pub fn fragments(&self) -> Option<impl Iterator<Item = &[u8]>> {
        self.is_solved().then(|| self.rows.values().map(|row| row.body.as_slice()))
    }

    fn row(&self, fragments: &[u32], body: Vec<u8>) -> Option<Row> {
        if body.len() != self.fragment_len {
            return None;
        }
        let mut bits = vec![0; self.pivots.len()];
        for fragment in fragments {
            let column = usize::try_from(*fragment).ok().filter(|column| *column < self.fragment_count)?;
            *bits.get_mut(column / WORD_BITS)? ^= 1 << (column % WORD_BITS);
        }
        Some(Row { bits, body })
    }
}

const WORD_BITS: usize = 64;
/// What a combination costs beyond its bytes, and a look at a row, as bytes: both miss the cache.
const COMBINE_OVERHEAD_BYTES: usize = 96;
const LOOK_BYTES: usize = 64;
/// What a row takes beyond its bytes: two vectors, their allocations, a place in the tree.
const ROW_OVERHEAD_BYTES: usize = 128;

/// A part half absorbed. Rows stay true between the steps, and only this part is not reduced.
#[derive(Clone, Debug)]
struct Work {
    row: Row,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    /// Rows of these columns are still to be combined into the part.
    Forward { known: Vec<usize> },
    /// The part is still to be combined into rows from column `next` on.
    Backward { pivot: usize, next: usize },
}

/// What a row without unknowns says.
fn outcome(row: &Row) -> Absorbed {
    let agrees = row.body.iter().all(|byte| *byte == 0);
    if agrees { Absorbed::Redundant } else { Absorbed::Contradicts }
}

#[derive(Clone, Debug)]
struct Row {
    bits: Vec<u64>,
    body: Vec<u8>,
}

impl Row {
    /// Words before `from` are empty or about to be masked.
    fn combine(&mut self, other: &Self, from: usize) {
        for (word, with) in self.bits.iter_mut().zip(&other.bits).skip(from) {
            *word ^= with;
        }
        crate::frames::ur::fountain::xor_into(&mut self.body, &other.body);
    }
}

fn bit(bits: &[u64], column: usize) -> bool {
    bits.get(column / WORD_BITS).is_some_and(|word| word >> (column % WORD_BITS) & 1 == 1)
}

/// The columns set in `bits` and in `mask`, ascending; taken at once, so that the row may change.
fn ones(bits: &[u64], mask: &[u64]) -> Vec<usize> {
    let mut columns = Vec::new();
    for (position, (word, mask)) in bits.iter().zip(mask).enumerate() {
        let mut left = word & mask;
        while left != 0 {
            columns.push(position * WORD_BITS + lowest(left));
            left &= left - 1;
        }
    }
    columns
}

fn first_one(bits: &[u64]) -> Option<usize> {
    let (position, word) = bits.iter().enumerate().find(|(_, word)| **word != 0)?;
    Some(position * WORD_BITS + lowest(*word))
}

fn lowest(word: u64) -> usize {
    usize::try_from(word.trailing_zeros()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_two_unknowns_solve_what_peeling_cannot() {
        let mut solver = Solver::new(3, 1);
        // a^b = 3, b^c = 6, a^b^c = 7: no part with one unknown among them.
        assert_eq!(solver.absorb(&[0, 1], vec![3]), Absorbed::Useful);
        assert_eq!(solver.absorb(&[1, 2], vec![6]), Absorbed::Useful);
        assert_eq!(solver.message(), None);
        assert_eq!(solver.absorb(&[0, 1, 2], vec![7]), Absorbed::Useful);
        assert_eq!(solver.message(), Some(vec![1, 2, 4]));
    }

    #[test]
    fn a_part_that_follows_is_redundant_and_a_part_that_denies_contradicts() {
        let mut solver = Solver::new(3, 1);
        solver.absorb(&[0], vec![1]);
        solver.absorb(&[1], vec![2]);
        assert_eq!(solver.absorb(&[0, 1], vec![3]), Absorbed::Redundant);
        assert_eq!(solver.absorb(&[0, 1], vec![4]), Absorbed::Contradicts);
        assert_eq!(solver.absorb(&[7], vec![4]), Absorbed::Contradicts);
        assert_eq!(solver.absorb(&[2], vec![4, 4]), Absorbed::Contradicts);
        assert_eq!(solver.rank(), 2);
    }

    #[test]
    fn a_part_absorbed_in_the_smallest_steps_gives_what_it_gives_at_once() {
        let parts: [&[u32]; 5] = [&[0, 2, 3], &[1, 2], &[0, 1], &[0, 3], &[3]];
        let (mut at_once, mut in_steps) = (Solver::new(4, 1), Solver::new(4, 1));
        for fragments in parts {
            let body = fragments.iter().fold(0, |body, fragment| body ^ 1 << fragment);
            assert!(in_steps.begin(fragments, vec![body]));
            let steps = (0..100).find_map(|_| in_steps.step(&mut 1)).unwrap();
            assert_eq!(steps, at_once.absorb(fragments, vec![body]), "{fragments:?}");
            assert!(!in_steps.is_busy());
        }
        assert_eq!(in_steps.message(), Some(vec![1, 2, 4, 8]));
        assert_eq!(at_once.message(), in_steps.message());
    }

    #[test]
    fn columns_beyond_the_first_word_are_columns_too() {
        let mut solver = Solver::new(200, 1);
        for column in (0..199_u32).rev() {
            solver.absorb(&[column, column + 1], vec![0xff]);
        }
        assert_eq!(solver.rank(), 199);
        solver.absorb(&[130], vec![0]);
        let message = solver.message().unwrap();
        assert_eq!((message[130], message[131], message[0]), (0, 0xff, 0));
    }
}
