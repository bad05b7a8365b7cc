//! Where the shares of a seed are, as anybody may know it (`formats/inventory.md`).
//!
//! Shares are made once, with people waiting, and looked for in twenty years. What is written down of
//! them is public facts only: which set, which share, who holds it, on what, where, and when somebody
//! last looked. Nothing in here has a place for a secret. Pure: bytes in, bytes out; where the file is
//! kept is the signer's business.

mod day;
mod error;
mod findings;
mod json;
mod label;

pub use day::Day;
pub use error::InventoryError;
pub use findings::Finding;
pub use label::{Label, Recipient};

use crate::limits::{INVENTORY_COPIES_MAX, INVENTORY_SETS_MAX};
use crate::shares::{Holds, Scheme, SetId, quorum_count};
use bitcoin::bip32::Fingerprint;

/// Every set that was written down, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    sets: Vec<SetRecord>,
}

/// What tells one set from all others. An identifier alone does not: it is short, and drawn at random.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetKey {
    /// How it was made.
    pub scheme: Scheme,
    /// Its identifier, where its shares name one.
    pub id: Option<SetId>,
    /// Of the master key it restores.
    pub fingerprint: Fingerprint,
    /// The day it was made.
    pub made: Day,
}

/// One set of shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRecord {
    /// Which.
    pub key: SetKey,
    /// What was split: it decides what restores the wallet.
    pub holds: Holds,
    /// What people call it.
    pub label: Option<Label>,
    /// Groups that restore it.
    pub group_need: u8,
    /// The groups; a scheme without groups has one.
    pub groups: Vec<GroupRecord>,
    /// When it was last proven that it restores the wallet.
    pub rehearsed: Option<Rehearsal>,
    /// Since when it is not to be used any more.
    pub revoked: Option<Revocation>,
    /// The copies of its shares, in the order they were written down.
    pub copies: Vec<CopyRecord>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupRecord {
    /// Shares that make the group count.
    pub need: u8,
    /// Shares there are.
    pub of: u8,
}

/// A proof that shares of a set restore the wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// When.
    pub on: Day,
    /// Quorums that were put together.
    pub proven: u64,
    /// Quorums the whole set has, with those of shares that nobody brought.
    pub quorums: u64,
}

/// The end of a set. Its shares restore the wallet all the same, until they are destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// When.
    pub on: Day,
    /// The set that took its place.
    pub replaced_by: Option<SetId>,
}

/// One copy of one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRecord {
    /// Its group, from 1.
    pub group: u8,
    /// Its number in the group, from 1.
    pub member: u8,
    /// Who has it.
    pub holder: Option<Label>,
    /// Where it is.
    pub place: Option<Label>,
    /// How it is written.
    pub format: Format,
    /// What it is written on.
    pub medium: Medium,
    /// The age keys that open it; none for a copy in the clear.
    pub sealed_to: Vec<Recipient>,
    /// When it was made.
    pub made: Day,
    /// When somebody last read it and its checksum held.
    pub checked: Option<Day>,
    /// When it was destroyed.
    pub destroyed: Option<Day>,
}

/// How a share is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words.
    Words,
    /// The letters of codex32, or raw bytes in hexadecimal.
    Letters,
    /// `ur:sskr/…`.
    Ur,
    /// A QR code.
    Qr,
}

/// What a share is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Paper.
    Paper,
    /// Steel, or another plate that fire leaves.
    Steel,
    /// A file encrypted with age.
    AgeFile,
    /// A file in the clear.
    File,
    /// Something else.
    Other,
}

impl Inventory {
    /// The sets, in the order they were written down.
    pub fn sets(&self) -> &[SetRecord] {
        &self.sets
    }

    /// The set of this key, to be changed.
    pub fn set_mut(&mut self, key: &SetKey) -> Option<&mut SetRecord> {
        self.sets.iter_mut().find(|set| set.key == *key)
    }

    /// Writes a set down.
    ///
    /// # Errors
    /// [`InventoryError`]: it is there already, its numbers contradict each other, or there is no room.
    pub fn add(&mut self, set: SetRecord) -> Result<(), InventoryError> {
        let number = self.sets.len().saturating_add(1);
        if number > INVENTORY_SETS_MAX {
            return Err(InventoryError::TooManySets { limit: INVENTORY_SETS_MAX });
        }
        set.check(number)?;
        if self.sets.iter().any(|known| known.key == set.key) {
            return Err(InventoryError::Twice { set: number });
        }
        self.sets.push(set);
        Ok(())
    }

