//! The command line as a person or a script meets it: golden cases, and every example of the help.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    unreachable_pub,
    missing_docs,
    dead_code,
    reason = "a test may stop at the first surprise, and it runs the program"
)]

#[path = "tty/camera.rs"]
mod camera;
#[path = "cli/cards.rs"]
mod cards;
#[path = "cli/doctor.rs"]
mod doctor;
#[path = "cli/drawn_options.rs"]
mod drawn_options;
#[path = "cli/examples.rs"]
mod examples;
#[path = "cli/film.rs"]
mod film;
#[path = "cli/filmed.rs"]
mod filmed;
#[path = "cli/fixture.rs"]
mod fixture;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/named_seed.rs"]
mod named_seed;
#[path = "cli/optics_test.rs"]
mod optics_test;
#[path = "../src/console/optics/tests/jpeg.rs"]
mod picture_of;
#[path = "cli/pictures.rs"]
mod pictures;
#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/remembered.rs"]
mod remembered;
#[path = "cli/sandboxed.rs"]
mod sandboxed;
#[path = "cli/seed_new.rs"]
mod seed_new;
#[path = "cli/seeds.rs"]
mod seeds;
#[path = "cli/shares.rs"]
mod shares;
#[path = "cli/short_way.rs"]
mod short_way;
#[path = "skips.rs"]
mod skips;
#[path = "cli/surroundings.rs"]
mod surroundings;

use fixture::Folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Golden cases: `tests/cli/*.toml` and `*.md`. `TRYCMD=overwrite` writes what is said now.
#[test]
fn what_is_said_is_what_the_golden_cases_have() {
    let folder = top().join("tests").join("cli");
    let cases = trycmd::TestCases::new();
    cases.register_bin("coldframe", Path::new(env!("CARGO_BIN_EXE_coldframe")));
    cases.case(folder.join("*.toml").to_str().unwrap()).case(folder.join("*.md").to_str().unwrap());
    cases.env("NO_COLOR", "1").env("COLUMNS", "100");
}

#[test]
fn atk_g01_a_secret_in_an_argument_is_wrong_usage() {
    let folder = Folder::new("cli-argv");
    // `--seed` names a picture or a seed of the vault: words in its place are a secret all the same.
    let words = format!("--seed '{}'", fixture::WORDS);
    for option in ["--mnemonic x", &words, "--words x", "--passphrase x", "--xprv x"] {
        let done = run(&folder.0, &format!("coldframe sign spend.psbt -o signed.psbt {option}"));
        assert_eq!(done.status.code(), Some(2), "{option}");
        assert!(!folder.path("signed.psbt").exists());
    }
}

#[test]
fn atk_g01_the_environment_is_not_asked_for_secrets() {
    let folder = Folder::new("cli-env");
    let line = ["MNEMONIC", "SEED", "PASSPHRASE", "COLDFRAME_SEED", "COLDFRAME_MNEMONIC", "SEED_FD"]
        .map(|name| format!("{name}='{}'", fixture::WORDS))
        .join(" ");
    let done = run(&folder.0, &format!("{line} coldframe seed check"));
    assert_eq!(done.status.code(), Some(8), "{done:?}");
}

