//! Shutting the process to those who read memory from outside (attack G04).

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior, setrlimit,
};

/// What held, read back from the kernel rather than believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hardened {
    /// No core file is written, whatever happens (`RLIMIT_CORE` is 0, soft and hard).
    pub no_core_file: bool,
    /// Same-user debuggers and readers of `/proc/PID/mem` are shut out (`PR_SET_DUMPABLE` is 0).
    pub not_dumpable: bool,
}

impl Hardened {
    /// Both held.
    pub fn is_complete(self) -> bool {
        self.no_core_file && self.not_dumpable
    }
}

/// Forbids core files and same-user debuggers for the rest of the process. First line of `main`:
/// no secret may exist before it. Root is not stopped by either.
pub fn harden() -> Hardened {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let core = getrlimit(Resource::Core);
    Hardened {
        no_core_file: core.current == Some(0) && core.maximum == Some(0),
        not_dumpable: matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable)),
    }
}

#[cfg(test)]
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
