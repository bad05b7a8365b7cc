//! The test of a screen and the camera before it, shown on a terminal; and cameras that are not there.

use crate::camera::film;
use crate::fixture::{Folder, WORDS};
use crate::player::{BEGINS, Watch, assert_nothing_stays};
use crate::pty::{self, Session};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::mpsc;

#[test]
fn a_mirror_finds_the_default_of_every_later_code() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-mirror");
    film(&folder.path("mirror.y4m"), 5, 0, |shot, number| {
        shot.every.as_millis() < 100 && number.is_multiple_of(3)
    });
    let (fed, camera) = fed(&folder, "mirror.y4m");
    // Shown and read at once; it ends by itself when the video has gone round.
    let mut watch = Watch::start(&folder, "optics test --send --receive pipe", (60, 120));
    let page = watch.begin();
    assert!(page.contains("A test of this screen"), "{page}");
    assert!(watch.next().0.is_some());
    camera.send(()).unwrap();
    let ended = watch.session.ended();
    assert_nothing_stays(&ended, 0);
    assert!(ended.after.contains("Stored: codes are shown at version 5, 8 a second"), "{}", ended.after);
    fed.join().unwrap();
    let mut watch = Watch::start(&folder, "show spend.psbt", (60, 120));
    watch.begin();
    let (payload, below) = watch.next();
    assert!(payload.is_some() && below.contains("v5 8/s"), "{below}");
    assert_nothing_stays(&watch.leave("q"), 0);
}

/// A stream as a camera's program writes it: what a file holds is no test of this screen. No camera sees the
/// whole test before its first code stands there: after its first frames it films when it is told to.
fn fed(folder: &Folder, film: &str) -> (std::thread::JoinHandle<()>, mpsc::Sender<()>) {
    const FIRST_FRAMES_BYTES: usize = 64 * 1024;
    let (film, pipe) = (folder.path(film), folder.path("pipe"));
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let (start, started) = mpsc::channel();
    let camera = std::thread::spawn(move || {
        let film = std::fs::read(film).unwrap();
        let (first, rest) = film.split_at(FIRST_FRAMES_BYTES);
        let mut pipe = std::fs::OpenOptions::new().write(true).open(pipe).unwrap();
        pipe.write_all(first).unwrap();
        started.recv().unwrap();
        // Whoever has read enough of it leaves.
        let _ = pipe.write_all(rest);
    });
    (camera, start)
}

#[test]
fn a_window_in_which_no_step_fits_says_what_it_needs_and_nothing_was_shown() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-test-small");
    let mut watch = Watch::start(&folder, "optics test --send", (12, 40));
    let page = watch.begin();
    assert!(page.contains("41 columns") && !page.contains("seconds,"), "{page}");
    let ended = watch.leave("q");
    assert!(ended.code == 9 && ended.after.contains("[player/nothing-shown]"), "{}", ended.after);
}

#[test]
fn a_payload_of_which_no_code_stood_on_the_screen_was_not_shown() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-nothing");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v15", (12, 40));
    let page = watch.begin();
    assert!(page.contains("too small") && !page.contains("about"), "{page}");
    let ended = watch.leave("q");
    assert!(ended.code == 9 && ended.after.contains("[player/nothing-shown]"), "{}", ended.after);
    assert!(!ended.after.contains("shown with"), "{}", ended.after);
}

/// The signature is made and in the journal, and nobody has got it: not the end of a run that went well.
#[test]
fn an_answer_of_which_no_code_stood_on_the_screen_was_not_handed_over_and_comes_again() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-answer");
    let reviewed = std::process::Command::new(env!("CARGO_BIN_EXE_coldframe"))
        .args(["review", "spend.psbt", "--json", "--account", "account.txt", "--state", "state"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    let fields: serde_json::Value = serde_json::from_slice(&reviewed.stdout).unwrap();
    let digest = fields["digest"].as_str().unwrap();
    let sign = || {
        let mut watch =
            Watch::start(&folder, &format!("sign spend.psbt -o qr: --consent {digest}"), (24, 80));
        watch.session.wait_for("Seed words");
        watch.session.press(&format!("{WORDS}\r"));
        watch
    };
    let mut watch = sign();
    watch.session.wait_for(BEGINS);
    let ended = watch.leave("q");
    assert!(ended.code == 9 && ended.after.contains("[player/answer-not-shown]"), "{}", ended.after);
    assert!(!ended.after.contains("shown with"), "{}", ended.after);
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap();
    assert!(journal.contains("\"signed\""), "{journal}");
    let mut watch = sign();
    watch.begin();
    assert!(watch.next().0.is_some());
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn the_test_is_shown_until_somebody_leaves() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-test");
    let mut watch = Watch::start(&folder, "optics test --send", (24, 80));
    watch.begin();
    let (payload, below) = watch.next();
    assert!(payload.is_some_and(|payload| payload.starts_with("CFTEST1:")));
    assert!(below.contains("step 1 of 8"), "{below}");
    // When it begins again, nothing of the last and largest code stands around the first and smallest.
    watch.screen.feed(&watch.session.wait_for("step 8 of 8"));
    watch.screen.feed(&watch.session.wait_for("step 1 of 8"));
    let (payload, _) = watch.next();
    assert!(payload.is_some_and(|payload| payload.starts_with("CFTEST1:0-8:")));
    let cells = watch.screen.cells();
    let painted = cells.iter().flatten().filter(|cell| cell.paper == 255).count();
    assert_eq!(painted, 41 * 21, "{:#?}", watch.screen.lines());
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn a_test_is_not_stopped_or_stepped_through() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-timed");
    let mut watch = Watch::start(&folder, "optics test --send", (24, 80));
    watch.begin();
    let (_, below) = watch.next();
    assert!(!below.contains("pause") && below.contains("q leave"), "{below}");
    watch.session.press(" ");
    watch.session.press("p");
    let mut seen = BTreeSet::new();
    for _ in 0..6 {
        seen.insert(watch.next().0);
    }
    assert!(seen.len() > 4, "it stands still");
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn a_test_that_is_left_before_it_went_round_stores_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-test-left");
    film(&folder.path("whole.y4m"), 5, 0, |_, _| false);
    let whole = std::fs::read(folder.path("whole.y4m")).unwrap();
    // The camera's film ends in the middle, as when it is unplugged.
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    std::fs::write(folder.path("part.y4m"), &whole[..head + 40 * (6 + 220 * 220)]).unwrap();
    let (fed, camera) = fed(&folder, "part.y4m");
    let line = ["optics", "test", "--send", "--receive", "pipe"];
    let mut session = Session::start(&folder.0, &line);
    session.wait_for(BEGINS);
    camera.send(()).unwrap();
    let (code, said, restored) = session.end();
    fed.join().unwrap();
    assert!(code == 1 && restored, "{code}: {said}");
    assert!(!said.contains("Stored"), "{said}");
    let kept = std::fs::read_to_string(folder.path("state/optics")).unwrap_or_default();
    assert!(!kept.contains("pair"), "{kept}");
}

#[test]
fn a_camera_that_is_not_there_yet_is_waited_for_while_somebody_sits_there() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-camera");
    let mut session = Session::start(&folder.0, &["scan", "qr:987", "-o", "back.psbt"]);
    session.wait_for("no camera yet: plug one in");
    session.press("\u{3}");
    let ended = session.ended();
    assert!(ended.code != 0 && ended.restored, "{}", ended.code);
    let mut session = Session::start(&folder.0, &["scan", "qr:987", "--quiet"]);
    session.wait_for("[camera/missing]");
    assert_eq!(session.end().0, 9);
}
