//! Votes on what a numbered part says, when frames disagree.
//!
//! Nothing in a frame proves who drew it. A forged frame that came first must not lock the honest
//! one out, and a forged frame that comes later must not overwrite it (attack E02): what was seen
//! more often stands, and nothing stands on a draw.

/// Most different texts kept for one part; a flood of forgeries cannot grow it.
const CANDIDATES_MAX: usize = 3;

/// What a text takes beyond its bytes: its allocation, its place in a list and in a tree.
const OVERHEAD_BYTES: usize = 112;

/// Everything one part was seen to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ballot {
    candidates: Vec<Candidate>,
}

impl Ballot {
    /// Counts one sighting. `false` if it is not, or not yet, what stands.
    pub(crate) fn cast(&mut self, body: &[u8]) -> bool {
        let has_room = self.candidates.len() < CANDIDATES_MAX;
        match self.candidates.iter_mut().find(|candidate| candidate.body == body) {
            Some(known) => known.sightings = known.sightings.saturating_add(1),
            None => {
                if !has_room {
                    self.make_room();
                }
                if self.candidates.len() < CANDIDATES_MAX {
                    self.candidates.push(Candidate { body: body.to_vec(), sightings: 1 });
                }
            }
        }
        self.standing() == Some(body)
    }

    /// Bytes it takes, about.
    pub(crate) fn stored_bytes(&self) -> usize {
        self.candidates.iter().map(|candidate| candidate.body.len() + OVERHEAD_BYTES).sum()
    }

    /// One of what was seen, by lot.
    pub(crate) fn any(&self, lot: u64) -> Option<&[u8]> {
        let place = lot.checked_rem(u64::try_from(self.candidates.len()).ok()?)?;
        self.candidates.get(usize::try_from(place).ok()?).map(|candidate| candidate.body.as_slice())
    }

    /// Whether different texts were seen and none of them stands.
    pub(crate) fn is_drawn(&self) -> bool {
        self.candidates.len() > 1 && self.standing().is_none()
    }

    /// How often what was seen most often was seen.
    pub(crate) fn sightings(&self) -> u32 {
        self.candidates.iter().map(|candidate| candidate.sightings).max().unwrap_or(0)
    }

    /// Forgets all but what stands; `false` if nothing does.
    pub(crate) fn keep_standing(&mut self) -> bool {
        let standing = self.standing().map(<[u8]>::to_vec);
        self.candidates.retain(|candidate| Some(&candidate.body) == standing.as_ref());
        standing.is_some()
    }

    /// Forgets what stands if something else was seen too; `false` if nothing else was.
    pub(crate) fn reject_standing(&mut self) -> bool {
        let Some(standing) = self.standing().map(<[u8]>::to_vec) else { return false };
        if self.candidates.len() > 1 {
            self.candidates.retain(|candidate| candidate.body != standing);
            return true;
        }
        false
    }

    /// What was seen once gives way; else everything loses one sighting, as in the count of
    /// frequent items by Misra and Gries: forgeries that came first and filled the ballot cannot
    /// lock out what is shown more often than they are.
    fn make_room(&mut self) {
        if let Some(once) = self.candidates.iter().position(|candidate| candidate.sightings <= 1) {
            self.candidates.remove(once);
            return;
        }
        for candidate in &mut self.candidates {
            candidate.sightings -= 1;
        }
    }

    /// What was seen more often than anything else, `None` on a draw.
    pub(crate) fn standing(&self) -> Option<&[u8]> {
        let best = self.candidates.iter().max_by_key(|candidate| candidate.sightings)?;
        let drawn = self.candidates.iter().filter(|other| other.sightings == best.sightings).count();
        (drawn == 1).then_some(best.body.as_slice())
    }
}

#[derive(Clone, Debug)]
struct Candidate {
    body: Vec<u8>,
    sightings: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stands_until_it_is_outvoted() {
        let mut ballot = Ballot::default();
        assert!(ballot.cast(b"forged"));
        assert!(!ballot.cast(b"honest"));
        assert_eq!(ballot.standing(), None);
        assert!(ballot.cast(b"honest"));
        assert_eq!(ballot.standing(), Some(b"honest".as_slice()));
    }

    #[test]
    fn atk_e02_forgeries_that_filled_the_ballot_first_lose_to_what_is_seen_more_often() {
        let mut ballot = Ballot::default();
        for forged in [b"one", b"two", b"six"] {
            (0..10).for_each(|_| {
                ballot.cast(forged);
            });
        }
        let shown = (1..=31).find(|_| ballot.cast(b"honest"));
        assert!(shown.is_some(), "31 honest sightings against 30 forged ones");
    }

    #[test]
    fn a_flood_of_different_forgeries_keeps_the_ballot_small() {
        let mut ballot = Ballot::default();
        ballot.cast(b"honest");
        ballot.cast(b"honest");
        for forged in 0..=255_u8 {
            ballot.cast(&[forged]);
        }
        assert_eq!(ballot.standing(), Some(b"honest".as_slice()));
        assert!(ballot.candidates.len() <= CANDIDATES_MAX);
    }
}
