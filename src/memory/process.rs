//! Shutting the process to those who read memory from outside (attack G04).

use crate::features::{BARE, SEEN_FROM_OUTSIDE};
use crate::signals;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior, setrlimit,
};

/// What held, read back from the kernel rather than believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hardened {
    /// Whether a core file can be written.
    pub core_file: CoreFile,
    /// Same-user debuggers and readers of `/proc/PID/mem` are shut out (`PR_SET_DUMPABLE` is 0).
    pub not_dumpable: bool,
}

/// Whether this process can leave a core file (`RLIMIT_CORE`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoreFile {
    /// Whatever happens: the limit is 0, soft and hard.
    Never,
    /// The limit is 0, but it can be raised again.
    NotNow,
    /// Yes.
    Possible,
}

impl Hardened {
    /// Both held.
    pub fn is_complete(self) -> bool {
        self.core_file == CoreFile::Never && self.not_dumpable
    }
}

/// Forbids core files and same-user debuggers for the rest of the process. First line of `main`:
/// no secret may exist before it. Root is not stopped by either.
pub fn harden() -> Hardened {
    signals::ignore_file_size();
    if !BARE {
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = setrlimit(Resource::Core, none);
        if !SEEN_FROM_OUTSIDE {
            let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
        }
    }
    look()
}

/// What holds now; changes nothing.
pub fn look() -> Hardened {
    let core = getrlimit(Resource::Core);
    Hardened {
        core_file: match (core.current, core.maximum) {
            (Some(0), Some(0)) => CoreFile::Never,
            (Some(0), _) => CoreFile::NotNow,
            _ => CoreFile::Possible,
        },
        not_dumpable: matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable)),
    }
}

#[cfg(test)]
#[cfg(not(miri))]
mod tests {
    use super::*;

    #[test]
    fn atk_g04_the_kernel_confirms_that_no_core_file_will_be_written() {
        let hardened = harden();
        assert!(hardened.is_complete(), "{hardened:?}");
        let limits = std::fs::read_to_string("/proc/thread-self/limits").unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(
            core.split_whitespace().collect::<Vec<_>>(),
            ["Max", "core", "file", "size", "0", "0", "bytes"]
        );
    }
}