    /// The sets that somebody may mean: by identifier, fingerprint, label, scheme or day, or by several of
    /// them with `/` between.
    pub fn named(&self, said: &str) -> Vec<&SetRecord> {
        self.sets.iter().filter(|set| said.split('/').all(|part| set.is_called(part))).collect()
    }

    /// The sets that were ever made of the seed of this fingerprint (attack F06): a new one makes them
    /// one more, and the old ones stay good.
    pub fn sets_of(&self, fingerprint: Fingerprint) -> impl Iterator<Item = &SetRecord> {
        self.sets.iter().filter(move |set| set.key.fingerprint == fingerprint)
    }

    /// A share of a set was read and its checksum held. The share does not say which wallet it is of, and
    /// not which of its copies it is: only where one alone can be meant, its date is written down. Says
    /// how many copies could have been meant.
    pub fn checked(&mut self, scheme: Scheme, id: SetId, group: u8, member: u8, on: Day) -> usize {
        let sets = self.sets.iter_mut().filter(|set| set.key.scheme == scheme && set.key.id == Some(id));
        let copies = sets.flat_map(|set| set.copies.iter_mut());
        let mut meant: Vec<_> =
            copies.filter(|copy| copy.is_there() && (copy.group, copy.member) == (group, member)).collect();
        let count = meant.len();
        if let [copy] = meant.as_mut_slice() {
            copy.checked = Some(on);
        }
        count
    }
}

impl SetRecord {
    /// A set of which no copy is written down yet.
    pub fn new(key: SetKey, holds: Holds, group_need: u8, groups: Vec<GroupRecord>) -> Self {
        Self {
            key,
            holds,
            label: None,
            group_need,
            groups,
            rehearsed: None,
            revoked: None,
            copies: Vec::new(),
        }
    }

    /// Writes a copy of a share down.
    ///
    /// # Errors
    /// [`InventoryError::Copy`] for a share that the set does not have, or when there is no room.
    pub fn place(&mut self, copy: CopyRecord) -> Result<(), InventoryError> {
        let number = self.copies.len().saturating_add(1);
        if number > INVENTORY_COPIES_MAX {
            return Err(InventoryError::TooManyCopies { limit: INVENTORY_COPIES_MAX });
        }
        if !self.has_share(copy.group, copy.member) {
            return Err(InventoryError::NoShare { group: copy.group, member: copy.member });
        }
        self.copies.push(copy);
        Ok(())
    }

    /// Whether the set has such a share. Both are counted from 1.
    pub fn has_share(&self, group: u8, member: u8) -> bool {
        let found = usize::from(group).checked_sub(1).and_then(|place| self.groups.get(place));
        found.is_some_and(|found| (1..=found.of).contains(&member))
    }

    /// The identifier, or the fingerprint where its shares name none.
    pub fn name(&self) -> String {
        self.key.id.map_or_else(|| self.key.fingerprint.to_string(), |id| id.as_str().to_owned())
    }

    fn is_called(&self, said: &str) -> bool {
        let plain =
            [self.key.scheme.name().to_owned(), self.key.fingerprint.to_string(), self.key.made.to_string()];
        plain.iter().any(|name| name.eq_ignore_ascii_case(said))
            || self.key.id.is_some_and(|id| id.as_str().eq_ignore_ascii_case(said))
            || self.label.as_ref().is_some_and(|label| label.is_same(said))
    }

    /// How a share is called: its letter in codex32, its number, or group and number.
    pub fn share_name(&self, group: u8, member: u8) -> String {
        let letters = "acdefghjklmnpqrtuvwxyz023456789";
        match self.key.scheme {
            // The secret itself, which was not split.
            Scheme::Codex32 if matches!(self.groups.as_slice(), [GroupRecord { need: 1, of: 1 }]) => {
                "s".to_owned()
            }
            Scheme::Codex32 => {
                let letter = usize::from(member).checked_sub(1).and_then(|place| letters.chars().nth(place));
                letter.map_or_else(|| member.to_string(), String::from)
            }
            _ if self.groups.len() == 1 => member.to_string(),
            _ => format!("{group}.{member}"),
        }
    }

