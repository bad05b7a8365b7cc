//! Walking away from any screen, in any way: nothing is written, nothing stays, the terminal is as it was.

use crate::emulator::Emulator;
use crate::fixture::{Folder, WORDS};
use crate::pty::{self, Session};
use rustix::process::Signal;
use std::path::Path;

/// Twelve words by their numbers, so that no needle is typed that the program did not write itself.
const NUMBERS: &str = "1 1 1 1 1 1 1 1 1 1 1 4";
const ELEVEN: &str = "1 1 1 1 1 1 1 1 1 1 1";

/// A command, and what to wait for and type at each of its screens.
type Journey = (&'static [&'static str], &'static [(&'static str, &'static str)]);

const JOURNEYS: [Journey; 5] = [
    (
        &["seed", "check", "--ask-passphrase"],
        &[("Seed words", NUMBERS), ("only Enter to go on", ""), ("Passphrase", "horse ")],
    ),
    (&["seed", "show", "--numbers"], &[("Seed words", NUMBERS), ("screen 1 of 1", "")]),
    (
        &["seed", "last-word", "--language", "english"],
        &[("Seed words", ELEVEN), ("last words fit", ""), ("Type a number", "1"), ("screen 1 of 1", "")],
    ),
    (&["seed", "verify-backup"], &[("from the backup", NUMBERS), ("Once more", NUMBERS)]),
    (
        &["account", "export", "-o", "out.txt", "--ask-passphrase"],
        &[
            ("Seed words", NUMBERS),
            ("only Enter to go on", ""),
            ("Passphrase", "horse"),
            ("written down? (y/n)", "y"),
        ],
    ),
];

/// How a person, a program or a closing window ends a screen.
#[derive(Clone, Copy, Debug)]
enum Away {
    Key(&'static str, i32),
    Signal(Signal),
    HangUp,
}

const AWAY: [Away; 5] = [
    Away::Key("\u{1b}", 4),
    Away::Key("\u{3}", 130),
    Away::Key("\u{4}", 4),
    Away::Signal(Signal::TERM),
    Away::HangUp,
];

/// Words, and the passphrase.
const NEEDLES: [&str; 3] = ["abandon", "about", "horse"];

fn files(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "state").collect();
    names.sort();
    names
}

fn assert_nothing_stays(written: &[u8], what: &str) {
    let seen = Emulator::after(written, 60, 120);
    for needle in NEEDLES {
        assert!(!seen.everything().contains(needle), "{what}: {needle} stays on the terminal");
    }
    assert!(seen.unknown.is_empty(), "{what}: {:?}", seen.unknown);
}

fn walk_away(folder: &Folder, journey: Journey, screen: usize, away: Away) {
    let (arguments, steps) = journey;
    let what = format!("{arguments:?} left at screen {screen} by {away:?}");
    let before = files(&folder.0);
    let mut session = Session::start(&folder.0, arguments);
    for (title, keys) in &steps[..screen] {
        arrive(&mut session, title);
        session.press(keys);
        session.press("\r");
    }
    arrive(&mut session, steps[screen].0);
    // In the middle of the answer, too.
    session.press(&steps[screen].1[..steps[screen].1.len() / 2]);
    std::thread::sleep(std::time::Duration::from_millis(60));
    let wanted = match away {
        Away::Key(key, code) => {
            session.press(key);
            code
        }
        Away::Signal(signal) => {
            session.signal(signal);
            130
        }
        Away::HangUp => {
            let (code, _) = session.hung_up();
            assert!([130, 9].contains(&code), "{what}: {code}");
            return assert_eq!(files(&folder.0), before, "{what}");
        }
    };
    let ended = session.ended();
    assert_eq!(ended.code, wanted, "{what}: {}", ended.after);
    assert!(ended.restored, "{what}: the terminal is in another mode");
    assert!(!Emulator::after(&ended.all, 60, 120).is_on_alternate(), "{what}");
    assert_nothing_stays(&ended.all, &what);
    assert_eq!(files(&folder.0), before, "{what}");
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap_or_default();
    assert!(!journal.contains("backup-verified"), "{what}: {journal}");
}

fn arrive(session: &mut Session, title: &str) {
    if title == "Passphrase" {
        crate::to_passphrase(session);
    } else {
        session.wait_for(title);
    }
}

/// Every way at every screen of one journey.
fn walk_away_everywhere(number: usize) {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new(&format!("tty-aborted-{number}"));
    for screen in 0..JOURNEYS[number].1.len() {
        for away in AWAY {
            walk_away(&folder, JOURNEYS[number], screen, away);
        }
    }
}

#[test]
fn atk_g02_walking_away_from_seed_check_leaves_nothing() {
    walk_away_everywhere(0);
}

#[test]
fn atk_g02_walking_away_from_seed_show_leaves_nothing() {
    walk_away_everywhere(1);
}

#[test]
fn atk_g02_walking_away_from_seed_last_word_leaves_nothing() {
    walk_away_everywhere(2);
}

#[test]
fn atk_g02_walking_away_from_verify_backup_leaves_nothing_and_verifies_nothing() {
    walk_away_everywhere(3);
}

#[test]
fn atk_g02_walking_away_from_an_export_with_a_passphrase_writes_nothing() {
    walk_away_everywhere(4);
}

/// A walk to the end, so that the screens above are those of the real journey.
#[test]
fn whoever_does_not_walk_away_arrives_and_nothing_stays_either() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-arrived");
    for (number, (arguments, steps)) in JOURNEYS.into_iter().enumerate() {
        let mut session = Session::start(&folder.0, arguments);
        for (title, keys) in steps {
            arrive(&mut session, title);
            session.press(keys);
            session.press("\r");
            if keys.ends_with(' ') {
                session.wait_for("it is meant so");
                session.press("\r");
            }
        }
        let ended = session.ended();
        assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.after);
        assert!(ended.restored);
        assert_nothing_stays(&ended.all, &format!("{arguments:?}"));
        if number == 1 {
            let shown = String::from_utf8_lossy(&ended.all).into_owned();
            let words = WORDS.split(' ').enumerate();
            words.for_each(|(at, word)| assert!(shown.contains(&format!("{:>3} {word}", at + 1)), "{shown}"));
        }
    }
    assert!(folder.path("out.txt").exists());
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap();
    assert!(journal.contains("backup-verified") && journal.contains("73c5da0a"), "{journal}");
}
