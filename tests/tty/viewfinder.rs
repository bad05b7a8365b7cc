//! A film that is watched: what a person sees while it is read, and how it is left.

use crate::emulator::Emulator;
use crate::film;
use crate::fixture::{self, Folder};
use crate::pty::{self, Session};
use coldframe_console::optics::{draw, picture};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::io::Write;
use std::time::Duration;

/// A named pipe through which the film comes, slowly enough that somebody would watch, the whole as often as that.
fn played(folder: &Folder, turns: usize) -> std::thread::JoinHandle<()> {
    let codes = film::codes(folder);
    let frames: Vec<Vec<u8>> = codes.iter().map(|code| film::on_gray(code, film::SIZE)).collect();
    let pipe = folder.path("film");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    std::thread::spawn(move || {
        let mut pipe = std::fs::File::options().write(true).open(pipe).unwrap();
        let _ = pipe.write_all(&film::y4m(&[]));
        for frame in frames.iter().cycle().take(frames.len() * turns) {
            std::thread::sleep(Duration::from_millis(200));
            if pipe.write_all(b"FRAME\n").and_then(|()| pipe.write_all(frame)).is_err() {
                return;
            }
        }
    })
}

#[test]
fn a_person_sees_the_code_outlined_and_how_far_the_reading_is() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-viewfinder");
    let playing = played(&folder, 3);
    let mut session =
        Session::start_in(&folder.0, &["scan", "film", "-o", "back.psbt"], "xterm-256color", (24, 80));
    session.wait_for("frames");
    let ended = session.ended();
    playing.join().unwrap();
    assert_eq!(ended.code, 0, "{}", String::from_utf8_lossy(&ended.all));
    assert!(ended.restored);
    assert_eq!(std::fs::read(folder.path("back.psbt")).unwrap(), fixture::spend());
    let all = String::from_utf8_lossy(&ended.all).into_owned();
    for part in ["\u{1b}[?1049h", "▀", ";46m", "pixels/module", "q leaves", "\u{1b}[?1049l"] {
        assert!(all.contains(part), "{part:?} was never written");
    }
    let after = Emulator::after(&ended.all, 24, 80);
    assert!(!after.everything().contains('▀'), "the picture stayed on the screen");
}

#[test]
fn a_film_that_stands_still_can_be_left() {
    if !pty::is_possible() {
        return;
    }
    for (keys, code) in [("q", 4), ("\u{3}", 130)] {
        let folder = Folder::new(&format!("tty-viewfinder-left-{code}"));
        let pipe = folder.path("film");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let playing = std::thread::spawn(move || {
            let mut pipe = std::fs::File::options().write(true).open(pipe).unwrap();
            let frame = vec![90; film::SIZE.0 * film::SIZE.1];
            let _ = pipe.write_all(&film::y4m(&[frame.clone(), frame]));
            // The camera holds its line, and nothing comes.
            std::thread::sleep(Duration::from_secs(6));
        });
        let mut session = Session::start_in(&folder.0, &["scan", "film"], "xterm-256color", (24, 80));
        session.wait_for("q leaves");
        session.press(keys);
        let ended = session.ended();
        assert_eq!(ended.code, code, "{}", String::from_utf8_lossy(&ended.all));
        assert!(ended.restored);
        playing.join().unwrap();
    }
}

#[test]
fn a_terminal_with_sixels_gets_the_picture_in_pixels() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-viewfinder-sixel");
    let playing = played(&folder, 4);
    let mut session =
        Session::start_in(&folder.0, &["scan", "film", "-o", "back.psbt"], "xterm-256color", (24, 80));
    session.wait_for("\u{1b}[c");
    session.paste("\u{1b}[6;18;9t\u{1b}[?62;4;22c");
    let picture = session.wait_for("\u{1b}\\");
    assert!(picture.contains("\u{1b}P0;1;0q\"1;1;"), "{}", picture.len());
    let ended = session.ended();
    playing.join().unwrap();
    assert!(ended.code == 0 && ended.restored, "{}", ended.code);
    let all = String::from_utf8_lossy(&ended.all).into_owned();
    assert!(!all.contains('▀') && all.contains("pixels/module"));
    assert_eq!(std::fs::read(folder.path("back.psbt")).unwrap(), fixture::spend());
}

/// A camera films without an end: said only when somebody leaves, it would be held there for long.
#[test]
fn atk_e12_a_secret_before_the_camera_is_said_while_it_is_there() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-viewfinder-secret");
    let pipe = folder.path("film");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let playing = std::thread::spawn(move || {
        let digits = "0000".repeat(11) + "0003";
        let code = draw::series(&[digits], draw::Options::default()).unwrap().png().unwrap();
        let code = picture::frames(code).unwrap().next().unwrap().unwrap();
        let frame = film::on_gray(&code, film::SIZE);
        let mut pipe = std::fs::File::options().write(true).open(pipe).unwrap();
        let _ = pipe.write_all(&film::y4m(&[]));
        for _ in 0..600 {
            std::thread::sleep(Duration::from_millis(100));
            if pipe.write_all(b"FRAME\n").and_then(|()| pipe.write_all(&frame)).is_err() {
                return;
            }
        }
    });
    let mut session = Session::start_in(&folder.0, &["scan", "film"], "xterm-256color", (24, 80));
    session.wait_for("this code holds a secret");
    session.press("q");
    let ended = session.ended();
    assert_eq!(ended.code, 4, "{}", String::from_utf8_lossy(&ended.all));
    playing.join().unwrap();
}
