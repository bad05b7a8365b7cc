//! Shares as a script meets them.

use crate::fixture::{Folder, MASTER, WORDS};
use crate::{run, top};
use coldframe_console::optics::draw;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A set of the words, 2 of 3, by PyPI shamir-mnemonic 0.3.0, without a passphrase.
const THEIRS: [&str; 3] = [
    "romantic aquatic academic acid broken enlarge nylon phrase username privacy grief miracle patrol triumph \
     mouse lily pajamas soldier prisoner axis",
    "romantic aquatic academic agency divorce building episode response unhappy step problem should election \
     symbolic dive railroad deadline failure dress false",
    "romantic aquatic academic always bucket ultimate dish deliver argue election ocean lift thorn liquid sister \
     thunder robin simple galaxy wrist",
];
const KEY: &str = "AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF\n";
const RECIPIENT: &str = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (number, share) in THEIRS.iter().enumerate() {
        std::fs::write(folder.path(&format!("{number}.txt")), format!("{share}\n")).unwrap();
    }
    std::fs::create_dir(folder.path("shares")).unwrap();
    std::fs::write(folder.path("key.txt"), KEY).unwrap();
    std::fs::write(folder.path("right.txt"), "open sesame").unwrap();
    std::fs::write(folder.path("slip.txt"), "open sesami").unwrap();
    folder
}

fn code_of(folder: &Path, line: &str, wanted: i32) -> String {
    let done = run(folder, &format!("coldframe {line}"));
    assert_eq!(done.status.code(), Some(wanted), "{line}: {done:?}");
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

fn files(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path("shares")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| format!("shares/{name}")).collect()
}

#[test]
fn atk_g06_no_command_of_shares_says_a_word_of_one() {
    let folder = folder("cli-shares-silent");
    let expect = format!("--expect-fingerprint {MASTER}");
    let lines = [
        ("share check 0.txt".to_owned(), 0),
        ("share check --json --share-fd 3 3< 1.txt".to_owned(), 0),
        (format!("share rehearse 0.txt 1.txt 2.txt {expect}"), 0),
        (format!("share combine 2.txt 0.txt {expect} -o seed.age --recipient {RECIPIENT}"), 0),
        (format!("-v share combine 2.txt 0.txt {expect} --write-plaintext-secret seed.txt"), 0),
        (
            format!(
                "share reshare 2.txt 1.txt {expect} --need 2 --of 2 --holder A={RECIPIENT} --holder B={RECIPIENT} -o shares"
            ),
            0,
        ),
        ("share combine 0.txt 0.txt --write-plaintext-secret none.txt".to_owned(), 7),
        (
            "share combine 0.txt 1.txt --expect-fingerprint 00000000 --write-plaintext-secret none.txt"
                .to_owned(),
            7,
        ),
        ("share check words.txt".to_owned(), 6),
    ];
    let said: String = lines.iter().map(|(line, wanted)| code_of(&folder.0, line, *wanted)).collect();
    assert!(said.contains("one key opens the shares of A and of B"), "{said}");
    for share in THEIRS {
        // The first two words are the name of the set.
        let words: Vec<&str> = share.split(' ').skip(2).collect();
        let found = words.windows(2).find(|pair| said.contains(&pair.join(" ")));
        assert!(found.is_none(), "{found:?}: {said}");
    }
    assert!(!said.contains("abandon") && !folder.path("none.txt").exists(), "{said}");
    let seed = std::fs::read_to_string(folder.path("seed.txt")).unwrap();
    assert_eq!(seed.trim(), WORDS);
    let journal = std::fs::read_to_string(folder.path("coldframe/journal.jsonl")).unwrap();
    assert!(journal.contains("shares-revoked") && !journal.contains("academic"), "{journal}");
}

/// The fields of an answer are those its schema requires, and its words are those it knows.
fn has_the_shape_of(answer: &str, schema: &str) -> Value {
    let schema = std::fs::read_to_string(top().join("formats").join(schema)).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let answer: Value =
        serde_json::from_str(answer.lines().find(|line| line.starts_with('{')).unwrap()).unwrap();
    let fields: BTreeSet<_> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    let required = schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    assert_eq!(fields, required.collect::<BTreeSet<_>>());
    for (name, rule) in schema["properties"].as_object().unwrap() {
        let said = &answer[name];
        assert!(rule["const"].is_null() || rule["const"] == *said, "{name}: {said}");
        let known = rule["enum"].as_array().is_none_or(|known| known.contains(said));
        assert!(known, "{name}: {said}");
    }
    answer
}

