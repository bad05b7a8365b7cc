//! There is no way to have 32 raw bytes signed (attack D01): not by a command, not by a flag.

use std::path::Path;
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
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("raw-hash");
    std::fs::create_dir_all(&folder).unwrap();
    let (input, output) = (folder.join("hash.bin"), folder.join("signed.psbt"));
    // Bytes, text, and what looks like a digest in hexadecimal.
    for hash in [&[0xd7; 32][..], &[0x5a; 32], "5a".repeat(32).as_bytes()] {
        std::fs::write(&input, hash).unwrap();
        let consent = "0".repeat(64);
        let (input, out) = (input.to_str().unwrap(), output.to_str().unwrap());
        let run = coldframe(&["sign", input, "-o", out, "--consent", &consent]);
        assert_eq!(run.status.code(), Some(6), "{}", String::from_utf8_lossy(&run.stderr));
        assert!(!output.exists() && run.stdout.is_empty());
    }
}
