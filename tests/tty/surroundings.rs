//! The sentence a person types to open a secret on a machine that is not fit for one.

use crate::fixture::{Folder, WORDS};
use crate::pty::{self, Session};
use crate::skips::skipped;
use crate::surroundings::refusing;

const CHECK: [&str; 2] = ["seed", "check"];

fn is_possible() -> bool {
    if refusing().is_empty() {
        skipped("the doctor has no objection to this machine, so nobody was asked to accept one");
    }
    pty::is_possible() && !refusing().is_empty()
}

pub fn sentence() -> String {
    format!("I open a secret beside {}", refusing().join(","))
}

fn overridden(folder: &Folder) -> usize {
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap_or_default();
    journal.matches("\"override\"").count()
}

#[test]
fn a_person_who_types_what_they_accept_is_asked_for_the_words_and_it_is_recorded() {
    if !is_possible() {
        return;
    }
    let folder = Folder::new("tty-accept");
    let mut session = Session::start_unaccepted(&folder.0, &CHECK);
    let mut written = session.wait_for(&sentence());
    written += &session.wait_for("> ");
    session.press("yes\r");
    written += &session.wait_for("not the sentence");
    written += &session.wait_for("> ");
    session.press(&format!("{}\r", sentence()));
    written += &session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(restored && after.contains("73c5da0a"), "{after}");
    assert_eq!(overridden(&folder), refusing().len());
    let kept = crate::scrollback(&(written + &after));
    assert!(!kept.contains("I open a secret"), "what was accepted stays in: {kept}");
}

#[test]
fn whoever_leaves_or_types_something_else_is_asked_for_no_words() {
    if !is_possible() {
        return;
    }
    let folder = Folder::new("tty-not-accepted");
    for (keys, wanted) in [("\u{1b}", 8), ("\u{3}", 130), ("\r\r\r", 8), ("yes\ryes\ryes\r", 8)] {
        let mut session = Session::start_unaccepted(&folder.0, &CHECK);
        session.wait_for("> ");
        for key in keys.split_inclusive('\r') {
            session.press(key);
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let (code, after, restored) = session.end();
        assert_eq!(code, wanted, "{keys:?}: {after}");
        assert!(restored && !after.contains("Seed words"), "{keys:?}: {after}");
    }
    assert_eq!(overridden(&folder), 0);
}

#[test]
fn whoever_types_a_passphrase_tries_the_keys_first_and_enter_skips_it() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-layout");
    let mut session = Session::start(&folder.0, &["seed", "check", "--ask-passphrase"]);
    session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let shown = session.wait_for("only Enter to go on");
    assert!(shown.contains("keyboards attached") && shown.contains("cameras attached"), "{shown}");
    session.press("yzqawm\r");
    session.wait_for("set the layout");
    session.press("\r");
    session.wait_for("Passphrase");
    session.press("TREZOR\r");
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(restored && !after.contains("TREZOR"), "{after}");
}
