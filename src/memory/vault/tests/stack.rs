//! What the stack of the vault looks like from outside, during the work and after it.

use super::*;
use crate::pages::tests::{Ended, child, flags};
use crate::thread;
use std::hint::black_box;

const NEEDLE: [u8; 32] = *b"a secret key of thirty-two bytes";

/// Leaves copies of the needle far down its stack, as a library would.
fn careless(depth: usize) -> usize {
    let copies = black_box([NEEDLE; 64]);
    if depth == 0 { copies.len() } else { black_box(careless(depth - 1)) + copies.len() }
}

fn needles(stack: &Pages) -> usize {
    stack.bytes().windows(NEEDLE.len()).step_by(8).filter(|bytes| **bytes == NEEDLE).count()
}

#[test]
fn atk_g04_the_stack_is_all_zeroes_when_the_work_has_ended() {
    let mut stack = super::super::stack().unwrap();
    let done = thread::on(&mut stack, || careless(100), || ()).unwrap();
    assert_eq!(done.0, Some(6_464));
    assert!(stack.bytes().iter().all(|byte| *byte == 0));
}

#[test]
fn atk_g05_the_stack_is_all_zeroes_after_a_panic_too() {
    let mut stack = super::super::stack().unwrap();
    let work = || {
        if careless(50) > 0 {
            panic!("{}", String::from_utf8_lossy(&NEEDLE))
        }
    };
    let done = thread::on(&mut stack, work, || ()).unwrap();
    assert_eq!(done.0, None);
    assert!(stack.bytes().iter().all(|byte| *byte == 0));
}

/// The search must be able to find something: the same work before the wipe.
#[test]
fn while_the_work_goes_on_its_copies_are_on_this_stack_and_no_forked_child_has_them() {
    let mut stack = super::super::stack().unwrap();
    let (first, bytes) = (stack.body().addr(), stack.len());
    let (begun, over) = (Barrier::new(2), Barrier::new(2));
    let work = || {
        careless(100);
        begun.wait();
        over.wait();
    };
    let meanwhile = || {
        begun.wait();
        // SAFETY: the pages are mapped, and the thread that writes to them waits.
        let seen = unsafe { std::slice::from_raw_parts(ptr::with_exposed_provenance::<u8>(first), bytes) };
        let found = || seen.windows(NEEDLE.len()).step_by(8).filter(|at| **at == NEEDLE).count();
        let here = found();
        let in_child = child(|| i32::try_from(found().min(99)).unwrap_or(99));
        over.wait();
        (here, in_child)
    };
    let (here, in_child) = thread::on(&mut stack, work, meanwhile).unwrap().1.unwrap();
    assert!(here > 1_000, "{here}");
    assert_eq!(in_child, Ended::Exit(0));
    assert_eq!(needles(&stack), 0);
}

#[test]
fn atk_g04_the_kernel_confirms_that_the_stack_of_the_work_is_locked_undumped_and_wiped_on_fork() {
    let flags = vault(|| {
        let here = 0_u8;
        flags(ptr::from_ref(black_box(&here)).addr())
    });
    let flags = flags.unwrap();
    for flag in ["lo", "dd", "wf"] {
        assert!(flags.iter().any(|it| it == flag), "{flag}: {flags:?}");
    }
}

#[test]
fn atk_g04_a_stack_that_runs_over_kills_and_reaches_no_other_memory() {
    // The endless descent is in a child: it ends at the guard.
    let ended = child(|| vault(|| careless(1_000)).map_or(1, |_| 0));
    assert_eq!(ended, Ended::Signal(libc::SIGSEGV));
}

#[test]
fn a_stack_that_was_wiped_serves_again() {
    let mut stack = super::super::stack().unwrap();
    for _ in 0..3 {
        assert_eq!(thread::on(&mut stack, || careless(10), || ()).unwrap().0, Some(704));
    }
}
