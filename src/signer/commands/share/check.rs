//! `coldframe share check`.

use crate::ceremony::{self, known_set, scheme_name, set_name, share_of};
use crate::cli::share::check::Check;
use crate::cli::share::common::ShareSource;
use crate::desk::Kind;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::world::{self, World};
use coldframe_core::journal::MadeSet;
use coldframe_core::messages::{Part, sentence, text};
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, ShareFacts};
use serde_json::json;

/// Says everything public about one share, and never a word of it.
pub(super) fn check(args: &Check, world: &mut World) -> Result<Exit, Error> {
    let source = ShareSource {
        shares: args.share.iter().cloned().collect(),
        share_fds: args.share_fd.into_iter().collect(),
        identity_fd: args.identity_fd,
        ..ShareSource::default()
    };
    surroundings::require(world)?;
    let is_typed = source.shares.is_empty() && source.share_fds.is_empty();
    if is_typed {
        world.desk.ready()?;
    }
    let facts = inside(world, |world| {
        if is_typed {
            let scheme = args.scheme.unwrap_or(Scheme::Slip39);
            let typed = world.desk.ask(&[], Kind::Share(scheme), false)?;
            return Ok(typed.expose(|typed| ceremony::read(typed, Some(scheme)))?.facts());
        }
        let found = ceremony::found(&source, world.desk.as_mut())?;
        match found.as_slice() {
            [one] => Ok(ceremony::read(&one.content, args.scheme)?.facts()),
            many => {
                let from = many.first().map_or_else(|| Safe::text(""), |found| found.from.clone());
                let facts = vec![("count", Safe::count(many.len())), ("from", from)];
                Err(Error::with(Exit::Usage, "share/several", facts))
            }
        }
    })?;
    ceremony::was_checked(&facts, world);
    let known = known_set(facts.scheme, facts.set_id, world)?;
    let said = if args.json { format!("{}\n", fields(&facts)) } else { lines(&facts, &known) };
    world::result(said.as_bytes())
}

fn lines(facts: &ShareFacts, known: &[MadeSet]) -> String {
    let has_sum = !matches!(facts.scheme, Scheme::Sharks);
    let about = [
        ("scheme", Safe::text(scheme_name(facts.scheme))),
        ("share", Safe::text(&share_of(facts, None))),
        ("set", Safe::text(&set_name(facts.set_id))),
    ];
    let head = if has_sum { "share-screen/checked" } else { "share-screen/checked-no-sum" };
    let mut lines = vec![text(head, &about)];
    lines.push(text("share-screen/checked-needs", &[("needs", Safe::again(&needs(facts)))]));
    lines.push(text("share-screen/checked-bytes", &[("bytes", Safe::count(facts.secret_bytes))]));
    if let Some(words) = facts.set_words {
        let begin = [("words", Safe::text(&words.join(" ")))];
        lines.push(text("share-screen/checked-begins", &begin));
    }
    lines.extend(facts.scheme.warning().and_then(|code| sentence(code, Part::Text, &[])));
    for set in known {
        let fingerprint = ("fingerprint", Safe::text(&set.fingerprint.to_string()));
        let date = ("date", Safe::text(set.at.split('T').next().unwrap_or_default()));
        lines.push(text("share-screen/checked-journal", &[date, fingerprint]));
        if set.is_unfinished {
            lines.push(text("share-screen/checked-unfinished", &[]));
        }
        if set.is_revoked {
            lines.push(text("share-screen/checked-revoked", &[]));
        }
    }
    lines.join("\n") + "\n"
}

fn needs(facts: &ShareFacts) -> String {
    let count = |need: u8| Safe::number(need.saturating_sub(1));
    let Some(need) = facts.member.need else { return text("share-screen/needs-unknown", &[]) };
    match (facts.group.need, facts.group.of) {
        (Some(groups), Some(2..)) => {
            text("share-screen/needs-group", &[("count", count(need)), ("groups", count(groups))])
        }
        _ => text("share-screen/needs-others", &[("count", count(need))]),
    }
}

/// For scripts (`formats/share-check.schema.json`).
fn fields(facts: &ShareFacts) -> serde_json::Value {
    json!({
        "schema": "share-check/1",
        "scheme": facts.scheme.name(),
        "set": facts.set_id.map(|set| set.to_string()),
        "group": facts.group.index,
        "groups": facts.group.of,
        "groups_needed": facts.group.need,
        "member": facts.member.index,
        "letter": facts.letter.map(String::from),
        "members": facts.member.of,
        "members_needed": facts.member.need,
        "secret_bytes": facts.secret_bytes,
        "extendable": facts.extendable,
        "iteration_exponent": facts.iteration_exponent,
    })
}