#[test]
fn what_scripts_are_told_of_shares_has_the_shape_its_schema_promises() {
    let folder = folder("cli-shares-schema");
    let split = "share split --need 3 --of 5 --seed-fd 3 --write-plaintext-secret shares 3< words.txt";
    code_of(&folder.0, split, 0);
    let all = files(&folder);
    for share in [&all[0], "0.txt"] {
        let said = code_of(&folder.0, &format!("share check {share} --json"), 0);
        has_the_shape_of(&said, "share-check.schema.json");
    }
    // Four shares of five, on the machine that knows the set: four of its ten quorums.
    let some = all[..4].join(" ");
    let said = code_of(&folder.0, &format!("share rehearse {some} --json"), 0);
    let said = has_the_shape_of(&said, "share-rehearse.schema.json");
    let counts = ["quorums_tried", "quorums", "set_shares", "set_quorums", "compared"]
        .map(|name| said[name].to_string());
    assert_eq!(counts, ["4", "\"4\"", "5", "\"10\"", "\"record\""]);
    let listed = code_of(&folder.0, "share inventory list", 0);
    assert!(listed.contains("rehearsed in part") && listed.contains("(4 of 10 quorums)"), "{listed}");
    assert!(listed.contains("not wholly proven"), "{listed}");
    let elsewhere = format!("share rehearse {some} --json --state elsewhere --expect-fingerprint {MASTER}");
    let said = has_the_shape_of(&code_of(&folder.0, &elsewhere, 0), "share-rehearse.schema.json");
    assert_eq!((said["compared"].as_str(), &said["set_quorums"]), (Some("expected"), &Value::Null));
    let said = code_of(&folder.0, &format!("share rehearse {}", all.join(" ")), 0);
    assert!(said.contains("all their quorums (10)") && said.contains("that is the whole set"), "{said}");
    assert!(code_of(&folder.0, "share inventory list", 0).contains("(all quorums: 10)"));
    // Fewer shares later do not take that back.
    assert!(code_of(&folder.0, &format!("share rehearse {some}"), 0).contains("has 10 quorums of 5 shares"));
    assert!(code_of(&folder.0, "share inventory list", 0).contains("(all quorums: 10)"));
}

#[test]
fn a_sample_of_quorums_uses_every_share_once_and_says_of_how_many_it_was_drawn() {
    let folder = folder("cli-shares-sample");
    let split = "share split --need 2 --of 16 --iteration-exponent 0 --seed-fd 3 --write-plaintext-secret shares 3< words.txt";
    code_of(&folder.0, split, 0);
    let said = code_of(&folder.0, "share rehearse shares/*.txt --sample 1", 0);
    assert!(said.contains("16 shares were here; 8 quorums, drawn by chance from 120"), "{said}");
}

#[test]
fn atk_f05_a_wrong_passphrase_of_a_set_ends_with_7_and_gives_nothing() {
    let folder = folder("cli-shares-passphrase");
    let split = "share split --need 2 --of 2 --seed-fd 3 --new-share-passphrase-fd 4 \
                 --write-plaintext-secret shares 3< words.txt 4< right.txt";
    code_of(&folder.0, split, 0);
    let all = files(&folder).join(" ");
    let combine = |secret: &str, options: &str, wanted| {
        let line = format!(
            "share combine {all} --share-passphrase-fd 3 --write-plaintext-secret out.txt {options} 3< {secret}"
        );
        code_of(&folder.0, &line, wanted)
    };
    let expect = format!("--expect-fingerprint {MASTER}");
    assert!(combine("slip.txt", &expect, 7).contains("[share/other-wallet]"));
    assert!(combine("slip.txt", "", 7).contains("[share/other-wallet-recorded]"));
    // Where nothing can tell, a script is not told that it is right.
    assert!(combine("slip.txt", "--state elsewhere", 2).contains("[usage/share-expect]"));
    assert!(!folder.path("out.txt").exists());
    combine("right.txt", &expect, 0);
    assert_eq!(std::fs::read_to_string(folder.path("out.txt")).unwrap().trim(), WORDS);
}

