//! The one way to the kernel's randomness.

use super::EntropyError;
use crate::secret::Secret;
use rustix::io::Errno;
use rustix::rand::{GetRandomFlags, getrandom};

/// 32 bytes of the kernel.
pub type OsBytes = Secret<[u8; 32]>;

/// 32 bytes of getrandom(2), flags 0: it waits until the kernel's pool is ready, and nothing stands
/// in for it.
///
/// The system call itself, not a library's choice of sources: one firmware made weak seeds for five
/// years because a fallback stood where the generator should (attack C03), and a static glibc file
/// loses getrandom(2) without a word.
///
/// # Errors
/// [`EntropyError::NotReady`] when the kernel refuses. There is no fallback.
pub fn os() -> Result<OsBytes, EntropyError> {
    of(|buffer| getrandom(buffer, GetRandomFlags::empty()))
}

/// Fills a buffer of any length with bytes of [`os`].
///
/// # Errors
/// Those of [`os`].
pub fn fill(bytes: &mut [u8]) -> Result<(), EntropyError> {
    for piece in bytes.chunks_mut(32) {
        os()?.expose(|drawn| piece.iter_mut().zip(drawn).for_each(|(byte, drawn)| *byte = *drawn));
    }
    Ok(())
}

fn of(mut kernel: impl FnMut(&mut [u8]) -> Result<usize, Errno>) -> Result<OsBytes, EntropyError> {
    Secret::try_built([0; 32], |bytes| {
        let mut filled = 0_usize;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match kernel(rest) {
                Ok(0) => return Err(EntropyError::NotReady),
                Ok(count) => filled = filled.saturating_add(count),
                Err(Errno::INTR) => {}
                Err(_) => return Err(EntropyError::NotReady),
            }
        }
        // A kernel that says "done" and wrote nothing is the oldest broken generator there is.
        if bytes.iter().all(|byte| *byte == 0) { Err(EntropyError::NotReady) } else { Ok(()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_c03_a_kernel_that_refuses_is_an_error_and_never_a_fallback() {
        for errno in [Errno::PERM, Errno::NOSYS, Errno::AGAIN, Errno::FAULT] {
            let mut asked = 0;
            let refused = of(|_| {
                asked += 1;
                Err(errno)
            });
            assert_eq!(refused.unwrap_err(), EntropyError::NotReady, "{errno:?}");
            assert_eq!(asked, 1, "asked again after {errno:?}");
        }
    }

    #[test]
    fn atk_c03_a_kernel_that_gives_nothing_is_not_believed() {
        assert_eq!(of(|_| Ok(0)).unwrap_err(), EntropyError::NotReady);
        assert_eq!(of(|buffer| Ok(buffer.len())).unwrap_err(), EntropyError::NotReady);
    }

    #[test]
    fn atk_c03_bytes_that_come_in_pieces_or_late_are_all_waited_for() {
        let mut turn = 0_u8;
        let bytes = of(|buffer| {
            turn += 1;
            if turn % 2 == 1 {
                return Err(Errno::INTR);
            }
            let some = buffer.len().min(5);
            buffer[..some].fill(turn);
            Ok(some)
        });
        assert!(bytes.unwrap().expose(|bytes| bytes.iter().all(|byte| *byte != 0)));
    }

    #[test]
    fn atk_c03_two_draws_differ() {
        let (one, other) = (os().unwrap(), os().unwrap());
        assert_ne!(one.expose(|bytes| *bytes), other.expose(|bytes| *bytes));
    }
}
