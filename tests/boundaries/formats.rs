//! formats ↔ vectors ↔ module ↔ fuzz target: no format is read without a law, evidence and an attacker.

use crate::tree;
use coldframe_core::messages;
use serde_json::Value;
use std::collections::BTreeSet;

const HEADINGS: [&str; 7] =
    ["Purpose", "How to recognise it", "Grammar", "Limits", "What must be refused", "Vectors", "Changes"];

/// Formats we only write or compute: nothing foreign is parsed, so there is nothing to fuzz.
const WRITTEN_ONLY: [&str; 2] = ["review-digest", "review"];

/// Vector folders of algorithms: computed, never parsed, so no wire to specify.
const ALGORITHMS: [&str; 4] = ["accounts", "bip32", "bip341", "sighash"];

/// Vector folders that are no format of their own: attacks on a format, named by the attack.
const ATTACKS_SUFFIX: &str = "-attacks";

fn formats() -> Vec<String> {
    let stems = tree::files("formats", ".md").into_iter();
    let stems = stems.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
    stems.filter(|stem| stem != "README").collect()
}

fn vector_folders() -> BTreeSet<String> {
    let files = tree::files("vectors", ".json").into_iter();
    files.filter_map(|path| Some(tree::name(&path).split('/').nth(1)?.to_owned())).collect()
}

#[test]
fn every_format_has_a_specification_with_the_seven_headings() {
    assert!(!formats().is_empty(), "no format has a specification");
    for format in formats() {
        let text = tree::read(format!("formats/{format}.md"));
        let found: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, HEADINGS, "formats/{format}.md");
    }
}

#[test]
fn every_format_has_vectors_and_every_vector_names_its_source() {
    let folders = vector_folders();
    for format in formats() {
        assert!(folders.contains(&format), "vectors/{format} holds no JSON");
    }
    for path in tree::files("vectors", ".json") {
        let name = tree::name(&path);
        let file: Value =
            serde_json::from_str(&tree::read(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(file["format"].is_string(), "{name} does not name its format");
        let rows = file["rows"].as_array().unwrap_or_else(|| panic!("{name} has no rows"));
        assert!(!rows.is_empty(), "{name} is empty");
        for row in rows {
            for field in ["name", "source"] {
                let said = row[field].as_str().is_some_and(|text| !text.is_empty());
                assert!(said, "{name}: a row has no {field}: {row}");
            }
        }
    }
}

#[test]
fn no_vectors_stand_without_a_specification() {
    let formats = formats();
    for folder in vector_folders().into_iter().filter(|folder| !ALGORITHMS.contains(&folder.as_str())) {
        let format = folder.strip_suffix(ATTACKS_SUFFIX).unwrap_or(&folder).to_owned();
        assert!(formats.contains(&format), "vectors/{folder} has no formats/{format}.md");
    }
}

#[test]
fn every_format_has_a_module_of_its_name() {
    let sources = tree::files("src", ".rs");
    for format in formats().iter().filter(|format| !WRITTEN_ONLY.contains(&format.as_str())) {
        let leaf = format!("{}.rs", format.replace('-', "_"));
        assert!(sources.iter().any(|path| path.ends_with(&leaf)), "formats/{format}.md has no {leaf}");
    }
}

#[test]
fn every_format_we_read_has_a_fuzz_target() {
    let manifest = tree::read("tests/fuzz/Cargo.toml");
    for format in formats().iter().filter(|format| !WRITTEN_ONLY.contains(&format.as_str())) {
        let target = format.replace('-', "_");
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "formats/{format}.md has no fuzz target {target}"
        );
        assert!(!tree::files("tests/fuzz/fuzz_targets", &format!("/{target}.rs")).is_empty(), "{target}.rs");
    }
}

/// A specification that names a limit or a refusal the program does not have is no law.
#[test]
fn every_limit_and_every_code_a_specification_names_is_one_of_the_program() {
    let (limits, codes) = (tree::read("src/core/limits.rs"), messages::codes());
    let rooms: BTreeSet<_> = codes.iter().filter_map(|code| Some(code.split_once('/')?.0)).collect();
    let (mut faults, mut count) = (Vec::new(), 0);
    for format in formats() {
        let text = tree::read(format!("formats/{format}.md"));
        for word in text.split('`').skip(1).step_by(2) {
            let is_limit = word.ends_with("_MAX")
                && word.chars().all(|c| c.is_ascii_uppercase() || "_0123456789".contains(c));
            let is_code = word.split_once('/').is_some_and(|(room, name)| {
                rooms.contains(room) && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            });
            let known = (!is_limit || limits.contains(&format!("pub const {word}:")))
                && (!is_code || codes.contains(&word));
            count += usize::from(is_limit || is_code);
            faults.extend((!known).then(|| format!("formats/{format}.md: {word}")));
        }
    }
    assert!(count > 40, "only {count} limits and codes were found");
    assert!(faults.is_empty(), "{faults:#?}");
}
