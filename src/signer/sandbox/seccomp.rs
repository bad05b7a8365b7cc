//! The filter of system calls: a list of those the signer makes, with the reason beside each.
//!
//! The lists are data, one file for each processor. What is not on the signer's is refused (EPERM),
//! so that trying it proves it; what is not on the worker's ends the worker. An allow-list needs no
//! knowledge of what later kernels add, and none of the second numbering of x86-64 (x32).

use seccompiler::{BpfMap, TargetArch, apply_filter, compile_from_json};
use std::sync::OnceLock;

/// The filters of this processor, compiled once: a worker inherits them.
static FILTERS: OnceLock<Option<BpfMap>> = OnceLock::new();

#[cfg(target_arch = "x86_64")]
const LIST: Option<(&str, TargetArch)> = Some((include_str!("seccomp-x86_64.json"), TargetArch::x86_64));
#[cfg(target_arch = "aarch64")]
const LIST: Option<(&str, TargetArch)> = Some((include_str!("seccomp-aarch64.json"), TargetArch::aarch64));
/// A processor without a list runs without a filter, and `doctor` says so.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const LIST: Option<(&str, TargetArch)> = None;

/// The answer to clone3 of older kernels: the C library then calls clone, whose flags a filter sees.
const CLONE3: &str = "clone3";
const SIGNER: &str = "signer";
const WORKER: &str = "worker";
const CAMERA: &str = "camera";

/// Compiles the filters; what is forked later has them.
pub(crate) fn prepare() {
    FILTERS.get_or_init(|| {
        LIST.and_then(|(list, processor)| compile_from_json(list.as_bytes(), processor).ok())
    });
}

/// From here on this thread, and every one it starts, makes the calls of the signer only.
pub(super) fn confine() -> bool {
    // In this order: the second forbids the call that installs one. Both forbid more than they allow.
    install(CLONE3) && install(SIGNER)
}

/// From here on this process computes, reads what it has open and writes what it has open.
pub(crate) fn confine_worker() -> bool {
    install(WORKER)
}

/// The same for one that has a camera open: it also waits for frames, takes them and gives them back.
pub(crate) fn confine_camera() -> bool {
    install(CAMERA)
}

fn install(name: &str) -> bool {
    let filters = FILTERS.get().and_then(Option::as_ref);
    filters.and_then(|filters| filters.get(name)).is_some_and(|filter| apply_filter(filter).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    const LISTS: [(&str, TargetArch); 2] = [
        (include_str!("seccomp-x86_64.json"), TargetArch::x86_64),
        (include_str!("seccomp-aarch64.json"), TargetArch::aarch64),
    ];

    /// Calls that lead out of the room; no list of ours may ever name one.
    const OUT: [&str; 41] = [
        "socket",
        "socketpair",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "sendto",
        "sendmsg",
        "recvfrom",
        "recvmsg",
        "execve",
        "execveat",
        "fork",
        "vfork",
        "ptrace",
        "process_vm_readv",
        "process_vm_writev",
        "pidfd_getfd",
        "io_uring_setup",
        "io_uring_enter",
        "io_uring_register",
        "bpf",
        "perf_event_open",
        "userfaultfd",
        "keyctl",
        "add_key",
        "request_key",
        "mount",
        "umount2",
        "pivot_root",
        "chroot",
        "kexec_load",
        "kexec_file_load",
        "init_module",
        "finit_module",
        "reboot",
        "swapon",
        "kcmp",
        "setns",
        "unshare",
    ];

    fn rules(list: &str, filter: &str) -> Vec<Value> {
        let list: Value = serde_json::from_str(list).unwrap();
        list[filter]["filter"].as_array().unwrap().clone()
    }

    fn calls(list: &str, filter: &str) -> BTreeSet<String> {
        rules(list, filter).iter().map(|rule| rule["syscall"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn both_lists_compile_whichever_processor_this_is() {
        for (list, processor) in LISTS {
            let filters = compile_from_json(list.as_bytes(), processor).unwrap();
            assert_eq!(filters.len(), 4, "{processor:?}");
            assert!([CLONE3, SIGNER, WORKER, CAMERA].iter().all(|name| filters.contains_key(*name)));
        }
    }

    #[test]
    fn every_system_call_on_a_list_has_its_reason_beside_it() {
        for (list, processor) in LISTS {
            for filter in [CLONE3, SIGNER, WORKER, CAMERA] {
                for rule in rules(list, filter) {
                    let reason = rule["comment"].as_str().unwrap_or_default();
                    assert!(reason.len() > 8, "{processor:?}, {filter}: {} has no reason", rule["syscall"]);
                }
            }
        }
    }

    #[test]
    fn atk_f08_no_list_names_a_call_that_leads_out_of_the_room() {
        for (list, processor) in LISTS {
            for filter in [SIGNER, WORKER, CAMERA] {
                let calls = calls(list, filter);
                let out: Vec<_> = OUT.iter().filter(|call| calls.contains(**call)).collect();
                assert!(out.is_empty(), "{processor:?}, {filter}: {out:?}");
            }
        }
    }

    #[test]
    fn atk_e05_a_worker_may_make_few_calls_and_open_nothing() {
        for (list, processor) in LISTS {
            let (worker, signer) = (calls(list, WORKER), calls(list, SIGNER));
            assert!(worker.len() <= 20, "{processor:?}: {worker:?}");
            assert!(worker.is_subset(&signer), "{processor:?}");
            for opens in ["open", "openat", "openat2", "ioctl", "clone", "clone3", "kill", "prctl"] {
                assert!(!worker.contains(opens), "{processor:?}: {opens}");
            }
        }
    }

    #[test]
    fn atk_e05_a_worker_with_a_camera_may_take_its_frames_and_nothing_else() {
        // Of a structure of 88 bytes, V4L2's _IOWR('V', 15 and 17), and _IOW('V', 19, int).
        const FRAMES: [u64; 3] = [0xc058_560f, 0xc058_5611, 0x4004_5613];
        for (list, processor) in LISTS {
            let (worker, camera) = (calls(list, WORKER), calls(list, CAMERA));
            let more: Vec<_> = camera.difference(&worker).map(String::as_str).collect();
            assert!(
                more.iter().all(|call| ["clock_gettime", "ioctl", "poll", "ppoll"].contains(call)),
                "{more:?}"
            );
            for rule in rules(list, CAMERA).iter().filter(|rule| rule["syscall"] == "ioctl") {
                let asked = &rule["args"][0];
                assert!(asked["index"] == 1 && asked["op"] == "eq", "{processor:?}: {rule}");
                assert!(FRAMES.contains(&asked["val"].as_u64().unwrap()), "{processor:?}: {rule}");
            }
        }
    }
}
