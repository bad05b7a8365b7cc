//! Which measures hold on this machine, found out by trying each of them.

use crate::features::{BARE, SEEN_FROM_OUTSIDE};
use crate::flags::flags_at;
use crate::hold::{Hold, HoldKind};
use crate::pages::Pages;
use crate::process::{self, CoreFile};
use crate::vault;
use rustix::process::{Resource, getrlimit};

/// How well one measure holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it should be.
    Held,
    /// A weaker measure stands in its place.
    Degraded,
    /// Not at all.
    Absent,
}

/// Every measure of this crate, as found when [`report()`] was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The stack of the vault cannot be swapped (mlock(2)). Absent: over the limit.
    pub stack_locked: Grade,
    /// The stack of the vault is left out of core files, root's too (`MADV_DONTDUMP`).
    pub stack_not_dumped: Grade,
    /// A forked child finds zeroes on the stack of the vault (`MADV_WIPEONFORK`, Linux 4.14).
    pub stack_not_inherited: Grade,
    /// Thread-locals of the vault lie on its stack and are wiped with it. Degraded: elsewhere,
    /// unmapped at its end.
    pub stack_has_thread_locals: Grade,
    /// Seeds are held in memfd_secret(2) (Linux 5.14, from 6.5 without a boot option). Degraded: on
    /// locked pages, which root can read. Absent: on pages that can be swapped.
    pub hold: Grade,
    /// No core file can be written (`RLIMIT_CORE`). Degraded: a program of this user could raise
    /// the limit again.
    pub no_core_file: Grade,
    /// Debuggers and memory readers of the same user are shut out (`PR_SET_DUMPABLE`).
    pub not_dumpable: Grade,
    /// Room for two vaults and some seeds in `RLIMIT_MEMLOCK`. Degraded: for one vault. Absent: for
    /// none, though one with the privilege to lock any amount may go on.
    pub lock_room: Grade,
    /// `RLIMIT_MEMLOCK` in bytes; none is no limit.
    pub lock_limit_bytes: Option<u64>,
    /// Not a release: built with a feature that weakens the above, see [`crate::built_with`].
    pub weakened_build: bool,
}

impl Report {
    /// The measures with a name each, best known first, for lists and JSON.
    pub fn grades(&self) -> [(&'static str, Grade); 8] {
        [
            ("stack-locked", self.stack_locked),
            ("stack-not-dumped", self.stack_not_dumped),
            ("stack-not-inherited", self.stack_not_inherited),
            ("stack-has-thread-locals", self.stack_has_thread_locals),
            ("hold", self.hold),
            ("no-core-file", self.no_core_file),
            ("not-dumpable", self.not_dumpable),
            ("lock-room", self.lock_room),
        ]
    }
}

/// Bytes that two vaults and sixteen seeds lock.
const LOCK_ROOM_BYTES: u64 = 2 * 1024 * 1024 + 16 * 4096;

/// Tries each measure now, as the vault and a seed would, asks the kernel what came of it, and undoes
/// it again. Call it after
/// [`process::harden`]; needs no secret and no file.
pub fn report() -> Report {
    let stack = vault::stack().filter(|_| !BARE);
    let flags = stack.as_ref().and_then(|stack| flags_at(stack.body().addr()));
    let measures = stack.as_ref().map(Pages::measures).unwrap_or_default();
    let lock_limit_bytes = getrlimit(Resource::Memlock).current;
    let process = process::look();
    Report {
        stack_locked: held(measures.locked && says(&flags, "lo")),
        stack_not_dumped: held(measures.not_dumped && says(&flags, "dd")),
        stack_not_inherited: held(measures.not_inherited && says(&flags, "wf")),
        stack_has_thread_locals: thread_locals(),
        hold: hold(),
        no_core_file: match process.core_file {
            CoreFile::Never => Grade::Held,
            CoreFile::NotNow => Grade::Degraded,
            CoreFile::Possible => Grade::Absent,
        },
        not_dumpable: held(process.not_dumpable),
        lock_room: lock_room(lock_limit_bytes),
        lock_limit_bytes,
        weakened_build: BARE || SEEN_FROM_OUTSIDE,
    }
}

fn held(is_held: bool) -> Grade {
    if is_held { Grade::Held } else { Grade::Absent }
}

/// False only where the kernel can be asked and says no.
fn says(flags: &Option<Vec<String>>, flag: &str) -> bool {
    flags.as_ref().is_none_or(|flags| flags.iter().any(|it| it == flag))
}

fn hold() -> Grade {
    let Ok(hold) = Hold::built(32, |_| ()) else { return Grade::Absent };
    let flags = flags_at(hold.expose(|held| held.as_ptr().addr()));
    match hold.kind() {
        HoldKind::Secret => Grade::Held,
        HoldKind::Locked if says(&flags, "lo") => Grade::Degraded,
        HoldKind::Locked | HoldKind::Unlocked => Grade::Absent,
    }
}

fn thread_locals() -> Grade {
    match vault::thread_locals_are_on_the_stack() {
        Ok(true) => Grade::Held,
        Ok(false) => Grade::Degraded,
        Err(_) => Grade::Absent,
    }
}

fn lock_room(limit_bytes: Option<u64>) -> Grade {
    match limit_bytes {
        Some(bytes) if bytes < LOCK_ROOM_BYTES / 2 => Grade::Absent,
        Some(bytes) if bytes < LOCK_ROOM_BYTES => Grade::Degraded,
        _ => Grade::Held,
    }
}

#[cfg(test)]
mod tests;
