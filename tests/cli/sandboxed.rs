//! The program while it runs, as the kernel shows it: who is there, what each gave up, who outlives whom.

use crate::fixture::Folder;
use crate::{run, skips};
use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The first bytes of a film that goes on.
fn film() -> Vec<u8> {
    let mut film = b"YUV4MPEG2 W64 H64 Cmono\nFRAME\n".to_vec();
    film.resize(film.len() + 64 * 64, 0xff);
    film
}

/// A line of `/proc/PID/status`; none once the process is gone.
fn status(process: u32, line: &str) -> Option<String> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = text.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(':'))?;
    Some(value.trim().to_owned())
}

fn child_of(parent: u32) -> Option<u32> {
    let processes =
        fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.into_iter().find(|process| status(*process, "PPid") == Some(parent.to_string()))
}

fn is_gone(process: u32) -> bool {
    status(process, "State").is_none_or(|state| state.starts_with('Z'))
}

/// Waits for what must come soon.
fn soon<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "waited for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A scan that waits for more of its film, its server and its worker.
fn filmed(folder: &Folder) -> (Child, u32, u32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coldframe"));
    command.args(["scan", "-"]).current_dir(&folder.0).stdin(Stdio::piped()).stderr(Stdio::null());
    let mut program = command.stdout(Stdio::null()).spawn().unwrap();
    program.stdin.as_mut().unwrap().write_all(&film()).unwrap();
    let server = soon("a server", || child_of(program.id()));
    let worker = soon("a worker", || child_of(server));
    (program, server, worker)
}

#[test]
fn atk_e05_server_and_worker_are_alone_confined_and_gone_with_the_program() {
    let folder = Folder::new("cli-worker");
    let (mut program, server, worker) = filmed(&folder);
    for process in [server, worker] {
        assert_eq!(status(process, "Threads").as_deref(), Some("1"));
        assert_eq!(status(process, "NoNewPrivs").as_deref(), Some("1"));
    }
    if status(program.id(), "Seccomp").is_none() {
        skips::skipped("this kernel has no filter of system calls");
    } else {
        soon("the worker's filter", || (status(worker, "Seccomp").as_deref() == Some("2")).then_some(()));
        assert_eq!(status(program.id(), "Seccomp").as_deref(), Some("2"));
    }
    // SIGKILL: nobody gets to tell anybody.
    program.kill().unwrap();
    program.wait().unwrap();
    soon("the end of both", || (is_gone(server) && is_gone(worker)).then_some(()));
}

#[test]
fn a_film_that_ends_without_a_code_ends_the_scan() {
    let folder = Folder::new("cli-film-ends");
    fs::write(folder.path("film.y4m"), film()).unwrap();
    for line in ["coldframe scan film.y4m", "coldframe scan - < film.y4m"] {
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(6), "{line}: {done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("[input/no-symbol]"), "{line}: {done:?}");
    }
}

#[test]
fn inputs_without_a_name_of_their_own_are_read_inside_the_sandbox() {
    let folder = Folder::new("cli-nameless");
    fs::write(folder.path("spend.psbt"), crate::fixture::spend()).unwrap();
    let lines = [
        "coldframe review /dev/stdin < spend.psbt",
        "coldframe review /dev/fd/7 7< spend.psbt",
        "mkfifo pipe && cat spend.psbt > pipe & while [ ! -p pipe ]; do :; done; coldframe review pipe",
    ];
    for line in lines {
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    }
}
