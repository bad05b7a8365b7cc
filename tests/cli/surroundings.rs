//! The machine the tests run on: it has a network and more, so what it refuses is accepted by name.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// `coldframe doctor` with these options, once, on this machine. What it records is thrown away.
pub fn doctor(options: &[&str]) -> Output {
    let state = state_folder();
    let mut line = Command::new(env!("CARGO_BIN_EXE_coldframe"));
    line.arg("doctor").args(options).arg("--state").arg(&state);
    let done = line.stdin(std::process::Stdio::null()).output().unwrap();
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

/// How the doctor ends here.
pub fn doctor_ends_with() -> i32 {
    if refusing().is_empty() { 0 } else { 8 }
}

fn state_folder() -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id());
    let number: String = thread.chars().filter(char::is_ascii_digit).collect();
    std::env::temp_dir().join(format!("coldframe-doctor-{}-{number}", std::process::id()))
}
