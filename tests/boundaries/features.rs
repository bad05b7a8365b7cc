//! What is built for tests and benchmarks only must not leave this house.

use crate::{crates, symbols, tree};
use serde_json::Value;
use std::process::Command;

/// Features that take protection away (`src/memory/features.rs`).
const WEAKENING: [&str; 3] = ["scan", "leaky", "bare"];

#[test]
fn no_crate_of_ours_has_a_feature_on_by_default() {
    for package in crates::workspace() {
        let name = package["name"].as_str().unwrap();
        for (feature, enables) in package["features"].as_object().unwrap() {
            assert_ne!(feature, "default", "{name} has features on by default");
            assert!(WEAKENING.contains(&feature.as_str()), "{name}: what is {feature}? ({enables})");
        }
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            let asked = dependency["features"].as_array().unwrap();
            let ours = on.starts_with("coldframe");
            assert!(!ours || asked.is_empty(), "{name} switches features of {on} on: {asked:?}");
        }
    }
}

#[test]
fn what_ships_is_built_without_features() {
    for script in ["scripts/build-static", "scripts/reproduce"] {
        let text = tree::read(script);
        // What is built for the memory scan goes into a folder of its own and is never what ships.
        let mut options =
            text.lines().filter(|line| line.contains("--features") || line.contains("--all-features"));
        assert!(options.all(|line| line.contains("--target-dir \"$built/scan\"")), "{script}");
    }
}

/// The program under test, which in `scripts/check` is the release build, names no such feature.
#[test]
fn the_program_says_of_itself_that_nothing_was_taken_away() {
    let said = Command::new(symbols::program()).arg("version").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("coldframe "), "{said}");
}

/// The other half of it: such a build says so. The list must know every feature there is.
#[test]
fn every_weakening_feature_is_named_by_the_version_command() {
    let source = tree::read("src/memory/features.rs");
    let package = |name: &str| -> Value {
        crates::workspace().into_iter().find(|package| package["name"] == name).unwrap()
    };
    for name in ["coldframe", "coldframe-memory"] {
        let package = package(name);
        let features: Vec<_> = package["features"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(features.len(), WEAKENING.len(), "{name}: {features:?}");
        for feature in features {
            assert!(source.contains(&format!("(\"{feature}\", ")), "{feature} is not said by `version`");
        }
    }
    assert!(tree::read("src/signer/commands/version.rs").contains("coldframe_memory::built_with()"));
}
