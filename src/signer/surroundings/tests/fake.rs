//! A machine made of files.

use crate::surroundings::Probe;
use crate::surroundings::{Grade, all};
use coldframe_core::journal::UnixSeconds;
use coldframe_core::messages::Explain;
use std::path::{Path, PathBuf};

/// Gone when dropped.
pub(super) struct Machine {
    pub(super) root: PathBuf,
}

impl Machine {
    /// A folder with nothing in it, as an empty chroot.
    pub(super) fn empty(name: &str) -> Self {
        let thread = format!("{:?}", std::thread::current().id());
        let number: String = thread.chars().filter(char::is_ascii_digit).collect();
        let folder = format!("coldframe-machine-{name}-{}-{number}", std::process::id());
        let root = std::env::temp_dir().join(folder);
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(&root).unwrap();
        Self { root }
    }

    /// An old laptop without a disk: radios blocked, no swap, a plain console.
    pub(super) fn good(name: &str) -> Self {
        let machine = Self::empty(name);
        for folder in ["proc/self", "sys/class/wwan", "sys/class/udc"] {
            std::fs::create_dir_all(machine.root.join(folder)).unwrap();
        }
        machine.interface("lo", "unknown", "0x9", Some("1"));
        machine.interface("eth0", "down", "0x1002", None);
        machine.radio("rfkill0", "wlan", "1", "0");
        machine.process(40, "coldframe-test", 30);
        machine.process(30, "bash", 20);
        machine.process(20, "login", 1);
        machine.process(1, "systemd", 0);
        for (path, text) in [
            ("dev/null", ""),
            ("proc/net/route", "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\n"),
            ("proc/net/ipv6_route", ""),
            ("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n"),
            ("proc/cpuinfo", "processor : 0\nflags : fpu vme sse2\n"),
            ("proc/mounts", "proc /proc proc rw 0 0\n/dev/sda1 / ext4 ro 0 0\n"),
            ("proc/asound/pcm", "00-00: ALC : ALC Analog : playback 1\n"),
            ("proc/sys/kernel/core_pattern", "core\n"),
            ("proc/sys/kernel/yama/ptrace_scope", "1\n"),
            ("proc/bus/input/devices", KEYBOARD),
            ("sys/power/state", "freeze mem\n"),
            ("sys/class/block/sda1/size", "1\n"),
            ("sys/class/block/sda/removable", "0\n"),
        ] {
            machine.write(path, text);
        }
        machine
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(super) fn interface(&self, name: &str, operstate: &str, flags: &str, carrier: Option<&str>) {
        let folder = format!("sys/class/net/{name}");
        self.write(&format!("{folder}/operstate"), operstate);
        self.write(&format!("{folder}/flags"), flags);
        carrier.into_iter().for_each(|carrier| self.write(&format!("{folder}/carrier"), carrier));
    }

    pub(super) fn radio(&self, name: &str, kind: &str, soft: &str, hard: &str) {
        for (leaf, text) in [("type", kind), ("name", kind), ("soft", soft), ("hard", hard)] {
            self.write(&format!("sys/class/rfkill/{name}/{leaf}"), text);
        }
    }

    pub(super) fn process(&self, number: u32, name: &str, parent: u32) {
        self.write(&format!("proc/{number}/stat"), &format!("{number} ({name}) S {parent} 1 1 0 -1 4194304"));
    }

    /// Looked at from process 40, on a good terminal.
    pub(super) fn probe(&self) -> Probe {
        Probe {
            root: self.root.clone(),
            variables: vec![("TERM", "linux".to_owned())],
            parent: 40,
            has_entropy: || true,
            now: UnixSeconds(4_000_000_000),
        }
    }

    /// The grade of one code.
    pub(super) fn grade(&self, code: &str) -> Grade {
        grade(&self.probe(), code)
    }

    /// Every file there is.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.root, &mut found);
        found
    }
}

/// The grade of one code on a machine looked at from elsewhere.
pub(super) fn grade(probe: &Probe, code: &str) -> Grade {
    let seen = all(probe);
    seen.iter().find(|surrounding| surrounding.code().as_str() == code).expect("a code there is").grade()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// As a kernel lists them: a power button, then a keyboard.
pub(super) const KEYBOARD: &str = "I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name=\"Power Button\"
H: Handlers=kbd event0
B: EV=3
B: KEY=10000000000000 0

I: Bus=0011 Vendor=0001 Product=0001 Version=ab41
N: Name=\"AT Translated Set 2 keyboard\"
H: Handlers=sysrq kbd leds event3
B: EV=120013
B: KEY=402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe

";
