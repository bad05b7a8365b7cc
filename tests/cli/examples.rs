//! Every example a help page prints.

use crate::fixture::Folder;
use crate::{digest, film, named_seed, run, surroundings, top};
use std::path::PathBuf;
use std::process::Command;

/// No terminal: what needs one says so and ends with 8; the doctor ends as this machine deserves;
/// everything else ends with 0.
#[test]
fn every_example_of_the_help_runs() {
    let whole = with_everything("examples");
    let mut count = 0;
    for example in examples() {
        let folder = copy_of(&whole, &format!("example-{count}"));
        let done = run(&folder.0, &with_film(&example));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        // A machine without a camera says so; one that has a camera would film this room.
        let films = example.contains("qr:") || example.contains("--cameras");
        if films && example.starts_with("coldframe") && done.status.code() == Some(9) {
            assert!(said.contains("[camera/missing]"), "{example}: {said}");
            count += 1;
            continue;
        }
        let asks = ["[tty/missing]", "[player/no-terminal]", "[optics-test/no-terminal]"]
            .iter()
            .any(|code| said.contains(code));
        let code = done.status.code();
        let is_doctor = example.starts_with("coldframe doctor");
        let wanted = if is_doctor { surroundings::doctor_ends_with() } else { 0 };
        assert!(code == Some(wanted) || asks && code == Some(8), "{example}: {done:?}");
        count += 1;
    }
    assert!(count > 20, "only {count} examples were found");
}

/// The camera of a Raspberry Pi is not here: what its program would write is.
fn with_film(example: &str) -> String {
    match example.split_once(" | ") {
        Some((filming, rest)) if filming.starts_with("rpicam-vid") => {
            let film = if filming.contains("yuv420") { "film.yuv" } else { "film.mjpeg" };
            format!("cat {film} | {rest}")
        }
        _ => example.to_owned(),
    }
}

/// Every line of every examples file, which are also what `--help` prints.
fn examples() -> Vec<String> {
    let folder = top().join("src/signer/cli/examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let lines = |path: &PathBuf| -> Vec<String> {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
    };
    files.iter().flat_map(lines).collect()
}

/// What one example writes must not be there for the next.
fn copy_of(whole: &Folder, name: &str) -> Folder {
    let folder = Folder::new(name);
    let done = Command::new("cp").arg("-a").arg(whole.path(".")).arg(&folder.0).status().unwrap();
    assert!(done.success());
    folder
}

/// A folder with every file the examples name.
pub fn with_everything(name: &str) -> Folder {
    let folder = Folder::new(name);
    let digest = digest(&folder);
    let lines = [
        format!("coldframe sign spend.psbt -o signed.psbt --seed-fd 3 --consent {digest} 3< words.txt"),
        "coldframe show spend.psbt -o spend.gif".to_owned(),
        "coldframe account export --as ur -o cold-account.gif --seed-fd 3 3< words.txt".to_owned(),
        "coldframe account export --seed-fd 3 -o wallet.txt 3< words.txt".to_owned(),
        "coldframe account backup wallet.txt -o sealed.txt".to_owned(),
        "mkdir pictures && coldframe show spend.psbt -o pictures/one.png".to_owned(),
        "mkdir shares made && coldframe share split --need 2 --of 3 --seed-fd 3 --write-plaintext-secret made 3< words.txt"
            .to_owned(),
        "for pair in 1:ann 2:ben 3:cleo; do mv made/*-${pair%:*}.txt ${pair#*:}.txt; done".to_owned(),
        "coldframe share inventory new --scheme codex32 --id cash --fingerprint 73c5da0a --holds master-secret --need 2 --of 3"
            .to_owned(),
        "coldframe share inventory add cash a --holder Ann --place office".to_owned(),
    ];
    for line in lines {
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    }
    crate::optics_test::short_film(&folder.path("test.y4m"));
    named_seed::put(&folder);
    film::put(&folder);
    folder
}
