//! Whether memory can end on a disk (attack G04): what is locked cannot, but scrypt's 256 MiB and
//! the pages of libraries are more than a user may lock.

use super::probe::{Looked, Probe};

/// Swap areas in use, compressed memory included.
pub(super) fn on(probe: &Probe) -> Looked<Vec<String>> {
    let areas = probe.contents("proc/swaps")?.unwrap_or_default();
    Ok(areas.lines().skip(1).filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect())
}

/// The disk a sleeping machine writes its whole memory to, if one is set.
pub(super) fn will_resume(probe: &Probe) -> Looked<Vec<String>> {
    let device = probe.contents("sys/power/resume")?.filter(|device| !device.is_empty() && device != "0:0");
    let sleeps = !can_hibernate_at_all(probe)?.is_empty();
    Ok(device.filter(|_| sleeps).into_iter().collect())
}

/// The kernel could write its memory to a disk, if one were set.
pub(super) fn can_hibernate(probe: &Probe) -> Looked<Vec<String>> {
    match will_resume(probe)?.is_empty() {
        true => can_hibernate_at_all(probe),
        // Said already, and louder.
        false => Ok(Vec::new()),
    }
}

fn can_hibernate_at_all(probe: &Probe) -> Looked<Vec<String>> {
    let states = probe.contents("sys/power/state")?.unwrap_or_default();
    let ways = probe.contents("sys/power/disk")?.unwrap_or_default();
    let sleeps = states.split_whitespace().any(|state| state == "disk") && !ways.contains("[disabled]");
    Ok(if sleeps { vec!["disk".to_owned()] } else { Vec::new() })
}
