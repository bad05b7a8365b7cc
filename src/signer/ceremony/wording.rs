//! Public facts of shares as people read them.

use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{GroupProgress, Scheme, SetId, SetProgress, ShareFacts, Waiting};

/// What people call a scheme.
pub(crate) const fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Slip39 => "SLIP-39",
        Scheme::Codex32 => "codex32",
        Scheme::Sskr => "SSKR",
        Scheme::SeedXor => "SeedXOR",
        Scheme::Sharks => "sharks",
    }
}

/// The four characters of a set, or that it has none.
pub(crate) fn set_name(set: Option<SetId>) -> String {
    set.map_or_else(|| text("share-screen/no-set", &[]), |set| set.to_string())
}

/// Which share it is: `2 of 3 (2 needed)`. A scheme whose shares have no numbers counts them as they
/// were made.
pub(crate) fn share_of(facts: &ShareFacts, number: Option<usize>) -> String {
    let counted = facts.member.index.map(usize::from).or(number).map(|index| index.to_string());
    let member = facts.letter.map(|letter| letter.to_string()).or(counted).unwrap_or_else(unsaid);
    let number = |number: Option<u8>| Safe::text(&number.map_or_else(unsaid, |number| number.to_string()));
    // SLIP-39 and codex32 do not say how many shares there are.
    let member = facts.member.of.map_or_else(|| member.clone(), |of| format!("{member} of {of}"));
    let said = [
        ("member", Safe::text(&member)),
        ("need", number(facts.member.need)),
        ("group", number(facts.group.index)),
        ("groups", number(facts.group.of)),
        ("groups_need", number(facts.group.need)),
    ];
    let code = match (facts.group.of, facts.member.need) {
        (Some(2..), _) => "share-screen/of-groups",
        (_, Some(_)) => "share-screen/of-one",
        (_, None) => "share-screen/of-none",
    };
    text(code, &said)
}

fn unsaid() -> String {
    "?".to_owned()
}

/// Who is there and who is still needed, in one line.
pub(super) fn still(progress: &SetProgress) -> String {
    let facts = [("here", Safe::text(&here(progress))), ("needed", Safe::text(&needed(progress)))];
    text("share-screen/still", &facts)
}

/// The shares that are here.
pub(super) fn here(progress: &SetProgress) -> String {
    let several = progress.groups_of.is_some_and(|of| of > 1);
    let each: Vec<String> = progress.groups.iter().map(|group| members(group, several)).collect();
    let shares = ("shares", Safe::text(&each.join("; ")));
    match progress.set_id {
        Some(set) => text("share-screen/here-set", &[("set", Safe::text(set.as_str())), shares]),
        None => text("share-screen/here", &[shares]),
    }
}

fn members(group: &GroupProgress, several: bool) -> String {
    let numbers: Vec<String> = group.members.iter().map(ToString::to_string).collect();
    let members = if numbers.is_empty() { group.share_count.to_string() } else { numbers.join(", ") };
    let facts = [("group", Safe::number(group.index)), ("members", Safe::text(&members))];
    if several { text("share-screen/here-group", &facts) } else { members }
}

/// What is still needed.
pub(super) fn needed(progress: &SetProgress) -> String {
    let at_least = match progress.waiting {
        Waiting::Nothing => return text("share-screen/need-nothing", &[]),
        Waiting::Unknown => return text("share-screen/need-unknown", &[]),
        Waiting::Shares { at_least } => at_least,
    };
    let mut needed = vec![text("share-screen/need-more", &[("count", Safe::count(at_least))])];
    if progress.groups_of.is_some_and(|of| of > 1) {
        let begun = progress.groups.iter().filter(|group| group.missing().is_some_and(|count| count > 0));
        needed.extend(begun.map(|group| {
            let count = Safe::count(group.missing().unwrap_or_default());
            text("share-screen/need-group", &[("count", count), ("group", Safe::number(group.index))])
        }));
        let unseen = usize::from(progress.groups_need.unwrap_or(1)).saturating_sub(progress.groups.len());
        if unseen > 0 {
            needed.push(text("share-screen/need-groups", &[("count", Safe::count(unseen))]));
        }
    }
    needed.join(", ")
}
