//! Who keeps what stands on the screen (attack G02): a multiplexer has a history, script(1) a file,
//! and a session over a network is shown on a machine that has one.

use super::probe::{Looked, Probe, Unreadable};

/// Most steps to the first process.
const ANCESTORS_MAX: usize = 64;

/// Programs that keep or carry away what is shown, by the start of their name in `/proc/PID/stat`.
const RECORDERS: [&str; 14] = [
    "tmux",
    "screen",
    "SCREEN",
    "script",
    "sshd",
    "dropbear",
    "mosh-server",
    "asciinema",
    "ttyrec",
    "ttyd",
    "zellij",
    "dtach",
    "abduco",
    "in.telnetd",
];

/// Variables of the same.
const VARIABLES: [(&str, &str); 5] = [
    ("TMUX", "tmux"),
    ("STY", "screen"),
    ("SSH_TTY", "ssh"),
    ("SSH_CONNECTION", "ssh"),
    ("ASCIINEMA_REC", "asciinema"),
];

/// Everything that records or carries away what this terminal shows.
pub(super) fn recorded(probe: &Probe) -> Looked<Vec<String>> {
    let said = VARIABLES.iter().filter(|(name, _)| probe.variable(name).is_some());
    let mut found: Vec<String> = said.map(|(_, program)| (*program).to_owned()).collect();
    // A multiplexer names the terminal after itself, and the name travels where variables do not.
    let term = probe.variable("TERM").unwrap_or_default();
    found.extend(["tmux", "screen"].into_iter().filter(|name| term.starts_with(name)).map(str::to_owned));
    match ancestors(probe) {
        Ok(names) => found.extend(names.into_iter().filter(|name| is_recorder(name))),
        // One sure sign is enough; without any, nothing is known.
        Err(Unreadable) if found.is_empty() => return Err(Unreadable),
        Err(Unreadable) => {}
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Windows beside ours: every program of the desktop may watch the keys, some may watch the screen.
pub(super) fn desktop(probe: &Probe) -> Looked<Vec<String>> {
    let servers = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().filter(|name| probe.variable(name).is_some());
    Ok(servers.map(str::to_owned).collect())
}

/// A terminal whose cursor only goes forward keeps every line it ever showed.
pub(super) fn no_cursor(probe: &Probe) -> Looked<Vec<String>> {
    Ok(match probe.variable("TERM") {
        None => vec!["TERM".to_owned()],
        Some("dumb") => vec!["dumb".to_owned()],
        Some(_) => Vec::new(),
    })
}

fn is_recorder(name: &str) -> bool {
    RECORDERS.iter().any(|known| match name.strip_prefix(known) {
        // `tmux: server`, `sshd-session`, but not `scripts-of-mine`.
        Some(rest) => !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_'),
        None => false,
    })
}

/// The names of the processes above this one. The walk ends where the kernel lets nobody look.
fn ancestors(probe: &Probe) -> Looked<Vec<String>> {
    let (mut names, mut process) = (Vec::new(), probe.parent);
    for _ in 0..ANCESTORS_MAX {
        if process == 0 {
            break;
        }
        let Some(about) = probe.contents(&format!("proc/{process}/stat"))? else { break };
        let (name, parent) = name_and_parent(&about).ok_or(Unreadable)?;
        names.push(name);
        process = parent;
    }
    // Not even our parent: what hides it (hidepid, another namespace) may hide a recorder.
    if names.is_empty() { Err(Unreadable) } else { Ok(names) }
}

/// `4711 (tmux: server) S 1 …`: a name may hold blanks and brackets, so it ends at the last one.
fn name_and_parent(about: &str) -> Option<(String, u32)> {
    let (before, after) = about.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let parent = after.split_whitespace().nth(1)?.parse().ok()?;
    Some((name.to_owned(), parent))
}
