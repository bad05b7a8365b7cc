//! Which wallet shares come to where no record knows it: the person at the desk says it.

use super::*;

/// Papers of a set with a passphrase, on a machine that did not make it: their paths.
fn guarded(room: &Room) -> String {
    let line = "split --need 2 --of 2 --ask-new-share-passphrase --write-plaintext-secret @papers";
    assert_eq!(room.run(line, &Person::answering(&[WORDS, "open sesame"])), Ok(Exit::Done));
    room.forget();
    let papers: Vec<_> = room.files("papers").into_iter().map(|name| (name, String::new())).collect();
    named(&papers, &[0, 1])
}

#[test]
fn atk_f05_a_set_whose_passphrase_is_left_out_is_never_taken_for_the_wallet() {
    let room = Room::new("left-out");
    let all = guarded(&room);
    for line in [
        format!("combine {all} --write-plaintext-secret @out"),
        format!("combine {all} --holds entropy --write-plaintext-secret @out"),
        format!("rehearse {all}"),
        format!("rehearse {all} --holds entropy"),
        format!("reshare {all} --need 2 --of 2 --write-plaintext-secret @papers"),
    ] {
        let person = Person::answering(&["n"]);
        assert_eq!(code(room.run(&line, &person)), (Exit::WrongSecret, "share/not-your-wallet"), "{line}");
        assert!(!person.shown().concat().contains(MASTER), "{line}");
        assert!(!exists(&room.path("out")) && room.files("papers").len() == 2, "{line}");
    }
    let journal = room.journal();
    for event in ["shares-combined", "shares-rehearsed", "shares-revoked"] {
        assert!(!journal.contains(event), "{journal}");
    }
    let person = Person::answering(&["open sesame", "1"]);
    let line = format!("combine {all} --ask-share-passphrase --write-plaintext-secret @out");
    assert_eq!(room.run(&line, &person), Ok(Exit::Done));
    assert!(person.shown().concat().contains(MASTER), "{:?}", person.shown());
}

#[test]
fn atk_f05_words_or_a_master_secret_the_person_sees_both_fingerprints_and_says_which() {
    let room = Room::new("either");
    let papers = room.papers("--need 2 --of 2");
    room.forget();
    let line = format!("combine {} --write-plaintext-secret @out", named(&papers, &[0, 1]));
    let master = Person::answering(&["2"]);
    assert_eq!(room.run(&line, &master), Ok(Exit::Done));
    let shown = master.shown().concat();
    assert!(shown.contains(&format!("1: as the entropy of BIP-39 words, {MASTER}")), "{shown}");
    assert!(shown.contains("2: as a master secret") && shown.contains("English words"), "{shown}");
    assert_eq!(std::fs::read_to_string(room.path("out")).unwrap().trim(), "0".repeat(32));
    std::fs::remove_file(room.path("out")).unwrap();
    assert_eq!(room.run(&line, &Person::answering(&["1"])), Ok(Exit::Done));
    assert_eq!(std::fs::read_to_string(room.path("out")).unwrap().trim(), WORDS);
    std::fs::remove_file(room.path("out")).unwrap();
    for answers in [["n"].as_slice(), &["n", ""], &["", "y", "3"], &["0", "no"]] {
        let done = room.run(&line, &Person::answering(answers));
        assert_eq!(code(done), (Exit::WrongSecret, "share/not-your-wallet"), "{answers:?}");
    }
    assert!(!exists(&room.path("out")));
    // A slip of a finger is asked about again.
    let slip = Person::answering(&["", "q", "1"]);
    assert_eq!(room.run(&line, &slip), Ok(Exit::Done));
    assert_eq!(slip.shown().concat().matches("none of the answers").count(), 2);
}