#[test]
fn atk_f05_a_script_that_leaves_the_passphrase_of_a_set_out_is_refused() {
    let folder = folder("cli-shares-left-out");
    let split = "share split --need 2 --of 2 --seed-fd 3 --new-share-passphrase-fd 4 \
                 --write-plaintext-secret shares 3< words.txt 4< right.txt";
    code_of(&folder.0, split, 0);
    let all = files(&folder).join(" ");
    for line in [
        format!("share combine {all} --write-plaintext-secret out.txt"),
        format!("share combine {all} --holds entropy --write-plaintext-secret out.txt"),
        format!("share rehearse {all} --holds entropy"),
        format!("share rehearse {all}"),
        format!("share reshare {all} --holds entropy --need 2 --of 2 --write-plaintext-secret shares"),
    ] {
        let said = code_of(&folder.0, &format!("{line} --state elsewhere"), 2);
        assert!(said.contains("[usage/share-expect]"), "{line}: {said}");
        code_of(&folder.0, &format!("{line} --expect-fingerprint {MASTER}"), 7);
        // The machine that made the set knows the wallet.
        assert!(code_of(&folder.0, &line, 7).contains("[share/other-wallet-recorded]"), "{line}");
    }
    assert!(!folder.path("out.txt").exists() && files(&folder).len() == 2);
    let journals = ["elsewhere", "coldframe"].map(|state| {
        std::fs::read_to_string(folder.path(&format!("{state}/journal.jsonl"))).unwrap_or_default()
    });
    assert!(!journals.concat().contains("shares-revoked"), "{journals:?}");
}

#[test]
fn atk_f05_what_was_split_is_said_by_a_script_or_found_by_the_fingerprint() {
    let folder = folder("cli-shares-holds");
    std::fs::write(folder.path("master.txt"), "000102030405060708090a0b0c0d0e0f").unwrap();
    let split =
        "share split --need 2 --of 2 --master-secret-fd 3 --write-plaintext-secret shares 3< master.txt";
    code_of(&folder.0, split, 0);
    let all = files(&folder).join(" ");
    let line = format!("share combine {all} --write-plaintext-secret out.txt --state elsewhere");
    assert!(code_of(&folder.0, &line, 2).contains("[usage/share-expect]"));
    assert!(!folder.path("out.txt").exists());
    // BIP-32, test vector 1: taken for the master secret it is, which nobody said.
    code_of(&folder.0, &format!("{line} --expect-fingerprint 3442193e"), 0);
    let out = std::fs::read_to_string(folder.path("out.txt")).unwrap();
    assert_eq!(out.trim(), "000102030405060708090a0b0c0d0e0f");
    let sskr =
        "share split --scheme sskr --need 2 --of 2 --seed-fd 3 --write-plaintext-secret sskr 3< words.txt";
    std::fs::create_dir(folder.path("sskr")).unwrap();
    code_of(&folder.0, sskr, 0);
    let rehearse = "share rehearse sskr/*.txt --state elsewhere";
    assert!(code_of(&folder.0, rehearse, 2).contains("[usage/share-holds-unknown]"));
    let said = code_of(&folder.0, &format!("{rehearse} --holds entropy"), 0);
    assert!(said.contains(MASTER) && said.contains("English words"), "{said}");
}

#[test]
fn atk_f05_words_of_another_language_are_found_by_their_fingerprint() {
    let folder = folder("cli-shares-language");
    let french = format!("{}abeille", "abaisser ".repeat(11));
    std::fs::write(folder.path("french.txt"), &french).unwrap();
    let split = "share split --need 2 --of 2 --seed-fd 3 --write-plaintext-secret shares 3< french.txt";
    code_of(&folder.0, split, 0);
    let all = files(&folder).join(" ");
    let said = code_of(&folder.0, &format!("share rehearse {all} --json"), 0);
    let (_, rest) = said.split_once("\"fingerprint\":\"").unwrap();
    let fingerprint = rest.get(..8).unwrap();
    assert_ne!(fingerprint, MASTER);
    let line = format!(
        "share combine {all} --write-plaintext-secret out.txt --state elsewhere --expect-fingerprint {fingerprint}"
    );
    code_of(&folder.0, &line, 0);
    assert_eq!(std::fs::read_to_string(folder.path("out.txt")).unwrap().trim(), french);
}

