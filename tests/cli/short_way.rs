//! The short way back, and what comes in other people's forms.

use crate::fixture::{self, Folder};
use crate::{digest, run};
use bitcoin::Psbt;
use std::fs;
use std::process::Output;

fn done(folder: &Folder, line: &str) -> Output {
    let done = run(&folder.0, line);
    assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    done
}

/// Signs the spend into `output`.
fn sign(folder: &Folder, input: &str, output: &str, options: &str) -> Output {
    let digest = digest(folder);
    done(
        folder,
        &format!("coldframe sign {input} -o {output} --consent {digest} {options} --seed-fd 3 3< words.txt"),
    )
}

#[test]
fn atk_e09_codes_carry_the_transaction_and_the_new_signatures_and_files_everything() {
    let folder = Folder::new("cli-short");
    let said = sign(&folder, "spend.psbt", "short.gif", "");
    assert!(String::from_utf8_lossy(&said.stderr).contains("--full"), "{said:?}");
    sign(&folder, "spend.psbt", "full.gif", "--replace --full");
    sign(&folder, "spend.psbt", "whole.psbt", "--replace");
    for name in ["short", "full"] {
        done(&folder, &format!("coldframe scan {name}.gif -o {name}.psbt"));
    }
    let read = |name: &str| fs::read(folder.path(name)).unwrap();
    assert_eq!(read("full.psbt"), read("whole.psbt"));
    assert!(read("short.psbt").len() * 2 < read("whole.psbt").len());
    let short = Psbt::deserialize(&read("short.psbt")).unwrap();
    let mut expected = Psbt::from_unsigned_tx(short.unsigned_tx.clone()).unwrap();
    expected.inputs[0].partial_sigs = short.inputs[0].partial_sigs.clone();
    assert_eq!((short.inputs[0].partial_sigs.len(), &short), (1, &expected));
    // As a companion does it: BIP-174's combiner, here rust-bitcoin's.
    let mut combined = Psbt::deserialize(&read("spend.psbt")).unwrap();
    combined.combine(short).unwrap();
    assert_eq!(combined, Psbt::deserialize(&read("whole.psbt")).unwrap());
}

#[test]
fn a_short_answer_is_finished_with_the_file_it_answers_and_with_no_other() {
    let folder = Folder::new("cli-original");
    sign(&folder, "spend.psbt", "short.gif", "");
    done(&folder, "coldframe finalize short.gif --original spend.psbt -o spend.tx");
    sign(&folder, "spend.psbt", "whole.psbt", "--replace");
    done(&folder, "coldframe finalize whole.psbt -o whole.tx");
    let read = |name: &str| fs::read(folder.path(name)).unwrap();
    assert_eq!(read("spend.tx"), read("whole.tx"));
    let alone = run(&folder.0, "coldframe finalize short.gif -o alone.tx");
    assert_eq!(alone.status.code(), Some(1), "{alone:?}");
    assert!(String::from_utf8_lossy(&alone.stderr).contains("--original"), "{alone:?}");
    let other = fixture::spend_to("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", 7);
    fs::write(folder.path("other.psbt"), other).unwrap();
    let wrong = run(&folder.0, "coldframe finalize short.gif --original other.psbt -o wrong.tx");
    assert_eq!(wrong.status.code(), Some(6), "{wrong:?}");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("[psbt/combine-other]"), "{wrong:?}");
    for name in ["alone.tx", "wrong.tx"] {
        assert!(!folder.path(name).exists(), "{name}");
    }
}

#[test]
fn atk_e14_the_same_question_and_seed_give_the_same_frames_in_every_form() {
    let folder = Folder::new("cli-same-frames");
    for (form, options) in [("ur", ""), ("ur", "--to 'coldframe'"), ("bbqr", ""), ("ur1", ""), ("base64", "")]
    {
        done(&folder, &format!("coldframe show spend.psbt --as {form} -o question.txt"));
        for name in ["one", "two"] {
            sign(&folder, "question.txt", &format!("{name}.apng"), &format!("--replace --force {options}"));
        }
        let read = |name: &str| fs::read(folder.path(name)).unwrap();
        assert_eq!(read("one.apng"), read("two.apng"), "{form} {options}");
        for name in ["question.txt", "one.apng", "two.apng"] {
            fs::remove_file(folder.path(name)).unwrap();
        }
    }
}

