//! The receiving half of numbered frames (BBQr, Specter): every part once, forgeries outvoted.

use super::ballot::Ballot;
use crate::frames::bbqr::deflate::inflate;
use crate::frames::bbqr::{BbqrEncoding, BbqrPart, SeriesId};
use crate::frames::error::FrameError;
use crate::limits::{MESSAGE_BYTES_MAX, SESSION_BYTES_MAX};
use std::collections::BTreeMap;

/// Numbered parts of one message.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    count: u16,
    parts: BTreeMap<u16, Ballot>,
    /// Bytes of what each part said first.
    bytes: usize,
    /// Bytes of all that parts said, and how many stand: counting them again for each of 9,999
    /// pieces would cost each frame milliseconds.
    stored_bytes: usize,
    standing: usize,
    patience: Patience,
}

/// Most bytes kept of what numbered parts say: a series has three lanes of them.
const LANE_BYTES_MAX: usize = SESSION_BYTES_MAX / 3;
/// Most bytes of all parts together: the longest message in base64.
const NUMBERED_BYTES_MAX: usize = MESSAGE_BYTES_MAX / 3 * 4 + 4;

impl Numbered {
    /// Waits for parts 0..`count`.
    pub(crate) fn new(count: u16) -> Self {
        Self {
            count,
            parts: BTreeMap::new(),
            bytes: 0,
            stored_bytes: 0,
            standing: 0,
            patience: Patience::default(),
        }
    }

    /// Counts what part `index` says; a part that denies what stands never overwrites it.
    ///
    /// # Errors
    /// The part denies what stands; or all together say more than any message, and collecting
    /// begins again (attack E01: 9,999 pieces of a whole symbol are 29 MB).
    pub(crate) fn receive(&mut self, index: u16, body: &[u8]) -> Result<(), FrameError> {
        if !self.parts.contains_key(&index) {
            self.bytes = self.bytes.saturating_add(body.len());
        }
        if self.bytes > NUMBERED_BYTES_MAX {
            let refusal = FrameError::MessageLimit { bytes: self.bytes, limit: MESSAGE_BYTES_MAX };
            *self = Self::new(self.count);
            return Err(refusal);
        }
        let ballot = self.parts.entry(index).or_default();
        let before = (ballot.stored_bytes(), usize::from(ballot.standing().is_some()));
        let stands = ballot.cast(body);
        self.stored_bytes = (self.stored_bytes + ballot.stored_bytes()).saturating_sub(before.0);
        self.standing = (self.standing + usize::from(ballot.standing().is_some())).saturating_sub(before.1);
        self.keep_small();
        if stands { Ok(()) } else { Err(FrameError::Contradicts { part: u32::from(index) + 1 }) }
    }

    /// Parts it takes.
    pub(crate) fn need(&self) -> usize {
        usize::from(self.count)
    }

    /// Parts that stand.
    pub(crate) fn have(&self) -> usize {
        self.standing
    }

    /// Bytes that everything seen takes, about.
    pub(crate) fn stored_bytes(&self) -> usize {
        self.stored_bytes
    }

    /// Numbers of the parts that do not stand yet, from 1.
    pub(crate) fn missing(&self) -> Vec<u32> {
        let stands = |index: &u16| self.parts.get(index).is_some_and(|ballot| ballot.standing().is_some());
        (0..self.count).filter(|index| !stands(index)).map(|index| u32::from(index) + 1).collect()
    }

    /// Whether frames deny each other, and what they deny is missing for that.
    pub(crate) fn is_disputed(&self) -> bool {
        self.parts.values().any(Ballot::is_drawn)
    }

    fn sightings(&self) -> u32 {
        self.parts.values().map(Ballot::sightings).fold(0, u32::saturating_add)
    }

