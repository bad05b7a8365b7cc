//! The sets of shares that suffice: all of them, or a sample in which no share is left out.

use super::{Random, ShareError};
use coldframe_core::shares::{ShareFacts, quorum_count};

/// The smallest sets of these shares that restore the secret. Public: numbers only.
#[derive(Clone, Debug)]
pub struct Quorums {
    groups: Vec<Group>,
    group_need: usize,
}

#[derive(Clone, Debug)]
struct Group {
    need: usize,
    /// Where its shares stand in the list that was given.
    places: Vec<usize>,
}

impl Quorums {
    /// The quorums of shares of one set; `need` is what a person says of schemes that do not say it.
    ///
    /// # Errors
    /// [`ShareError::TooFew`] when these shares contain no quorum, or nobody knows how many are needed.
    pub fn of(facts: &[ShareFacts], need: Option<u8>) -> Result<Self, ShareError> {
        let mut groups: Vec<(Option<u8>, Group)> = Vec::new();
        for (place, share) in facts.iter().enumerate() {
            let need = usize::from(share.member.need.or(need).ok_or(ShareError::TooFew { missing: 1 })?);
            match groups.iter_mut().find(|(index, _)| *index == share.group.index) {
                Some((_, group)) => group.places.push(place),
                None => groups.push((share.group.index, Group { need, places: vec![place] })),
            }
        }
        let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).filter(Group::suffices).collect();
        let group_need = usize::from(facts.first().and_then(|first| first.group.need).unwrap_or(1));
        match group_need.checked_sub(groups.len()) {
            None | Some(0) if !groups.is_empty() => Ok(Self { groups, group_need }),
            missing => Err(ShareError::TooFew { missing: missing.unwrap_or(1).max(1) }),
        }
    }

    /// How many there are, at most 2^128 - 1.
    pub fn count(&self) -> u128 {
        let groups: Vec<_> = self.groups.iter().map(|group| (group.need, group.places.len())).collect();
        quorum_count(&groups, self.group_need)
    }

    /// Each of them, as places in the list that was given.
    pub fn all(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        combinations(self.groups.len(), self.group_need).flat_map(|chosen| {
            let groups: Vec<&Group> = chosen.iter().filter_map(|index| self.groups.get(*index)).collect();
            product(&groups)
        })
    }

    /// So many of them, drawn at random after as many as it takes to use every share once; all of them if
    /// there are no more. A share that is in no quorum of the sample would be proven by nothing.
    ///
    /// # Errors
    /// Those of the source of random bytes.
    pub fn sample(&self, count: usize, random: &mut Random<'_>) -> Result<Vec<Vec<usize>>, ShareError> {
        if self.count() <= u128::try_from(count).unwrap_or(u128::MAX) {
            return Ok(self.all().collect());
        }
        let mut drawn: Vec<Vec<usize>> = self.covering();
        while drawn.len() < count {
            let quorum = self.draw(random)?;
            if !drawn.contains(&quorum) {
                drawn.push(quorum);
            }
        }
        Ok(drawn)
    }

    /// Quorums that together use every share.
    fn covering(&self) -> Vec<Vec<usize>> {
        let rounds = |group: &Group| group.places.len().div_ceil(group.need.max(1));
        let turns = self.groups.iter().map(rounds).max().unwrap_or(1);
        let mut covering: Vec<Vec<usize>> = Vec::new();
        for first in (0..self.groups.len()).step_by(self.group_need.max(1)) {
            for turn in 0..turns {
                let groups = self.groups.iter().cycle().skip(first).take(self.group_need);
                let mut quorum: Vec<usize> = groups.flat_map(|group| group.window(turn)).collect();
                quorum.sort_unstable();
                if !covering.contains(&quorum) {
                    covering.push(quorum);
                }
            }
        }
        covering
    }

    fn draw(&self, random: &mut Random<'_>) -> Result<Vec<usize>, ShareError> {
        let all: Vec<usize> = (0..self.groups.len()).collect();
        let mut quorum = Vec::new();
        for index in choose(&all, self.group_need, random)? {
            if let Some(group) = self.groups.get(index) {
                quorum.extend(choose(&group.places, group.need, random)?);
            }
        }
        quorum.sort_unstable();
        Ok(quorum)
    }
}

impl Group {
    fn suffices(&self) -> bool {
        self.places.len() >= self.need
    }

    /// As many members as are needed, each turn the next ones.
    fn window(&self, turn: usize) -> impl Iterator<Item = usize> + '_ {
        let start = turn.saturating_mul(self.need) % self.places.len().max(1);
        self.places.iter().copied().cycle().skip(start).take(self.need)
    }
}

/// Every choice of so many out of so many, in order.
fn combinations(of: usize, need: usize) -> impl Iterator<Item = Vec<usize>> {
    let mut next = (need <= of).then(|| (0..need).collect::<Vec<usize>>());
    std::iter::from_fn(move || {
        let current = next.take()?;
        next = following(&current, of);
        Some(current)
    })
}

/// The choice after this one; `None` after the last.
fn following(current: &[usize], of: usize) -> Option<Vec<usize>> {
    let mut choice = current.to_vec();
    let need = choice.len();
    let highest = |place: usize| of.checked_sub(need)?.checked_add(place);
    let place = (0..need).rev().find(|place| current.get(*place).copied() != highest(*place))?;
    let mut value = current.get(place)?.checked_add(1)?;
    for slot in choice.iter_mut().skip(place) {
        *slot = value;
        value = value.checked_add(1)?;
    }
    Some(choice)
}

/// One choice of members for each group, every one with every other.
fn product<'a>(groups: &[&'a Group]) -> Box<dyn Iterator<Item = Vec<usize>> + 'a> {
    let Some((first, rest)) = groups.split_first() else { return Box::new(std::iter::once(Vec::new())) };
    let (first, rest): (&'a Group, Vec<&'a Group>) = (first, rest.to_vec());
    Box::new(combinations(first.places.len(), first.need).flat_map(move |chosen| {
        let places: Vec<usize> =
            chosen.iter().filter_map(|index| first.places.get(*index).copied()).collect();
        product(&rest).map(move |tail| {
            let mut quorum: Vec<usize> = places.iter().copied().chain(tail).collect();
            quorum.sort_unstable();
            quorum
        })
    }))
}

/// So many of these, each as likely as any other.
fn choose(places: &[usize], need: usize, random: &mut Random<'_>) -> Result<Vec<usize>, ShareError> {
    let mut left = places.to_vec();
    let mut chosen = Vec::with_capacity(need);
    while chosen.len() < need && !left.is_empty() {
        let mut byte = [0_u8];
        random(&mut byte)?;
        let [byte] = byte.map(usize::from);
        // Above the last whole multiple some would be likelier than others.
        if byte < 256 - 256 % left.len() {
            chosen.push(left.swap_remove(byte % left.len()));
        }
    }
    Ok(chosen)
}
