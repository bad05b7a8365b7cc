//! Votes on what a numbered part says, when frames disagree.
//!
//! Nothing in a frame proves who drew it. A forged frame that came first must not lock the honest
//! one out, and a forged frame that comes later must not overwrite it (attack E02): what was seen
//! more often stands, and nothing stands on a draw.

/// Most different texts kept for one part; a flood of forgeries cannot grow it.
const CANDIDATES_MAX: usize = 3;

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
            None if has_room => {
                self.candidates.push(Candidate { body: body.to_vec(), sightings: 1 });
            }
            None => {}
        }
        self.standing() == Some(body)
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
