//! A person at a terminal, played on a pseudo-terminal pair.

use crate::skips::skipped;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};
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
}

/// `setsid --ctty` gives a child its terminal without a line of unsafe code; without it there is nothing to test with.
pub fn is_possible() -> bool {
    let known = Command::new("setsid").arg("--help").output();
    let ctty = known.is_ok_and(|help| String::from_utf8_lossy(&help.stdout).contains("--ctty"));
    if !ctty {
        skipped("no setsid --ctty on this machine, so nobody typed at a terminal");
    }
    ctty
}

impl Session {
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        Self::start_on(folder, args, "xterm")
    }

    /// On a terminal of that kind.
    pub fn start_on(folder: &Path, args: &[&str], kind: &str) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = File::options().read(true).write(true).open(name).unwrap();
        tcsetwinsize(&slave, Winsize { ws_row: 60, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let end = || Stdio::from(slave.try_clone().unwrap());
        let child = Command::new("setsid")
            .arg("--ctty")
            .arg(env!("CARGO_BIN_EXE_coldframe"))
            .args(args)
            .args(["--state", folder.join("state").to_str().unwrap()])
            .current_dir(folder)
            .env("TERM", kind)
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        Self { master: File::from(master), slave, child, seen: Vec::new() }
    }

    /// Waits until the words stand on the screen, and forgets what stood before them.
    pub fn wait_for(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = String::from_utf8_lossy(&self.seen).into_owned();
            if let Some(at) = screen.find(words) {
                self.seen = screen.as_bytes()[at + words.len()..].to_vec();
                return screen[..at + words.len()].to_owned();
            }
            assert!(Instant::now() < end, "{words:?} never came; the screen says: {screen}");
            self.read_some();
        }
    }

    /// Its number: `setsid` becomes the program it starts.
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

    pub fn press(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for the program to end: its number and what it said since the last wait.
    pub fn end(mut self) -> (i32, String, bool) {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            self.read_some();
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "the program never ended: {}", String::from_utf8_lossy(&self.seen));
        };
        while self.read_some() {}
        let modes = tcgetattr(&self.slave).unwrap().local_modes;
        let restored = modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        (status.code().unwrap_or(-1), String::from_utf8_lossy(&self.seen).into_owned(), restored)
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
        count > 0
    }
}
