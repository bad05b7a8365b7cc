//! README and SECURITY.md say only what is so.

use crate::tree;
use std::collections::BTreeSet;
use std::process::Command;

/// Every test function of the project, and every script by its path.
fn tests() -> BTreeSet<String> {
    let mut names = tree::tests();
    names.extend(tree::files("scripts", "").iter().map(|path| tree::name(path)));
    names
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
fn the_map_shows_every_room_and_no_other() {
    let map = tree::read("src/README.md");
    let rooms = map.split("## The rooms").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut shown: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut house = "";
    for row in rooms.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        house = if cells[1].is_empty() { house } else { cells[1] };
        shown.extend(quoted(cells[2]).map(|room| (house, room)));
    }
    let files: Vec<_> = tree::files("src", ".rs").iter().map(|path| tree::name(path)).collect();
    let real =
        files.iter().filter_map(|name| name.strip_prefix("src/")?.strip_suffix(".rs")?.split_once('/'));
    let real: BTreeSet<_> =
        real.filter(|(_, room)| !room.contains('/') && !["lib", "tests"].contains(room)).collect();
    assert!(real.len() > 40, "the rooms were not read");
    assert_eq!(shown, real);
}

/// One was lost from the list once, and all was green.
#[test]
fn every_judge_that_is_named_is_held() {
    let papers = tree::read("scripts/README.md");
    let table = papers.split("| judge |").nth(1).unwrap().split("\n\n").next().unwrap();
    let named: BTreeSet<_> =
        table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next()).collect();
    let script = tree::read("scripts/judges/run.py");
    let list = script.split("JUDGES = (").nth(1).unwrap().split(')').next().unwrap();
    let held: BTreeSet<_> = list.split('"').skip(1).step_by(2).collect();
    assert!(named.len() > 10, "the judges were not read");
    assert_eq!(named, held);
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
