//! `seed new` by a script, held to `scripts/verify-seed.py`, which shares no code with it.

use super::fixture::Folder;
use super::{run, skips, top};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// Rolls of a fair die, enough for every test.
const ROLLS: &str = super::fixture::ROLLS;

fn verified(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let script = top().join("scripts/verify-seed.py");
    let done = Command::new("python3").arg("-B").arg(script).args(arguments).current_dir(folder).output();
    if done.is_err() {
        skips::skipped("no python3 on this machine: scripts/verify-seed.py recomputed nothing");
    }
    done.ok()
}

fn json(folder: &Folder, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.path(name)).unwrap()).unwrap()
}

fn made(folder: &Folder, options: &str) -> Output {
    let line = format!(
        "coldframe seed new {options} --write-plaintext-secret t.json --certificate c.json --force 3< rolls.txt"
    );
    let done = run(&folder.0, &line);
    assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    done
}

#[test]
fn atk_c04_a_program_of_others_recomputes_words_fingerprint_and_commitment() {
    let folder = Folder::new("new-verified");
    std::fs::write(
        folder.path("coins.txt"),
        ROLLS.replace(['1', '3', '5'], "h").replace(['2', '4', '6'], "t"),
    )
    .unwrap();
    std::fs::write(folder.path("sea.jpg"), b"a picture of the sea").unwrap();
    for options in [
        "--dice-fd 3",
        "--dice-fd 3 --words 12 --language japanese",
        "--dice-fd 3 --words 12 --coins-fd 4 --mix sea.jpg --mix coins.txt 4< coins.txt --acknowledge entropy/spread",
        "--os --words 18 --language french",
        "--dice-fd 3 --words 15 --language korean",
        "--formula sha256-rolls --words 12 --dice-fd 3",
    ] {
        let said = String::from_utf8(made(&folder, options).stderr).unwrap();
        let transcript = json(&folder, "t.json");
        let commitment = transcript["commitment"].as_str().unwrap_or_default();
        assert!(said.contains(commitment), "the commitment was not told: {said}");
        let mut arguments = vec!["t.json", "--this-seed-is-public", "--certificate", "c.json"];
        if !commitment.is_empty() {
            arguments.extend(["--commitment", commitment]);
        }
        let Some(done) = verified(&folder.0, &arguments) else { return };
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(done.status.code(), Some(0), "{options}: {said}");
        assert!(said.contains(transcript["words"].as_str().unwrap()) && !said.contains("DIFFERS"), "{said}");
        let certificate = std::fs::read_to_string(folder.path("c.json")).unwrap();
        assert!(!certificate.contains(&ROLLS[..40]), "rolls in a certificate");
    }
}

#[test]
fn atk_c04_a_machine_that_swaps_its_bytes_its_words_or_a_roll_is_caught() {
    let folder = Folder::new("new-swapped");
    made(&folder, "--dice-fd 3");
    let honest = std::fs::read_to_string(folder.path("t.json")).unwrap();
    let transcript = json(&folder, "t.json");
    let os = transcript["sources"][0]["hex"].as_str().unwrap();
    let other = if os.starts_with('0') { "1" } else { "0" };
    let roll = if ROLLS.starts_with('1') { "2" } else { "1" };
    let words = transcript["words"].as_str().unwrap();
    let lies = [
        honest.replace(os, &format!("{other}{}", &os[1..])),
        honest.replace(ROLLS, &format!("{roll}{}", &ROLLS[1..])),
        honest.replace(words, &format!("zoo {}", words.split_once(' ').unwrap().1)),
        honest.replace(transcript["fingerprint"].as_str().unwrap(), "00000000"),
        honest.replace(transcript["commitment"].as_str().unwrap(), &"0".repeat(64)),
    ];
    for lie in lies {
        assert_ne!(lie, honest);
        std::fs::write(folder.path("lie.json"), &lie).unwrap();
        let Some(done) = verified(&folder.0, &["lie.json", "--this-seed-is-public"]) else { return };
        assert_eq!(done.status.code(), Some(1), "{lie}");
        assert!(String::from_utf8_lossy(&done.stdout).contains("DIFFERS"), "{done:?}");
    }
}

