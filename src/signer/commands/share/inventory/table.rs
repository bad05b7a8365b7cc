//! The inventory as a person reads it.

use coldframe_console::style::Style;
use coldframe_core::inventory::{CopyRecord, Finding, Inventory, Label, SetKey, SetRecord};
use coldframe_core::messages::{Part, sentence, text};
use coldframe_core::review::finding::Severity;
use coldframe_core::review::pages::Tone;
use coldframe_core::safe::Safe;

/// Columns of a row.
const COLUMNS: usize = 7;

/// Sets with their copies, then what is wrong.
pub(super) fn lines(
    records: &Inventory,
    only: Option<&SetKey>,
    findings: &[Finding],
    style: Style,
) -> String {
    let sets = records.sets().iter().filter(|set| only.is_none_or(|key| set.key == *key));
    let mut lines: Vec<String> = sets.flat_map(|set| of_set(set, style)).collect();
    if lines.is_empty() {
        lines.push(text("inventory-screen/none", &[]));
    }
    for finding in findings {
        let tone = if finding.severity == Severity::Note { Tone::Plain } else { Tone::Warn };
        let word = style.paint(&format!("{:<6}", finding.severity.name()), tone);
        let said = sentence(finding.code, Part::Text, &finding.facts).unwrap_or_default();
        lines.push(format!("{word}{said}  [{}]", finding.code));
    }
    if findings.is_empty() && !records.sets().is_empty() {
        lines.push(text("inventory-screen/well", &[]));
    }
    lines.join("\n") + "\n"
}

fn of_set(set: &SetRecord, style: Style) -> Vec<String> {
    let mut lines = vec![style.paint(&head(set), Tone::Strong), state(set)];
    let titles = ["share", "copy", "holder", "place", "medium", "made", "seen"];
    let titles = titles.map(|name| text(title(name), &[]));
    let rows: Vec<_> = (1..).zip(&set.copies).map(|(number, copy)| row(set, number, copy)).collect();
    let widths: Vec<usize> = (0..COLUMNS)
        .map(|column| {
            let cells = rows.iter().chain([&titles]).filter_map(|row| row.get(column));
            cells.map(String::len).max().unwrap_or_default()
        })
        .collect();
    if !rows.is_empty() {
        lines.extend([&titles].into_iter().chain(&rows).map(|row| padded(row, &widths)));
    }
    lines.push(String::new());
    lines
}

fn head(set: &SetRecord) -> String {
    let label = set.label.as_ref().map_or_else(String::new, |label| format!("  {}", label.shown()));
    let groups: Vec<_> = set
        .groups
        .iter()
        .map(|group| {
            text(
                "inventory-screen/group",
                &[("need", Safe::number(group.need)), ("of", Safe::number(group.of))],
            )
        })
        .collect();
    let facts = [
        ("scheme", Safe::text(set.key.scheme.name())),
        ("set", Safe::text(set.key.id.as_ref().map_or("-", |id| id.as_str()))),
        ("groups", Safe::text(&groups.join(" + "))),
        ("groups_need", Safe::number(set.group_need)),
        ("fingerprint", Safe::text(&set.key.fingerprint.to_string())),
        ("holds", Safe::text(set.holds.name())),
    ];
    let several = set.groups.len() > 1;
    text(if several { "inventory-screen/head-groups" } else { "inventory-screen/head" }, &facts) + &label
}

fn state(set: &SetRecord) -> String {
    let made = [("date", Safe::text(&set.key.made.to_string()))];
    let rehearsed = set.rehearsed.map_or_else(
        || text("inventory-screen/not-rehearsed", &[]),
        |done| {
            let facts = [
                ("date", Safe::text(&done.on.to_string())),
                ("count", Safe::number(done.proven)),
                ("quorums", Safe::number(set.quorums())),
            ];
            let is_whole = done.proven >= set.quorums();
            text(
                if is_whole { "inventory-screen/rehearsed" } else { "inventory-screen/rehearsed-part" },
                &facts,
            )
        },
    );
    let revoked = set.revoked.map(|end| {
        let by = end.replaced_by.map_or_else(|| "-".to_owned(), |id| id.as_str().to_owned());
        let facts = [("date", Safe::text(&end.on.to_string())), ("set", Safe::text(&by))];
        text("inventory-screen/revoked", &facts)
    });
    let parts = [Some(text("inventory-screen/made", &made)), Some(rehearsed), revoked];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn row(set: &SetRecord, number: usize, copy: &CopyRecord) -> [String; COLUMNS] {
    let label = |label: &Option<Label>| {
        label.as_ref().map_or_else(|| "-".to_owned(), |label| label.shown().to_string())
    };
    let seen = match (copy.destroyed, copy.checked) {
        (Some(day), _) => text("inventory-screen/destroyed", &[("date", Safe::text(&day.to_string()))]),
        (None, Some(day)) => day.to_string(),
        (None, None) => "-".to_owned(),
    };
    let sealed = Safe::count(copy.sealed_to.len());
    let medium = match copy.sealed_to.is_empty() {
        true => copy.medium.name().to_owned(),
        false => format!("{} {}", copy.medium.name(), text("inventory-screen/sealed", &[("count", sealed)])),
    };
    [
        set.share_name(copy.group, copy.member),
        number.to_string(),
        label(&copy.holder),
        label(&copy.place),
        medium,
        copy.made.to_string(),
        seen,
    ]
}

fn padded(row: &[String; COLUMNS], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
    format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
}

fn title(name: &str) -> &'static str {
    match name {
        "share" => "inventory-screen/share",
        "copy" => "inventory-screen/copy",
        "holder" => "inventory-screen/holder",
        "place" => "inventory-screen/place",
        "medium" => "inventory-screen/medium",
        "made" => "inventory-screen/made-on",
        _ => "inventory-screen/seen",
    }
}