#[test]
fn a_review_without_refusal_ends_with_0_and_its_digest_signs() {
    let folder = Folder::new("cli-two-steps");
    let digest = digest(&folder);
    let sign =
        format!("coldframe sign spend.psbt -o signed.psbt --seed-fd 3 --consent {digest} 3< words.txt");
    let done = run(&folder.0, &sign);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let unsigned = std::fs::read(folder.path("spend.psbt")).unwrap();
    assert!(std::fs::read(folder.path("signed.psbt")).unwrap().len() > unsigned.len());
    let done = run(&folder.0, "coldframe finalize signed.psbt --as binary -o spend.tx");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn a_signature_that_does_not_hold_is_found_here_and_not_by_the_network() {
    let folder = Folder::new("cli-finalize");
    let digest = digest(&folder);
    let line =
        format!("coldframe sign spend.psbt -o signed.psbt --consent {digest} --seed-fd 3 3< words.txt");
    assert_eq!(run(&folder.0, &line).status.code(), Some(0));
    let mut psbt = bitcoin::Psbt::deserialize(&std::fs::read(folder.path("signed.psbt")).unwrap()).unwrap();
    psbt.inputs[0].non_witness_utxo = None;
    psbt.inputs[0].witness_utxo.as_mut().unwrap().value += bitcoin::Amount::from_sat(1);
    std::fs::write(folder.path("lie.psbt"), psbt.serialize()).unwrap();
    let done = run(&folder.0, "coldframe finalize lie.psbt -o lie.tx");
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(!folder.path("lie.tx").exists());
    let done = run(&folder.0, "coldframe finalize signed.psbt -o spend.tx");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn a_full_device_is_told_by_every_command_that_writes_a_result() {
    let folder = Folder::new("cli-full");
    for line in ["--help", "version", "man", "help errors", "completions bash", "review spend.psbt"] {
        let done = run(&folder.0, &format!("coldframe {line} > /dev/full"));
        assert_eq!(done.status.code(), Some(9), "{line}: {done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("[io/stdout]"), "{line}");
    }
}

#[test]
fn the_picture_a_rehearsal_keeps_is_what_its_name_says_and_replaces_nothing() {
    let folder = Folder::new("cli-rehearse");
    let line = "coldframe rehearse --inputs 1 --picture kept.gif";
    assert_eq!(run(&folder.0, line).status.code(), Some(0));
    assert!(std::fs::read(folder.path("kept.gif")).unwrap().starts_with(b"GIF8"));
    let again = run(&folder.0, line);
    assert_eq!(again.status.code(), Some(9), "{again:?}");
    assert!(again.stdout.is_empty(), "the journey began before the output was looked at");
    assert!(!folder.path("coldframe").exists(), "a rehearsal wrote into the state of this machine");
}

#[test]
fn nothing_is_signed_for_a_screen_that_is_not_there() {
    let folder = Folder::new("cli-no-screen");
    let digest = digest(&folder);
    let line = format!("coldframe sign spend.psbt -o qr: --consent {digest} --seed-fd 3 3< words.txt");
    let program = format!("{} {}", env!("CARGO_BIN_EXE_coldframe"), surroundings::accepted().join(" "));
    let done = Command::new("setsid")
        .args(["sh", "-c", &line.replacen("coldframe", &program, 1)])
        .current_dir(&folder.0)
        .env("XDG_STATE_HOME", &folder.0)
        .env(surroundings::TERM.0, surroundings::TERM.1)
        .output();
    let Ok(done) = done else { return skips::skipped("no setsid on this machine") };
    assert_eq!(done.status.code(), Some(8), "{done:?}");
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(!journal.contains("\"signed\""), "{journal}");
}

#[test]
fn a_missing_file_of_accounts_is_told_as_that() {
    let folder = Folder::new("cli-no-account");
    let done = run(&folder.0, "coldframe review spend.psbt --account nobody.txt");
    assert_eq!(done.status.code(), Some(9), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[io/missing]"), "{done:?}");
}

#[test]
fn consent_to_another_review_signs_nothing() {
    let folder = Folder::new("cli-other");
    let other = "00".repeat(32);
    let sign = format!("coldframe sign spend.psbt -o signed.psbt --seed-fd 3 --consent {other} 3< words.txt");
    let done = run(&folder.0, &sign);
    assert_eq!(done.status.code(), Some(4), "{done:?}");
    assert!(!folder.path("signed.psbt").exists());
}

#[test]
fn atk_e13_an_output_behind_a_link_is_refused_before_anybody_reads() {
    let folder = Folder::new("cli-link");
    std::os::unix::fs::symlink(folder.path("words.txt"), folder.path("signed.psbt")).unwrap();
    let consent = format!("--consent {}", "00".repeat(32));
    let sign = format!("coldframe sign spend.psbt -o signed.psbt --force {consent} --seed-fd 3 3< words.txt");
    let done = run(&folder.0, &sign);
    assert_eq!(done.status.code(), Some(9), "{done:?}");
    assert_eq!(std::fs::read_to_string(folder.path("words.txt")).unwrap().trim(), fixture::WORDS);
}

#[test]
fn the_manual_and_the_completions_are_written() {
    let folder = Folder::new("cli-manual");
    let man = run(&folder.0, "coldframe man");
    assert!(String::from_utf8_lossy(&man.stdout).contains(".TH coldframe"));
    let completions = run(&folder.0, "coldframe completions bash");
    assert!(String::from_utf8_lossy(&completions.stdout).contains("_coldframe"));
}

#[test]
fn a_second_source_that_differs_stops_a_script() {
    let folder = Folder::new("cli-expect");
    let digest = digest(&folder);
    std::fs::write(folder.path("invoice.csv"), format!("{},0.4\n", fixture::RECIPIENT)).unwrap();
    std::fs::write(folder.path("other.csv"), "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu,0.4\n").unwrap();
    let sign = |list: &str| {
        let line = format!(
            "coldframe sign spend.psbt -o signed.psbt --expect {list} --seed-fd 3 --consent {digest} 3< words.txt"
        );
        run(&folder.0, &line).status.code()
    };
    assert_eq!(sign("other.csv"), Some(4));
    assert!(!folder.path("signed.psbt").exists());
    assert_eq!(sign("invoice.csv"), Some(0));
}

#[test]
fn atk_e12_seed_words_in_place_of_an_invoice_are_refused_by_name() {
    let folder = Folder::new("cli-expect-secret");
    let done = run(&folder.0, "coldframe review spend.psbt --expect words.txt --account account.txt");
    assert_eq!(done.status.code(), Some(6), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("envelope/secret") && !said.contains("abandon"), "{said}");
}

#[test]
fn the_input_is_never_the_output_even_by_force() {
    let folder = Folder::new("cli-same");
    let done = run(&folder.0, "coldframe convert spend.psbt --as hex -o ./spend.psbt --force");
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert_eq!(std::fs::read(folder.path("spend.psbt")).unwrap(), fixture::spend());
}

#[test]
fn the_answer_leaves_in_the_version_and_the_format_that_came() {
    for (format, version) in [("base64", "0"), ("hex", "2"), ("ur", "0"), ("bbqr", "2")] {
        let folder = Folder::new(&format!("cli-format-{format}"));
        let line =
            format!("coldframe convert spend.psbt --as {format} --psbt-version {version} -o {format}.txt");
        assert_eq!(run(&folder.0, &line).status.code(), Some(0), "{format}");
        let review = run(&folder.0, &format!("coldframe review {format}.txt --json --account account.txt"));
        let fields: serde_json::Value = serde_json::from_slice(&review.stdout).unwrap();
        let digest = fields["digest"].as_str().unwrap();
        let line = format!(
            "coldframe sign {format}.txt -o out-{format}.txt --seed-fd 3 --consent {digest} 3< words.txt"
        );
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(0), "{format}: {done:?}");
        let back = format!("coldframe convert out-{format}.txt --as binary -o {format}.psbt");
        assert_eq!(run(&folder.0, &back).status.code(), Some(0), "{format}");
        let bytes = std::fs::read(folder.path(&format!("{format}.psbt"))).unwrap();
        // PSBT_GLOBAL_VERSION (0xfb) stands only in version 2.
        assert_eq!(bytes.windows(3).any(|pair| pair == [0x01, 0xfb, 0x04]), version == "2", "{format}");
    }
}

#[test]
fn every_step_of_a_signature_is_said_to_whoever_wants_them() {
    let folder = Folder::new("cli-verbose");
    let digest = digest(&folder);
    let options = format!("--account account.txt --seed-fd 3 --consent {digest}");
    let sign = |more: &str, out: &str| {
        let done =
            run(&folder.0, &format!("coldframe {more} sign spend.psbt -o {out} {options} 3< words.txt"));
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        surroundings::without_remarks(&String::from_utf8(done.stderr).unwrap())
    };
    let said = sign("-v", "loud.psbt");
    let steps: Vec<&str> = said.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    let wanted = [
        "read",
        "recognised",
        "owner:",
        "reviewed",
        "consented,",
        "signing,",
        "signed",
        "rechecked",
        "wrote",
        "1",
    ];
    assert_eq!(steps, wanted, "{said}");
    assert_eq!(sign("", "usual.psbt"), "signed 1 inputs; two implementations agree on each signature\n");
    assert!(sign("-q", "quiet.psbt").is_empty());
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("..")
}

fn digest(folder: &Folder) -> String {
    let done = run(&folder.0, "coldframe review spend.psbt --json --account account.txt");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let fields: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(fields["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "warn").count(), 0);
    fields["digest"].as_str().unwrap().to_owned()
}

/// Runs a line of a shell, without a terminal, with the placeholders of the help filled in, by
/// somebody who accepts the machine the tests run on.
fn run(folder: &Path, line: &str) -> Output {
    run_as(folder, line, &surroundings::accepted().join(" "))
}

/// The same by somebody who says something else before every command.
fn run_as(folder: &Path, line: &str, said: &str) -> Output {
    let mut line = line.replace("coldframe ", &format!("\"$COLDFRAME\" {said} "));
    if line.contains(" DIGEST") {
        let done = run(folder, "coldframe review spend.psbt --json --account account.txt");
        let fields: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        line = line.replace("DIGEST", fields["digest"].as_str().unwrap()).replace("CODE", "fee/rate-high");
        line = line.replace("signed.psbt", "signed-by-script.psbt");
    }
    if line.contains("sign ") && !line.contains("--consent") {
        line = line.replace("signed.", "signed-by-person.");
    }
    Command::new("setsid")
        .args(["--wait", "sh", "-c", &line])
        .current_dir(folder)
        .env("COLDFRAME", env!("CARGO_BIN_EXE_coldframe"))
        .env("XDG_STATE_HOME", folder)
        .env(surroundings::TERM.0, surroundings::TERM.1)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}