#[test]
fn the_script_says_first_where_it_belongs_and_reads_no_living_seed_on_a_machine_with_a_route() {
    let folder = Folder::new("new-route");
    made(&folder, "--dice-fd 3");
    let routes = std::fs::read_to_string("/proc/net/route").unwrap_or_default();
    let routed = routes.lines().skip(1).any(|line| line.split_whitespace().nth(1) == Some("00000000"));
    let Some(done) = verified(&folder.0, &["t.json"]) else { return };
    assert!(String::from_utf8_lossy(&done.stderr).starts_with("A transcript is the money"), "{done:?}");
    if routed {
        assert_eq!(done.status.code(), Some(8), "{done:?}");
        assert!(done.stdout.is_empty(), "{done:?}");
    }
    let published = std::fs::read_to_string(folder.path("t.json")).unwrap();
    let published = published.replace("\"published\":false", "\"published\":true");
    std::fs::write(folder.path("p.json"), published).unwrap();
    assert_eq!(verified(&folder.0, &["p.json"]).unwrap().status.code(), Some(0));
}

/// Everything that published rolls are refused or asked about for.
const MADE_UP: &str = "entropy/too-few,entropy/pattern-faces,entropy/pattern-steps,entropy/pattern-run,entropy/pattern-period,entropy/bias,entropy/spread";

