//! Everything that is looked at: its code, how bad it is, where it is read.

use super::probe::{Looked, Probe};
use super::{Grade, Surrounding, air_gap, attached, machine, swap, terminal};
use coldframe_core::messages::Code;
use coldframe_core::safe::Safe;

/// Longest name of a device that stands in a command, in bytes.
const PLAIN_NAME_BYTES_MAX: usize = 32;

/// One thing to look at. `look` names what is objectionable; nothing named is good.
struct Check {
    code: &'static str,
    worst: Grade,
    place: &'static str,
    look: fn(&Probe) -> Looked<Vec<String>>,
}

const fn check(
    code: &'static str,
    worst: Grade,
    place: &'static str,
    look: fn(&Probe) -> Looked<Vec<String>>,
) -> Check {
    Check { code, worst, place, look }
}

/// What can refuse; looked at before every secret, so each of them is a few small files.
const GATE: [Check; 8] = [
    check("air-gap/interface-up", Grade::Refuse, "/sys/class/net", air_gap::interfaces_up),
    check("air-gap/default-route", Grade::Refuse, "/proc/net/route", air_gap::default_routes),
    check("air-gap/radio-on", Grade::Refuse, "/sys/class/rfkill", air_gap::radios_on),
    check("air-gap/bluetooth", Grade::Refuse, "/sys/class/bluetooth", air_gap::bluetooth),
    check("swap/on", Grade::Refuse, "/proc/swaps", swap::on),
    check("swap/hibernation", Grade::Refuse, "/sys/power/resume", swap::will_resume),
    check("terminal/recorded", Grade::Refuse, "/proc/PID/stat", terminal::recorded),
    check("machine/entropy-not-ready", Grade::Refuse, "getrandom(2)", machine::entropy_not_ready),
];

/// What is worth knowing.
const NOTES: [Check; 15] = [
    check("air-gap/interface-waits", Grade::Noted, "/sys/class/net", air_gap::interfaces_waiting),
    check("air-gap/modem", Grade::Noted, "/sys/class/wwan", air_gap::modems),
    check("air-gap/usb-network", Grade::Noted, "/sys/class/udc", air_gap::usb_networks),
    check("air-gap/vsock", Grade::Noted, "/dev/vsock", air_gap::vsock),
    check("swap/can-hibernate", Grade::Noted, "/sys/power/state", swap::can_hibernate),
    check("terminal/desktop", Grade::Noted, "DISPLAY", terminal::desktop),
    check("terminal/no-cursor", Grade::Noted, "TERM", terminal::no_cursor),
    check("machine/core-pattern", Grade::Noted, "/proc/sys/kernel/core_pattern", machine::core_pattern),
    check("machine/ptrace", Grade::Noted, "/proc/sys/kernel/yama/ptrace_scope", machine::ptrace),
    check("machine/clock-behind", Grade::Noted, "CLOCK_REALTIME", machine::clock_behind),
    check("machine/several-keyboards", Grade::Noted, "/proc/bus/input/devices", attached::several_keyboards),
    check("machine/camera", Grade::Noted, "/sys/class/video4linux", attached::cameras),
    check("machine/microphone", Grade::Noted, "/proc/asound/pcm", attached::microphones),
    check("machine/virtual", Grade::Noted, "/proc/cpuinfo", machine::hypervisor),
    check("machine/media-mounted", Grade::Noted, "/proc/mounts", machine::media_mounted),
];

/// What can refuse, as it is now.
pub(super) fn gate(probe: &Probe) -> Vec<Surrounding> {
    GATE.iter().map(|check| check.judged(probe)).collect()
}

/// Everything, as it is now.
pub(crate) fn all(probe: &Probe) -> Vec<Surrounding> {
    GATE.iter().chain(&NOTES).map(|check| check.judged(probe)).collect()
}

/// Every code there is.
pub(super) fn codes() -> impl Iterator<Item = Code> {
    GATE.iter().chain(&NOTES).map(|check| Code::new(check.code))
}

impl Check {
    fn judged(&self, probe: &Probe) -> Surrounding {
        let (grade, names) = match (self.look)(probe) {
            Ok(names) if names.is_empty() => (Grade::Good, names),
            Ok(names) => (self.worst, names),
            Err(_) => (Grade::Unknown, Vec::new()),
        };
        let facts = vec![
            ("names", Safe::text(&names.join(", "))),
            ("first", Safe::text(in_command(&names))),
            ("path", Safe::text(self.place)),
        ];
        Surrounding { code: Code::new(self.code), grade, facts }
    }
}

/// The first name, where it may stand in a command somebody copies: a device that calls itself
/// `x; curl ...` is not helped to a shell.
fn in_command(names: &[String]) -> &str {
    let is_plain = |name: &&str| {
        name.len() <= PLAIN_NAME_BYTES_MAX
            && name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte))
    };
    names.first().map(String::as_str).filter(is_plain).unwrap_or("NAME")
}
