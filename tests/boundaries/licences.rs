//! Every crate that is built may be given on: the allow list of deny.toml, held without cargo-deny too.

use crate::{crates, tree};
use serde_json::Value;

#[test]
fn every_crate_has_a_licence_that_deny_toml_allows() {
    let allowed = allowed();
    let version = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Only what this machine builds: the manifests of other systems' crates need not be here.
    let arguments = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host];
    let metadata: Value = serde_json::from_str(&crates::cargo(&arguments)).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "the crates were not read");
    let mut faults = Vec::new();
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence, &allowed) {
            faults.push(format!("{}: {licence:?}", package["name"]));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_licence_that_is_not_allowed_is_found_in_any_expression() {
    let allowed = ["MIT", "ISC"].map(str::to_owned);
    for good in
        ["MIT", "MIT OR GPL-3.0", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND ISC", "(MIT AND ISC) OR GPL-3.0"]
    {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "GPL-3.0 OR (MIT AND AGPL-3.0)"]
    {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

fn allowed() -> Vec<String> {
    let deny = tree::read("deny.toml");
    let list = deny.split("\nallow = [").nth(1).unwrap().split("\n]").next().unwrap();
    list.lines().filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect()
}

/// SPDX: AND binds closer than OR; a slash is the old way to write OR.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let licence = licence.replace('/', " OR ");
    let parts = |text: &str, word: &str| outside_brackets(text, word);
    parts(&licence, " OR ").iter().any(|either| {
        parts(either, " AND ").iter().all(|term| {
            let term = term.trim();
            match term.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) {
                Some(inside) => is_allowed(inside, allowed),
                None => allowed.iter().any(|known| known == term),
            }
        })
    })
}

/// Cuts at a word wherever no bracket is open.
fn outside_brackets(text: &str, word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for piece in text.split(word) {
        let last = parts.last_mut().unwrap();
        if last.matches('(').count() > last.matches(')').count() {
            last.push_str(word);
            last.push_str(piece);
        } else if last.is_empty() && parts.len() == 1 {
            parts[0] = piece.to_owned();
        } else {
            parts.push(piece.to_owned());
        }
    }
    parts
}
