#![cfg(not(miri))]
#![expect(clippy::disallowed_types, reason = "the program starts no other; this test starts itself again")]

use super::*;
use crate::{process, vault, vault_pair};
use rustix::process::{Rlimit, setrlimit};
use std::process::Command;

/// Set in the child, which then has no privilege and may lock this much.
const ROLE: &str = "COLDFRAME_TEST_LOCK_LIMIT";
const CHILD: &str = "report::tests::the_child_may_lock_only_so_much";

/// The child with so many bytes to lock: says its report in one line.
fn child(limit_bytes: u64) -> String {
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture", "--test-threads", "1"])
        .env(ROLE, limit_bytes.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("1 passed"), "{said}{:?}", done.status);
    said
}

/// Played by the child alone; run as any other test it has no role and does nothing.
#[test]
fn the_child_may_lock_only_so_much() {
    let Ok(bytes) = std::env::var(ROLE) else { return };
    let limit = Some(bytes.parse().unwrap());
    setrlimit(Resource::Memlock, Rlimit { current: limit, maximum: limit }).unwrap();
    // SAFETY: gives up root, which may lock any amount; for other users it does nothing.
    let _ = unsafe { libc::setuid(65_534) };
    process::harden();
    let seed = Hold::built(64, |place| place.fill(7)).unwrap();
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>();
    assert_eq!(vault(|| seed.expose(sum)), Ok(448));
    assert_eq!(vault_pair(|| 1, || 2), Ok((1, 2)));
    assert_eq!(report().lock_limit_bytes, limit);
    #[expect(clippy::print_stdout, reason = "to the parent")]
    let () = println!("{:?}", report());
}

#[test]
fn atk_g04_without_the_right_to_lock_the_work_is_done_and_the_report_says_so() {
    let said = child(0);
    for expected in ["stack_locked: Absent", "hold: Absent", "lock_room: Absent", "stack_not_dumped: Held"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn atk_g04_room_for_a_seed_but_not_for_the_stack_is_told_apart() {
    let said = child(64 * 1024);
    assert!(said.contains("stack_locked: Absent") && !said.contains("hold: Absent"), "{said}");
}

#[test]
fn with_the_usual_limit_an_unprivileged_user_has_every_measure_but_maybe_secret_memory() {
    let said = child(8 * 1024 * 1024);
    for measure in ["stack_locked", "stack_not_dumped", "stack_not_inherited", "no_core_file", "lock_room"] {
        assert!(said.contains(&format!("{measure}: Held")), "{measure}: {said}");
    }
    assert!(!said.contains("hold: Absent") && said.contains("not_dumpable: Held"), "{said}");
}

#[test]
fn atk_g04_the_thread_locals_of_a_vault_are_wiped_with_its_stack() {
    assert_eq!(report().stack_has_thread_locals, Grade::Held);
}

#[test]
fn a_kernel_that_says_yes_and_does_nothing_is_not_believed() {
    let none = Some(vec!["rd".to_owned(), "wr".to_owned()]);
    assert!(!says(&none, "lo"));
    assert!(says(&Some(vec!["lo".to_owned()]), "lo"));
    assert!(says(&None, "lo"), "without /proc its answer is all there is");
}

#[test]
fn every_grade_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<_> = report().grades().iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), report().grades().len());
}

#[test]
fn the_room_to_lock_is_graded_by_what_fits() {
    let grades = [0, 1 << 20, (1 << 20) + (1 << 16), 8 << 20].map(|bytes| lock_room(Some(bytes)));
    assert_eq!(grades, [Grade::Absent, Grade::Absent, Grade::Degraded, Grade::Held]);
    assert_eq!(lock_room(None), Grade::Held);
}
