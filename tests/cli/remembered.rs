//! What a machine remembers of earlier reviews and signatures.

use crate::fixture::{self, Folder};
use crate::{digest, run, surroundings};

#[test]
fn atk_a10_a_coin_signed_away_is_not_signed_away_again_unasked() {
    let folder = Folder::new("cli-again");
    let first = digest(&folder);
    let sign = |digest: &str, file: &str, out: &str, more: &str| {
        let line =
            format!("coldframe sign {file} -o {out} --seed-fd 3 --consent {digest} {more} 3< words.txt");
        run(&folder.0, &line)
    };
    assert_eq!(sign(&first, "spend.psbt", "signed.psbt", "").status.code(), Some(0));
    assert_eq!(
        sign(&first, "spend.psbt", "again.psbt", "").status.code(),
        Some(0),
        "the same again is no attack"
    );
    let other = fixture::spend_to("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", 0);
    std::fs::write(folder.path("other.psbt"), other).unwrap();
    let review = run(&folder.0, "coldframe review other.psbt --json --account account.txt");
    let fields: serde_json::Value = serde_json::from_slice(&review.stdout).unwrap();
    let second = fields["digest"].as_str().unwrap();
    let done = sign(second, "other.psbt", "other-signed.psbt", "");
    assert!(matches!(done.status.code(), Some(3 | 4)), "{done:?}");
    assert!(!folder.path("other-signed.psbt").exists());
    let asked = "--replace --acknowledge psbt/conflicts-with-signed";
    let journal = || std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    let others = |line: &&str| !surroundings::refusing().iter().any(|code| line.contains(code.as_str()));
    let overrides = |journal: &str| {
        let lines = journal.lines().filter(|line| line.contains("\"override\"")).filter(others);
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(overrides(&journal()).is_empty(), "nothing was overridden yet");
    assert_eq!(sign(second, "other.psbt", "other-signed.psbt", asked).status.code(), Some(0));
    let overrides = overrides(&journal());
    assert!(matches!(&*overrides, [one] if one.contains("psbt/conflicts-with-signed")), "{overrides:?}");
}

#[test]
fn atk_a01_the_second_lie_about_amounts_contradicts_the_first() {
    let folder = Folder::new("cli-lies");
    std::fs::write(folder.path("one.psbt"), fixture::unproven([100_000_000, 1_000])).unwrap();
    std::fs::write(folder.path("two.psbt"), fixture::unproven([1_000, 100_000_000])).unwrap();
    let sign = |file: &str| {
        let review = run(&folder.0, &format!("coldframe review {file} --json --account account.txt"));
        let fields: serde_json::Value = serde_json::from_slice(&review.stdout).unwrap();
        let warned = |finding: &&serde_json::Value| finding["severity"] == "warn";
        let codes = fields["findings"].as_array().unwrap().iter().filter(warned);
        let named: String =
            codes.map(|finding| format!(" --acknowledge {}", finding["code"].as_str().unwrap())).collect();
        let digest = fields["digest"].as_str().unwrap();
        let line =
            format!("coldframe sign {file} -o out-{file} --consent {digest}{named} --seed-fd 3 3< words.txt");
        run(&folder.0, &line)
    };
    let first = sign("one.psbt");
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let second = sign("two.psbt");
    assert_eq!(second.status.code(), Some(3), "{second:?}");
    assert!(!folder.path("out-two.psbt").exists());
}

#[test]
fn a_machine_that_forgets_says_so_once() {
    let folder = Folder::new("cli-amnesia");
    let done = run(&folder.0, "env -i coldframe review spend.psbt --account account.txt");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(said.matches("remembers nothing").count(), 1, "{said}");
}

#[test]
fn a_changed_journal_stops_every_signature() {
    let folder = Folder::new("cli-journal");
    digest(&folder);
    let path = folder.path("coldframe").join("journal.jsonl");
    let changed = std::fs::read_to_string(&path).unwrap().replacen("opened", "sealed", 1);
    std::fs::write(&path, changed).unwrap();
    let done = run(&folder.0, "coldframe review spend.psbt --account account.txt");
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("[journal/broken]"));
}