    /// Other texts than those that stand are forgotten when they are too many; if that is not
    /// enough, everything is (attack E01: ballots of long forgeries behind a short first text).
    fn keep_small(&mut self) {
        if self.stored_bytes > LANE_BYTES_MAX {
            self.parts.retain(|_, ballot| ballot.keep_standing());
            self.count_again();
        }
        if self.stored_bytes > LANE_BYTES_MAX {
            *self = Self::new(self.count);
        }
    }

    fn count_again(&mut self) {
        self.stored_bytes = self.parts.values().map(Ballot::stored_bytes).sum();
        self.standing = self.parts.values().filter(|ballot| ballot.standing().is_some()).count();
    }

    /// The parts together are no message: some part is forged. Where frames disagree, what stood is
    /// given up; where none do, collecting begins again.
    pub(crate) fn doubt(&mut self) {
        self.patience.fail();
        if !self.reject_disputed() {
            *self = Self::new(self.count);
        }
    }

    /// Gives up what stands in every part that frames disagree about; `false` if they never do.
    fn reject_disputed(&mut self) -> bool {
        let rejected = self.parts.values_mut().filter_map(|ballot| ballot.reject_standing().then_some(()));
        let doubted = rejected.count() > 0;
        self.count_again();
        doubted
    }

    /// [`joined`](Self::joined), unless it was in vain a short while ago.
    pub(crate) fn joined_patiently(&mut self) -> Option<Vec<u8>> {
        if self.is_whole() && self.patience.may_try(self.bytes) { self.joined() } else { None }
    }

    fn is_whole(&self) -> bool {
        self.standing == self.need()
    }

    /// Everything in order; `None` while a part is missing or disputed (stale or absent bytes are
    /// never put together, attack E04).
    pub(crate) fn joined(&self) -> Option<Vec<u8>> {
        // Looked at first: else one missing part makes every frame copy all others in vain.
        if !self.is_whole() {
            return None;
        }
        let mut whole = Vec::with_capacity(self.bytes);
        for index in 0..self.count {
            whole.extend_from_slice(self.parts.get(&index)?.standing()?);
        }
        Some(whole)
    }
}

/// A try to join a long message costs a moment, and one forged part makes it vain. So that an
/// attacker who changes that part with every frame does not buy a try with each (attack E01), the
/// next try waits until as many frames came as the message is long.
#[derive(Clone, Debug, Default)]
struct Patience {
    failed: bool,
    credit: usize,
}

/// Bytes of a message that one frame earns the right to join again.
const CREDIT_PER_FRAME: usize = 64 << 10;

impl Patience {
    fn fail(&mut self) {
        *self = Self { failed: true, credit: 0 };
    }

    /// Call it once for each frame that finds the message whole.
    fn may_try(&mut self, bytes: usize) -> bool {
        self.credit = self.credit.saturating_add(CREDIT_PER_FRAME);
        !self.failed || self.credit >= bytes
    }
}

/// One BBQr series. All parts but the last have one length; frames that claim another length are
/// another candidate series, so that a forged first frame cannot lock the honest ones out.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    id: SeriesId,
    lanes: BTreeMap<usize, Numbered>,
    last: Ballot,
    patience: Patience,
}

/// Most part lengths kept apart.
const LANES_MAX: usize = 3;

impl Series {
    /// Waits for the parts of one series.
    pub(crate) fn new(id: SeriesId) -> Self {
        Self { id, lanes: BTreeMap::new(), last: Ballot::default(), patience: Patience::default() }
    }

    /// Takes one part; the whole content, inflated, when it is complete.
    ///
    /// # Errors
    /// A part of another length than the others, one that denies another, or content that does
    /// not inflate within [`MESSAGE_BYTES_MAX`]: then the series starts again.
    pub(crate) fn receive(&mut self, part: &BbqrPart) -> Result<Option<Vec<u8>>, FrameError> {
        let number = u32::from(part.index) + 1;
        if part.index + 1 == self.id.count {
            if !self.last.cast(&part.body) {
                return Err(FrameError::Contradicts { part: number });
            }
        } else {
            let is_new = !self.lanes.contains_key(&part.body.len());
            if is_new && self.lanes.len() >= LANES_MAX {
                self.give_up_a_lane();
            }
            let lane = self.lanes.entry(part.body.len()).or_insert_with(|| Numbered::new(self.id.count - 1));
            lane.receive(part.index, &part.body)?;
            if is_new && self.lanes.len() > 1 {
                return Err(FrameError::BbqrPart { part: number });
            }
        }
        self.conclude()
    }

