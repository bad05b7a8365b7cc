//! Who else sees and hears: keyboards, cameras, microphones.

use super::probe::{Looked, Probe};

/// Keys Q to P in the bitmap of an input device (linux/input-event-codes.h: 16 to 25). What has
/// them all types letters; a power button and a lid do not.
const LETTERS: u64 = 0x03ff_0000;

/// Keyboards by the names they give themselves.
pub(crate) fn keyboards(probe: &Probe) -> Looked<Vec<String>> {
    let devices = probe.contents("proc/bus/input/devices")?.unwrap_or_default();
    Ok(devices.split("\n\n").filter(|device| types_letters(device)).map(name_of).collect())
}

/// More than one: one of them may be a plug that types by itself.
pub(super) fn several_keyboards(probe: &Probe) -> Looked<Vec<String>> {
    let found = keyboards(probe)?;
    Ok(if found.len() > 1 { found } else { Vec::new() })
}

/// Cameras by name; one camera has several devices.
pub(crate) fn cameras(probe: &Probe) -> Looked<Vec<String>> {
    const CAMERAS: &str = "sys/class/video4linux";
    let mut found = Vec::new();
    for device in probe.names(CAMERAS)? {
        let name = probe.contents(&format!("{CAMERAS}/{device}/name"))?.filter(|name| !name.is_empty());
        found.push(name.unwrap_or(device));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Devices that record sound: keys can be told apart by it.
pub(super) fn microphones(probe: &Probe) -> Looked<Vec<String>> {
    let devices = probe.contents("proc/asound/pcm")?.unwrap_or_default();
    let recording = devices.lines().filter(|line| line.contains("capture"));
    Ok(recording.filter_map(|line| Some(line.split(": ").nth(1)?.trim().to_owned())).collect())
}

fn types_letters(device: &str) -> bool {
    let field = |start: &str| device.lines().find_map(|line| line.strip_prefix(start));
    let is_keyboard = field("H: Handlers=").is_some_and(|list| list.split(' ').any(|one| one == "kbd"));
    let lowest = field("B: KEY=").and_then(|keys| keys.split_whitespace().last());
    let keys = lowest.and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
    is_keyboard && keys & LETTERS == LETTERS
}

fn name_of(device: &str) -> String {
    let name = device.lines().find_map(|line| line.strip_prefix("N: Name="));
    name.unwrap_or("?").trim_matches('"').to_owned()
}
