//! README and SECURITY.md say only what is so.

use crate::tree;
use std::collections::BTreeSet;
use std::process::Command;

/// Every test function of the project, and every judge by its file name.
fn tests() -> BTreeSet<String> {
    let mut files = tree::files("src", ".rs");
    files.extend(tree::files("tests", ".rs"));
    let mut names: BTreeSet<String> = files
        .iter()
        .flat_map(|path| tree::read(path).lines().filter_map(function).collect::<Vec<_>>())
        .collect();
    names.extend(tree::files("scripts", "").iter().map(|path| tree::name(path)));
    names
}

fn function(line: &str) -> Option<String> {
    let name = line.trim().strip_prefix("fn ").or_else(|| line.trim().strip_prefix("pub fn "))?;
    Some(name.split(['(', '<']).next()?.to_owned())
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_promise_names_tests_that_exist() {
    let (tests, mut missing) = (tests(), Vec::new());
    let security = tree::read("SECURITY.md");
    let promises: Vec<_> = security.split("\n### P").skip(1).collect();
    assert!(promises.len() >= 5, "the promises were not read");
    for (index, promise) in promises.iter().enumerate() {
        let title = promise.lines().next().unwrap_or_default();
        assert!(title.starts_with(&format!("{} ", index + 1)), "promises are numbered in order: P{title}");
        let held: Vec<_> = promise.lines().filter_map(|line| line.strip_prefix("Held by: ")).collect();
        let named: Vec<_> = held.iter().flat_map(|line| quoted(line)).collect();
        assert!(!named.is_empty(), "P{title} names no test");
        for test in named {
            // `atk_a02_*` stands for every test of that attack.
            let exists = match test.strip_suffix('*') {
                Some(start) => tests.iter().any(|name| name.starts_with(start)),
                None => tests.contains(test),
            };
            if !exists {
                missing.push(format!("P{title}: there is no test {test}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_is_not_promised_is_said() {
    let security = tree::read("SECURITY.md");
    for said in ["no PIN", "no duress wallet", "root", "coercion", "not audited", "flash"] {
        assert!(security.contains(said), "SECURITY.md does not speak of: {said}");
    }
}

/// The command lines in the fenced blocks of a page.
fn commands(page: &str) -> Vec<String> {
    let text = tree::read(page);
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_command_in_the_papers_exists() {
    for page in ["README.md", "CONTRIBUTING.md", "SECURITY.md"] {
        for line in commands(page) {
            for command in line.split(" | ").flat_map(|part| part.split(" && ")) {
                check(page, command);
            }
        }
    }
}

fn check(page: &str, command: &str) {
    let words: Vec<_> = command.split_whitespace().skip_while(|word| word.contains('=')).collect();
    match words.as_slice() {
        ["coldframe", rest @ ..] => check_coldframe(page, rest),
        ["cargo", "run", rest @ ..] => {
            let ours = rest.iter().position(|word| *word == "--").map_or(&[][..], |at| &rest[at + 1..]);
            check_coldframe(page, ours);
        }
        ["just", recipe, ..] => {
            let recipes = tree::read("justfile");
            assert!(recipes.contains(&format!("\n{recipe}")), "{page}: just has no {recipe}");
        }
        [script, ..] if script.starts_with("scripts/") => {
            assert!(tree::root().join(script).is_file(), "{page}: there is no {script}");
        }
        _ => {}
    }
}

/// The verbs must be known and every long flag must be in their help.
fn check_coldframe(page: &str, words: &[&str]) {
    let is_verb =
        |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-');
    let verbs: Vec<_> = words.iter().take_while(is_verb).copied().collect();
    let help = Command::new(env!("CARGO_BIN_EXE_coldframe")).args(&verbs).arg("--help").output().unwrap();
    assert!(help.status.success(), "{page}: coldframe {verbs:?} is not understood");
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in words.iter().filter(|word| word.starts_with("--") && word.len() > 2) {
        let flag = flag.split('=').next().unwrap_or(flag);
        assert!(help.contains(flag), "{page}: coldframe {verbs:?} has no {flag}");
    }
}
