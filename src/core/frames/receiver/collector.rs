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
    /// What each part said, for the second try.
    seen: BTreeMap<u32, Ballot>,
    /// Parts to absorb again, a few per frame so that no single frame costs much.
    replay: Vec<u32>,
    failures: u32,
}

/// Parts absorbed again with each new frame after a failure.
const REPLAYS_PER_FRAME: usize = 2;

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
    /// The part denies another one, or the message is complete and its checksum does not fit; then
    /// collecting goes on, first without the parts frames disagree about, then from the beginning.
    pub(crate) fn receive(&mut self, seq_num: u32, fragment: Vec<u8>) -> Result<Option<Vec<u8>>, FrameError> {
        let stands = self.note(seq_num, &fragment);
        for _ in 0..REPLAYS_PER_FRAME {
            self.replay_one();
        }
        let absorbed = if stands { self.absorb(seq_num, fragment) } else { Absorbed::Contradicts };
        if self.solver.is_solved() {
            return self.conclude().map(Some);
        }
        if absorbed == Absorbed::Contradicts {
            return Err(FrameError::Contradicts { part: seq_num });
        }
        Ok(None)
    }

    /// Counts what a part said; `true` if it is what stands for its number.
    fn note(&mut self, seq_num: u32, fragment: &[u8]) -> bool {
        let room = self.solver.capacity().saturating_mul(2).saturating_add(64);
        if self.seen.len() >= room && !self.seen.contains_key(&seq_num) {
            return true;
        }
        self.seen.entry(seq_num).or_default().cast(fragment)
    }

    fn replay_one(&mut self) {
        let Some(seq_num) = self.replay.pop() else { return };
        let standing = self.seen.get(&seq_num).and_then(Ballot::standing).map(<[u8]>::to_vec);
        if let Some(fragment) = standing {
            self.absorb(seq_num, fragment);
        }
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

    fn conclude(&mut self) -> Result<Vec<u8>, FrameError> {
        let mut message = self.solver.message().unwrap_or_default();
        let padding = message.split_off(self.id.message_len.min(message.len()));
        if padding.iter().all(|byte| *byte == 0) && crc32(&message) == self.id.checksum {
            return Ok(message);
        }
        self.start_over();
        Err(FrameError::UrChecksum)
    }

    /// Some part is forged, and nothing says which. First again without the parts that frames
    /// disagree about; when that fails too, only with what is yet to come.
    fn start_over(&mut self) {
        self.failures = self.failures.saturating_add(1);
        self.solver = empty(&self.id);
        self.replay.clear();
        if self.failures % 2 == 1 {
            self.replay.extend(self.seen.keys());
        } else {
            self.seen.clear();
        }
    }
}

fn empty(id: &FountainId) -> Solver {
    Solver::new(usize::try_from(id.part_count).unwrap_or_default(), id.fragment_len)
}

#[cfg(test)]
mod tests;
