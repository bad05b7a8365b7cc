//! Options for codes, said to every command that draws, for every kind of output: each is carried out,
//! refused, or said to make no difference. None is passed over without a word.

use crate::fixture::Folder;
use crate::{digest, run};

/// What each command needs, without its output.
const COMMANDS: [&str; 6] = [
    "show spend.psbt",
    "scan spend.gif",
    "convert spend.psbt",
    "finalize signed.psbt --as binary",
    "finalize signed.psbt --as hex",
    "account export --seed-fd 3",
];
const OUTPUTS: [&str; 7] = ["a.png", "a.apng", "a.gif", "a.svg", "a.txt", "a.psbt", "-"];
const OPTIONS: [&str; 6] =
    ["--density v9", "--fps 3", "--invert", "--glyphs full", "--glyphs pixels", "--to cold''frame"];

/// What it wrote, and what it said.
fn done(folder: &Folder, line: &str, output: &str) -> (i32, Vec<u8>, String) {
    let path = folder.path(output);
    let _ = std::fs::remove_file(&path);
    let done = run(&folder.0, &format!("coldframe {line} -o {output} 3< words.txt"));
    let written = if output == "-" { done.stdout } else { std::fs::read(&path).unwrap_or_default() };
    (done.status.code().unwrap(), written, String::from_utf8(done.stderr).unwrap())
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let digest = digest(&folder);
    for line in [
        format!("sign spend.psbt -o signed.psbt --seed-fd 3 --consent {digest} 3< words.txt"),
        "show spend.psbt -o spend.gif".to_owned(),
        "account export --seed-fd 3 -o wallet.txt 3< words.txt".to_owned(),
    ] {
        let done = run(&folder.0, &format!("coldframe {line}"));
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    }
    folder
}

#[test]
fn no_option_for_codes_is_passed_over_without_a_word() {
    let folder = folder("drawn-options");
    let mut tried = [0; 3];
    for command in COMMANDS {
        for output in OUTPUTS {
            // Small codes, so that there are many of them.
            let is_drawn = !["a.txt", "a.psbt", "-"].contains(&output);
            let small = if is_drawn { " --density v3" } else { "" };
            let (code, without, said) = done(&folder, &format!("{command}{small}"), output);
            assert_eq!(code, 0, "{command} -o {output}: {said}");
            for option in OPTIONS {
                let small = if option.contains("density") { "" } else { small };
                let line = format!("{command}{small} {option}");
                let (code, with, said) = done(&folder, &line, output);
                let outcome = match (code, with == without) {
                    (2, _) => {
                        assert!(said.contains("[usage/") && with.is_empty(), "{line} -o {output}: {said}");
                        0
                    }
                    (0, false) => 1,
                    (0, true) if said.contains("makes no difference") => 2,
                    _ => panic!("{line} -o {output} passes {option} over: {code} {said}"),
                };
                tried[outcome] += 1;
            }
        }
    }
    assert!(tried.iter().all(|count| *count > 3), "{tried:?}");
}

#[test]
fn a_refusal_comes_before_anything_is_read_asked_or_signed() {
    let folder = folder("drawn-refused");
    let digest = digest(&folder);
    for line in [
        &format!("sign spend.psbt --replace -o b.gif --glyphs full --consent {digest} --seed-fd 3"),
        "account backup wallet.txt -o b.png --fps 3",
        "account backup wallet.txt -o b.txt --invert",
        "account export --seed-fd 9 -o b.gif --glyphs half",
        "show nobody.psbt -o b.txt --to cold''frame",
        "show nobody.psbt -o qr:/dev/fb0 --glyphs sextant",
    ] {
        let done = run(&folder.0, &format!("coldframe {line} 3< words.txt"));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && said.contains("[usage/"), "{line}: {said}");
    }
    assert!(!folder.path("b.gif").exists());
}

#[test]
fn an_inverted_picture_is_read_back() {
    let folder = Folder::new("drawn-inverted");
    for output in ["a.png", "a.apng", "a.gif"] {
        let (code, _, said) = done(&folder, "show spend.psbt --invert --density v9", output);
        assert_eq!(code, 0, "{said}");
        let back = run(&folder.0, &format!("coldframe scan {output} -o back.psbt --force"));
        assert_eq!(back.status.code(), Some(0), "{output}: {back:?}");
        assert_eq!(std::fs::read(folder.path("back.psbt")).unwrap(), crate::fixture::spend(), "{output}");
    }
}

#[test]
fn listing_and_judging_take_no_option_of_what_they_do_not_do() {
    let folder = Folder::new("drawn-scan");
    for option in [
        "-o a.psbt",
        "--as base64",
        "--raw-gray 640x480",
        "--raw-yuv420 640x480",
        "--force",
        "--density tiny",
        "--fps 3",
        "--glyphs full",
        "--invert",
        "--to cold''frame",
    ] {
        for line in [format!("scan --cameras {option}"), format!("scan --each spend.psbt {option}")] {
            let done = run(&folder.0, &format!("coldframe {line}"));
            assert_eq!(done.status.code(), Some(2), "{line}: {done:?}");
        }
    }
    for line in [
        "scan --cameras --each",
        "scan --cameras spend.psbt",
        "scan spend.psbt --json",
        "optics test --pair 15,8 -o qr:/dev/fb0",
        "optics test --pair 15,8 --invert",
        "optics test --pair 15,8 --glyphs full",
        "optics test --pair 15,8 --json",
        "optics test --receive spend.psbt --invert",
        "optics test --receive spend.psbt -o qr:",
        "optics test --receive spend.psbt --glyphs full",
        "optics test --send --json",
        "optics test --send -o qr:/dev/fb0 --glyphs half",
    ] {
        let done = run(&folder.0, &format!("coldframe {line}"));
        assert_eq!(done.status.code(), Some(2), "{line}: {done:?}");
    }
}

/// A picture that nobody reads back whole is said to be one; it is drawn, for what is in it may be signed.
#[test]
fn a_sheet_of_more_codes_than_readers_find_is_said_to_be_one() {
    let folder = Folder::new("drawn-crowded");
    std::fs::write(folder.path("long.txt"), "sixteen letters.".repeat(300)).unwrap();
    for (line, is_crowded) in [
        ("show long.txt --density 10 -o a.png", true),
        ("show long.txt --density 10 -o a.gif", false),
        ("show long.txt --density 40 -o b.png", false),
    ] {
        let done = run(&folder.0, &format!("coldframe {line}"));
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{line}: {said}");
        assert_eq!(said.contains("codes stand on this one picture"), is_crowded, "{line}: {said}");
    }
}
