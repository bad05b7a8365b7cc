//! There is no way to have 32 raw bytes signed (attack D01): not by a command, not by a flag.

use crate::tree;
use std::process::{Command, Output};

fn coldframe(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coldframe")).args(arguments).output().unwrap()
}

/// The flags a command's help lists.
fn flags(help: &str) -> Vec<&str> {
    help.split_whitespace().filter_map(|word| word.trim_start_matches('[').strip_prefix("--")).collect()
}

#[test]
fn atk_d01_no_command_and_no_flag_takes_a_raw_hash() {
    let help = coldframe(&["--help"]);
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("sign"), "the list of commands was not read: {help}");
    for banned in ["sign-hash", "sign-digest", "sign-raw", "raw-sign", "blind"] {
        assert!(!help.contains(banned), "a command signs raw hashes: {banned}");
    }
    let sign = String::from_utf8(coldframe(&["sign", "--help"]).stdout).unwrap();
    assert!(sign.contains("--consent"), "the flags of sign were not read: {sign}");
    for flag in flags(&sign) {
        let raw =
            ["hash", "digest", "raw", "blind", "prehash", "hex"].iter().any(|word| flag.starts_with(word));
        assert!(!raw, "sign takes a raw hash by --{flag}");
    }
}

#[test]
fn atk_d01_thirty_two_raw_bytes_are_not_signed() {
    let folder = tempfile_folder("raw-hash");
    let (input, output) = (folder.join("hash.bin"), folder.join("signed.psbt"));
    std::fs::write(&input, [0x5a; 32]).unwrap();
    let run = coldframe(&["sign", input.to_str().unwrap(), "-o", output.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(6), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(!output.exists() && run.stdout.is_empty());
}

/// A folder of this run alone, below the build folder.
fn tempfile_folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    assert!(!folder.starts_with(tree::root().join("src")));
    folder
}