    /// The group and the number of a share as somebody calls it; the other way round of
    /// [`SetRecord::share_name`]. Numbers are understood in codex32 only where no letter is meant.
    pub fn share_named(&self, said: &str) -> Option<(u8, u8)> {
        let shares = (1_u8..)
            .zip(&self.groups)
            .flat_map(|(group, record)| (1..=record.of).map(move |member| (group, member)));
        let mut shares = shares;
        shares.find(|(group, member)| self.share_name(*group, *member).eq_ignore_ascii_case(said))
    }

    /// Copies that were not destroyed.
    pub fn there(&self) -> impl Iterator<Item = &CopyRecord> {
        self.copies.iter().filter(|copy| copy.is_there())
    }

    /// Choices of its shares that restore the secret: of the whole set, whoever has them.
    pub fn quorums(&self) -> u64 {
        let groups = self.groups.iter().map(|group| (usize::from(group.need), usize::from(group.of)));
        let count = quorum_count(&groups.collect::<Vec<_>>(), usize::from(self.group_need));
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// Shares of the whole set.
    pub fn share_count(&self) -> usize {
        self.groups.iter().map(|group| usize::from(group.of)).sum()
    }

    /// Writes down that so many of its quorums were put together. A rehearsal with a few of the shares does
    /// not take the place of one that proved more.
    pub fn was_rehearsed(&mut self, on: Day, proven: u64) {
        let quorums = self.quorums();
        let proven = proven.min(quorums);
        if self.rehearsed.is_none_or(|before| before.proven.min(quorums) <= proven) {
            self.rehearsed = Some(Rehearsal { on, proven, quorums });
        }
    }

    /// Whether these shares restore the secret.
    pub fn suffices<'a>(&self, copies: impl Iterator<Item = &'a CopyRecord>) -> bool {
        let mut members = vec![std::collections::BTreeSet::new(); self.groups.len()];
        for copy in copies {
            let place = usize::from(copy.group).checked_sub(1);
            if let Some(group) = place.and_then(|place| members.get_mut(place)) {
                group.insert(copy.member);
            }
        }
        let full =
            self.groups.iter().zip(&members).filter(|(group, here)| here.len() >= usize::from(group.need));
        full.count() >= usize::from(self.group_need)
    }

    fn check(&self, number: usize) -> Result<(), InventoryError> {
        let groups_fit = (1..=usize::from(crate::limits::SHARE_GROUPS_MAX)).contains(&self.groups.len())
            && (1..=self.groups.len()).contains(&usize::from(self.group_need))
            && self.groups.iter().all(|group| (1..=group.of).contains(&group.need));
        if !groups_fit {
            return Err(InventoryError::Set { set: number });
        }
        if self.copies.len() > INVENTORY_COPIES_MAX {
            return Err(InventoryError::TooManyCopies { limit: INVENTORY_COPIES_MAX });
        }
        let stray = self.copies.iter().find(|copy| !self.has_share(copy.group, copy.member));
        stray.map_or(Ok(()), |copy| Err(InventoryError::NoShare { group: copy.group, member: copy.member }))
    }
}

impl CopyRecord {
    /// A copy in the clear, with nobody and nowhere written down.
    pub fn new(group: u8, member: u8, format: Format, medium: Medium, made: Day) -> Self {
        Self {
            group,
            member,
            holder: None,
            place: None,
            format,
            medium,
            sealed_to: Vec::new(),
            made,
            checked: None,
            destroyed: None,
        }
    }

    /// Whether it was not destroyed.
    pub fn is_there(&self) -> bool {
        self.destroyed.is_none()
    }

    /// The day somebody last had it in hand.
    pub fn last_seen(&self) -> Day {
        self.checked.map_or(self.made, |checked| checked.max(self.made))
    }
}

impl Format {
    const ALL: [Self; 4] = [Self::Words, Self::Letters, Self::Ur, Self::Qr];

    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Letters => "letters",
            Self::Ur => "ur",
            Self::Qr => "qr",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How shares of a scheme are written on paper.
    pub const fn usual(scheme: Scheme) -> Self {
        match scheme {
            Scheme::Slip39 | Scheme::Sskr | Scheme::SeedXor => Self::Words,
            Scheme::Codex32 | Scheme::Sharks => Self::Letters,
        }
    }
}

impl Medium {
    const ALL: [Self; 5] = [Self::Paper, Self::Steel, Self::AgeFile, Self::File, Self::Other];

    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Steel => "steel",
            Self::AgeFile => "age-file",
            Self::File => "file",
            Self::Other => "other",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.name() == name)
    }
}

#[cfg(test)]
mod tests;
