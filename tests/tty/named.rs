//! A named seed at the terminal: the passphrase is shown once, on a screen that goes away.

use crate::fixture::{Folder, MASTER, WORDS};
use crate::pty::{self, Session};

/// Eight words with hyphens between them, as they stand on the page.
pub fn passphrase_on(page: &str) -> Option<String> {
    let is_word = |word: &str| word.len() >= 3 && word.bytes().all(|letter| letter.is_ascii_lowercase());
    let is_passphrase = |text: &&str| text.split('-').count() == 8 && text.split('-').all(is_word);
    page.split(|c: char| !c.is_ascii_lowercase() && c != '-').find(is_passphrase).map(str::to_owned)
}

/// Types the words and copies the passphrase; gives back what it was and how the run ended.
fn store(folder: &Folder) -> (String, (i32, String, bool)) {
    let mut session = Session::start(&folder.0, &["vault", "add", "cold", "--low-memory"]);
    session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let before = session.wait_for("Write this passphrase down");
    assert!(before.contains("\u{1b}[?1049h"), "not on the alternate screen: {before}");
    let passphrase = session.wait_until(passphrase_on);
    session.press("\r");
    type_passphrase(&mut session, &passphrase);
    (passphrase, session.end())
}

/// At the question for it; the keyboard is looked at first.
fn type_passphrase(session: &mut Session, passphrase: &str) {
    if session.wait_for_one(&["Try the keyboard first", "Passphrase of the file"]) == 0 {
        session.press("\r");
        session.wait_for("Passphrase of the file");
    }
    session.press(&format!("{passphrase}\r"));
}

#[test]
fn atk_g02_a_drawn_passphrase_is_shown_on_a_screen_that_goes_away_and_opens_the_seed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-vault");
    let (passphrase, (code, after, restored)) = store(&folder);
    assert_eq!(code, 0, "{after}");
    assert!(restored && !after.contains(&passphrase) && !after.contains("abandon"), "{after}");
    let mut session = Session::start(&folder.0, &["vault", "open-test", "cold"]);
    type_passphrase(&mut session, &passphrase);
    let (code, after, _) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(after.contains(MASTER) && !after.contains(&passphrase), "{after}");
    let mut session = Session::start(&folder.0, &["vault", "open-test", "cold"]);
    type_passphrase(&mut session, "canal-orbit");
    for left in ["2", "1"] {
        session.wait_for(&format!("tries left: {left}"));
        session.press("canal-orbit\r");
    }
    let (code, after, restored) = session.end();
    assert_eq!(code, 7, "{after}");
    assert!(restored && !after.contains("canal"), "{after}");
}

#[test]
fn a_slip_in_a_passphrase_is_typed_again_in_place_and_who_waits_is_told_for_what() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-vault-slip");
    let (passphrase, _) = store(&folder);
    let mut session = Session::start(&folder.0, &["vault", "open-test", "cold"]);
    type_passphrase(&mut session, "canal-orbit");
    let before = session.wait_for("tries left: 2");
    assert!(before.contains("opening cold"), "{before}");
    session.press(&format!("{passphrase}\r"));
    let (code, after, restored) = session.end();
    assert!(code == 0 && restored && after.contains(MASTER), "{after}");
}

#[test]
fn ctrl_c_at_the_drawn_passphrase_stores_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-vault-left");
    let mut session = Session::start(&folder.0, &["vault", "add", "cold", "--low-memory"]);
    session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    session.wait_for("Write this passphrase down");
    session.press("\u{3}");
    let (code, after, restored) = session.end();
    assert_eq!(code, 130, "{after}");
    assert!(restored, "the terminal was left without echo");
    assert!(!folder.path("state/vault").exists());
}
