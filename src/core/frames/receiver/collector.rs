//! The receiving half of the fountain: parts of one message, in any order, some of them forged.

use super::ballot::Ballot;
use crate::frames::error::FrameError;
use crate::frames::ur::FountainId;
use crate::frames::ur::crc32::crc32_of;
use crate::frames::ur::gauss::{Absorbed, Solver};
use crate::frames::ur::sampler::Sampler;
use crate::limits::SESSION_BYTES_MAX;
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
    /// Bytes of all that is in `seen`.
    seen_bytes: usize,
    /// Parts to absorb, the next one last.
    replay: Vec<u32>,
    failures: u32,
    /// The solution at hand is none: all begins again with the next frame that has room for it.
    is_denied: bool,
}

/// Work spent on one frame before the rest waits for the next one, in bytes combined: a millisecond
/// or two. Parts of an honest sender need less than half of it.
const WORK_PER_FRAME: usize = 4 << 20;
/// What the draw of its fragments costs for each part of the message, and any part beside, as bytes combined.
const DRAW_PER_PART: usize = 32;
/// The checksum of a byte, as bytes combined.
const CHECKSUM_COST: usize = 4;
/// The degree table, and a share of what is allocated once.
const TABLE_BYTES_PER_PART: usize = 32;
const ABSORB_FIXED: usize = 8 << 10;
/// Tries with other choices in one frame: of a short message the budget would pay for hundreds.
const TRIES_PER_FRAME: u32 = 24;

impl Collector {
    /// Waits for the parts of one message.
    pub(crate) fn new(id: FountainId) -> Self {
        let (solver, seen) = (empty(&id), BTreeMap::new());
        Self {
            id,
            solver,
            sampler: None,
            seen,
            seen_bytes: 0,
            replay: Vec::new(),
            failures: 0,
            is_denied: false,
        }
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
        let failures = self.failures;
        let mut budget = WORK_PER_FRAME;
        let stands = self.note(seq_num, &fragment);
        let mut contradicts = !stands;
        if stands && !self.solver.is_busy() && !self.solver.is_solved() {
            self.begin(seq_num, fragment, &mut budget);
            contradicts = self.solver.step(&mut budget) == Some(Absorbed::Contradicts);
        } else if stands && self.replay.len() < self.parts_remembered() {
            self.replay.push(seq_num);
        }
        while self.failures.wrapping_sub(failures) < TRIES_PER_FRAME {
            if self.is_denied {
                self.start_over(&mut budget);
            }
            self.solver.step(&mut budget);
            if self.solver.is_solved() && self.may_conclude(budget) {
                if let Some(message) = self.concluded() {
                    return Ok(Some(message));
                }
                self.is_denied = true;
                self.failures = self.failures.saturating_add(1);
                budget = budget.saturating_sub(self.checksum_cost());
            } else if budget == 0 || self.solver.is_solved() || !self.replay_one(&mut budget) {
                break;
            }
            if budget == 0 {
                break;
            }
        }
        if failures == 0 && self.failures > 0 {
            return Err(FrameError::UrChecksum);
        }
        if contradicts {
            return Err(FrameError::Contradicts { part: seq_num });
        }
        Ok(None)
    }

    /// The first solution is looked at at once, whatever it costs: most often it is the message. Later
    /// ones wait for a frame with room.
    fn may_conclude(&self, budget: usize) -> bool {
        self.failures == 0 || budget >= self.checksum_cost().min(WORK_PER_FRAME / 2)
    }

    fn checksum_cost(&self) -> usize {
        self.id.message_len * CHECKSUM_COST
    }

    /// Bytes that rows and parts seen take, about.
    pub(crate) fn stored_bytes(&self) -> usize {
        let tables = self.need() * TABLE_BYTES_PER_PART + self.replay.len() * 4;
        self.solver.stored_bytes() + self.seen_bytes + tables
    }

