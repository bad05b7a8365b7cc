//! Seeds in pictures and secrets in files, as a script meets them.

use crate::fixture::{Folder, WORDS};
use crate::run;
use coldframe_console::optics::draw;
use std::os::unix::fs::PermissionsExt;

/// What `backup` writes for the words of the fixture.
const DIGITS: &str = "000000000000000000000000000000000000000000000003";

#[test]
fn a_seed_drawn_into_a_picture_is_read_from_it_by_every_command() {
    let folder = Folder::new("cli-seed-qr");
    for kind in ["seed-qr", "compact-seed-qr"] {
        let line = format!(
            "coldframe seed backup --as {kind} --seed-fd 3 --write-plaintext-secret {kind}.png 3< words.txt"
        );
        assert_eq!(run(&folder.0, &line).status.code(), Some(0), "{line}");
        let read = run(&folder.0, &format!("coldframe seed check --json --seed {kind}.png"));
        let typed = run(&folder.0, "coldframe seed check --json --seed-fd 3 3< words.txt");
        assert_eq!(read.status.code(), Some(0), "{read:?}");
        assert_eq!(read.stdout, typed.stdout);
    }
}

#[test]
fn atk_g12_a_secret_goes_to_a_file_only_by_name_and_never_over_another_one() {
    let folder = Folder::new("cli-seed-files");
    let lines = [
        ("backup --write-plaintext-secret", "seed.png"),
        ("derive --app words --index 0 --write-plaintext-secret", "child.txt"),
    ];
    for (line, file) in lines {
        let line = format!("coldframe seed {line} {file} --seed-fd 3 3< words.txt");
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        let mode = std::fs::metadata(folder.path(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file} is for its owner only");
        let before = std::fs::read(folder.path(file)).unwrap();
        assert_eq!(run(&folder.0, &line).status.code(), Some(9), "{line} again");
        assert_eq!(std::fs::read(folder.path(file)).unwrap(), before);
        for stream in [&done.stdout, &done.stderr] {
            let said = String::from_utf8_lossy(stream);
            assert!(!said.contains(DIGITS) && !said.contains("abandon"), "{said}");
        }
    }
}

#[test]
fn atk_g12_without_a_terminal_nothing_secret_is_shown_or_written() {
    let folder = Folder::new("cli-seed-no-terminal");
    for line in [
        "backup",
        "backup --as compact-seed-qr",
        "derive --app words --index 0",
        "derive --app xprv --index 1 --json",
    ] {
        let done = run(&folder.0, &format!("coldframe seed {line} --seed-fd 3 3< words.txt"));
        assert_eq!(done.status.code(), Some(8), "{line}: {done:?}");
        assert!(done.stdout.is_empty(), "{line}");
    }
}

#[test]
fn atk_c06_a_picture_that_is_not_one_seed_opens_none() {
    let folder = Folder::new("cli-seed-refused");
    let drawn = |texts: &[&str]| draw::series(texts, draw::Options::default()).unwrap().png().unwrap();
    let other = "008607501025021714880023171503630517020917211425";
    let swapped = format!("{}{}", &other[4..], &other[..4]);
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("two.png", drawn(&[DIGITS, other]), "seed-picture/two-seeds"),
        ("words.png", drawn(&[WORDS]), "seed-qr/length"),
        ("swapped.png", drawn(&[&swapped]), "seed/checksum"),
        ("number.png", drawn(&[&format!("2048{}", &DIGITS[4..])]), "seed-qr/number"),
        ("none.png", blank(), "seed-picture/no-code"),
    ];
    for (name, picture, code) in cases {
        std::fs::write(folder.path(name), picture).unwrap();
        let done = run(&folder.0, &format!("coldframe seed check --seed {name}"));
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains(code) && done.stdout.is_empty(), "{name}: {said}");
        assert!(matches!(done.status.code(), Some(6)), "{name}: {done:?}");
        assert!(!said.contains(&DIGITS[..12]) && !said.contains("0750"), "{name}: {said}");
    }
    // The same seed twice is one seed.
    std::fs::write(folder.path("twice.png"), drawn(&[DIGITS, DIGITS])).unwrap();
    assert_eq!(run(&folder.0, "coldframe seed check --seed twice.png").status.code(), Some(0));
}

/// A white GIF of one pixel.
fn blank() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}
