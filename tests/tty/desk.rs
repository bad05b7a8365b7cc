//! The screens where secrets are typed and shown, as a person sees them.

use crate::emulator::Emulator;
use crate::fixture::{Folder, WORDS};
use crate::pty::{self, Session};
use std::time::{Duration, Instant};

const NUMBERS: &str = "1 1 1 1 1 1 1 1 1 1 1 4";

/// What stands on a window of that size after a wait.
fn screen(written: &str, (rows, columns): (u16, u16)) -> Vec<String> {
    Emulator::after(written.as_bytes(), rows.into(), columns.into()).lines()
}

#[test]
fn the_question_for_words_looks_like_this() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-look");
    let mut session = Session::start_in(&folder.0, &["seed", "check"], "xterm", (24, 80));
    let mut written = session.wait_for("words there: 0");
    session.press("abandon 17 zz");
    written += &session.wait_for("letter 2 does not fit");
    written += &session.wait_for("Esc: leave");
    let wanted = [
        "Seed words (nothing is shown while you type, **** for each word):",
        "",
        "  1 ****    7 ____",
        "  2 ****    8 ____",
        "> 3 ....    9 ____",
        "  4 ____   10 ____",
        "  5 ____   11 ____",
        "  6 ____   12 ____",
        "",
        "word 3: no word of the list begins so, letter 2 does not fit",
        "words there: 2 (a seed has 12, 15, 18, 21 or 24)",
        "list: english, french",
        "",
        "A word, four letters of it, or its number (1-2048), then Space. Enter after the",
        "last.",
        "Tab: complete   arrows: other words   Backspace, Ctrl-U: take back",
        "Ctrl-T: show or hide   Ctrl-L: choose the list   Esc: leave",
    ];
    // What is attached is told above it, whatever that is here.
    let mut shown = screen(&written, (24, 80));
    shown.retain(|line| !line.starts_with("cameras attached: ") && !line.starts_with("keyboards attached: "));
    assert_eq!(shown, wanted);
    session.press("\u{1b}");
    assert_eq!(session.end().0, 4);
}

#[test]
fn the_words_of_a_seed_look_like_this_and_are_drawn_anew_in_a_smaller_window() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-look-show");
    let mut session = Session::start_in(&folder.0, &["seed", "show"], "xterm", (24, 80));
    session.wait_for("Seed words");
    session.press(NUMBERS);
    session.press("\r");
    let mut written = session.wait_for("12 words, english");
    written += &session.wait_for("Esc: leave");
    let wanted = [
        "12 words, english, master key 73c5da0a. Read them downwards, with nobody and no",
        "camera behind you.",
        "",
        "  1 abandon    7 abandon",
        "  2 abandon    8 abandon",
        "  3 abandon    9 abandon",
        "  4 abandon   10 abandon",
        "  5 abandon   11 abandon",
        "  6 abandon   12 about",
        "",
        "screen 1 of 1",
        "Enter: done, and it is wiped from the screen   arrows: back   Esc: leave",
    ];
    assert_eq!(screen(&written, (24, 80)), wanted);
    session.resize(10, 24);
    let smaller = session.wait_for("screen 1 of ");
    assert!(!smaller.contains("about"), "the last word stands on a later screen: {smaller}");
    for _ in 0..20 {
        session.press("\r");
        std::thread::sleep(Duration::from_millis(80));
    }
    let ended = session.ended();
    assert_eq!(ended.code, 0, "{}", ended.after);
    assert!(ended.after.contains("12 about"), "{}", ended.after);
}

#[test]
fn atk_g02_the_scrollback_is_cleared_when_a_secret_has_been_on_the_screen() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-cleared");
    let mut session = Session::start(&folder.0, &["seed", "show"]);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    session.press("\r");
    session.wait_for("screen 1 of 1");
    session.press("\r");
    let ended = session.ended();
    let seen = Emulator::after(&ended.all, 60, 120);
    assert!(seen.cleared >= 2 && !seen.is_on_alternate());
    // On a console without an alternate screen as well.
    let all = String::from_utf8_lossy(&ended.all).replace("\u{1b}[?1049h", "").replace("\u{1b}[?1049l", "");
    let poor = Emulator::after(all.as_bytes(), 60, 120);
    assert!(!poor.everything().contains("abandon") && !poor.everything().contains("about"));
}

#[test]
fn atk_g02_a_terminal_that_cannot_clear_is_shown_no_secret_but_can_be_typed_on() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-dumb-show");
    for command in ["show", "last-word"] {
        let session = Session::start_on(&folder.0, &["seed", command], "dumb");
        let ended = session.ended();
        assert_eq!(ended.code, 8, "{}", ended.after);
        assert!(ended.after.contains("[desk/dumb-terminal]"), "{}", ended.after);
        assert!(!ended.all.contains(&0x1b));
    }
    let mut session = Session::start_on(&folder.0, &["seed", "check", "--ask-passphrase"], "dumb");
    session.wait_for("Seed words");
    session.press("abandon qwertz ");
    session.wait_for("Word 2 is not in the list");
    session.press("\u{15}");
    session.press(&WORDS.replacen("abandon ", "", 1));
    session.press("\r");
    crate::to_passphrase(&mut session);
    session.press("horse\r");
    let ended = session.ended();
    assert_eq!(ended.code, 0, "{}", ended.after);
    let all = String::from_utf8_lossy(&ended.all).into_owned();
    assert!(!all.contains('\u{1b}') && !all.contains("abandon") && !all.contains("horse"), "{all}");
    assert!(ended.restored);
}

