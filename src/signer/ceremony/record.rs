//! What the inventory of shares is told: public facts, after the vault.
//!
//! Shares are with their holders by then. An inventory that cannot be written is said and stops nothing:
//! an error number would make somebody believe that the set is not good.

use super::hand::Handing;
use super::holders::Holder;
use crate::error::Error;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::inventory::{
    CopyRecord, Day, Format, GroupRecord, Inventory, Label, Medium, Recipient, Revocation, SetKey, SetRecord,
};
use coldframe_core::messages::error_line;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, Scheme, SetId, ShareFacts};
use coldframe_keys::shares::Plan;

/// The record of a set that was just made.
pub(super) fn new_set(
    plan: &Plan,
    set: Option<SetId>,
    fingerprint: Fingerprint,
    label: Option<&str>,
    copies: Vec<CopyRecord>,
    on: Day,
) -> SetRecord {
    let key = SetKey { scheme: plan.scheme, id: set, fingerprint, made: on };
    let groups = plan.groups.iter().map(|group| GroupRecord { need: group.need, of: group.of }).collect();
    let mut record = SetRecord::new(key, plan.holds, plan.group_need, groups);
    record.label = label.and_then(Label::parse);
    for copy in copies {
        // Whoever made the set knows its numbers; a copy that is none is left out and found missing.
        let _ = record.place(copy);
    }
    record
}

/// One copy: with whom, on what.
pub(super) fn copy(
    facts: &ShareFacts,
    number: usize,
    holder: &Holder,
    handing: &Handing,
    scheme: Scheme,
    on: Day,
) -> CopyRecord {
    let is_grouped = facts.group.of.is_some_and(|of| of > 1);
    let counted = u8::try_from(number).ok();
    let member = if is_grouped { facts.member.index } else { counted };
    let group = facts.group.index.filter(|_| is_grouped).unwrap_or(1);
    let medium = match (handing.is_plain(), &holder.key) {
        (true, _) => Medium::File,
        (false, Some(_)) => Medium::AgeFile,
        (false, None) => Medium::Paper,
    };
    let mut copy = CopyRecord::new(group, member.unwrap_or(1), Format::usual(scheme), medium, on);
    copy.holder = Label::parse(holder.name.as_str()).filter(|_| handing.has_names());
    let key = holder.key.as_ref().filter(|_| medium == Medium::AgeFile);
    copy.sealed_to.extend(key.and_then(|key| Recipient::parse(&key.to_string())));
    copy
}

/// Writes a set down, and which sets it takes the place of.
pub(super) fn write_down(record: SetRecord, revoked: &[SetId], world: &mut World) {
    let (key, holds) = (record.key.clone(), record.holds);
    let revoked: Vec<SetId> = revoked.to_vec();
    let on = Day::of(world.now());
    changed(world, move |inventory| {
        for id in &revoked {
            let old = |set: &SetRecord| {
                set.key.id == Some(*id) && set.key.fingerprint == key.fingerprint && set.holds == holds
            };
            for old in
                inventory.sets().iter().filter(|set| old(set)).map(|set| set.key.clone()).collect::<Vec<_>>()
            {
                if let Some(set) = inventory.set_mut(&old) {
                    set.revoked = Some(Revocation { on, replaced_by: key.id });
                }
            }
        }
        Ok(inventory.add(record)?)
    });
}

/// A share was read and its checksum held.
pub(crate) fn was_checked(facts: &ShareFacts, world: &mut World) {
    let Some(id) = facts.set_id else { return };
    let group = facts.group.index.unwrap_or(1);
    let Some(member) = facts.member.index else { return };
    if knows(world, |set| set.key.scheme == facts.scheme && set.key.id == Some(id)) {
        let (scheme, on) = (facts.scheme, Day::of(world.now()));
        changed(world, |inventory| {
            inventory.checked(scheme, id, group, member, on);
            Ok(())
        });
    }
}

/// What a rehearsal of a set proved.
pub(crate) struct Rehearsed<'a> {
    /// How it was made.
    pub(crate) scheme: Scheme,
    /// Its name.
    pub(crate) set: Option<SetId>,
    /// Of the master key the shares alone come to.
    pub(crate) fingerprint: Fingerprint,
    /// Quorums that were put together.
    pub(crate) proven: u64,
    /// The shares that took part: each was read, and its checksum held.
    pub(crate) shares: &'a [ShareFacts],
}

/// A set as it is written down: what a rehearsal is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Its quorums.
    pub(crate) quorums: u64,
    /// Its shares.
    pub(crate) shares: usize,
}

/// Quorums of a set were put together. Says how large the whole set is, where it is written down.
pub(crate) fn was_rehearsed(done: &Rehearsed<'_>, world: &mut World) -> Option<Whole> {
    let is_it = |record: &&SetRecord| {
        (record.key.scheme, record.key.id, record.key.fingerprint)
            == (done.scheme, done.set, done.fingerprint)
    };
    let inventory = world.state().and_then(|state| state.inventory()).ok()?;
    // The newest of that name.
    let record = inventory.sets().iter().rev().find(is_it)?;
    let (key, whole) =
        (record.key.clone(), Whole { quorums: record.quorums(), shares: record.share_count() });
    let on = Day::of(world.now());
    changed(world, |inventory| {
        for share in done.shares {
            if let (Some(id), Some(member)) = (share.set_id, share.member.index) {
                inventory.checked(share.scheme, id, share.group.index.unwrap_or(1), member, on);
            }
        }
        if let Some(record) = inventory.set_mut(&key) {
            record.was_rehearsed(on, done.proven);
        }
        Ok(())
    });
    Some(whole)
}

/// Whether such a set is written down.
fn knows(world: &mut World, is_it: impl Fn(&SetRecord) -> bool) -> bool {
    let inventory = world.state().and_then(|state| state.inventory());
    inventory.is_ok_and(|inventory| inventory.sets().iter().any(is_it))
}

fn changed(world: &mut World, change: impl FnOnce(&mut Inventory) -> Result<(), Error>) {
    let done = world.state().and_then(|state| state.change_inventory(change));
    if let Err(why) = done {
        world.say("share-screen/not-written-down", &[("why", Safe::again(&error_line(&why)))]);
    }
}

/// What the inventory knows of the sets of that name.
pub(super) fn known(
    scheme: Scheme,
    set: SetId,
    world: &mut World,
) -> Result<Vec<(Fingerprint, Holds, Day, bool)>, Error> {
    let inventory = world.state()?.inventory()?;
    let records = inventory.sets().iter();
    let records = records.filter(|record| record.key.scheme == scheme && record.key.id == Some(set));
    Ok(records
        .map(|record| (record.key.fingerprint, record.holds, record.key.made, record.revoked.is_some()))
        .collect())
}
