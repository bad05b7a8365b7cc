//! What a test could not do here, said where `scripts/check` counts it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "it speaks for tests"
)]

use std::io::Write;

/// Names the file `scripts/check` reads; without it (a plain `cargo test`) the line is only printed.
const FILE: &str = "COLDFRAME_SKIPS";

/// Says that something was not tested. A captured line of a passing test is seen by nobody, so it
/// also goes to the file of skips, which is appended to by many tests at once: one write per line.
pub fn skipped(what: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let line = format!("SKIPPED  {test}: {what}\n");
    eprint!("{line}");
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut file = std::fs::File::options().append(true).create(true).open(path).unwrap();
    file.write_all(line.as_bytes()).unwrap();
}