#[test]
fn atk_g03_a_paste_the_terminal_does_not_announce_is_told_by_its_speed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-burst");
    for (answer, words) in [("k", 12), ("\u{15}", 0)] {
        let mut session = Session::start(&folder.0, &["seed", "check"]);
        session.wait_for("Seed words");
        session.paste(&format!("{WORDS}\r"));
        session.wait_for("clipboard");
        std::thread::sleep(Duration::from_millis(300));
        session.press(answer);
        session.wait_for(&format!("words there: {words}"));
        session.press("\u{1b}");
        let ended = session.ended();
        assert_eq!(ended.code, 4, "{}", ended.after);
        assert!(!String::from_utf8_lossy(&ended.all).contains("abandon"));
    }
}

#[test]
fn a_window_closed_over_a_secret_ends_the_run() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-gone");
    let mut session = Session::start(&folder.0, &["seed", "show"]);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    session.press("\r");
    session.wait_for("screen 1 of 1");
    let (code, _) = session.hung_up();
    assert!([9, 130].contains(&code), "{code}");
}

#[test]
fn atk_g12_a_secret_under_a_held_key_leaves_the_screen_with_the_hand_and_after_twenty_seconds() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-hold");
    let mut session = Session::start_in(&folder.0, &["seed", "show", "--hold"], "xterm", (24, 80));
    session.wait_for("Seed words");
    session.press(NUMBERS);
    session.press("\r");
    session.wait_for("Hold the space bar");
    session.press(" ");
    session.wait_for("12 about");
    // The hand is gone.
    let hidden = session.wait_for("Hold the space bar");
    assert!(!hidden.contains("about"), "{hidden}");
    // The hand stays for longer than is allowed.
    let begun = Instant::now();
    session.press(" ");
    session.wait_for("12 about");
    while begun.elapsed() < Duration::from_millis(20_600) {
        session.press(" ");
        std::thread::sleep(Duration::from_millis(40));
    }
    let written = session.wait_for("seconds are over");
    for _ in 0..30 {
        session.press(" ");
        std::thread::sleep(Duration::from_millis(40));
    }
    assert!(begun.elapsed() > Duration::from_secs(20) && !written.is_empty());
    // Let go, then asked for again.
    let still_hidden = session.wait_for("Hold the space bar");
    assert!(!still_hidden.contains("about"), "{still_hidden}");
    session.press("\r");
    let ended = session.ended();
    assert_eq!(ended.code, 0, "{}", ended.after);
    assert!(!Emulator::after(&ended.all, 24, 80).everything().contains("about"));
}

#[test]
fn atk_g12_a_whole_code_under_a_held_key_is_gone_after_twenty_seconds() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-hold-code");
    let size = (24, 80);
    let arguments = ["seed", "backup", "--as", "compact-seed-qr"];
    let mut session = Session::start_in(&folder.0, &arguments, "xterm", size);
    session.wait_for("Seed words");
    session.press(NUMBERS);
    session.press("\r");
    // How to copy it, and nine blocks.
    for screen in 1..=10 {
        session.wait_for(&format!("screen {screen} of 10"));
        session.press("\r");
    }
    let covered = session.wait_for("Hold the space bar");
    assert!(!drawn(&covered, size), "{covered}");
    let begun = Instant::now();
    session.press(" ");
    let whole = session.wait_for("\u{2588}");
    assert!(!whole.is_empty());
    while begun.elapsed() < Duration::from_millis(20_600) {
        session.press(" ");
        std::thread::sleep(Duration::from_millis(40));
    }
    let mut written = session.wait_for("seconds are over");
    written += &session.wait_for("Hold the space bar");
    assert!(written.contains('\u{2580}') && !drawn(&written, size), "{written}");
    session.press("\r");
    let ended = session.ended();
    assert_eq!((ended.code, ended.restored), (0, true), "{}", ended.after);
    let everything = Emulator::after(&ended.all, 24, 80).everything();
    assert!(!everything.contains(['\u{2580}', '\u{2584}', '\u{2588}']), "{everything}");
}

/// Whether a code stands on what was written since the last screen was cleared.
fn drawn(written: &str, size: (u16, u16)) -> bool {
    screen(written, size).iter().any(|line| line.contains('\u{2580}'))
}

#[test]
fn whoever_wants_no_colours_gets_none_and_everybody_else_does() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-colours");
    for (variable, wanted) in [(("NO_COLOR", "1"), false), (("NO_COLOR", ""), true)] {
        let arguments = ["seed", "check", "--network", "regtest"];
        let mut session = Session::start_with(&folder.0, &arguments, variable);
        session.wait_for("Seed words");
        session.press("\u{1b}");
        let ended = session.ended();
        let written = String::from_utf8_lossy(&ended.all).replace("\u{1b}[0m", "");
        let is_coloured = written.split("\u{1b}[").skip(1).any(|control| {
            control
                .split_once('m')
                .is_some_and(|(digits, _)| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'))
        });
        assert_eq!((ended.code, is_coloured), (4, wanted), "{variable:?}: {written:?}");
    }
}

#[test]
fn a_list_chosen_while_words_are_typed_is_that_of_the_last_words_too() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("desk-list");
    let mut session = Session::start(&folder.0, &["seed", "last-word"]);
    session.wait_for("Seed words");
    session.press("1 1 1 1 1 1 1 1 1 1 1 ");
    // English is the first that knows them, the next is another.
    session.press("\u{c}\u{c}");
    session.press("\r");
    session.wait_for("last words fit");
    session.press("\r");
    session.wait_for("Type a number");
    session.press("129");
    session.wait_for("from 1 to 128");
    session.press("\u{7f}\u{7f}\r");
    session.wait_for("screen 1 of 1");
    session.press("\r");
    let (code, after, restored) = session.end();
    assert!(code == 0 && restored && after.contains("12 words") && !after.contains("English"), "{after}");
}
