//! The receiving half of the fountain: parts of one message, in any order, some of them forged.

use super::ballot::Ballot;
use crate::frames::error::FrameError;
use crate::frames::ur::FountainId;
use crate::frames::ur::crc32::crc32;
use crate::frames::ur::gauss::{Absorbed, Solver};
use crate::frames::ur::sampler::Sampler;
use std::collections::BTreeMap;

/// Collects one message.
#[derive(Clone, Debug)]
pub(crate) struct Collector {
    id: FountainId,
    solver: Solver,
    /// Made when the first mixed part comes: it costs a pass over the parts.
    sampler: Option<Sampler>,
    /// What each part said, for the next try.
    seen: BTreeMap<u32, Ballot>,
    /// Parts to absorb again, the next one last.
    replay: Vec<u32>,
    failures: u32,
}

/// Work spent on one frame before parts seen earlier wait for the next one, in bytes combined.
const WORK_PER_FRAME: usize = 2 << 20;

impl Collector {
    /// Waits for the parts of one message.
    pub(crate) fn new(id: FountainId) -> Self {
        let (solver, seen) = (empty(&id), BTreeMap::new());
        Self { id, solver, sampler: None, seen, replay: Vec::new(), failures: 0 }
    }

    /// Independent parts so far.
    pub(crate) fn rank(&self) -> usize {
        self.solver.rank()
    }

    /// Parts it takes.
    pub(crate) fn need(&self) -> usize {
        self.solver.capacity()
    }

    /// Takes one part; the whole CBOR message when it is complete and its checksum fits.
    ///
    /// # Errors
    /// The part denies another one, or the message is complete for the first time and its checksum
    /// does not fit; then collecting goes on, with other choices among the parts seen.
    pub(crate) fn receive(&mut self, seq_num: u32, fragment: Vec<u8>) -> Result<Option<Vec<u8>>, FrameError> {
        let mut work = self.cost();
        let stands = self.note(seq_num, &fragment);
        let absorbed = if stands { self.absorb(seq_num, fragment) } else { Absorbed::Contradicts };
        let failures = self.failures;
        loop {
            if self.solver.is_solved() {
                if let Some(message) = self.concluded() {
                    return Ok(Some(message));
                }
                work += self.start_over();
            }
            work += self.cost();
            if work > WORK_PER_FRAME || !self.replay_one() {
                break;
            }
        }
        if failures == 0 && self.failures > 0 {
            return Err(FrameError::UrChecksum);
        }
        if absorbed == Absorbed::Contradicts {
            return Err(FrameError::Contradicts { part: seq_num });
        }
        Ok(None)
    }

    /// What one more part may cost, in bytes combined: once with every row, and the draw of its fragments.
    fn cost(&self) -> usize {
        const FIXED: usize = 8 << 10;
        const DRAW_PER_PART: usize = 32;
        let row = self.id.fragment_len + self.need() / 8;
        FIXED + self.rank() * row + self.need() * DRAW_PER_PART
    }

    /// Counts what a part said; `true` if it is what stands for its number.
    fn note(&mut self, seq_num: u32, fragment: &[u8]) -> bool {
        let stands = self.seen.entry(seq_num).or_default().cast(fragment);
        let room = self.need().saturating_mul(2).saturating_add(64);
        if self.seen.len() > room {
            self.forget_one(seq_num);
        }
        stands
    }

    /// Forgets the mixed part with the fewest sightings, whichever of them: a flood cannot choose.
    fn forget_one(&mut self, newest: u32) {
        let mixed = self.seen.iter().filter(|(seq_num, _)| !self.is_simple(**seq_num) && **seq_num != newest);
        let least = mixed.min_by_key(|(seq_num, ballot)| (ballot.sightings(), shuffled(**seq_num, newest)));
        let seq_num = least.map_or(newest, |(seq_num, _)| *seq_num);
        self.seen.remove(&seq_num);
    }

    /// `false` if nothing is left to absorb again.
    fn replay_one(&mut self) -> bool {
        let Some(seq_num) = self.replay.pop() else { return false };
        let choice = |ballot: &Ballot| {
            let standing = ballot.standing().filter(|_| !self.failures.is_multiple_of(3));
            standing.or_else(|| ballot.any(shuffled(seq_num, self.failures))).map(<[u8]>::to_vec)
        };
        if let Some(fragment) = self.seen.get(&seq_num).and_then(choice) {
            self.absorb(seq_num, fragment);
        }
        true
    }

    fn absorb(&mut self, seq_num: u32, fragment: Vec<u8>) -> Absorbed {
        if self.solver.is_solved() {
            return Absorbed::Redundant;
        }
        let fragments = match seq_num.checked_sub(1) {
            Some(index) if index < self.id.part_count => vec![index],
            _ => {
                let sampler = self.sampler.get_or_insert_with(|| Sampler::new(self.id.part_count));
                sampler.fragments(seq_num, self.id.checksum)
            }
        };
        self.solver.absorb(&fragments, fragment)
    }

    fn concluded(&self) -> Option<Vec<u8>> {
        let mut message = self.solver.message()?;
        let padding = message.split_off(self.id.message_len.min(message.len()));
        let fits = padding.iter().all(|byte| *byte == 0) && crc32(&message) == self.id.checksum;
        fits.then_some(message)
    }

    /// Some part is forged, and nothing says which (attack E02). A solution takes as many parts as
    /// the message has, so other parts are taken first each time, in three ways by turns: the
    /// fragments themselves, which a sender that loops shows again and again, so that each was
    /// voted on; what was seen most often; and any, which in the end leaves out the few that are
    /// forged. Where a vote is drawn, and the third time everywhere, any of what was seen is taken.
    ///
    /// Returns what the sorting cost, in bytes combined.
    fn start_over(&mut self) -> usize {
        const SORT_PER_PART: usize = 1 << 10;
        self.failures = self.failures.saturating_add(1);
        self.solver = empty(&self.id);
        let way = self.failures % 3;
        let rank = |seq_num: u32, ballot: &Ballot| match way {
            1 => (u32::from(self.is_simple(seq_num)), ballot.sightings()),
            2 => (ballot.sightings(), u32::from(self.is_simple(seq_num))),
            _ => (0, 0),
        };
        let ranked = self
            .seen
            .iter()
            .map(|(seq_num, ballot)| (rank(*seq_num, ballot), shuffled(*seq_num, self.failures), *seq_num));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_unstable();
        self.replay = ranked.into_iter().map(|(_, _, seq_num)| seq_num).collect();
        self.replay.len() * SORT_PER_PART
    }

    fn is_simple(&self, seq_num: u32) -> bool {
        (1..=self.id.part_count).contains(&seq_num)
    }
}

/// The same numbers in another order for each salt.
fn shuffled(seq_num: u32, salt: u32) -> u64 {
    let mixed = (u64::from(salt) << 32 | u64::from(seq_num)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ mixed >> 32
}

fn empty(id: &FountainId) -> Solver {
    Solver::new(usize::try_from(id.part_count).unwrap_or_default(), id.fragment_len)
}

#[cfg(test)]
mod tests;
