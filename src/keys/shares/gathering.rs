//! Shares on a table: added in any order, each judged when it comes, put together when they suffice.

use super::share::Body;
use super::{Differs, Recovered, Share, ShareError, codex32, grouped, seed_xor, sharks, slip39, sskr};
use crate::secret::Secret;
use coldframe_core::limits::SHARES_MAX;
use coldframe_core::shares::{GroupProgress, Scheme, SetProgress, ShareFacts, Waiting};
use std::fmt;

/// The shares that are here. Lives in the vault; [`Gathering::progress`] may leave it.
#[derive(Default)]
pub struct Gathering {
    shares: Vec<(ShareFacts, Share)>,
    told_need: Option<u8>,
}

/// What became of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is one more.
    New,
    /// It was here already, letter by letter: nothing changed.
    Already,
}

impl Gathering {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// So many are needed: a person says it of Seed XOR and raw shares, which do not say it themselves.
    #[must_use]
    pub fn needing(mut self, count: u8) -> Self {
        self.told_need = Some(count);
        self
    }

    /// Adds a share, unless it contradicts those that are here.
    ///
    /// # Errors
    /// [`ShareError`]: another scheme or set, a field they differ in, or another share of the same
    /// number. What was gathered stays as it was.
    pub fn add(&mut self, share: Share) -> Result<Added, ShareError> {
        let facts = share.facts();
        if let Some((first, _)) = self.shares.first() {
            same_set(&facts, first)?;
        }
        for (known, held) in &self.shares {
            if known.group.index == facts.group.index && known.member.need != facts.member.need {
                return Err(ShareError::OtherParameters { differs: Differs::MemberNeed });
            }
            if share.is_same(held) {
                return Ok(Added::Already);
            }
            let number = facts.member.index.filter(|_| known.group.index == facts.group.index);
            if let Some(member) = number.filter(|_| known.member.index == number) {
                return Err(ShareError::Conflict { group: facts.group.index.unwrap_or(1), member });
            }
        }
        let limit = match self.told_need {
            Some(parts) if facts.scheme == Scheme::SeedXor => usize::from(parts),
            _ => SHARES_MAX,
        };
        if self.shares.len() >= limit {
            return Err(ShareError::TooMany { limit });
        }
        self.shares.push((facts, share));
        Ok(Added::New)
    }

    /// How far the set has come; `None` while there is no share.
    pub fn progress(&self) -> Option<SetProgress> {
        let (first, _) = self.shares.first()?;
        let groups = self.groups();
        Some(SetProgress {
            scheme: first.scheme,
            set_id: first.set_id,
            groups_need: first.group.need,
            groups_of: first.group.of,
            waiting: waiting(first, &groups),
            groups,
            share_count: self.shares.len(),
            rounds: first.rounds().unwrap_or(0),
            holds: first.holds,
        })
    }

    /// What is known of each share, in the order they came.
    pub fn facts(&self) -> Vec<ShareFacts> {
        self.shares.iter().map(|(facts, _)| facts.clone()).collect()
    }

    /// Puts the shares together. Every one that is here takes part: those beyond the number needed must
    /// agree with the rest.
    ///
    /// # Errors
    /// [`ShareError::TooFew`]; [`ShareError::Digest`] or [`ShareError::Contradiction`] when they do not
    /// belong together after all; [`ShareError::NoPassphrase`] where the scheme has none.
    pub fn finish(&self, passphrase: &[u8]) -> Result<Recovered, ShareError> {
        let progress = self.progress().ok_or(ShareError::TooFew { missing: 1 })?;
        match progress.waiting {
            Waiting::Shares { at_least } => return Err(ShareError::TooFew { missing: at_least }),
            Waiting::Unknown if self.shares.len() < 2 => return Err(ShareError::TooFew { missing: 1 }),
            Waiting::Unknown | Waiting::Nothing => {}
        }
        if progress.scheme != Scheme::Slip39 && !passphrase.is_empty() {
            return Err(ShareError::NoPassphrase);
        }
        Ok(Recovered { scheme: progress.scheme, secret: self.combine(progress.scheme, passphrase)? })
    }

