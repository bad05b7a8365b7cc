//! The catalogue and the code agree: nothing is said without an entry, no entry is dead.

use crate::{rust_text, tree};
use coldframe_core::messages::{self, Part};
use std::collections::BTreeSet;

/// Every literal in the shipped sources.
fn literals() -> Vec<(String, String)> {
    let sources = rust_text::shipped();
    let of = |source: &rust_text::Source| {
        let name = tree::name(&source.path);
        source
            .literals
            .iter()
            .map(|(line, text)| (format!("{name}:{line}"), text.clone()))
            .collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}

/// `room/name`, where the room is one the catalogue has.
fn is_code(literal: &str, rooms: &BTreeSet<&str>) -> bool {
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    literal.split_once('/').is_some_and(|(room, name)| rooms.contains(room) && plain(room) && plain(name))
}

#[test]
fn every_code_the_program_uses_has_an_entry() {
    let known = messages::codes();
    let rooms: BTreeSet<_> = known.iter().filter_map(|code| Some(code.split_once('/')?.0)).collect();
    for (place, literal) in literals() {
        assert!(
            !is_code(&literal, &rooms) || known.contains(&literal.as_str()),
            "{place}: {literal} has no entry"
        );
    }
    for source in rust_text::shipped() {
        for (index, line) in source.code.iter().enumerate() {
            if !line.contains("Code::new(\"") && !line.contains("text(\"") {
                continue;
            }
            let said = source.literals.iter().filter(|(at, _)| *at == index + 1);
            let any_known = said.clone().any(|(_, literal)| known.contains(&literal.as_str()));
            let place = format!("{}:{}", tree::name(&source.path), index + 1);
            assert!(any_known || line.contains("Safe::text(\""), "{place}: {:?}", said.collect::<Vec<_>>());
        }
    }
}

#[test]
fn every_entry_is_said_somewhere() {
    let said: BTreeSet<_> = literals().into_iter().map(|(_, literal)| literal).collect();
    let dead: Vec<_> = messages::codes().into_iter().filter(|code| !said.contains(*code)).collect();
    assert!(dead.is_empty(), "entries nobody uses: {dead:#?}");
}

#[test]
fn every_error_explains_itself() {
    let faults = messages::codes().into_iter().flat_map(|code| {
        let entry = messages::entry(code).unwrap();
        let has = |part| entry.contains_key(&part);
        let faults = [
            (!has(Part::Text) && !has(Part::Error), "says nothing"),
            (has(Part::Error) && !has(Part::Help), "has an error without a help"),
            (!has(Part::Error) && (has(Part::Cause) || has(Part::Hint)), "has a cause without an error"),
            (has(Part::Cause) && !has(Part::Hint), "has a cause without a next step"),
        ];
        faults.into_iter().filter(|(is_so, _)| *is_so).map(move |(_, fault)| format!("{code} {fault}"))
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn error_lines_are_lower_case_without_a_full_stop_and_help_is_prose() {
    let mut faults = Vec::new();
    for code in messages::codes() {
        for (part, words) in messages::entry(code).unwrap() {
            let in_style = match part {
                Part::Error | Part::Cause => {
                    let starts_lower = !words.starts_with(|c: char| c.is_ascii_uppercase()) || is_name(words);
                    starts_lower && !words.ends_with('.')
                }
                Part::Help => words.ends_with('.'),
                Part::Hint | Part::Text => true,
            };
            if !in_style || !words.is_ascii() || *words != words.trim_end() {
                faults.push(format!("{code}: {part:?}: {words}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A first word that keeps its capital anywhere: BIP-174, PSBT, CompactSize, the name of a key …
fn is_name(words: &str) -> bool {
    let first = words.split([' ', ':', ',']).next().unwrap_or("");
    ["Enter", "Escape"].contains(&first)
        || first.chars().skip(1).any(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

#[test]
fn every_placeholder_of_the_catalogue_is_a_fact_the_program_gives() {
    let said: BTreeSet<_> = literals().into_iter().map(|(_, literal)| literal).collect();
    let mut faults = Vec::new();
    for code in messages::codes() {
        for words in messages::entry(code).unwrap().values() {
            let names = words.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
            faults.extend(names.filter(|name| !said.contains(*name)).map(|name| format!("{code}: {name}")));
        }
    }
    assert!(faults.is_empty(), "facts nobody gives: {faults:#?}");
}
