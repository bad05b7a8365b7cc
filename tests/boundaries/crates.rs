//! Who may depend on whom. The signer cannot reach a network: no such crate is in its tree.

use crate::tree;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// The whole graph between our crates; an edge that is not here is a hole in the house.
const ALLOWED: [(&str, &[&str]); 6] = [
    ("coldframe-core", &[]),
    ("coldframe-memory", &[]),
    ("coldframe-keys", &["coldframe-core", "coldframe-memory"]),
    ("coldframe-console", &["coldframe-core"]),
    ("coldframe", &["coldframe-core", "coldframe-keys", "coldframe-memory", "coldframe-console"]),
    ("coldframe-watch", &["coldframe-core", "coldframe-console"]),
];

/// Crates that open sockets, resolve names or speak a network protocol. None may come along.
const NETWORK: [&str; 47] = [
    "tokio",
    "hyper",
    "hyper-util",
    "h2",
    "h3",
    "reqwest",
    "ureq",
    "attohttpc",
    "minreq",
    "isahc",
    "curl",
    "curl-sys",
    "surf",
    "awc",
    "actix-net",
    "actix-web",
    "axum",
    "warp",
    "rocket",
    "tonic",
    "tower-http",
    "async-std",
    "async-io",
    "async-net",
    "smol",
    "mio",
    "socket2",
    "nix",
    "net2",
    "polling",
    "rustls",
    "native-tls",
    "openssl",
    "openssl-sys",
    "boring",
    "quinn",
    "quiche",
    "libp2p",
    "tungstenite",
    "webpki-roots",
    "trust-dns-resolver",
    "hickory-resolver",
    "bitcoincore-rpc",
    "electrum-client",
    "esplora-client",
    "zbus",
    "ssh2",
];

pub(crate) fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(tree::root()).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn workspace() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--no-deps", "--offline", "--locked"]);
    let parsed: Value = serde_json::from_str(&metadata).unwrap();
    parsed["packages"].as_array().unwrap().clone()
}

/// Names of all foreign crates that are compiled for the signer on this machine.
fn signer_tree(edges: &str) -> BTreeSet<String> {
    let arguments = ["tree", "-p", "coldframe", "-e", edges, "--prefix", "none", "--offline", "--locked"];
    let lines = cargo(&arguments);
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.is_empty() && !name.starts_with("coldframe")).map(str::to_owned).collect()
}

#[test]
fn no_crate_of_ours_depends_on_one_it_must_not_know() {
    for package in workspace() {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) = ALLOWED.iter().find(|(known, _)| *known == name).unwrap_or_else(|| {
            panic!("{name} is not on the map: draw its edges in src/README.md and in this test")
        });
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            let ours = on.starts_with("coldframe");
            assert!(!ours || allowed.contains(&on), "{name} must not depend on {on}");
        }
    }
}

#[test]
fn the_signer_has_no_network_crate_in_its_tree() {
    let tree = signer_tree("normal,build");
    assert!(tree.len() > 20, "the tree was not read");
    let found: Vec<_> = NETWORK.iter().filter(|name| tree.contains(**name)).collect();
    assert!(found.is_empty(), "network crates in the signer: {found:?}");
}

#[test]
fn the_signer_switches_no_network_feature_on() {
    let manifest = tree::read("Cargo.toml");
    let rustix = manifest.lines().find(|line| line.starts_with("rustix ")).unwrap();
    assert!(!rustix.contains("\"net\""), "rustix's net feature gives the signer sockets");
}

/// age is built without what starts programs (RUSTSEC-2024-0433) and without RSA (RUSTSEC-2023-0071).
#[test]
fn atk_f08_nothing_of_age_that_starts_a_program_is_compiled_in() {
    let tree = signer_tree("normal,build");
    assert!(tree.contains("age"), "the tree was not read");
    let starts = ["which", "wsl", "pinentry", "rpassword", "rsa", "bcrypt-pbkdf"];
    let found: Vec<_> = starts.iter().filter(|name| tree.contains(**name)).collect();
    assert!(found.is_empty(), "age has features it must not have: {found:?}");
}

/// `getrandom` 0.2 would open a device file where the system call is missing.
#[test]
fn age_draws_from_the_kernel_and_has_no_fallback() {
    let arguments =
        ["tree", "-p", "coldframe", "-e", "features", "-i", "getrandom@0.2.17", "--offline", "--locked"];
    let features = cargo(&arguments);
    assert!(features.contains("age v0.11"), "age does not draw through it any more: look again");
    assert!(features.contains("\"linux_disable_fallback\""), "{features}");
}

#[test]
fn the_crate_budget_only_shrinks_unless_a_decision_says_why() {
    let budget: usize = tree::read("tests/boundaries/crate-budget.txt").trim().parse().unwrap();
    let count = signer_tree("normal,build").len();
    assert!(
        count <= budget,
        "{count} crates, the budget is {budget}: a new crate needs a line in src/DECISIONS.md"
    );
    assert!(count >= budget, "{count} crates, fewer than {budget}: lower tests/boundaries/crate-budget.txt");
    let decisions = tree::read("src/DECISIONS.md");
    let granted = decisions
        .split("crate budget: ")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok())
        .last()
        .expect("src/DECISIONS.md grants no crate budget");
    assert!(budget <= granted, "budget {budget}, but the last decision grants {granted}");
}

/// What is fuzzed is what ships: a crate in both locks has one version in both.
#[test]
fn the_fuzz_targets_are_built_with_the_crates_of_the_house() {
    let (house, fuzz) = (locked("Cargo.lock"), locked("tests/fuzz/Cargo.lock"));
    assert!(fuzz.len() > 50, "the lock was not read");
    let shared = |name: &str| house.iter().any(|(known, _)| known == name);
    let apart: Vec<_> = fuzz.iter().filter(|entry| shared(&entry.0) && !house.contains(entry)).collect();
    assert!(apart.is_empty(), "copy Cargo.lock to tests/fuzz and let cargo trim it: {apart:?}");
}

/// Name and version of every crate in a lock file.
fn locked(path: &str) -> BTreeSet<(String, String)> {
    let text = tree::read(path);
    let field = |entry: &str, name: &str| {
        Some(entry.split(&format!("{name} = \"")).nth(1)?.split('"').next()?.to_owned())
    };
    text.split("[[package]]")
        .filter_map(|entry| Some((field(entry, "name")?, field(entry, "version")?)))
        .collect()
}

#[test]
fn every_crate_but_memory_inherits_the_ban_on_unsafe_code() {
    assert!(tree::read("Cargo.toml").contains("unsafe_code = \"forbid\""));
    for package in workspace() {
        let name = package["name"].as_str().unwrap();
        let manifest = tree::read(package["manifest_path"].as_str().unwrap());
        let inherits = manifest.contains("[lints]\nworkspace = true");
        assert!(inherits || name == "coldframe-memory", "{name} does not inherit the lints of the house");
    }
}

#[test]
fn nothing_is_published_by_accident_and_the_licence_is_the_one_we_say() {
    for package in workspace() {
        assert_eq!(package["publish"], Value::Array(Vec::new()), "{} can be published", package["name"]);
        assert_eq!(package["license"], "MIT OR Apache-2.0", "{}", package["name"]);
    }
}