    fn combine(&self, scheme: Scheme, passphrase: &[u8]) -> Result<Secret<Vec<u8>>, ShareError> {
        match scheme {
            Scheme::Slip39 => {
                let parts = self.of(|body| if let Body::Slip39(part) = body { Some(part) } else { None });
                slip39::combine(&parts, passphrase)
            }
            Scheme::Sskr => {
                let parts = self.of(|body| if let Body::Sskr(part) = body { Some(part) } else { None });
                grouped::combine(&parts.iter().map(|part: &&sskr::Part| part.point()).collect::<Vec<_>>())
            }
            Scheme::Codex32 => codex32::combine(
                &self.of(|body| if let Body::Codex32(part) = body { Some(part) } else { None }),
            ),
            Scheme::SeedXor => seed_xor::combine(
                &self.of(|body| if let Body::SeedXor(part) = body { Some(part) } else { None }),
            ),
            Scheme::Sharks => sharks::combine(
                &self.of(|body| if let Body::Sharks(part) = body { Some(part) } else { None }),
                self.told_need,
            ),
        }
    }

    fn of<'a, P>(&'a self, pick: impl Fn(&'a Body) -> Option<&'a P>) -> Vec<&'a P> {
        self.shares.iter().filter_map(|(_, share)| pick(&share.0)).collect()
    }

    fn groups(&self) -> Vec<GroupProgress> {
        let mut groups: Vec<GroupProgress> = Vec::new();
        for (facts, _) in &self.shares {
            let index = facts.group.index.unwrap_or(1);
            let at = groups.binary_search_by_key(&index, |group| group.index).unwrap_or_else(|at| {
                let need = facts.member.need.or(self.told_need);
                groups.insert(at, GroupProgress { index, need, members: Vec::new(), share_count: 0 });
                at
            });
            if let Some(group) = groups.get_mut(at) {
                group.share_count = group.share_count.saturating_add(1);
                group.members.extend(facts.member.index);
                group.members.sort_unstable();
            }
        }
        groups
    }
}

impl fmt::Debug for Gathering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gathering").field("share_count", &self.shares.len()).finish_non_exhaustive()
    }
}

/// Whether a share says of its set what the first one said (attack F02).
fn same_set(facts: &ShareFacts, first: &ShareFacts) -> Result<(), ShareError> {
    if facts.scheme != first.scheme {
        return Err(ShareError::OtherScheme { found: facts.scheme, expected: first.scheme });
    }
    if let (Some(found), Some(expected)) = (facts.set_id, first.set_id)
        && found != expected
    {
        return Err(ShareError::OtherSet { found, expected });
    }
    let differing = [
        (facts.extendable != first.extendable, Differs::Extendable),
        (facts.iteration_exponent != first.iteration_exponent, Differs::Exponent),
        (facts.group.need != first.group.need, Differs::GroupNeed),
        (facts.group.of != first.group.of, Differs::GroupCount),
        (facts.secret_bytes != first.secret_bytes, Differs::Length),
    ];
    match differing.into_iter().find(|(differs, _)| *differs) {
        Some((_, differs)) => Err(ShareError::OtherParameters { differs }),
        None => Ok(()),
    }
}

/// The fewest shares that could complete the set. Of groups nobody has seen, one is counted.
fn waiting(first: &ShareFacts, groups: &[GroupProgress]) -> Waiting {
    let mut missing = Vec::with_capacity(groups.len());
    for group in groups {
        match group.missing() {
            Some(count) => missing.push(count),
            None => return Waiting::Unknown,
        }
    }
    missing.sort_unstable();
    let groups_need = usize::from(first.group.need.unwrap_or(1));
    let known: usize = missing.iter().take(groups_need).sum();
    let unseen = groups_need.saturating_sub(missing.len());
    // A group in sight may lack more shares than one out of sight, of which a single one may do.
    let out_of_sight = usize::from(first.group.of.unwrap_or(1)).saturating_sub(missing.len());
    let dearer = missing.iter().take(groups_need).filter(|count| **count > 1);
    let saved: usize =
        dearer.rev().take(out_of_sight.saturating_sub(unseen)).map(|count| count.saturating_sub(1)).sum();
    match known.saturating_add(unseen).saturating_sub(saved) {
        0 => Waiting::Nothing,
        at_least => Waiting::Shares { at_least },
    }
}
