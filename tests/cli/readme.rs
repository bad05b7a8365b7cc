//! The papers do not lie: every command of the README that calls the program is run as it stands there.

use crate::examples::with_everything;
use crate::{digest, run, top};
use std::fs;

/// The lines of the README's shell blocks that call the program, comments cut off.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(top().join("README.md")).unwrap();
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim_end());
    lines.filter(|line| line.starts_with("coldframe ")).map(str::to_owned).collect()
}

/// Whether a line of the README is for somebody at a terminal.
fn asks_a_person(line: &str) -> bool {
    ["sign", "seed", "share", "show", "optics"]
        .iter()
        .any(|verb| line.starts_with(&format!("coldframe {verb} ")))
}

/// An ordinary day, in the order it is told. What needs a person says that there is no terminal.
#[test]
fn an_ordinary_day_of_the_readme_happens_as_it_is_told() {
    let folder = with_everything("readme");
    fs::rename(folder.path("spend.gif"), folder.path("payment.gif")).unwrap();
    fs::copy(folder.path("spend.psbt"), folder.path("payment.psbt")).unwrap();
    fs::remove_file(folder.path("signed.psbt")).unwrap();
    let paid = format!("{} 0.4 BTC\n", crate::fixture::RECIPIENT);
    fs::write(folder.path("invoice.txt"), paid).unwrap();
    let digest = digest(&folder);
    let (mut done, mut asked) = (0, 0);
    for line in commands() {
        let result = run(&folder.0, &line.replace("DIGEST", &digest));
        let said = String::from_utf8_lossy(&result.stderr);
        let is_doctor = line.starts_with("coldframe doctor");
        match result.status.code() {
            Some(0) => done += 1,
            Some(8) if is_doctor && crate::surroundings::doctor_ends_with() == 8 => done += 1,
            Some(8) if said.contains("[tty/missing]") && asks_a_person(&line) => asked += 1,
            Some(8) if said.contains("[player/no-terminal]") => asked += 1,
            Some(8) if said.contains("[optics-test/no-terminal]") => asked += 1,
            // A machine without a camera or a frame buffer says so.
            Some(9) if line.contains("qr:") || line.contains("--cameras") => asked += 1,
            _ => panic!("{line}: {result:?}"),
        }
    }
    assert!(done >= 6 && asked >= 1, "{done} commands were done, {asked} asked for a person");
    for made in ["signed.psbt", "signed.gif", "scanned.psbt"] {
        assert!(folder.path(made).exists(), "the README's day made no {made}");
    }
    assert_eq!(fs::read(folder.path("signed.psbt")).unwrap(), fs::read(folder.path("scanned.psbt")).unwrap());
}