#[test]
fn published_rolls_give_the_words_of_other_devices_where_no_coins_are_and_nowhere_else() {
    let folder = Folder::new("new-compared");
    let file = std::fs::read_to_string(top().join("vectors/entropy/rolls.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    for (number, row) in file["rows"].as_array().unwrap().iter().enumerate() {
        let (rolls, words) = (row["rolls"].as_str().unwrap(), row["words"].as_str().unwrap());
        std::fs::write(folder.path("published.txt"), rolls).unwrap();
        let count = words.split(' ').count();
        let line = |network: &str, codes: &str| {
            format!(
                "coldframe --network {network} --state {network}-{number} seed new --formula sha256-rolls \
                 --words {count} --dice-fd 3 {codes} --write-plaintext-secret {network}-{number}.json \
                 3< published.txt"
            )
        };
        let named = format!("--acknowledge {MADE_UP}");
        for network in ["regtest", "signet", "testnet4"] {
            let done = run(&folder.0, &line(network, &named));
            assert_eq!(done.status.code(), Some(0), "{}: {done:?}", row["name"]);
            assert_eq!(json(&folder, &format!("{network}-{number}.json"))["words"], words);
            let journal = format!("{network}-{number}/journal.jsonl");
            let journal = std::fs::read_to_string(folder.path(&journal)).unwrap();
            assert!(journal.contains("\"override\""), "{}: {journal}", row["name"]);
        }
        // The same refused where coins could be sent to it (attack C05), and where it was not named.
        for (network, codes) in [("main", named.as_str()), ("regtest", "")] {
            let _ = std::fs::remove_file(folder.path(&format!("{network}-{number}.json")));
            let done = run(&folder.0, &line(network, codes));
            assert_eq!(done.status.code(), Some(3), "{}: {done:?}", row["name"]);
            assert!(!folder.path(&format!("{network}-{number}.json")).exists());
        }
    }
}

#[test]
fn atk_c05_published_rolls_are_no_seed_of_our_own_formula_on_any_network() {
    let folder = Folder::new("new-own-formula");
    std::fs::write(folder.path("published.txt"), "123456".repeat(20)).unwrap();
    for network in ["main", "regtest"] {
        let line = format!(
            "coldframe --network {network} seed new --dice-fd 3 --acknowledge {MADE_UP} \
             --write-plaintext-secret made.json 3< published.txt"
        );
        assert_eq!(run(&folder.0, &line).status.code(), Some(3), "{network}");
        assert!(!folder.path("made.json").exists());
    }
}

const RECIPIENT: &str = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
const IDENTITY: &str = "AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF\n";

#[test]
fn a_transcript_that_was_encrypted_is_verified_once_an_ordinary_age_has_opened_it() {
    let folder = Folder::new("new-encrypted");
    std::fs::write(folder.path("key.txt"), IDENTITY).unwrap();
    let line = format!(
        "coldframe seed new --dice-fd 3 --recipient {RECIPIENT} -o t.age --certificate c.json 3< rolls.txt"
    );
    let done = run(&folder.0, &line);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert!(done.stdout.is_empty(), "{done:?}");
    let file = std::fs::read_to_string(folder.path("t.age")).unwrap();
    assert!(file.starts_with("-----BEGIN AGE ENCRYPTED FILE-----") && !file.contains("words"), "{file}");
    let age = Command::new("age")
        .args(["-d", "-i", "key.txt", "-o", "t.json", "t.age"])
        .current_dir(&folder.0)
        .status();
    match age {
        Ok(done) => assert!(done.success()),
        Err(_) => return skips::skipped("no age on this machine: nobody opened the transcript"),
    }
    let Some(done) = verified(&folder.0, &["t.json", "--this-seed-is-public", "--certificate", "c.json"])
    else {
        return;
    };
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn a_script_makes_a_seed_straight_into_the_vault() {
    let folder = Folder::new("new-vault");
    std::fs::write(folder.path("new.txt"), "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon").unwrap();
    let new =
        "coldframe seed new --dice-fd 3 --vault cold --new-vault-passphrase-fd 4 3< rolls.txt 4< new.txt";
    let done = run(&folder.0, new);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let certificate: Value = serde_json::from_slice(&done.stdout).unwrap();
    let open = "--vault-passphrase-fd 3 3< new.txt";
    let opened = run(&folder.0, &format!("coldframe vault open-test cold --json {open}"));
    let opened: Value = serde_json::from_slice(&opened.stdout).unwrap();
    assert_eq!(opened["fingerprint"], certificate["fingerprint"]);
    let export = run(&folder.0, &format!("coldframe account export --seed vault:cold {open}"));
    assert_eq!(export.status.code(), Some(3), "its backup was never tested: {export:?}");
    assert_eq!(run(&folder.0, new).status.code(), Some(9), "the name is taken");
}

#[test]
fn what_a_file_is_encrypted_to_without_a_file_is_wrong_usage() {
    let folder = Folder::new("new-nothing");
    for line in [
        format!("seed new --dice-fd 3 --recipient {RECIPIENT} --write-plaintext-secret t.json 3< rolls.txt"),
        "seed derive --app wif --index 0 --own-passphrase --seed-fd 3 3< words.txt".to_owned(),
        "seed backup --low-memory --seed-fd 3 3< words.txt".to_owned(),
    ] {
        let done = run(&folder.0, &format!("coldframe {line}"));
        assert_eq!(done.status.code(), Some(2), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("[usage/nothing-encrypted]"), "{done:?}");
    }
    assert!(!folder.path("t.json").exists());
}

#[test]
fn atk_c04_a_transcript_that_leaves_out_what_would_differ_or_says_it_twice_is_not_verified() {
    let folder = Folder::new("new-strict");
    made(&folder, "--dice-fd 3");
    let honest = std::fs::read_to_string(folder.path("t.json")).unwrap();
    let transcript = json(&folder, "t.json");
    let without = |key: &str| {
        let mut transcript = transcript.clone();
        transcript.as_object_mut().unwrap().remove(key);
        transcript.to_string()
    };
    let os = transcript["sources"][0]["hex"].as_str().unwrap();
    let lies = [
        without("commitment"),
        without("fingerprint"),
        without("words"),
        honest.replace("{\"schema\"", "{\"words\":\"zoo\",\"schema\""),
        honest.replace("{\"schema\"", "{\"note\":\"\",\"schema\""),
        honest.replace("\"published\":false", "\"published\":\"yes\""),
        honest.replace(os, &format!(" {os}")),
        honest.replace(os, &os.to_uppercase()),
        honest.replace("\"word_count\":24", "\"word_count\":24.0"),
        honest.replace("\"symbols\":\"", "\"hex\":\"\",\"symbols\":\""),
        "[]".to_owned(),
        "[".repeat(100_000),
    ];
    for lie in lies {
        assert_ne!(lie, honest);
        std::fs::write(folder.path("lie.json"), &lie).unwrap();
        let Some(done) = verified(&folder.0, &["lie.json", "--this-seed-is-public"]) else { return };
        let start = lie.chars().take(200).collect::<String>();
        assert_eq!(done.status.code(), Some(1), "{start}: {done:?}");
        assert!(!String::from_utf8_lossy(&done.stderr).contains("Traceback"), "{start}: {done:?}");
    }
}

#[test]
fn atk_c05_a_script_that_gives_a_pattern_gets_no_seed() {
    let folder = Folder::new("new-pattern");
    for (rolls, code) in [
        ("123456".repeat(17), "[entropy/pattern-steps]"),
        ("6".repeat(99), "[entropy/pattern-faces]"),
        (ROLLS[..98].to_owned(), "[entropy/too-few]"),
        (ROLLS[..99].to_owned(), "[entropy/spread]"),
    ] {
        std::fs::write(folder.path("rolls.txt"), rolls).unwrap();
        let line = "coldframe seed new --dice-fd 3 --write-plaintext-secret t.json 3< rolls.txt";
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(3), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains(code), "{done:?}");
        assert!(done.stdout.is_empty() && !folder.path("t.json").exists());
    }
}

#[test]
fn without_a_terminal_or_a_file_named_for_them_there_are_no_words() {
    let folder = Folder::new("new-nobody");
    let done = run(&folder.0, "coldframe seed new --dice-fd 3 3< rolls.txt");
    assert_eq!(done.status.code(), Some(8), "{done:?}");
    assert!(done.stdout.is_empty());
}

#[test]
fn atk_f09_an_account_of_a_new_seed_waits_for_its_backup() {
    let folder = Folder::new("new-backup");
    made(&folder, "--dice-fd 3");
    let words = json(&folder, "t.json")["words"].as_str().unwrap().to_owned();
    std::fs::write(folder.path("new.txt"), words).unwrap();
    let done = run(&folder.0, "coldframe account export --seed-fd 3 3< new.txt");
    assert_eq!(done.status.code(), Some(3), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[backup/unverified]"), "{done:?}");
    let done = run(&folder.0, "coldframe address list --seed-fd 3 3< new.txt");
    assert_eq!(done.status.code(), Some(3), "money could come to it: {done:?}");
    assert!(done.stdout.is_empty(), "{done:?}");
    let line = "coldframe address list --seed-fd 3 --accept-unverified-backup 3< new.txt";
    assert_eq!(run(&folder.0, line).status.code(), Some(0));
    let line = "coldframe account export --seed-fd 3 --accept-unverified-backup 3< new.txt";
    assert_eq!(run(&folder.0, line).status.code(), Some(0));
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(journal.contains("\"code\":\"backup/unverified\""), "{journal}");
    assert_eq!(run(&folder.0, "coldframe account export --seed-fd 3 3< words.txt").status.code(), Some(0));
}

#[test]
fn rolls_give_the_words_of_other_devices_behind_a_warning() {
    let folder = Folder::new("new-rolls");
    let rolls = "5".to_owned() + &ROLLS[..98];
    std::fs::write(folder.path("rolls.txt"), rolls).unwrap();
    let said = made(&folder, "--formula sha256-rolls --dice-fd 3 --acknowledge entropy/spread").stderr;
    assert!(String::from_utf8(said).unwrap().contains("Coldcard and SeedSigner"));
    let sources = json(&folder, "c.json")["sources"].clone();
    assert_eq!(sources.as_array().unwrap().len(), 1, "{sources}");
}
