//! The machine the tests run on: it has a network and more, so what it refuses is accepted by name.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A multiplexer names the terminal after itself. Whoever runs the tests in one gets the same of the
/// doctor as of the program, which the tests run on a terminal of this kind.
pub const TERM: (&str, &str) = ("TERM", "xterm");

/// `coldframe doctor` with these options, once, on this machine. What it records is thrown away.
pub fn doctor(options: &[&str]) -> Output {
    let state = state_folder();
    let mut line = Command::new(env!("CARGO_BIN_EXE_coldframe"));
    line.arg("doctor").args(options).arg("--state").arg(&state);
    let done = line.env(TERM.0, TERM.1).stdin(std::process::Stdio::null()).output().unwrap();
    let _ = std::fs::remove_dir_all(state);
    done
}

/// The codes this machine is refused for.
pub fn refusing() -> &'static [String] {
    static CODES: OnceLock<Vec<String>> = OnceLock::new();
    CODES.get_or_init(|| {
        let report: serde_json::Value = serde_json::from_slice(&doctor(&["--json"]).stdout).unwrap();
        let seen = report["surroundings"].as_array().unwrap().iter();
        let refusing = seen.filter(|seen| seen["grade"] == "refuse");
        refusing.map(|seen| seen["code"].as_str().unwrap().to_owned()).collect()
    })
}

/// What a script says that knows this machine; nothing where nothing is refused.
pub fn accepted() -> Vec<String> {
    match refusing() {
        [] => Vec::new(),
        codes => vec!["--accept-surroundings".to_owned(), codes.join(",")],
    }
}

/// What a run said, without its remark on what nobody may look at here (a container may have no /sys).
pub fn without_remarks(said: &str) -> String {
    said.split_inclusive('\n').filter(|line| !line.ends_with("(coldframe doctor)\n")).collect()
}

/// How the doctor ends here.
pub fn doctor_ends_with() -> i32 {
    if refusing().is_empty() { 0 } else { 8 }
}

fn state_folder() -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id());
    let number: String = thread.chars().filter(char::is_ascii_digit).collect();
    std::env::temp_dir().join(format!("coldframe-doctor-{}-{number}", std::process::id()))
}
