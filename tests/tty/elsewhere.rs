//! What other programs of this machine can read of a running signer (attack G01).

use crate::fixture::{Folder, WORDS, XPUB};
use crate::pty::{self, Session};
use crate::skips::skipped;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIGN: [&str; 6] = ["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"];

/// Words, the start of the entropy in hex, and keys by their prefix.
const NEEDLES: [&str; 4] = ["abandon", "about", "00000000000000000000000000000000", "xprv"];

/// Command line and environment of a process, as `ps` reads them. A process that lets nobody look
/// is read only by root: then there is nothing to find here, and that is said.
fn seen_from_outside(process: u32) -> Option<Vec<u8>> {
    let mut seen = Vec::new();
    for file in ["cmdline", "environ"] {
        match std::fs::read(format!("/proc/{process}/{file}")) {
            Ok(bytes) => seen.extend(bytes),
            Err(why) => {
                skipped(&format!("/proc/PID/{file} could not be read ({})", why.kind()));
                return None;
            }
        }
    }
    Some(seen)
}

fn assert_clean(process: u32, when: &str) {
    let Some(seen) = seen_from_outside(process) else { return };
    let seen = String::from_utf8_lossy(&seen);
    // What is searched is the signer with its arguments, not something that went before it.
    assert!(
        seen.contains("coldframe\0") && seen.contains("spend.psbt\0") && seen.contains("PATH="),
        "{seen}"
    );
    for needle in NEEDLES {
        assert!(!seen.contains(needle), "{needle} can be read from outside {when}");
    }
}

#[test]
fn atk_g01_no_other_program_reads_words_being_typed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-outside");
    let mut session = Session::start(&folder.0, &SIGN);
    super::read_all_pages(&mut session);
    let asked = session.wait_for("from your invoice:");
    assert_clean(session.process(), "at the pages");
    session.press(&format!("{}\r", super::masked_groups(&asked)));
    session.wait_for("Seed words");
    let (most, last) = WORDS.rsplit_once(' ').unwrap();
    session.press(&format!("{most} "));
    session.wait_for("words there: 11");
    assert_clean(session.process(), "with eleven words typed");
    session.press(&format!("{last}\r"));
    let (code, after, _) = session.end();
    assert_eq!(code, 0, "{after}");
}

#[test]
fn atk_g01_no_other_program_reads_words_that_come_slowly_through_a_pipe() {
    let folder = Folder::new("slow-pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_coldframe"))
        .args(["review", "spend.psbt", "--seed-fd", "0"])
        .args(crate::surroundings::accepted())
        .current_dir(&folder.0)
        .env("XDG_STATE_HOME", &folder.0)
        .env(crate::surroundings::TERM.0, crate::surroundings::TERM.1)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    for word in WORDS.split_inclusive(' ') {
        pipe.write_all(word.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        assert_clean(child.id(), "while words come");
    }
    assert!(child.try_wait().unwrap().is_none(), "it did not wait for the rest");
    drop(pipe);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

/// A search that finds nothing must be able to find something.
#[test]
fn what_stands_in_arguments_and_environment_is_found_from_outside() {
    let child = Command::new("sleep").arg("60").env("LEAK", WORDS).env("KEY", XPUB).spawn();
    let mut child = child.unwrap();
    let end = Instant::now() + Duration::from_secs(5);
    // Until exec the child still shows the arguments of this test.
    let found = loop {
        let seen = seen_from_outside(child.id()).unwrap_or_default();
        let seen = String::from_utf8_lossy(&seen).into_owned();
        if seen.contains("sleep\0") || Instant::now() > end {
            break seen.contains(WORDS) && seen.contains("60\0");
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(found);
}
