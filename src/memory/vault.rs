//! The thread that secrets are worked on.

use crate::features::BARE;
use crate::pages::Pages;
use crate::thread;
use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

/// Stack of the vault, in bytes: enough for key derivation and signing in an unoptimised build.
const STACK_BYTES: usize = 1024 * 1024;

thread_local! {
    /// Whether this thread is a vault.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Why the vault returned nothing. Says no more: a panic message could hold a secret (attack G05).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VaultError {
    /// The system gave no memory.
    NoMemory,
    /// The system gave no thread.
    NoThread,
    /// The work panicked; its message was dropped unread.
    Panicked,
}

/// Does the work on a stack of its own and returns what it returns. Inside a vault it is done where
/// it stands.
///
/// The stack is 1 MiB of pages between guard pages, locked, left out of core files and of forked
/// children, and wiped whole when the work has ended, however it ended. The caller's stack never
/// holds what the work computed, so the wipe takes every copy that library types leave behind
/// (`secp256k1::SecretKey` is `Copy` and never erased). Where the kernel refuses a measure the work
/// is done all the same; [`crate::report()`] says so.
///
/// Unbounded in `R` here; `keys` lets only public values out. What the closure captures by value is
/// moved there from the caller's stack: capture handles or references, never secret bytes.
///
/// A fork(2) in here gives a child without a stack: fork from another thread.
///
/// # Errors
/// [`VaultError`] when there is no stack or thread to be had, or the work panics.
pub fn vault<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, VaultError> {
    if is_inside() {
        return catch_unwind(AssertUnwindSafe(work)).map_err(|_| VaultError::Panicked);
    }
    beside(work, || ()).map(|(result, ())| result)
}

/// Does two pieces of work at once, each in a vault.
///
/// # Errors
/// As [`vault`]; if one of them panics there is no result of the other either.
pub fn vault_pair<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> Result<(A, B), VaultError> {
    vault(|| beside(other, one).map(|(other, one)| (one, other)))?
}

/// Whether this thread is a vault.
pub fn is_inside() -> bool {
    INSIDE.get()
}

/// The pages of a vault's stack.
pub(crate) fn stack() -> Option<Pages> {
    Pages::locked_but(STACK_BYTES, thread::RECORD_BYTES)
}

/// Does `work` in a vault of its own while `meanwhile` runs here.
fn beside<R: Send, A>(
    work: impl FnOnce() -> R + Send,
    meanwhile: impl FnOnce() -> A,
) -> Result<(R, A), VaultError> {
    let work = || {
        INSIDE.set(true);
        work()
    };
    let ended = if BARE {
        on_any_stack(work, meanwhile)
    } else {
        let mut stack = stack().ok_or(VaultError::NoMemory)?;
        thread::on(&mut stack, work, meanwhile)
    };
    match ended.ok_or(VaultError::NoThread)? {
        (Some(result), Some(beside)) => Ok((result, beside)),
        _ => Err(VaultError::Panicked),
    }
}

/// Whether a vault's thread-locals lie on its stack, and so are wiped with it.
pub(crate) fn thread_locals_are_on_the_stack() -> Result<bool, VaultError> {
    let mut stack = stack().filter(|_| !BARE).ok_or(VaultError::NoMemory)?;
    let first = stack.body().addr();
    let stack_addresses = first..first.saturating_add(stack.len());
    let look = || INSIDE.with(|mark| stack_addresses.contains(&ptr::from_ref(mark).addr()));
    let (found, _) = thread::on(&mut stack, look, || ()).ok_or(VaultError::NoThread)?;
    found.ok_or(VaultError::Panicked)
}

/// The same without any measure.
fn on_any_stack<R: Send, A>(
    work: impl FnOnce() -> R + Send,
    meanwhile: impl FnOnce() -> A,
) -> Option<(Option<R>, Option<A>)> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work).ok()?;
        let beside = catch_unwind(AssertUnwindSafe(meanwhile)).ok();
        Some((thread.join().ok(), beside))
    })
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoMemory => "vault/no-memory",
            Self::NoThread => "vault/no-thread",
            Self::Panicked => "vault/panicked",
        })
    }
}

impl std::error::Error for VaultError {}

#[cfg(test)]
mod tests;