#[test]
fn atk_f05_a_record_of_the_words_says_nothing_of_the_wallet_with_a_passphrase() {
    let room = Room::new("words-only");
    let papers = room.papers("--need 2 --of 2");
    let all = named(&papers, &[0, 1]);
    let line = format!("combine {all} --ask-passphrase --write-plaintext-secret @out");
    let person = Person::answering(&["mistyped", "n"]);
    assert_eq!(code(room.run(&line, &person)), (Exit::WrongSecret, "share/not-your-wallet"));
    let shown = person.shown().concat();
    assert!(shown.contains("words alone") && shown.contains(MASTER), "{shown}");
    assert!(!exists(&room.path("out")));
    assert_eq!(room.run(&line, &Person::answering(&["as meant", "y"])), Ok(Exit::Done));
    // Without one the record is of the wallet itself, and nobody is asked.
    assert_eq!(room.run(&format!("rehearse {all}"), &nobody()), Ok(Exit::Done));
}

#[test]
fn atk_f02_sskr_proves_its_secret_and_not_what_was_split() {
    let room = Room::new("sskr-meaning");
    let papers = room.papers("--scheme sskr --need 2 --of 2");
    room.forget();
    let line = format!("rehearse {}", named(&papers, &[0, 1]));
    let person = Person::answering(&["1"]);
    assert_eq!(room.run(&line, &person), Ok(Exit::Done));
    assert!(person.shown().concat().contains(MASTER), "{:?}", person.shown());
    assert_eq!(room.run(&format!("{line} --holds entropy"), &nobody()), Ok(Exit::Done));
}

#[test]
fn words_whose_wallet_was_told_by_its_passphrase_are_reshared_with_that_remark() {
    let room = Room::new("reshared-words");
    let all = named(&room.papers("--need 2 --of 2"), &[0, 1]);
    for (options, answers, is_remarked) in
        [("--ask-passphrase", ["as meant", "y"].as_slice(), true), ("", [].as_slice(), false)]
    {
        let before = room.files("papers");
        let line = format!("reshare {all} {options} --need 2 --of 2 --acknowledge share/resplit");
        let line = format!("{} --write-plaintext-secret @papers", line.replace("  ", " "));
        assert_eq!(room.run(&line, &Person::answering(answers)), Ok(Exit::Done), "{options}");
        let new: Vec<_> = room.files("papers").into_iter().filter(|name| !before.contains(name)).collect();
        assert_eq!(new.len(), 2);
        for share in new {
            let text = std::fs::read_to_string(room.path(&share)).unwrap();
            assert!(text.contains(MASTER), "the fingerprint of the words alone: {text}");
            assert_eq!(text.contains("also needs its BIP-39 passphrase"), is_remarked, "{text}");
        }
    }
}

#[test]
fn atk_f05_who_typed_the_shares_may_type_the_passphrase_again_and_a_wallet_is_never_guessed() {
    let room = Room::new("again");
    let all = guarded(&room);
    let line = |command: &str| format!("{command} {all} --holds entropy --expect-fingerprint {MASTER}");
    let combine = format!("{} --write-plaintext-secret @out", line("combine"));
    // Left out, mistyped, right.
    let person = Person::answering(&["open sesami", "open sesame"]);
    assert_eq!(room.run(&combine, &person), Ok(Exit::Done));
    let shown = person.shown();
    assert!(shown[0].contains("its papers say so") && !shown.concat().contains("abandon"), "{shown:?}");
    std::fs::remove_file(room.path("out")).unwrap();
    for answers in [["", "x", "x"].as_slice(), &["a", "b", "open sesame"], &["a"], &[]] {
        let done = room.run(&combine, &Person::answering(answers));
        assert_eq!(code(done), (Exit::WrongSecret, "share/other-wallet"), "{answers:?}");
        assert!(!exists(&room.path("out")));
    }
    assert_eq!(room.run(&line("rehearse"), &Person::answering(&["open sesame"])), Ok(Exit::Done));
    let reshare = format!("{} --need 2 --of 2 --write-plaintext-secret @papers", line("reshare"));
    assert_eq!(room.run(&reshare, &Person::answering(&["open sesame"])), Ok(Exit::Done));
}