#[test]
fn a_question_in_the_first_version_of_ur_is_answered_in_it() {
    let folder = Folder::new("cli-ur1");
    done(&folder, "coldframe show spend.psbt --as ur1 --density tiny -o question.txt");
    let question = fs::read_to_string(folder.path("question.txt")).unwrap();
    assert!(question.starts_with("UR:BYTES/1OF"), "{question}");
    sign(&folder, "question.txt", "answer", "");
    let answer = fs::read_to_string(folder.path("answer")).unwrap();
    assert!(answer.starts_with("UR:BYTES/"), "{answer}");
    sign(&folder, "question.txt", "answer.gif", "--replace");
    done(&folder, "coldframe finalize answer.gif --original question.txt -o spend.tx");
    // Numbered frames: the ones that are missing are named.
    let parts: Vec<_> = question.lines().collect();
    fs::write(folder.path("torn.txt"), [parts[0], parts[2]].join("\n")).unwrap();
    let torn = run(&folder.0, "coldframe review torn.txt");
    let said = String::from_utf8_lossy(&torn.stderr).into_owned();
    assert!(said.contains("[envelope/parts-missing]") && said.contains("missing: 2"), "{said}");
}

#[test]
fn an_account_is_read_in_every_form_it_is_exported_in() {
    let folder = Folder::new("cli-accounts");
    let expected = done(&folder, "coldframe account show account.txt --json").stdout;
    for (form, name) in [
        ("ur", "a.txt"),
        ("ur", "a.gif"),
        ("bbqr", "b.txt"),
        ("bbqr", "b.png"),
        ("json", "c.json"),
        ("descriptor", "d.txt"),
        ("xpub", "e.txt"),
    ] {
        done(&folder, &format!("coldframe account export --as {form} -o {name} --seed-fd 3 3< words.txt"));
        let shown = done(&folder, &format!("coldframe account show {name} --json")).stdout;
        assert_eq!(shown, expected, "{name}");
    }
    let reviewed = done(&folder, "coldframe review spend.psbt --json --account a.gif").stdout;
    assert_eq!(reviewed, done(&folder, "coldframe review spend.psbt --json --account account.txt").stdout);
}

#[test]
fn atk_e12_a_seed_as_ur_opens_a_seed_slot_and_no_other() {
    use coldframe_console::optics::draw;
    let folder = Folder::new("cli-seed-ur");
    let vectors = fs::read_to_string(crate::top().join("vectors/seed-ur/seeds.json")).unwrap();
    let vectors: serde_json::Value = serde_json::from_str(&vectors).unwrap();
    for (place, row) in vectors["rows"].as_array().unwrap().iter().enumerate() {
        let text = row["ur"].as_str().unwrap().to_ascii_uppercase();
        let png = draw::series(&[text], draw::Options::default()).unwrap().png().unwrap();
        let name = format!("seed-{place}.png");
        fs::write(folder.path(&name), png).unwrap();
        let picture = done(&folder, &format!("coldframe seed check --json --seed {name}")).stdout;
        fs::write(folder.path("typed.txt"), row["words"].as_str().unwrap()).unwrap();
        let typed = done(&folder, "coldframe seed check --json --seed-fd 3 3< typed.txt").stdout;
        assert_eq!(picture, typed, "{}", row["name"]);
        for line in ["review", "show", "account show", "scan"] {
            let refused = run(&folder.0, &format!("coldframe {line} {name}"));
            let said = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(6), "{line}: {refused:?}");
            assert!(said.contains("secret") && !said.contains("shield"), "{line}: {said}");
        }
    }
}

/// A person who reads only of a full disk believes that nothing was signed.
#[test]
fn an_answer_that_does_not_go_out_is_said_to_be_signed_and_comes_again() {
    let folder = Folder::new("short-way-full");
    let line = "coldframe sign spend.psbt -o - --seed-fd 3 --consent DIGEST 3< words.txt";
    let full = run(&folder.0, &format!("{line} > /dev/full"));
    let said = String::from_utf8(full.stderr).unwrap();
    assert_eq!(full.status.code(), Some(9), "{said}");
    assert!(said.contains("it is signed and in the journal") && said.contains("[io/stdout]"), "{said}");
    let again = run(&folder.0, line);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stderr));
    assert!(again.stdout.starts_with(b"psbt\xff"));
}
