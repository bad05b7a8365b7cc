//! `coldframe self-test`: every vector in the program, computed on this machine.

use crate::cli::self_test::SelfTest;
use crate::error::Error;
use crate::exit::Exit;
use crate::world::{self, World};
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::self_test;
use coldframe_keys::self_test as keys;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What one group of vectors came to.
struct Outcome {
    name: String,
    vectors: usize,
    is_good: bool,
    took: Duration,
}

/// Runs every test vector in this program.
pub(super) fn self_test(args: &SelfTest, _world: &mut World) -> Result<Exit, Error> {
    let outcomes = outcomes();
    let said = if args.json { as_json(&outcomes) } else { as_lines(&outcomes) };
    world::result(said.as_bytes())?;
    Ok(if outcomes.iter().all(|outcome| outcome.is_good) { Exit::Done } else { Exit::Bug })
}

fn outcomes() -> Vec<Outcome> {
    let started = Instant::now();
    let is_good = keys::quick().is_ok();
    let name = text("self-test/known-answers", &[]);
    let mut outcomes =
        vec![Outcome { name, vectors: keys::known_answers(), is_good, took: started.elapsed() }];
    for group in self_test::GROUPS.iter().chain(keys::groups()) {
        let started = Instant::now();
        let (vectors, is_good) = group.run();
        outcomes.push(Outcome { name: group.name.to_owned(), vectors, is_good, took: started.elapsed() });
    }
    outcomes
}

fn as_lines(outcomes: &[Outcome]) -> String {
    let line = |outcome: &Outcome| {
        let verdict = if outcome.is_good { "self-test/good" } else { "self-test/bad" };
        let facts = [
            ("verdict", Safe::text(&text(verdict, &[]))),
            ("name", Safe::text(&outcome.name)),
            ("count", Safe::count(outcome.vectors)),
            ("time", Safe::text(&milliseconds(outcome.took))),
        ];
        text("self-test/group", &facts)
    };
    let mut lines: Vec<String> = outcomes.iter().map(line).collect();
    if outcomes.iter().all(|outcome| outcome.is_good) {
        let count = outcomes.iter().map(|outcome| outcome.vectors).sum();
        let facts = [("count", Safe::count(count)), ("groups", Safe::count(outcomes.len()))];
        lines.push(text("self-test/all-good", &facts));
    } else {
        lines.push(text("self-test/not-good", &[]));
    }
    lines.join("\n") + "\n"
}

fn as_json(outcomes: &[Outcome]) -> String {
    let group = |outcome: &Outcome| {
        json!({
            "name": outcome.name,
            "vectors": outcome.vectors,
            "good": outcome.is_good,
            "milliseconds": milliseconds(outcome.took),
        })
    };
    let groups: Vec<Value> = outcomes.iter().map(group).collect();
    let good = outcomes.iter().all(|outcome| outcome.is_good);
    format!("{}\n", json!({ "schema": "self-test/1", "good": good, "groups": groups }))
}

/// With a tenth, which is as much as one run can tell.
fn milliseconds(took: Duration) -> String {
    let tenths = took.as_micros() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_says_how_many_vectors_hold_and_a_bad_one_is_not_overlooked() {
        let mut outcomes = outcomes();
        assert!(outcomes.len() > 10 && outcomes.iter().all(|outcome| outcome.vectors > 0));
        assert!(as_lines(&outcomes).ends_with("all good\n"));
        outcomes[3].is_good = false;
        assert!(as_lines(&outcomes).contains("WRONG  ") && !as_lines(&outcomes).contains("all good"));
        assert!(as_json(&outcomes).contains("\"good\":false"));
    }

    #[test]
    fn a_time_is_said_in_milliseconds_with_a_tenth() {
        assert_eq!(milliseconds(Duration::from_micros(12_345)), "12.3");
        assert_eq!(milliseconds(Duration::ZERO), "0.0");
    }
}
