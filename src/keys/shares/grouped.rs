//! Groups of members, which SLIP-39 and SSKR number and restore alike.

use super::shamir::{self, Bytes, Point};
use super::{Plan, Random, ShareError};
use crate::secret::Secret;
use coldframe_core::limits::{SHARE_GROUPS_MAX, SHARE_MEMBERS_MAX};
use coldframe_core::shares::Position;

/// Where a share stands. Indices count from 0, as in the standards; people count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) group_index: u8,
    pub(super) group_need: u8,
    pub(super) group_count: u8,
    pub(super) member_index: u8,
    pub(super) member_need: u8,
}

/// A share as far as the arithmetic goes.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) head: Head,
    pub(super) value: &'a [u8],
}

impl Head {
    /// The fields as they stand in a share, each a number from 0 to 15.
    ///
    /// # Errors
    /// [`ShareError::Fields`] where more groups are needed than there are, or a group is beyond the last.
    pub(super) fn of_fields([index, need, count, member, member_need]: [u8; 5]) -> Result<Self, ShareError> {
        let one_more = |field: u8, limit: u8| {
            field.checked_add(1).filter(|number| *number <= limit).ok_or(ShareError::Fields)
        };
        let head = Self {
            group_index: index,
            group_need: one_more(need, SHARE_GROUPS_MAX)?,
            group_count: one_more(count, SHARE_GROUPS_MAX)?,
            member_index: member,
            member_need: one_more(member_need, SHARE_MEMBERS_MAX)?,
        };
        let holds = head.group_need <= head.group_count && head.group_index < head.group_count;
        if holds && member < SHARE_MEMBERS_MAX { Ok(head) } else { Err(ShareError::Fields) }
    }

    /// The fields as [`Head::of_fields`] reads them.
    pub(super) fn fields(self) -> [u8; 5] {
        [
            self.group_index,
            self.group_need.saturating_sub(1),
            self.group_count.saturating_sub(1),
            self.member_index,
            self.member_need.saturating_sub(1),
        ]
    }

    pub(super) fn group(self) -> Position {
        Position {
            index: self.group_index.checked_add(1),
            need: Some(self.group_need),
            of: Some(self.group_count),
        }
    }

    pub(super) fn member(self) -> Position {
        Position { index: self.member_index.checked_add(1), need: Some(self.member_need), of: None }
    }
}

/// Members of every group, in order.
pub(super) fn split(
    plan: &Plan,
    secret: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<(Head, Bytes)>, ShareError> {
    let group_count = u8::try_from(plan.groups.len()).map_err(|_| ShareError::Fields)?;
    let values = shamir::deal(plan.group_need, group_count, secret, random)?;
    let mut shares = Vec::with_capacity(plan.share_count());
    for (group_index, (group, value)) in (0..group_count).zip(plan.groups.iter().zip(&values)) {
        let members = shamir::deal(group.need, group.of, value, random)?;
        shares.extend((0..group.of).zip(members).map(|(member_index, value)| {
            let (group_need, member_need) = (plan.group_need, group.need);
            (Head { group_index, group_need, group_count, member_index, member_need }, value)
        }));
    }
    Ok(shares)
}

/// The secret of these members, by way of every group that is whole.
pub(super) fn combine(shares: &[Held<'_>]) -> Result<Secret<Vec<u8>>, ShareError> {
    let first = shares.first().ok_or(ShareError::TooFew { missing: 1 })?;
    let mut values: Vec<(u8, Bytes)> = Vec::new();
    for group_index in 0..first.head.group_count {
        let members: Vec<&Held<'_>> =
            shares.iter().filter(|share| share.head.group_index == group_index).collect();
        let Some(need) = members.first().map(|member| member.head.member_need) else { continue };
        if members.len() < usize::from(need) {
            continue;
        }
        let points: Vec<Point<'_>> =
            members.iter().map(|member| (member.head.member_index, member.value)).collect();
        let value = shamir::restore(need, &points)?;
        values.push((group_index, value.expose(|value| Bytes::new(value.clone()))));
    }
    let points: Vec<Point<'_>> = values.iter().map(|(index, value)| (*index, value.as_slice())).collect();
    shamir::restore(first.head.group_need, &points)
}
