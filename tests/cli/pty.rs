//! A person at a terminal, played on a pseudo-terminal pair.

use crate::skips::skipped;
use crate::surroundings::accepted;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest a test waits for words on the screen.
const PATIENCE: Duration = Duration::from_secs(30);

/// One run of the program with a controlling terminal.
pub struct Session {
    master: File,
    slave: File,
    child: Child,
    seen: Vec<u8>,
    all: Vec<u8>,
    modes: Termios,
}

/// How a run ended.
pub struct Ended {
    /// Its number.
    pub code: i32,
    /// What it wrote since the last wait.
    pub after: String,
    /// Everything it wrote.
    pub all: Vec<u8>,
    /// Whether the terminal is in the mode it was in before.
    pub restored: bool,
}

/// A test run in the background ignores Ctrl-C, and so would what it starts; a shell at a terminal does not.
const HEARS_CTRL_C: [&str; 2] = ["env", "--default-signal=INT,QUIT"];

/// `setsid --ctty` gives a child its terminal without a line of unsafe code; without it there is nothing to test with.
pub fn is_possible() -> bool {
    let known = Command::new("setsid").arg("--help").output();
    let ctty = known.is_ok_and(|help| String::from_utf8_lossy(&help.stdout).contains("--ctty"));
    let hears = Command::new(HEARS_CTRL_C[0]).args([HEARS_CTRL_C[1], "true"]).output();
    let is_possible = ctty && hears.is_ok_and(|hears| hears.status.success());
    if !is_possible {
        skipped("no setsid --ctty or env --default-signal on this machine, so nobody typed at a terminal");
    }
    is_possible
}

impl Session {
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        Self::start_on(folder, args, "xterm")
    }

    /// On a terminal of that kind.
    pub fn start_on(folder: &Path, args: &[&str], kind: &str) -> Self {
        Self::start_in(folder, args, kind, (60, 120))
    }

    /// In a window of that many rows and columns.
    pub fn start_in(folder: &Path, args: &[&str], kind: &str, size: (u16, u16)) -> Self {
        let accepted = accepted();
        let accepted = accepted.iter().map(String::as_str);
        let args = args.iter().copied().chain(accepted).collect::<Vec<_>>();
        Self::start_bare(folder, &args, &[("TERM", kind)], size)
    }

    /// With nothing accepted of what the doctor objects to on this machine.
    pub fn start_unaccepted(folder: &Path, args: &[&str]) -> Self {
        Self::start_bare(folder, args, &[("TERM", "xterm")], (60, 120))
    }

    /// With one more variable of the environment.
    pub fn start_with(folder: &Path, args: &[&str], variable: (&str, &str)) -> Self {
        Self::start_bare(folder, args, &[("TERM", "xterm"), variable], (60, 120))
    }

    fn start_bare(
        folder: &Path,
        args: &[&str],
        variables: &[(&str, &str)],
        (rows, columns): (u16, u16),
    ) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = File::options().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&slave, Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let modes = tcgetattr(&slave).unwrap();
        let end = || Stdio::from(slave.try_clone().unwrap());
        let child = Command::new("setsid")
            .arg("--ctty")
            .args(HEARS_CTRL_C)
            .arg(env!("CARGO_BIN_EXE_coldframe"))
            .args(args)
            .args(["--state", folder.join("state").to_str().unwrap()])
            .current_dir(folder)
            .envs(variables.iter().copied())
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        Self { master: File::from(master), slave, child, seen: Vec::new(), all: Vec::new(), modes }
    }

    /// Waits until the words stand on the screen, and forgets what stood before them.
    pub fn wait_for(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            // Bytes, not letters: what came so far may end in the middle of one.
            if let Some(at) = self.seen.windows(words.len()).position(|window| window == words.as_bytes()) {
                let rest = self.seen.split_off(at + words.len());
                let before = std::mem::replace(&mut self.seen, rest);
                return String::from_utf8_lossy(&before).into_owned();
            }
            let screen = String::from_utf8_lossy(&self.seen);
            assert!(Instant::now() < end, "{words:?} never came; the screen says: {screen}");
            self.read_some();
        }
    }

    /// Waits until something is found on the screen that does not change any more.
    pub fn wait_until(&mut self, find: impl Fn(&str) -> Option<String>) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let found = find(&String::from_utf8_lossy(&self.seen));
            match found {
                Some(found) if !self.read_some() => return found,
                _ => {}
            }
            assert!(Instant::now() < end, "it never came: {}", String::from_utf8_lossy(&self.seen));
            self.read_some();
        }
    }

    /// Waits until one of them stands on the screen, and says which.
    pub fn wait_for_one(&mut self, words: &[&str]) -> usize {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = String::from_utf8_lossy(&self.seen).into_owned();
            if let Some(which) = words.iter().position(|words| screen.contains(words)) {
                self.wait_for(words[which]);
                return which;
            }
            assert!(Instant::now() < end, "{words:?} never came; the screen says: {screen}");
            self.read_some();
        }
    }

    /// Its number: `setsid` and `env` become the program they start.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal, as another program or a closing window would.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Gives the window another size.
    pub fn resize(&self, rows: u16, columns: u16) {
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.slave, size).unwrap();
    }

    /// Types as a hand does: a few letters at a time.
    pub fn press(&mut self, keys: &str) {
        for (number, part) in keys.as_bytes().chunks(16).enumerate() {
            if number > 0 {
                std::thread::sleep(Duration::from_millis(100));
            }
            self.master.write_all(part).unwrap();
        }
    }

    /// Everything in one go, as no hand does.
    pub fn paste(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for the program to end: its number and what it said since the last wait.
    pub fn end(self) -> (i32, String, bool) {
        let ended = self.ended();
        (ended.code, ended.after, ended.restored)
    }

    /// Waits for the program to end.
    pub fn ended(mut self) -> Ended {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            self.read_some();
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "the program never ended: {}", String::from_utf8_lossy(&self.seen));
        };
        while self.read_some() {}
        let modes = tcgetattr(&self.slave).unwrap();
        let restored = modes.local_modes == self.modes.local_modes
            && modes.input_modes == self.modes.input_modes
            && modes.output_modes == self.modes.output_modes;
        Ended {
            code: status.code().unwrap_or(-1),
            after: String::from_utf8_lossy(&self.seen).into_owned(),
            all: self.all,
            restored,
        }
    }

    /// The window is closed under the program: its number, and what was on it.
    pub fn hung_up(self) -> (i32, Vec<u8>) {
        let Self { master, slave, mut child, all, .. } = self;
        drop((master, slave));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return (status.code().unwrap_or(-1), all);
            }
            assert!(Instant::now() < end, "the program outlived its terminal");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn read_some(&mut self) -> bool {
        let mut watched = [PollFd::new(&self.master, PollFlags::IN)];
        let wait = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
        if poll(&mut watched, Some(&wait)).unwrap_or(0) == 0 {
            return false;
        }
        let mut chunk = [0; 4_096];
        let count = self.master.read(&mut chunk).unwrap_or(0);
        self.seen.extend_from_slice(&chunk[..count]);
        self.all.extend_from_slice(&chunk[..count]);
        count > 0
    }
}
