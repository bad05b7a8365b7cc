//! What this machine's journal knows of sets and seeds (attacks F05, F06).

use super::record;
use crate::cli::share::common::NewSet;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::{Event, MadeSet};
use coldframe_core::messages::{Code, text};
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, SetId};

/// Sets of one seed from which on one more is warned about: the third is (attack F06).
const SETS_ORDINARY_MAX: usize = 2;

/// The code that a script acknowledges.
const RESPLIT: &str = "share/resplit";

/// The sets of that name that were made here. Four characters are a label: there may be several.
pub(crate) fn known_set(
    scheme: Scheme,
    set: Option<SetId>,
    world: &mut World,
) -> Result<Vec<MadeSet>, Error> {
    let Some(set) = set else { return Ok(Vec::new()) };
    let mut sets = world.state()?.share_sets()?;
    sets.retain(|made| made.scheme == scheme && made.set == Some(set));
    for (fingerprint, holds, made, is_revoked) in record::known(scheme, set, world)? {
        match sets.iter_mut().find(|set| set.fingerprint == fingerprint) {
            Some(set) => set.is_revoked |= is_revoked,
            // A journal that was moved away, or a set that was written down by hand.
            None => sets.push(MadeSet {
                fingerprint,
                scheme,
                set: Some(set),
                holds,
                language: None,
                at: made.to_string(),
                is_revoked,
                is_unfinished: false,
            }),
        }
    }
    Ok(sets)
}

/// Warns of one set too many of a seed; the person says so in a word, a script by the code.
pub(crate) fn may_split_again(
    fingerprint: Fingerprint,
    set: &NewSet,
    revoked: &[SetId],
    world: &mut World,
) -> Result<(), Error> {
    let mut sets = world.state()?.share_sets()?;
    // One that is replaced now makes room for the new one.
    let is_replaced = |made: &MadeSet| made.set.is_some_and(|set| revoked.contains(&set));
    sets.retain(|made| made.fingerprint == fingerprint && !made.is_revoked && !is_replaced(made));
    if sets.len() < SETS_ORDINARY_MAX {
        return Ok(());
    }
    let names: Vec<String> = sets.iter().map(named).collect();
    let facts = vec![
        ("count", Safe::count(sets.len())),
        ("sets", Safe::text(&names.join(", "))),
        ("fingerprint", Safe::text(&fingerprint.to_string())),
    ];
    if !set.acknowledge.iter().any(|code| code == RESPLIT) {
        let refused = Error::with(Exit::Refused, RESPLIT, facts.clone());
        if world.desk.ready().is_err() {
            return Err(refused);
        }
        let above = [text("share-screen/resplit-title", &facts), text("share-screen/resplit-why", &[])];
        let answer = world.desk.question(&above, &text("share-screen/resplit-question", &[]))?;
        if answer.trim() != text("share-screen/resplit-word", &[]) {
            return Err(refused);
        }
    }
    world.record(&Event::Override { code: Code::new(RESPLIT) })
}

/// Stops at a set to revoke that nobody here knows, or that is of another seed: a slip of one letter would
/// leave the old set standing in the journal, and the person sure that it is not.
pub(crate) fn must_be_known(
    revoked: &[SetId],
    fingerprint: Option<Fingerprint>,
    world: &mut World,
) -> Result<(), Error> {
    for set in revoked {
        let mut is_known = false;
        for scheme in Scheme::ALL {
            let made = known_set(scheme, Some(*set), world)?;
            is_known |=
                made.iter().any(|made| fingerprint.is_none_or(|fingerprint| made.fingerprint == fingerprint));
        }
        if !is_known {
            let facts = vec![("set", Safe::text(set.as_str()))];
            return Err(Error::with(Exit::Usage, "usage/share-revokes", facts));
        }
    }
    Ok(())
}

/// A set by its name and its day.
fn named(set: &MadeSet) -> String {
    let day = set.at.split('T').next().unwrap_or_default();
    format!("{} {} {day}", set.scheme.name(), super::set_name(set.set))
}
