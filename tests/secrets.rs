//! No command ever says a secret (attack G06), whatever it is asked to do with one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    unreachable_pub,
    missing_docs,
    dead_code,
    reason = "a test may stop at the first surprise, and it runs the program"
)]

#[path = "cli/fixture.rs"]
mod fixture;

use fixture::{Folder, MASTER, WORDS};
use std::path::Path;
use std::process::{Command, Output};

/// The master key of BIP-32, section Test vectors, vector 1.
const XPRV: &str = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
/// The words as a SeedQR holds them: eleven times word 0, then word 3.
const SEED_QR: &str = "000000000000000000000000000000000000000000000003";
const PASSPHRASE: &str = "TREZOR-needle";

/// Everything that would give the seed away: words, passphrase, entropy, seed (BIP-39's own vector),
/// and extended or plain private keys by their prefixes.
fn needles() -> Vec<String> {
    let seed = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";
    let mut needles = vec![WORDS.to_owned(), "abandon".to_owned(), PASSPHRASE.to_owned()];
    needles.extend(["xprv", "tprv", "yprv", "zprv"].map(str::to_owned));
    needles.push("0".repeat(32));
    needles.extend(seed.as_bytes().chunks(32).map(|part| String::from_utf8_lossy(part).into_owned()));
    needles
}

fn run(folder: &Path, line: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_coldframe");
    let script = line.replacen("coldframe", program, 1);
    Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env("XDG_STATE_HOME", folder)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn assert_clean(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The first line of a journal has no line before it: 64 zeros, which are no entropy.
    let text = text.replace(&format!("\"prev\":\"{}\"", "0".repeat(64)), "");
    for needle in needles() {
        assert!(!text.contains(&needle), "{what} says {needle}");
    }
}

fn assert_folder_clean(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_folder_clean(&path);
        } else if !["words.txt", "passphrase.txt", "typo.txt", "xprv.txt", "seed-qr.txt"]
            .contains(&path.file_name().unwrap().to_str().unwrap())
        {
            assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn atk_g06_no_command_says_a_secret_anywhere() {
    let folder = Folder::new("secrets");
    std::fs::write(folder.path("passphrase.txt"), PASSPHRASE).unwrap();
    std::fs::write(folder.path("typo.txt"), WORDS.replace("about", "abandom")).unwrap();
    std::fs::write(folder.path("xprv.txt"), XPRV).unwrap();
    std::fs::write(folder.path("seed-qr.txt"), SEED_QR).unwrap();
    let with_words = "--seed-fd 3 3< words.txt";
    let review = run(&folder.0, &format!("coldframe review spend.psbt --json {with_words}"));
    let fields: serde_json::Value = serde_json::from_slice(&review.stdout).expect("a review");
    let digest = fields["digest"].as_str().unwrap().to_owned();
    let lines = [
        format!("coldframe review spend.psbt -v {with_words}"),
        format!("coldframe sign spend.psbt -v -o signed.psbt --consent {digest} {with_words}"),
        format!("coldframe sign spend.psbt -v -o other.psbt --consent {} {with_words}", "00".repeat(32)),
        format!("coldframe account export {with_words}"),
        format!(
            "coldframe account export --as json --kind p2tr {with_words} --passphrase-fd 4 4< passphrase.txt"
        ),
        format!("coldframe address list {with_words}"),
        format!("coldframe address check {} {with_words}", fixture::RECIPIENT),
        format!("coldframe seed check --json {with_words} --passphrase-fd 4 4< passphrase.txt"),
        "coldframe seed check --seed-fd 3 3< passphrase.txt".to_owned(),
        format!("coldframe account export --as ur -o account.gif {with_words}"),
        format!("coldframe account export --as bbqr {with_words} -v"),
        format!("coldframe account export --as xpub --network regtest {with_words} -v"),
        format!("coldframe --network regtest sign spend.psbt -v -o wrong.psbt {with_words}"),
        format!(
            "coldframe sign spend.psbt -v -o - --seed-fd 3 3< words.txt --passphrase-fd 4 4< passphrase.txt --consent {digest}"
        ),
        "coldframe seed check --seed-fd 3 3< typo.txt -v".to_owned(),
        "coldframe seed check --seed-fd 3 3< xprv.txt -v".to_owned(),
        "coldframe seed check --seed-fd 3 3< words.txt 4< /dev/null --passphrase-fd 9".to_owned(),
        "cat words.txt | coldframe review -".to_owned(),
        "coldframe finalize words.txt -v".to_owned(),
        "coldframe finalize signed.psbt -v".to_owned(),
        "coldframe sign words.txt -o x.psbt --consent 5e --account account.txt".to_owned(),
        format!("coldframe sign xprv.txt -o x.psbt --consent {digest} --account account.txt -v"),
        "coldframe review xprv.txt -v".to_owned(),
        "coldframe scan xprv.txt".to_owned(),
        "coldframe show seed-qr.txt -o shown.png".to_owned(),
        "coldframe convert seed-qr.txt --as bbqr".to_owned(),
        "coldframe account show words.txt".to_owned(),
        "coldframe account show xprv.txt".to_owned(),
        "coldframe address list --account words.txt".to_owned(),
        format!("coldframe address check {} --account xprv.txt", fixture::RECIPIENT),
        "coldframe address check \"$(cat words.txt)\" --account account.txt".to_owned(),
        "coldframe address check \"$(cat xprv.txt)\" --account account.txt".to_owned(),
        "coldframe account show \"$(cat xprv.txt)\"".to_owned(),
        "coldframe review \"$(cat words.txt)\"".to_owned(),
        "coldframe review $(cat words.txt)".to_owned(),
        "coldframe seed check abandon".to_owned(),
        "coldframe seed check --passphrase TREZOR-needle".to_owned(),
        "coldframe help $(cat words.txt)".to_owned(),
        "coldframe help errors \"$(cat words.txt)\"".to_owned(),
        "coldframe show spend.psbt -o \"$(cat words.txt)\" --density \"$(cat words.txt)\"".to_owned(),
        "coldframe review words.txt".to_owned(),
        "coldframe show words.txt -o shown.gif".to_owned(),
        "coldframe scan words.txt".to_owned(),
        "coldframe convert words.txt --as hex".to_owned(),
        "coldframe review spend.psbt --expect words.txt --account account.txt".to_owned(),
        "coldframe review spend.psbt --account words.txt".to_owned(),
    ];
    assert_clean("review", &review.stdout);
    for line in lines {
        let done = run(&folder.0, &line);
        assert!(done.status.code().is_some_and(|code| code < 10), "{line}: {done:?}");
        assert_clean(&line, &done.stdout);
        assert_clean(&line, &done.stderr);
    }
    assert!(folder.path("signed.psbt").exists(), "nothing was signed, so nothing was tested");
    assert!(folder.path("coldframe/journal.jsonl").exists(), "no journal was written");
    assert_folder_clean(&folder.0);
}

/// A scan that finds nothing must be able to find something.
#[test]
fn the_search_finds_a_secret_where_there_is_one() {
    let folder = Folder::new("secrets-control");
    let leaky = std::fs::read(folder.path("words.txt")).unwrap();
    assert!(std::panic::catch_unwind(|| assert_clean("control", &leaky)).is_err());
    assert!(std::panic::catch_unwind(|| assert_clean("control", MASTER.as_bytes())).is_ok());
}