    /// Parts it takes.
    pub(crate) fn need(&self) -> usize {
        usize::from(self.id.count)
    }

    /// Parts that stand.
    pub(crate) fn have(&self) -> usize {
        self.best().map_or(0, Numbered::have) + usize::from(self.last.standing().is_some())
    }

    /// Numbers of the parts that do not stand yet, from 1.
    pub(crate) fn missing(&self) -> Vec<u32> {
        let last = u32::from(self.id.count);
        let mut missing = self.best().map_or_else(|| (1..last).collect(), Numbered::missing);
        if self.last.standing().is_none() {
            missing.push(last);
        }
        missing
    }

    /// Bytes that everything seen takes, about.
    pub(crate) fn stored_bytes(&self) -> usize {
        self.lanes.values().map(Numbered::stored_bytes).sum::<usize>() + self.last.stored_bytes()
    }

    /// Whether frames deny each other, and what they deny is missing for that.
    pub(crate) fn is_disputed(&self) -> bool {
        self.last.is_drawn() || self.lanes.values().any(Numbered::is_disputed)
    }

    fn best(&self) -> Option<&Numbered> {
        self.lanes.values().max_by_key(|lane| lane.have())
    }

    fn conclude(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        let is_whole = self.id.count == 1 || self.lanes.values().any(Numbered::is_whole);
        let bytes = self.lanes.values().map(|lane| lane.bytes).max().unwrap_or_default();
        if !is_whole || self.last.standing().is_none() || !self.patience.may_try(bytes) {
            return Ok(None);
        }
        let Some(whole) = self.joined() else { return Ok(None) };
        let content = match self.id.encoding {
            BbqrEncoding::Deflate => inflate(&whole),
            BbqrEncoding::Hex | BbqrEncoding::Base32 if whole.len() > MESSAGE_BYTES_MAX => {
                Err(FrameError::MessageLimit { bytes: whole.len(), limit: MESSAGE_BYTES_MAX })
            }
            BbqrEncoding::Hex | BbqrEncoding::Base32 => Ok(whole),
        };
        if content.is_err() {
            self.doubt();
        }
        content.map(Some)
    }

    /// Some part is forged. Where frames disagree, what stood is given up; where none do, nothing
    /// says which part it is, and the series starts again.
    fn doubt(&mut self) {
        self.patience.fail();
        let mut doubted = self.last.reject_standing();
        for lane in self.lanes.values_mut() {
            doubted |= lane.reject_disputed();
        }
        if !doubted {
            *self = Self::new(self.id);
        }
    }

    /// Three forged lengths must not lock the honest one out: the lane with the fewest parts gives
    /// way, among equals the one with the fewest sightings.
    fn give_up_a_lane(&mut self) {
        let weakest = self.lanes.iter().min_by_key(|(_, lane)| (lane.have(), lane.sightings()));
        if let Some(length) = weakest.map(|(length, _)| *length) {
            self.lanes.remove(&length);
        }
    }

    fn joined(&self) -> Option<Vec<u8>> {
        let last = self.last.standing()?;
        if self.id.count == 1 {
            return Some(last.to_vec());
        }
        let fits = self.lanes.iter().filter(|(length, _)| last.len() <= **length);
        let mut whole = fits.filter_map(|(_, lane)| lane.joined()).next()?;
        whole.extend_from_slice(last);
        Some(whole)
    }
}

#[cfg(test)]
mod tests;
