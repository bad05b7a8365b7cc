//! The thread that secrets are worked on.

use std::fmt;
use std::thread;

/// Stack of the vault, in bytes: enough for key derivation and signing in an unoptimised build.
const STACK_BYTES: usize = 1024 * 1024;

/// Why the vault returned nothing. Says no more: a panic message could hold a secret (attack G05).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VaultError {
    /// The system gave no thread.
    NoThread,
    /// The work panicked; its message was dropped unread.
    Panicked,
}

/// Does the work on a stack of its own and returns what it returns.
///
/// The caller's stack never holds what the work computed, so wiping the vault's stack will wipe
/// every copy that library types leave behind (`secp256k1::SecretKey` is `Copy` and never erased).
/// Unbounded in `R` here; `keys` lets only public values out.
///
/// # Errors
/// [`VaultError`] when the thread cannot start or the work panics.
pub fn vault<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, VaultError> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|_| VaultError::NoThread)?;
        thread.join().map_err(|_| VaultError::Panicked)
    })
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoThread => "vault/no-thread",
            Self::Panicked => "vault/panicked",
        })
    }
}

impl std::error::Error for VaultError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_runs_on_another_thread_and_may_borrow() {
        let caller = thread::current().id();
        let bytes = [1_u8, 2, 3];
        let (sum, thread) = vault(|| (bytes.iter().sum::<u8>(), thread::current().id())).unwrap();
        assert_eq!(sum, 6);
        assert_ne!(thread, caller);
    }

    #[test]
    fn atk_g05_a_panic_in_the_vault_leaves_only_a_code() {
        let word = "abandon";
        let result: Result<(), VaultError> = vault(|| panic!("the seed is {word}"));
        let error = result.unwrap_err();
        assert_eq!(error, VaultError::Panicked);
        assert!(!format!("{error:?} {error}").contains(word));
    }

    #[test]
    fn a_panic_still_wipes_what_the_work_owned() {
        use std::sync::atomic::{AtomicBool, Ordering};
        struct Wiped<'a>(&'a AtomicBool);
        impl Drop for Wiped<'_> {
            fn drop(&mut self) {
                self.0.store(true, Ordering::SeqCst);
            }
        }
        let wiped = AtomicBool::new(false);
        let result: Result<(), VaultError> = vault(|| {
            let _secret = Wiped(&wiped);
            panic!("on purpose");
        });
        assert_eq!(result, Err(VaultError::Panicked));
        assert!(wiped.load(Ordering::SeqCst));
    }
}
