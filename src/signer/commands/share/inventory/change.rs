//! What people write down: sets from elsewhere, copies, who has them, when somebody looked.

use super::meant;
use crate::cli::share::inventory::{Add, CopyFacts, Edit, NamedShare, New, Revoke};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use coldframe_core::inventory::{
    CopyRecord, Day, Format, GroupRecord, Inventory, Medium, Revocation, SetKey, SetRecord,
};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;

/// A set made elsewhere.
pub(super) fn new(args: &New, world: &mut World) -> Result<Exit, Error> {
    let made = args.made.unwrap_or_else(|| Day::of(world.now()));
    let key = SetKey { scheme: args.scheme, id: args.id, fingerprint: args.fingerprint, made };
    let groups: Vec<_> = match (args.need, args.of) {
        (Some(need), Some(of)) => vec![GroupRecord { need, of }],
        _ => args.groups.iter().map(|group| GroupRecord { need: group.need, of: group.of }).collect(),
    };
    let all = u8::try_from(groups.len()).unwrap_or(u8::MAX);
    let mut set = SetRecord::new(key, args.holds, args.groups_needed.unwrap_or(all), groups);
    set.label = args.label.clone();
    let name = set.name();
    world.state()?.change_inventory(|records| Ok(records.add(set)?))?;
    done("inventory-screen/done-new", &[("set", Safe::text(&name))])
}

/// One more copy.
pub(super) fn add(args: &Add, world: &mut World) -> Result<Exit, Error> {
    let today = Day::of(world.now());
    let said = world.state()?.change_inventory(|records| {
        let (key, (group, member)) = share(records, &args.share)?;
        let sealed = !args.facts.sealed_to.is_empty();
        let medium = if sealed { Medium::AgeFile } else { Medium::Paper };
        let made = args.made.unwrap_or(today);
        let mut copy = CopyRecord::new(group, member, Format::usual(key.scheme), medium, made);
        written(&mut copy, &args.facts, today);
        let set = found(records, &key)?;
        set.place(copy)?;
        Ok([("set", Safe::text(&set.name())), ("share", Safe::text(&set.share_name(group, member)))])
    })?;
    done("inventory-screen/done-add", &said)
}

/// Another holder, another place, a look at it, or its end.
pub(super) fn edit(args: &Edit, world: &mut World) -> Result<Exit, Error> {
    let today = Day::of(world.now());
    let said = world.state()?.change_inventory(|records| {
        let (key, share) = share(records, &args.share)?;
        let set = found(records, &key)?;
        let facts =
            [("set", Safe::text(&set.name())), ("share", Safe::text(&set.share_name(share.0, share.1)))];
        let copy = copy(set, share, args.copy)?;
        written(copy, &args.facts, today);
        if let Some(when) = args.destroyed {
            copy.destroyed = Some(when.day(today));
        }
        Ok(facts)
    })?;
    done("inventory-screen/done-edit", &said)
}

/// The end of a set.
pub(super) fn revoke(args: &Revoke, world: &mut World) -> Result<Exit, Error> {
    let on = args.on.unwrap_or_else(|| Day::of(world.now()));
    let (name, left) = world.state()?.change_inventory(|records| {
        let key = meant(records, &args.set.set)?;
        let set = found(records, &key)?;
        set.revoked = Some(Revocation { on, replaced_by: args.replaced_by });
        Ok((set.name(), set.there().count()))
    })?;
    done("inventory-screen/done-revoke", &[("set", Safe::text(&name)), ("count", Safe::count(left))])
}

fn written(copy: &mut CopyRecord, facts: &CopyFacts, today: Day) {
    if facts.holder.is_some() {
        copy.holder.clone_from(&facts.holder);
    }
    if facts.place.is_some() {
        copy.place.clone_from(&facts.place);
    }
    copy.medium = facts.medium.unwrap_or(copy.medium);
    copy.format = facts.format.unwrap_or(copy.format);
    if !facts.sealed_to.is_empty() {
        copy.sealed_to.clone_from(&facts.sealed_to);
    }
    if let Some(when) = facts.checked {
        copy.checked = Some(when.day(today));
    }
}

/// The set and the share that somebody names.
fn share(records: &Inventory, named: &NamedShare) -> Result<(SetKey, (u8, u8)), Error> {
    let key = meant(records, &named.set.set)?;
    let set = records.sets().iter().find(|set| set.key == key);
    let share = set.and_then(|set| set.share_named(&named.share));
    let facts = || vec![("share", Safe::text(&named.share)), ("set", Safe::text(&named.set.set))];
    share
        .map(|share| (key, share))
        .ok_or_else(|| Error::with(Exit::Usage, "inventory/unknown-share", facts()))
}

fn found<'a>(records: &'a mut Inventory, key: &SetKey) -> Result<&'a mut SetRecord, Error> {
    let facts = vec![("set", Safe::text(&key.fingerprint.to_string()))];
    records.set_mut(key).ok_or_else(|| Error::with(Exit::Usage, "inventory/unknown-set", facts))
}

/// The copy that is meant: the only one that is there, or the one of this number in the whole set.
fn copy(set: &mut SetRecord, share: (u8, u8), number: Option<usize>) -> Result<&mut CopyRecord, Error> {
    let name = set.share_name(share.0, share.1);
    let mut meant: Vec<_> = (1..)
        .zip(set.copies.iter_mut())
        .filter(|(_, copy)| (copy.group, copy.member) == share)
        .filter(|(at, copy)| number.map_or_else(|| copy.is_there(), |number| *at == number))
        .collect();
    let count = meant.len();
    match (meant.pop(), count) {
        (Some((_, copy)), 1) => Ok(copy),
        _ => {
            let facts = vec![("share", Safe::text(&name)), ("count", Safe::count(count))];
            Err(Error::with(Exit::Usage, "inventory/which-copy", facts))
        }
    }
}

fn done(code: &'static str, facts: &[(&'static str, Safe)]) -> Result<Exit, Error> {
    world::result(format!("{}\n", text(code, facts)).as_bytes())
}