#[test]
fn atk_f05_a_record_of_the_words_does_not_confirm_a_passphrase_to_a_script() {
    let folder = folder("cli-shares-words-only");
    code_of(
        &folder.0,
        "share split --need 2 --of 2 --seed-fd 3 --write-plaintext-secret shares 3< words.txt",
        0,
    );
    let all = files(&folder).join(" ");
    let line = |command: &str, options: &str| {
        format!("share {command} {all} {options} --passphrase-fd 3 3< slip.txt")
    };
    for (command, options) in [
        ("combine", "--write-plaintext-secret out.txt"),
        ("rehearse", ""),
        ("reshare", "--need 2 --of 2 --write-plaintext-secret shares"),
    ] {
        let said = code_of(&folder.0, &line(command, options), 2);
        assert!(said.contains("[usage/share-expect]") && !said.contains("journal has"), "{said}");
    }
    assert!(!folder.path("out.txt").exists() && files(&folder).len() == 2);
    let without = format!("share rehearse {all}");
    assert!(code_of(&folder.0, &without, 0).contains("journal has"));
}

#[test]
fn atk_f02_shares_that_do_not_belong_together_end_with_7_and_a_misread_one_with_6() {
    let folder = folder("cli-shares-strange");
    code_of(
        &folder.0,
        "share split --need 2 --of 2 --seed-fd 3 --write-plaintext-secret shares 3< words.txt",
        0,
    );
    let ours = files(&folder).remove(0);
    let combine = |shares: &str, wanted| {
        code_of(&folder.0, &format!("share combine {shares} --write-plaintext-secret out.txt"), wanted)
    };
    assert!(combine(&format!("0.txt {ours}"), 7).contains("this share is of set"));
    std::fs::write(folder.path("misread.txt"), THEIRS[1].replace("episode", "zero")).unwrap();
    let said = combine("0.txt misread.txt", 6);
    assert!(
        said.contains("[share/misread]") && said.contains("word 7") && !said.contains("episode"),
        "{said}"
    );
    assert!(combine("0.txt", 7).contains("[share/incomplete]"));
    assert!(!folder.path("out.txt").exists());
}

#[test]
fn atk_f06_the_third_set_of_a_seed_is_refused_to_a_script_until_it_says_so() {
    let folder = folder("cli-shares-resplit");
    let line = "share split --need 2 --of 2 --seed-fd 3 --write-plaintext-secret shares";
    for _ in 0..2 {
        code_of(&folder.0, &format!("{line} 3< words.txt"), 0);
    }
    let said = code_of(&folder.0, &format!("{line} 3< words.txt"), 3);
    let set = files(&folder)[0].split('-').nth(2).unwrap().to_owned();
    assert!(said.contains("[share/resplit]") && said.contains(&set), "{said}");
    assert_eq!(files(&folder).len(), 4);
    code_of(&folder.0, &format!("{line} --acknowledge share/resplit 3< words.txt"), 0);
    assert_eq!(files(&folder).len(), 6);
}

#[test]
fn sealed_shares_come_back_with_the_keys_of_their_holders_and_with_no_other() {
    let folder = folder("cli-shares-sealed");
    let holders = format!("# who\nAnn = {RECIPIENT}\nBen = {RECIPIENT}\n");
    std::fs::write(folder.path("holders.txt"), holders).unwrap();
    let said = code_of(
        &folder.0,
        "share split --need 2 --of 2 --seed-fd 3 --holders holders.txt -o shares 3< words.txt",
        0,
    );
    assert!(said.contains("Ann") && said.contains("Ben"), "{said}");
    let all = files(&folder).join(" ");
    let combine = format!("share combine {all} --identity-fd 3 --write-plaintext-secret out.txt");
    let other = "AGE-SECRET-KEY-1YEWNZLSWD93WY2NPD8EG4P2GUJ5CKYLSF63242V7Y8U80YARM8QS6QV0Q0\n";
    std::fs::write(folder.path("other.txt"), other).unwrap();
    code_of(&folder.0, &format!("{combine} 3< other.txt"), 7);
    code_of(&folder.0, &format!("{combine} 3< key.txt"), 0);
    assert_eq!(std::fs::read_to_string(folder.path("out.txt")).unwrap().trim(), WORDS);
}

#[test]
fn a_share_in_a_picture_is_read_from_it() {
    let folder = folder("cli-shares-picture");
    for (number, share) in THEIRS.iter().enumerate() {
        let symbol = draw::series(&[share.as_bytes()], draw::Options::default()).unwrap().png().unwrap();
        std::fs::write(folder.path(&format!("{number}.png")), symbol).unwrap();
    }
    let line =
        format!("share combine 0.png 2.png --expect-fingerprint {MASTER} --write-plaintext-secret out.txt");
    code_of(&folder.0, &line, 0);
    assert_eq!(std::fs::read_to_string(folder.path("out.txt")).unwrap().trim(), WORDS);
}
