//! A payment of five hundred outputs on a real screen: nobody agrees to what was not shown (attack B15).

use crate::fixture::{self, Folder, WORDS};
use crate::pty::{self, Session};
use std::time::Duration;

const OUTPUTS: usize = 500;

/// Words of each question that may follow the pages.
const QUESTIONS: [&str; 4] = ["from your invoice:", "in spite of this:", "to sign this:", "Seed words"];

const SIGN: [&str; 6] = ["sign", "many.psbt", "-o", "signed.psbt", "--account", "account.txt"];

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let (psbt, invoice) = fixture::spend_to_many(OUTPUTS);
    std::fs::write(folder.path("many.psbt"), psbt).unwrap();
    std::fs::write(folder.path("invoice.txt"), invoice).unwrap();
    folder
}

/// How many screens there are, read from the footer of the first.
fn screens(session: &mut Session) -> usize {
    session.wait_for("screen 1 of ");
    session.wait_for(" - ").trim_end_matches(" - ").trim().parse().unwrap()
}

/// Turns to that screen from the one before; what came on the way asks nothing.
fn turn_to(session: &mut Session, screen: usize, screens: usize, key: &str) -> String {
    session.press(key);
    let shown = session.wait_for(&format!("screen {screen} of {screens} - Enter: "));
    assert!(
        QUESTIONS.iter().all(|question| !shown.contains(question)),
        "asked before screen {screen}: {shown}"
    );
    shown
}

#[test]
fn atk_b15_whoever_leaves_before_the_last_of_many_screens_has_signed_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = folder("tty-many-left");
    let mut session = Session::start(&folder.0, &SIGN);
    let screens = screens(&mut session);
    assert!(screens > OUTPUTS / 60, "{OUTPUTS} outputs were shown on {screens} screens");
    for screen in 2..screens {
        turn_to(&mut session, screen, screens, "\r");
    }
    session.press("q");
    let (code, after, restored) = session.end();
    assert_eq!(code, 4, "{after}");
    assert!(QUESTIONS.iter().all(|question| !after.contains(question)), "{after}");
    assert!(restored && !folder.path("signed.psbt").exists());
}

#[test]
fn atk_b15_what_is_typed_before_the_last_of_many_screens_answers_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = folder("tty-many-typed");
    let mut session = Session::start(&folder.0, &SIGN);
    let screens = screens(&mut session);
    // The answers to every question there could be, without the keys that turn or leave.
    session.press("many-outputssignyesabandon");
    std::thread::sleep(Duration::from_millis(300));
    let mut shown = 0;
    for screen in 2..=screens {
        shown += turn_to(&mut session, screen, screens, " ").matches("0.00").count();
    }
    assert!(shown >= OUTPUTS - 100, "{shown} amounts were shown");
    session.press("\r");
    // Enter alone is no answer, however often.
    for _ in 0..3 {
        session.wait_for(QUESTIONS[0]);
        session.press("\r");
    }
    let (code, after, restored) = session.end();
    assert_eq!(code, 4, "{after}");
    assert!(restored && !folder.path("signed.psbt").exists());
}

#[test]
fn atk_b15_many_outputs_are_signed_after_the_last_screen_and_their_warning() {
    if !pty::is_possible() {
        return;
    }
    let folder = folder("tty-many-signed");
    let mut session = Session::start(&folder.0, &[&SIGN[..], &["--expect", "invoice.txt"]].concat());
    let screens = screens(&mut session);
    for screen in 2..=screens {
        turn_to(&mut session, screen, screens, "\r");
    }
    session.press("\r");
    session.wait_for("many-outputs");
    assert!(!folder.path("signed.psbt").exists());
    session.press("many-outputs\r");
    session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(restored && folder.path("signed.psbt").exists());
}
