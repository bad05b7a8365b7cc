#![cfg(not(miri))]

use super::*;
use crate::flags::flags_at;

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Exit(i32),
    Signal(i32),
}

/// Does the work in a forked child, which exits with what it returns. The work may neither allocate
/// nor panic: other threads of this process may have held any lock.
pub(crate) fn child(work: impl FnOnce() -> i32) -> Ended {
    // SAFETY: the child does only what is allowed between a fork and an exit.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0);
    if pid == 0 {
        let code = work();
        // SAFETY: ends the child at once.
        unsafe { libc::_exit(code) };
    }
    let mut status = 0;
    // SAFETY: waits for our own child.
    assert_eq!(unsafe { libc::waitpid(pid, &raw mut status, 0) }, pid);
    if libc::WIFEXITED(status) {
        return Ended::Exit(libc::WEXITSTATUS(status));
    }
    Ended::Signal(libc::WTERMSIG(status))
}

/// The bytes as the child finds them: how many are not zero, at most 99.
fn dirty(first: *const u8, bytes: usize) -> i32 {
    let at = |index| first.wrapping_add(index);
    // SAFETY: reads where the parent has mapped pages; a child that has none is killed, as wanted.
    let is_dirty = |index: &usize| unsafe { at(*index).read_volatile() } != 0;
    i32::try_from((0..bytes).filter(is_dirty).take(99).count()).unwrap_or(99)
}

fn both() -> Vec<Pages> {
    [Pages::locked(10_000), Pages::secret(10_000)].into_iter().flatten().collect()
}

pub(crate) fn flags(address: usize) -> Vec<String> {
    flags_at(address).unwrap()
}

#[test]
fn atk_g04_the_kernel_confirms_every_measure_the_pages_claim() {
    let locked = Pages::locked(10_000).unwrap();
    let measures = locked.measures();
    let flags = flags(locked.body().addr());
    for (claimed, flag) in
        [(measures.locked, "lo"), (measures.not_dumped, "dd"), (measures.not_inherited, "wf")]
    {
        assert_eq!(claimed, flags.iter().any(|it| it == flag), "{flag}: {flags:?}");
    }
    assert!(measures.not_dumped && measures.not_inherited, "{measures:?}");
    assert!(!measures.secret);
}

#[test]
fn atk_g04_secret_memory_is_neither_dumped_nor_inherited_nor_readable_through_proc() {
    use std::os::unix::fs::FileExt;
    let Some(mut secret) = Pages::secret(64) else { return };
    secret.bytes_mut().fill(0x5A);
    let flags = flags(secret.body().addr());
    for flag in ["lo", "dd", "dc"] {
        assert!(flags.iter().any(|it| it == flag), "{flag}: {flags:?}");
    }
    let memory = std::fs::File::open("/proc/self/mem").unwrap();
    let read = memory.read_at(&mut [0; 64], secret.body().addr().try_into().unwrap());
    assert_eq!(read.unwrap_err().raw_os_error(), Some(libc::EIO));
}

#[test]
fn atk_g04_a_step_over_either_end_of_the_pages_kills() {
    for pages in both() {
        let (first, end) = (pages.body(), pages.body().wrapping_add(pages.len()));
        let touched = |address: *mut u8| {
            child(|| {
                // SAFETY: none: the write is the crime, and the child is killed for it.
                unsafe { address.write_volatile(1) };
                0
            })
        };
        assert_eq!(touched(first.wrapping_sub(1)), Ended::Signal(libc::SIGSEGV));
        assert_eq!(touched(end), Ended::Signal(libc::SIGSEGV));
        if !pages.measures().secret {
            assert_eq!(touched(first), Ended::Exit(0));
            assert_eq!(touched(end.wrapping_sub(1)), Ended::Exit(0));
        }
    }
}

#[test]
fn atk_g04_a_forked_child_finds_zeroes_or_nothing() {
    for mut pages in both() {
        pages.bytes_mut().fill(0x5A);
        let found = child(|| dirty(pages.body(), pages.len()));
        let nothing = if pages.measures().secret { Ended::Signal(libc::SIGSEGV) } else { Ended::Exit(0) };
        assert_eq!(found, nothing);
        assert!(pages.bytes().iter().all(|byte| *byte == 0x5A), "the parent keeps what it has");
    }
    let ordinary = [0x5A_u8; 64];
    assert_eq!(child(|| dirty(ordinary.as_ptr(), 64)), Ended::Exit(64), "the child can see something");
}

#[test]
fn wiping_erases_every_page_that_was_used() {
    for mut pages in both() {
        assert!(pages.len() >= 10_000 && pages.bytes().iter().all(|byte| *byte == 0));
        pages.bytes_mut().fill(0x5A);
        pages.wipe();
        assert!(pages.bytes().iter().all(|byte| *byte == 0));
        let last = pages.len() - 1;
        pages.bytes_mut()[last] = 1;
        pages.measures.locked = !pages.measures.locked;
        pages.wipe();
        assert!(pages.bytes().iter().all(|byte| *byte == 0));
    }
}

#[test]
fn more_than_there_is_gives_none() {
    assert!(Pages::locked(usize::MAX).is_none());
    assert!(Pages::locked(usize::MAX / 4).is_none());
    assert!(Pages::secret(usize::MAX / 4).is_none());
}
