//! `coldframe share inventory`.

mod change;
mod table;

use crate::cli::share::inventory::{Inventory, List, Show, Verb};
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use coldframe_core::inventory::{Day, Finding, Inventory as Records, SetKey};
use coldframe_core::messages::{Part, sentence};
use coldframe_core::review::finding::Severity;
use coldframe_core::safe::Safe;
use serde_json::{Value, json};

/// What can be done with the inventory. No secret is near: the vault stays closed.
pub(super) fn inventory(args: &Inventory, world: &mut World) -> Result<Exit, Error> {
    match &args.verb {
        Verb::List(args) => list(args, world),
        Verb::Show(args) => show(args, world),
        Verb::New(args) => change::new(args, world),
        Verb::Add(args) => change::add(args, world),
        Verb::Edit(args) => change::edit(args, world),
        Verb::Revoke(args) => change::revoke(args, world),
    }
}

fn list(args: &List, world: &mut World) -> Result<Exit, Error> {
    let records = world.state()?.inventory()?;
    said(&records, None, args.json, args.check, world)
}

fn show(args: &Show, world: &mut World) -> Result<Exit, Error> {
    let records = world.state()?.inventory()?;
    let key = meant(&records, &args.set.set)?;
    said(&records, Some(&key), args.json, args.check, world)
}

/// All sets or one, and what is wrong with them: 1 for a warning, if that was asked.
fn said(
    records: &Records,
    only: Option<&SetKey>,
    as_json: bool,
    check: bool,
    world: &mut World,
) -> Result<Exit, Error> {
    let today = Day::of(world.now());
    let mut findings = records.findings(today);
    if let Some(set) = only.and_then(|key| records.sets().iter().find(|set| set.key == *key)) {
        findings = set.findings(today);
    }
    let said = match as_json {
        true => format!("{}\n", fields(records, only, &findings, today)),
        false => table::lines(records, only, &findings, world.stdout_style),
    };
    let done = world::result(said.as_bytes())?;
    let is_wrong = findings.iter().any(|finding| finding.severity != Severity::Note);
    Ok(if check && is_wrong { Exit::No } else { done })
}

/// For scripts (`formats/share-inventory.schema.json`).
fn fields(records: &Records, only: Option<&SetKey>, findings: &[Finding], today: Day) -> Value {
    let findings = findings.iter().map(|finding| {
        json!({
            "code": finding.code.as_str(),
            "severity": finding.severity.name(),
            "set": finding.set,
            "text": sentence(finding.code, Part::Text, &finding.facts),
        })
    });
    let mut inventory = records.json();
    if let (Some(key), Some(sets)) = (only, inventory.get_mut("sets").and_then(Value::as_array_mut)) {
        let mut keep = records.sets().iter().map(|set| set.key == *key);
        sets.retain(|_| keep.next().unwrap_or_default());
    }
    json!({
        "schema": "share-inventory/1",
        "today": today.to_string(),
        "inventory": inventory,
        "findings": findings.collect::<Vec<_>>(),
    })
}

/// The one set that somebody names.
fn meant(records: &Records, said: &str) -> Result<SetKey, Error> {
    match records.named(said).as_slice() {
        [one] => Ok(one.key.clone()),
        [] => Err(Error::with(Exit::Usage, "inventory/unknown-set", vec![("set", Safe::text(said))])),
        several => {
            let keys: Vec<_> = several
                .iter()
                .map(|set| {
                    format!(
                        "{}/{}/{}/{}",
                        set.key.scheme.name(),
                        set.name(),
                        set.key.fingerprint,
                        set.key.made
                    )
                })
                .collect();
            let facts = vec![("set", Safe::text(said)), ("sets", Safe::text(&keys.join(", ")))];
            Err(Error::with(Exit::Usage, "inventory/several-sets", facts))
        }
    }
}