    /// Counts what a part said; `true` if it is what stands for its number.
    fn note(&mut self, seq_num: u32, fragment: &[u8]) -> bool {
        let ballot = self.seen.entry(seq_num).or_default();
        let before = ballot.stored_bytes();
        let stands = ballot.cast(fragment);
        self.seen_bytes = (self.seen_bytes + ballot.stored_bytes()).saturating_sub(before);
        let room = self.parts_remembered();
        while self.seen.len() > room || (self.stored_bytes() > SESSION_BYTES_MAX && !self.seen.is_empty()) {
            self.forget_one(seq_num);
        }
        stands
    }

    fn parts_remembered(&self) -> usize {
        self.need().saturating_mul(2).saturating_add(64)
    }

    /// Forgets the mixed part with the fewest sightings, whichever of them: a flood cannot choose.
    fn forget_one(&mut self, newest: u32) {
        let mixed = self.seen.iter().filter(|(seq_num, _)| !self.is_simple(**seq_num) && **seq_num != newest);
        let least = mixed.min_by_key(|(seq_num, ballot)| (ballot.sightings(), shuffled(**seq_num, newest)));
        // Only fragments are left: the one just seen, else the last of them.
        let last = || self.seen.last_key_value().map_or(newest, |(seq_num, _)| *seq_num);
        let alone = || if self.seen.contains_key(&newest) { newest } else { last() };
        let seq_num = least.map_or_else(alone, |(seq_num, _)| *seq_num);
        let gone = self.seen.remove(&seq_num).map_or(0, |ballot| ballot.stored_bytes());
        self.seen_bytes = self.seen_bytes.saturating_sub(gone);
    }

    /// `false` if nothing is left to absorb.
    fn replay_one(&mut self, budget: &mut usize) -> bool {
        let Some(seq_num) = self.replay.pop() else { return false };
        let choice = |ballot: &Ballot| {
            let standing = ballot.standing().filter(|_| !self.failures.is_multiple_of(3));
            standing.or_else(|| ballot.any(shuffled(seq_num, self.failures))).map(<[u8]>::to_vec)
        };
        if let Some(fragment) = self.seen.get(&seq_num).and_then(choice) {
            self.begin(seq_num, fragment, budget);
        }
        true
    }

    fn begin(&mut self, seq_num: u32, fragment: Vec<u8>, budget: &mut usize) {
        *budget = budget.saturating_sub(ABSORB_FIXED);
        let fragments = match seq_num.checked_sub(1) {
            Some(index) if index < self.id.part_count => vec![index],
            _ => {
                *budget = budget.saturating_sub(self.need() * DRAW_PER_PART);
                let sampler = self.sampler.get_or_insert_with(|| Sampler::new(self.id.part_count));
                sampler.fragments(seq_num, self.id.checksum)
            }
        };
        self.solver.begin(&fragments, fragment);
    }

    /// The message, if padding and checksum fit; nothing is copied before.
    fn concluded(&self) -> Option<Vec<u8>> {
        let mut left = self.id.message_len;
        let cut = |fragment| {
            let (text, padding) = <[u8]>::split_at_checked(fragment, left).unwrap_or((fragment, &[]));
            left -= text.len();
            padding.iter().all(|byte| *byte == 0).then_some(text)
        };
        let texts = self.solver.fragments()?.map(cut).collect::<Option<Vec<&[u8]>>>()?;
        (crc32_of(texts.iter().copied()) == self.id.checksum).then(|| texts.concat())
    }

    /// Some part is forged, and nothing says which (attack E02). A solution takes as many parts as
    /// the message has, so other parts are taken first each time, in three ways by turns: the
    /// fragments themselves, which a sender that loops shows again and again, so that each was
    /// voted on; what was seen most often; and any, which in the end leaves out the few that are
    /// forged. Where a vote is drawn, and the third time everywhere, any of what was seen is taken.
    ///
    /// The sorting, and giving the rows back, count as work of this frame.
    fn start_over(&mut self, budget: &mut usize) {
        const SORT_PER_PART: usize = 1 << 9;
        *budget = budget.saturating_sub(self.seen.len() * SORT_PER_PART);
        self.is_denied = false;
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
