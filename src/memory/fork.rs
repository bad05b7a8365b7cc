//! A copy of this process that can do one thing: where foreign pictures are decoded (attack E05).
//!
//! A fork, never an exec: no other program is started, and none has to be found.

use rustix::fd::{AsRawFd, BorrowedFd};
use rustix::process::{Pid, Signal, getpid, getppid, set_parent_process_death_signal};
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// First number that is not standard input, output or error.
const FIRST: libc::c_int = 3;
/// Numbers closed one by one where the kernel cannot close a range (before 5.9).
const NUMBERS: libc::c_int = 4_096;
/// How a child ends whose work panicked.
const PANICKED: u8 = 70;

/// Forks. The child ends when its parent does, keeps no descriptor but those named, does the work
/// and ends with the number that gives. What others hold open (a secret on a descriptor, the
/// terminal) is closed in it, and the three standard streams lead nowhere.
///
/// To be called while the process has one thread and no secret: the child is a copy of all of it.
///
/// # Errors
/// The system gives no process.
pub fn child(keep: &[BorrowedFd<'_>], work: impl FnOnce() -> u8) -> io::Result<Pid> {
    let parent = getpid();
    // SAFETY: the caller has one thread (see above), so no lock is held by a thread that the child
    // would not have; the child never returns from here.
    let number = unsafe { libc::fork() };
    if number == 0 {
        let ended = catch_unwind(AssertUnwindSafe(|| match shut(keep, parent) {
            Ok(()) => work(),
            Err(_) => PANICKED,
        }));
        // SAFETY: ends this process without running what its parent registered for its own end.
        unsafe { libc::_exit(ended.unwrap_or(PANICKED).into()) };
    }
    Pid::from_raw(number).filter(|_| number > 0).ok_or_else(io::Error::last_os_error)
}

/// Ties the child to its parent and closes every descriptor but those it needs.
fn shut(keep: &[BorrowedFd<'_>], parent: Pid) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    if getppid() != Some(parent) {
        // The parent was gone before the line above.
        return Err(io::ErrorKind::NotConnected.into());
    }
    // A pipe without a writer reads as empty, and its reading end cannot be written.
    let (nowhere, _) = io::pipe()?;
    rustix::stdio::dup2_stdin(&nowhere)?;
    rustix::stdio::dup2_stdout(&nowhere)?;
    rustix::stdio::dup2_stderr(&nowhere)?;
    let mut kept: Vec<libc::c_int> = keep.iter().map(AsRawFd::as_raw_fd).collect();
    kept.push(nowhere.as_raw_fd());
    kept.sort_unstable();
    let mut next = FIRST;
    for number in kept {
        close(next..number);
        next = number.saturating_add(1);
    }
    close(next..libc::c_int::MAX);
    Ok(())
}

/// Closes the descriptors of a range, open or not.
fn close(numbers: Range<libc::c_int>) {
    let (Ok(first), Ok(last)) = (u32::try_from(numbers.start), u32::try_from(numbers.end - 1)) else {
        return;
    };
    if first > last {
        return;
    }
    // SAFETY: whoever owns these descriptors owns them in the parent; nothing in the child uses them.
    let closed = unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) };
    if closed != 0 {
        for number in numbers.start..numbers.end.min(NUMBERS) {
            // SAFETY: as above.
            unsafe { libc::close(number) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fd::AsFd;
    use rustix::process::{WaitOptions, waitpid};
    use std::io::{Read, Write};

    fn ended(child: Pid) -> Option<i32> {
        waitpid(Some(child), WaitOptions::empty()).unwrap().unwrap().1.exit_status()
    }

    #[test]
    fn a_child_does_its_work_and_ends_with_its_number() {
        let (mut reader, mut writer) = io::pipe().unwrap();
        let keep = [writer.as_fd()];
        let pid = child(&keep, || {
            let mut writer = writer.try_clone().unwrap();
            u8::from(writer.write_all(b"done").is_ok()).saturating_mul(7)
        });
        assert_eq!(ended(pid.unwrap()), Some(7));
        writer.write_all(b"!").unwrap();
        drop(writer);
        let mut said = String::new();
        reader.read_to_string(&mut said).unwrap();
        assert_eq!(said, "done!");
    }

    #[test]
    fn atk_e05_a_child_inherits_no_descriptor_it_was_not_given() {
        // Whatever a shell opened for us, a secret on a descriptor among it.
        let (_secret, _other) = io::pipe().unwrap();
        let pid = child(&[], || {
            let open = |number: i32| rustix::fs::readlink(format!("/proc/self/fd/{number}"), Vec::new());
            let leads_on = (FIRST..64).filter(|number| open(*number).is_ok()).count();
            let empty = rustix::io::read(rustix::stdio::stdin(), &mut [0u8; 1]) == Ok(0);
            let mute = rustix::io::write(rustix::stdio::stderr(), b"x").is_err();
            u8::from(leads_on == 0 && empty && mute)
        });
        assert_eq!(ended(pid.unwrap()), Some(1));
    }

    #[test]
    fn a_child_that_panics_ends_with_a_number_and_nothing_else() {
        assert_eq!(ended(child(&[], || panic!("on purpose")).unwrap()), Some(i32::from(PANICKED)));
    }
}
