//! How far a set has come: who is there, who is still needed.

use super::{Holds, Scheme, SetId};

/// A set of which some shares are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetProgress {
    /// Its scheme.
    pub scheme: Scheme,
    /// Its identifier, where the shares name one.
    pub set_id: Option<SetId>,
    /// Groups needed, where the shares say it.
    pub groups_need: Option<u8>,
    /// Groups there are, where the shares say it.
    pub groups_of: Option<u8>,
    /// The groups of which a share is here, by index.
    pub groups: Vec<GroupProgress>,
    /// Shares here, each counted once.
    pub share_count: usize,
    /// What is still waited for.
    pub waiting: Waiting,
    /// Rounds of PBKDF2 that opening the set takes; 0 where there are none.
    pub rounds: u64,
    /// What the secret is, where the scheme settles it.
    pub holds: Option<Holds>,
}

/// A group of which some shares are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupProgress {
    /// Counted from 1.
    pub index: u8,
    /// Members needed, where the shares say it.
    pub need: Option<u8>,
    /// Members that are here, counted from 1, in order; empty where shares have no numbers.
    pub members: Vec<u8>,
    /// Shares of this group that are here.
    pub share_count: usize,
}

/// What a set waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Shares: so many more at least. Which groups they may be of, [`SetProgress::groups`] shows.
    Shares {
        /// The fewest that could complete the set; groups nobody has seen count one share.
        at_least: usize,
    },
    /// Nothing: the set can be combined.
    Nothing,
    /// Nobody can tell: the shares do not say how many are needed.
    Unknown,
}

impl SetProgress {
    /// Whether the set can be combined as far as the shares tell.
    pub fn is_complete(&self) -> bool {
        self.waiting == Waiting::Nothing
    }
}

impl GroupProgress {
    /// Members still needed; `None` where the shares do not say how many.
    pub fn missing(&self) -> Option<usize> {
        self.need.map(|need| usize::from(need).saturating_sub(self.share_count))
    }
}
