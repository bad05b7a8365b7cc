//! Whether a passphrase opens the wallet that was meant, and a backup the seed it was made of.

use crate::fixture::{Folder, MASTER, WORDS};
use crate::pty::{self, Session};

const NUMBERS: &str = "1 1 1 1 1 1 1 1 1 1 1 4\r";

/// The fingerprint that seed check says for a passphrase typed so.
fn opened(folder: &Folder, passphrase: &str) -> String {
    let mut session = Session::start(&folder.0, &["seed", "check", "--ask-passphrase"]);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    crate::to_passphrase(&mut session);
    session.press(&format!("{passphrase}\r"));
    session.press("\r");
    let (code, after, restored) = session.end();
    assert!(code == 0 && restored, "{after}");
    let (_, said) = after.rsplit_once("master key ").expect("a fingerprint");
    said[..8].to_owned()
}

#[test]
fn atk_c06_both_ways_to_write_an_accent_open_one_wallet_and_a_space_opens_another() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-accent");
    let composed = opened(&folder, "caf\u{e9}");
    assert_eq!(composed, opened(&folder, "cafe\u{301}"));
    assert_ne!(composed, opened(&folder, "cafe"));
    assert_ne!(opened(&folder, "cafe "), opened(&folder, "cafe"));
}

#[test]
fn atk_c06_a_space_at_the_end_is_said_and_not_taken_before_it_is_confirmed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-space");
    let mut session = Session::start(&folder.0, &["seed", "check", "--ask-passphrase"]);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    crate::to_passphrase(&mut session);
    session.press("horse \r");
    let said = session.wait_for("it is meant so");
    assert!(said.contains("spaces at the end: 1") && !said.contains("horse"), "{said}");
    session.press("\u{14}");
    session.wait_for("horse\u{2423}");
    session.press("\u{1b}");
    assert_eq!(session.end().0, 4);
}

#[test]
fn atk_b09_a_passphrase_of_another_wallet_is_told_by_both_fingerprints() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-other");
    let arguments = ["seed", "check", "--ask-passphrase", "--expect-fingerprint", MASTER];
    let mut session = Session::start(&folder.0, &arguments);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    crate::to_passphrase(&mut session);
    session.press("TREZOR\r");
    let (code, after, _) = session.end();
    assert_eq!(code, 7, "{after}");
    assert!(after.contains("[secret/other-fingerprint]") && after.contains(MASTER), "{after}");
    assert!(after.contains("b4e3f5ed"), "{after}");
}

#[test]
fn atk_b09_words_of_another_wallet_are_not_shown() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-other-show");
    let mut session = Session::start(&folder.0, &["seed", "show", "--expect-fingerprint", "b4e3f5ed"]);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    let ended = session.ended();
    assert_eq!(ended.code, 7, "{}", ended.after);
    assert!(!String::from_utf8_lossy(&ended.all).contains("abandon"));
}

#[test]
fn atk_f05_whoever_typed_a_passphrase_is_asked_whether_it_is_their_wallet() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-yours");
    for (answer, wanted) in [("y\r", 0), ("n\r", 7), ("\r", 7)] {
        let mut session = Session::start(&folder.0, &["account", "export", "--ask-passphrase"]);
        session.wait_for("Seed words");
        session.press(NUMBERS);
        crate::to_passphrase(&mut session);
        session.press("TREZOR\r");
        let asked = session.wait_for("(y/n)");
        assert!(asked.contains("b4e3f5ed"), "{asked}");
        session.press(answer);
        let (code, after, restored) = session.end();
        assert_eq!(code, wanted, "{after}");
        assert!(restored && after.contains("xpub") == (wanted == 0), "{after}");
    }
}

#[test]
fn atk_f09_another_seed_typed_from_the_backup_is_not_taken_for_it() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-backup");
    let other = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong\r";
    let cases = [
        (NUMBERS, NUMBERS, &[][..], 0),
        (NUMBERS, other, &[][..], 1),
        (NUMBERS, "", &["--expect-fingerprint", MASTER][..], 0),
        (other, "", &["--expect-fingerprint", MASTER][..], 7),
    ];
    for (first, second, options, wanted) in cases {
        let _ = std::fs::remove_dir_all(folder.path("state"));
        let mut session = Session::start(&folder.0, &[&["seed", "verify-backup"], options].concat());
        session.wait_for("from the backup");
        session.press(first);
        if !second.is_empty() {
            session.wait_for("Once more");
            session.press(second);
        }
        let ended = session.ended();
        let all = String::from_utf8_lossy(&ended.all).into_owned();
        assert_eq!(ended.code, wanted, "{all}");
        assert!(WORDS.split(' ').all(|word| !all.contains(word)) && !all.contains("wrong "), "{all}");
        let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap_or_default();
        assert_eq!(journal.contains("backup-verified"), wanted == 0, "{journal}");
    }
}
