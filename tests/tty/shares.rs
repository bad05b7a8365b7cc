//! Shares at one terminal: several people, one after the other, and nothing of one stays for the next.

use crate::emulator::Emulator;
use crate::fixture::{Folder, MASTER, WORDS};
use crate::journeys::{SHARE_1, SHARE_3};
use crate::pty::{self, Session};

/// The words of a share that stand on the page with their numbers.
fn share_on(page: &str) -> Option<String> {
    let tokens: Vec<&str> = page.split(|c: char| c.is_whitespace() || c == '\u{1b}').collect();
    let word = |number: usize| {
        let is_it = |pair: &&[&str]| {
            pair[0] == number.to_string()
                && pair[1].len() >= 4
                && pair[1].bytes().all(|letter| letter.is_ascii_lowercase())
        };
        tokens.windows(2).find(is_it).map(|pair| pair[1].to_owned())
    };
    (1..=20).map(word).collect::<Option<Vec<String>>>().map(|words| words.join(" "))
}

#[test]
fn atk_g02_custodians_come_one_after_the_other_and_type_back_what_only_they_saw() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-custodians");
    let line =
        ["share", "split", "--need", "2", "--of", "2", "--holder", "Ann", "--holder", "Ben", "--type-back"];
    for size in [(24, 80), (24, 60)] {
        let mut session = Session::start_in(&folder.0, &line, "xterm", size);
        session.wait_for("Seed words");
        session.press(&format!("{WORDS}\r"));
        let mut seen = Vec::new();
        for holder in ["Ann", "Ben"] {
            session.wait_for(&format!("is for {holder}"));
            session.wait_for("press Enter:");
            session.press("\r");
            let share = session.wait_until(share_on);
            session.press("\r");
            session.wait_for("type the share back");
            if holder == "Ann" {
                // Somebody else's share is not taken, and the right one is shown once more.
                session.press(&format!("{SHARE_1}\r"));
                session.wait_for("not the share that was shown");
                session.press("\r");
                session.wait_for("type the share back");
            }
            let letters: Vec<&str> = share.split(' ').map(|word| &word[..4]).collect();
            session.press(&format!("{}\r", letters.join(" ")));
            seen.push(share);
        }
        let ended = session.ended();
        assert_eq!(ended.code, 0, "{}", ended.after);
        assert!(ended.after.contains(MASTER) && ended.restored, "{}", ended.after);
        let left = Emulator::after(&ended.all, size.0.into(), size.1.into()).everything();
        let first = seen[0].split(' ').nth(5).unwrap();
        assert!(!left.contains(first) && !left.contains("abandon"), "{left}");
    }
}

#[test]
fn atk_f02_a_misread_word_is_named_and_put_right_and_a_strange_share_is_left_out() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-misread");
    let mut session = Session::start(&folder.0, &["share", "combine", "--expect-fingerprint", MASTER]);
    session.wait_for("Share, word by word");
    session.press(&format!("{}\r", SHARE_1.replace("grief", "zero")));
    let said = session.wait_for("in place 11 would make it right");
    assert!(!said.contains("grief"), "{said}");
    session.press("\u{19}");
    session.wait_for("Word 11 is put right");
    session.press("\r");
    session.wait_for("shares here: 1");
    let strange = "hobo graduate academic agency briefing thank gather rapids single husband garden analysis \
        jump lily ranked dress reject tricycle flame bulb";
    session.press(&format!("{strange}\r"));
    session.wait_for("left out");
    session.press(&format!("{SHARE_3}\r"));
    session.wait_for("12 abo");
    session.press("\r");
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(restored && after.contains(MASTER) && !after.contains("grief"), "{after}");
}

#[test]
fn shares_are_not_shown_where_they_would_stay() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-share-dumb");
    let session = Session::start_on(&folder.0, &["share", "split", "--need", "2", "--of", "2"], "dumb");
    let (code, after, _) = session.end();
    assert_eq!(code, 8, "{after}");
    assert!(after.contains("[desk/dumb-terminal]"), "{after}");
}
