//! Whether anything reaches out of this machine.

use super::probe::{Looked, Probe};

/// Where the kernel lists network interfaces.
const NET: &str = "sys/class/net";
/// The loopback reaches nobody; its state is "unknown" on every machine.
const LOOPBACK: &str = "lo";
/// `IFF_UP` and `IFF_RUNNING` of netdevice(7).
const IFF_UP: u64 = 0x1;
const IFF_RUNNING: u64 = 0x40;
/// `RTF_UP` of route(8), and `RTF_REJECT`, a route that leads nowhere.
const RTF_UP: u64 = 0x1;
const RTF_REJECT: u64 = 0x200;

/// Interfaces that carry packets now.
pub(super) fn interfaces_up(probe: &Probe) -> Looked<Vec<String>> {
    interfaces(probe, Link::Carries)
}

/// Interfaces that are switched on and will carry packets as soon as a cable is plugged in.
pub(super) fn interfaces_waiting(probe: &Probe) -> Looked<Vec<String>> {
    interfaces(probe, Link::Waits)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Down,
    Waits,
    Carries,
}

fn interfaces(probe: &Probe, wanted: Link) -> Looked<Vec<String>> {
    let mut found = Vec::new();
    for name in probe.names(NET)? {
        // Files such as bonding_masters stand beside the interfaces.
        if name != LOOPBACK
            && probe.exists(&format!("{NET}/{name}/operstate"))?
            && link(probe, &name)? == wanted
        {
            found.push(name);
        }
    }
    Ok(found)
}

/// "unknown" alone is not up: loopbacks and tunnels say so whatever they do.
fn link(probe: &Probe, name: &str) -> Looked<Link> {
    let file = |leaf: &str| probe.contents(&format!("{NET}/{name}/{leaf}"));
    if file("operstate")?.as_deref() == Some("up") {
        return Ok(Link::Carries);
    }
    let flags = hexadecimal(file("flags")?.as_deref().unwrap_or_default().trim_start_matches("0x"));
    let carries = file("carrier")?.as_deref() == Some("1") || flags & IFF_RUNNING != 0;
    Ok(match (flags & IFF_UP != 0, carries) {
        (true, true) => Link::Carries,
        (true, false) => Link::Waits,
        (false, _) => Link::Down,
    })
}

/// Interfaces with a way to everywhere, of IPv4 or IPv6. Two halves of everywhere (`0.0.0.0/1` and
/// `128.0.0.0/1`, as tunnels set them) are everywhere too.
pub(super) fn default_routes(probe: &Probe) -> Looked<Vec<String>> {
    let old = probe.contents("proc/net/route")?.unwrap_or_default();
    let new = probe.contents("proc/net/ipv6_route")?.unwrap_or_default();
    let mut found: Vec<String> = old.lines().skip(1).filter_map(route_v4).collect();
    found.extend(new.lines().filter_map(route_v6));
    found.sort();
    found.dedup();
    Ok(found)
}

/// `eth0 00000000 010200C0 0003 0 0 0 00000000 …`: interface, destination, gateway, flags, …, mask.
fn route_v4(line: &str) -> Option<String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [name, _, _, flags, _, _, _, mask, ..] = fields.as_slice() else { return None };
    let flags = hexadecimal(flags);
    // The mask is printed in the processor's order: /1 is 00000080 or 80000000.
    let is_wide = matches!(*mask, "00000000" | "00000080" | "80000000");
    (is_wide && flags & RTF_UP != 0 && flags & RTF_REJECT == 0).then(|| (*name).to_owned())
}

/// `destination prefix source prefix next metric references uses flags interface`.
fn route_v6(line: &str) -> Option<String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [_, prefix, _, _, _, _, _, _, flags, name, ..] = fields.as_slice() else { return None };
    let flags = hexadecimal(flags);
    let leads = flags & RTF_UP != 0 && flags & RTF_REJECT == 0 && *name != LOOPBACK;
    (matches!(*prefix, "00" | "01") && leads).then(|| (*name).to_owned())
}

/// Radios that are blocked neither by software nor by a switch. Either block is enough.
pub(super) fn radios_on(probe: &Probe) -> Looked<Vec<String>> {
    const RADIOS: &str = "sys/class/rfkill";
    let mut found = Vec::new();
    for name in probe.names(RADIOS)? {
        if !is_blocked(probe, &format!("{RADIOS}/{name}"))? {
            let called = probe.contents(&format!("{RADIOS}/{name}/name"))?;
            let kind = probe.contents(&format!("{RADIOS}/{name}/type"))?;
            found.push(called.or(kind).filter(|called| !called.is_empty()).unwrap_or(name));
        }
    }
    // A radio without a switch cannot be blocked at all.
    for radio in probe.names("sys/class/ieee80211")? {
        if switches(probe, &format!("sys/class/ieee80211/{radio}"))?.is_empty() {
            found.push(radio);
        }
    }
    Ok(found)
}

/// Bluetooth controllers that no switch blocks.
pub(super) fn bluetooth(probe: &Probe) -> Looked<Vec<String>> {
    const CONTROLLERS: &str = "sys/class/bluetooth";
    let mut found = Vec::new();
    // Connections stand beside the controllers, as hci0:64.
    for name in
        probe.names(CONTROLLERS)?.into_iter().filter(|name| name.starts_with("hci") && !name.contains(':'))
    {
        let folder = format!("{CONTROLLERS}/{name}");
        let mut is_off = false;
        for switch in switches(probe, &folder)? {
            is_off |= is_blocked(probe, &format!("{folder}/{switch}"))?;
        }
        if !is_off {
            found.push(name);
        }
    }
    Ok(found)
}

fn switches(probe: &Probe, folder: &str) -> Looked<Vec<String>> {
    let mut names = probe.names(folder)?;
    names.retain(|name| name.starts_with("rfkill"));
    Ok(names)
}

fn is_blocked(probe: &Probe, folder: &str) -> Looked<bool> {
    let is_set = |leaf: &str| Ok(probe.contents(&format!("{folder}/{leaf}"))?.as_deref() == Some("1"));
    Ok(is_set("soft")? || is_set("hard")?)
}

/// Modems of mobile networks.
pub(super) fn modems(probe: &Probe) -> Looked<Vec<String>> {
    let mut found = probe.names("sys/class/wwan")?;
    found.extend(probe.names(NET)?.into_iter().filter(|name| name.starts_with("wwan")));
    Ok(found)
}

/// Networks over a USB cable: a telephone plugged in, or this machine plugged into another.
pub(super) fn usb_networks(probe: &Probe) -> Looked<Vec<String>> {
    let mut found: Vec<String> =
        probe.names(NET)?.into_iter().filter(|name| name.starts_with("usb")).collect();
    for port in probe.names("sys/class/udc")? {
        if probe.contents(&format!("sys/class/udc/{port}/state"))?.as_deref() == Some("configured") {
            found.push(port);
        }
    }
    Ok(found)
}

/// The door from a virtual machine to its host.
pub(super) fn vsock(probe: &Probe) -> Looked<Vec<String>> {
    Ok(if probe.exists("dev/vsock")? { vec!["/dev/vsock".to_owned()] } else { Vec::new() })
}

/// What is no number is no flag.
fn hexadecimal(digits: &str) -> u64 {
    u64::from_str_radix(digits, 16).unwrap_or(0)
}
