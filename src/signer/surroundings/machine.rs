//! The kernel and the hardware below us.

use super::probe::{Looked, Probe};

/// When this version was released, in Unix seconds (2026-11-20): no honest clock stands before it.
/// A builder who names a later moment is believed, and the bytes of the program stay the same for
/// everybody who names the same one.
const RELEASED: u64 = 1_795_132_800;

/// The kernel has no randomness yet: a seed made now would wait, or be weak (attack C03).
pub(super) fn entropy_not_ready(probe: &Probe) -> Looked<Vec<String>> {
    Ok(if (probe.has_entropy)() { Vec::new() } else { vec!["getrandom".to_owned()] })
}

/// The clock stands before the day this program was made. Locks and the journal follow it.
pub(super) fn clock_behind(probe: &Probe) -> Looked<Vec<String>> {
    let built = option_env!("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    let is_behind = probe.now.0 < RELEASED.max(built);
    Ok(if is_behind { vec![probe.now.to_string()] } else { Vec::new() })
}

/// A program that is given every core file, whatever the limit on its size says.
pub(super) fn core_pattern(probe: &Probe) -> Looked<Vec<String>> {
    let pattern = probe.contents("proc/sys/kernel/core_pattern")?.unwrap_or_default();
    Ok(pattern.strip_prefix('|').map(|program| program.trim().to_owned()).into_iter().collect())
}

/// Whether programs of one user may look into each other (Yama, `ptrace_scope` 0 or none at all).
pub(super) fn ptrace(probe: &Probe) -> Looked<Vec<String>> {
    let scope = probe.contents("proc/sys/kernel/yama/ptrace_scope")?;
    Ok(match scope.as_deref() {
        Some("1" | "2" | "3") => Vec::new(),
        _ => vec!["ptrace".to_owned()],
    })
}

/// A hypervisor below us sees all of our memory.
pub(super) fn hypervisor(probe: &Probe) -> Looked<Vec<String>> {
    let kind = probe.contents("sys/hypervisor/type")?.filter(|kind| !kind.is_empty());
    let processor = probe.contents("proc/cpuinfo")?.unwrap_or_default();
    let flags = processor.lines().find(|line| line.starts_with("flags")).unwrap_or_default();
    let is_flagged = flags.split_whitespace().any(|flag| flag == "hypervisor");
    let model = probe.contents("sys/class/dmi/id/product_name")?.filter(|model| !model.is_empty());
    Ok(match (kind, is_flagged) {
        (Some(kind), _) => vec![kind],
        (None, true) => vec![model.unwrap_or_else(|| "hypervisor".to_owned())],
        (None, false) => Vec::new(),
    })
}

/// Media that can be carried away and are mounted now.
pub(super) fn media_mounted(probe: &Probe) -> Looked<Vec<String>> {
    let mounts = probe.contents("proc/mounts")?.unwrap_or_default();
    let mut found = Vec::new();
    for mut fields in mounts.lines().map(str::split_whitespace) {
        let (Some(device), Some(place)) = (fields.next(), fields.next()) else { continue };
        let Some(name) = device.strip_prefix("/dev/") else { continue };
        if is_removable(probe, name)? {
            found.push(place.to_owned());
        }
    }
    Ok(found)
}

/// `sdb1` stands on `sdb`, `mmcblk0p2` on `mmcblk0`.
fn is_removable(probe: &Probe, name: &str) -> Looked<bool> {
    let disk = name.trim_end_matches(|end: char| end.is_ascii_digit());
    let disk_of_part = disk.strip_suffix('p').unwrap_or(disk);
    for disk in [name, disk, disk_of_part].into_iter().filter(|disk| !disk.contains(['/', '.'])) {
        if probe.contents(&format!("sys/class/block/{disk}/removable"))?.as_deref() == Some("1") {
            return Ok(true);
        }
    }
    Ok(false)
}
