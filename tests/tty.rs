//! What happens on a terminal: secrets leave no trace on it, and it is always put back in order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    clippy::print_stderr,
    unreachable_pub,
    missing_docs,
    dead_code,
    reason = "a test may stop at the first surprise, and it runs the program"
)]

#[path = "cli/film.rs"]
mod film;
#[path = "cli/fixture.rs"]
mod fixture;
#[path = "cli/pty.rs"]
mod pty;
#[path = "skips.rs"]
mod skips;
#[path = "cli/surroundings.rs"]
mod surroundings;

#[path = "tty/aborted.rs"]
mod aborted;
#[path = "tty/camera.rs"]
mod camera;
#[path = "tty/desk.rs"]
mod desk;
#[path = "tty/elsewhere.rs"]
mod elsewhere;
#[path = "tty/emulator.rs"]
mod emulator;
#[path = "tty/journeys.rs"]
mod journeys;
#[path = "tty/many.rs"]
mod many;
#[path = "tty/named.rs"]
mod named;
#[path = "../src/console/optics/tests/jpeg.rs"]
mod picture_of;
#[path = "tty/player.rs"]
mod player;
#[path = "tty/screen_test.rs"]
mod screen_test;
#[path = "tty/seed_new.rs"]
mod seed_new;
#[path = "tty/shares.rs"]
mod shares;
#[path = "tty/surroundings.rs"]
mod typed_sentence;
#[path = "tty/viewfinder.rs"]
mod viewfinder;
#[path = "tty/wallets.rs"]
mod wallets;

use fixture::{Folder, RECIPIENT, WORDS};
use pty::Session;
use rustix::process::Signal;

#[test]
fn atk_g02_words_typed_at_the_prompt_never_appear() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-words");
    let mut session = Session::start(&folder.0, &["seed", "check"]);
    let before = session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(after.contains("73c5da0a"), "{after}");
    assert!(!before.contains("abandon") && !after.contains("abandon") && !after.contains("about"), "{after}");
    assert!(restored, "the terminal was left without echo");
}

#[test]
fn ctrl_c_at_the_secret_ends_with_130_and_gives_the_terminal_back() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-interrupt");
    let mut session = Session::start(&folder.0, &["seed", "check"]);
    session.wait_for("Seed words");
    session.press("abandon abandon \u{3}");
    let (code, after, restored) = session.end();
    assert_eq!(code, 130, "{after}");
    assert!(restored, "the terminal was left without echo");
    assert!(!after.contains("abandon"), "{after}");
}

#[test]
fn atk_g03_a_pasted_seed_is_warned_about_on_the_terminal() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-paste");
    let mut session = Session::start(&folder.0, &["seed", "check"]);
    session.wait_for("Seed words");
    session.paste(&format!("\u{1b}[200~{WORDS}\r\u{1b}[201~\r"));
    let warned = session.wait_for("clipboard");
    std::thread::sleep(std::time::Duration::from_millis(300));
    session.press("k");
    // The line end that was pasted has answered nothing.
    session.wait_for("words there: 12");
    session.press("\r");
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(!(warned + &after).contains("abandon"), "{after}");
    assert!(restored);
}

#[test]
fn without_a_terminal_nobody_is_asked_for_words() {
    if !pty::is_possible() {
        return;
    }
    let run = std::process::Command::new("setsid")
        .arg(env!("CARGO_BIN_EXE_coldframe"))
        .args(["seed", "check"])
        .args(surroundings::accepted())
        .env(surroundings::TERM.0, surroundings::TERM.1)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(8));
    assert!(String::from_utf8_lossy(&run.stderr).contains("[tty/missing]"));
}

#[test]
fn atk_e06_what_a_code_says_is_spelled_out_on_a_terminal_and_kept_in_a_file() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-poster");
    let poster =
        "\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{1b}[Hcoldframe: all is well, and this is a poster on a wall\n";
    std::fs::write(folder.0.join("poster.txt"), poster).unwrap();
    let ended = Session::start(&folder.0, &["scan", "poster.txt"]).ended();
    let all = String::from_utf8(ended.all).unwrap();
    assert_eq!(ended.code, 0, "{all}");
    assert!(!all.contains("\u{1b}]0;") && !all.contains("\u{1b}[2J"), "{all:?}");
    assert!(all.contains("\\u{1b}[2J\\u{1b}[Hcoldframe: all is well"), "{all:?}");
    assert!(all.contains("spelled out"), "{all:?}");
    let ended = Session::start(&folder.0, &["scan", "poster.txt", "-o", "kept.txt"]).ended();
    assert_eq!(ended.code, 0);
    assert_eq!(std::fs::read(folder.0.join("kept.txt")).unwrap(), poster.as_bytes());
}

/// Found out after the signature, it would be lost to whoever sees an error about usage.
#[test]
fn bytes_for_a_terminal_are_refused_before_anything_is_read_or_signed() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-binary");
    let sign = ["sign", "spend.psbt", "-o", "-", "--account", "account.txt"];
    let ended = Session::start(&folder.0, &sign).ended();
    let all = String::from_utf8_lossy(&ended.all);
    assert_eq!(ended.code, 2, "{all}");
    assert!(all.contains("[usage/binary-to-terminal]") && !all.contains("\u{1b}[?1049h"), "{all}");
}

#[test]
fn a_symbol_on_the_terminal_is_left_with_q_and_leaves_no_trace() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-show");
    let mut session = Session::start(&folder.0, &["show", "spend.psbt", "--density", "tiny"]);
    session.wait_for("\u{1b}[?1049h");
    session.wait_for("q: leave");
    session.press("n");
    session.wait_for("\u{2580}");
    session.press("q");
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(after.contains("\u{1b}[?1049l"), "the alternate screen was not left");
    assert!(restored);
}

#[test]
fn enter_alone_never_signs() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-enter");
    let mut session =
        Session::start(&folder.0, &["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"]);
    session.wait_for("\u{1b}[?1049h");
    for _ in 0..60 {
        session.press("\r");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let (code, after, restored) = session.end();
    assert_eq!(code, 4, "{after}");
    assert!(!folder.path("signed.psbt").exists());
    assert!(restored);
}

#[test]
fn a_person_who_compares_signs() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-sign");
    let mut session =
        Session::start(&folder.0, &["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"]);
    read_all_pages(&mut session);
    let asked = session.wait_for("from your invoice:");
    session.press(&format!("{}\r", masked_groups(&asked)));
    session.wait_for("Seed words");
    session.press(&format!("{WORDS}\r"));
    let (code, after, restored) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(folder.path("signed.psbt").exists());
    assert!(restored);
    assert!(!after.contains("abandon"));
}

/// What stays to be scrolled back to when every alternate screen was left.
fn scrollback(written: &str) -> String {
    let mut kept = String::new();
    for (number, part) in written.split("\u{1b}[?1049h").enumerate() {
        let rest = if number == 0 { Some(part) } else { part.split_once("\u{1b}[?1049l").map(|two| two.1) };
        kept.push_str(rest.expect("an alternate screen was never left"));
    }
    kept
}

#[test]
fn atk_g02_who_is_paid_does_not_stay_in_the_scrollback() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-scrollback");
    let arguments = ["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"];
    for (end, code_wanted) in [("\u{3}", 130), ("\u{1b}", 4), ("right", 0)] {
        let mut session = Session::start(&folder.0, &arguments);
        let mut written = read_all_pages(&mut session);
        let asked = session.wait_for("from your invoice:");
        session.press("qqqq qqqq\r");
        // The second try is another screen, and what is asked for still stands on it.
        let again = session.wait_for("from your invoice:");
        assert!(again.contains("tries left: 2") && again.contains("____"), "{again}");
        written += &(asked.clone() + &again);
        if end == "right" {
            session.press(&format!("{}\r", masked_groups(&asked)));
            written += &session.wait_for("Seed words");
            session.press(&format!("{WORDS}\r"));
        } else {
            session.press(end);
        }
        let (code, after, restored) = session.end();
        assert_eq!(code, code_wanted, "{after}");
        assert!(restored);
        let kept = scrollback(&(written + &after));
        let groups: Vec<&str> = (0..RECIPIENT.len() / 4).map(|at| &RECIPIENT[at * 4..at * 4 + 4]).collect();
        let leaked: Vec<_> = groups.iter().filter(|group| kept.contains(**group)).collect();
        assert!(leaked.is_empty() && !kept.contains("____"), "{leaked:?} stay in: {kept:?}");
    }
}

#[test]
fn a_dumb_terminal_gets_words_and_no_sequences() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-dumb");
    let arguments = ["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"];
    let mut session = Session::start_on(&folder.0, &arguments, "dumb");
    let mut written = read_all_pages(&mut session);
    let asked = session.wait_for("from your invoice:");
    session.press(&format!("{}\r", masked_groups(&asked)));
    written += &(asked + &session.wait_for("Seed words"));
    session.press(&format!("{WORDS}\r"));
    let (code, after, _) = session.end();
    assert_eq!(code, 0, "{after}");
    assert!(!(written + &after).contains('\u{1b}'));
}

/// What other programs, a closing window or a shell may send while a question stands.
const SIGNALS: [Signal; 6] =
    [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT, Signal::TSTP, Signal::CONT];

#[test]
fn atk_g02_a_signal_at_the_secret_leaves_no_terminal_without_echo() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-signal");
    for signal in SIGNALS {
        let mut session = Session::start(&folder.0, &["seed", "check"]);
        session.wait_for("Seed words");
        session.press("abandon ");
        session.wait_for("words there: 1");
        session.signal(signal);
        let (code, after, restored) = session.end();
        assert_eq!(code, 130, "{signal:?}: {after}");
        assert!(restored, "{signal:?}: the terminal was left without echo");
        assert!(after.contains("\u{1b}[?2004l"), "{signal:?}: the terminal still marks what is pasted");
        assert!(!after.contains("abandon"), "{signal:?}: {after}");
    }
}

#[test]
fn a_signal_at_a_page_leaves_the_alternate_screen_and_signs_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-signal-page");
    for signal in SIGNALS {
        let arguments = ["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"];
        let mut session = Session::start(&folder.0, &arguments);
        session.wait_for("screen 1 of ");
        session.signal(signal);
        let (code, after, restored) = session.end();
        assert_eq!(code, 130, "{signal:?}: {after}");
        assert!(restored, "{signal:?}: the terminal was left without echo");
        assert!(after.contains("\u{1b}[?1049l"), "{signal:?}: the alternate screen was not left");
        assert!(!folder.path("signed.psbt").exists());
    }
}

#[test]
fn atk_b15_a_window_made_smaller_is_read_from_its_first_line_again() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-resize");
    let arguments = ["sign", "spend.psbt", "-o", "signed.psbt", "--account", "account.txt"];
    let mut session = Session::start(&folder.0, &arguments);
    session.wait_for("screen 1 of 3");
    session.press(" ");
    session.wait_for("screen 2 of 3");
    session.resize(10, 40);
    let shown = session.wait_for("screen 1 of ");
    assert!(shown.contains("Spend from"), "{shown}");
    let screens: usize = session.wait_for(" - ").trim_end_matches(" - ").trim().parse().unwrap();
    assert!(screens > 6, "{screens}");
    session.press("q");
    let (code, after, restored) = session.end();
    assert_eq!(code, 4, "{after}");
    assert!(restored);
}

/// Waits for the question for a passphrase; a screen to try the keyboard on may stand before it.
fn to_passphrase(session: &mut Session) {
    while session.wait_for_one(&["Passphrase (nothing is shown", "Try the keyboard first"]) == 1 {
        session.press("\r");
    }
}

/// Turns pages until the footer of the last one was there; what was written meanwhile.
fn read_all_pages(session: &mut Session) -> String {
    let mut written = session.wait_for("screen 1 of ");
    let rest = session.wait_for(" - ");
    let screens: usize = rest.trim_end_matches(" - ").trim().parse().unwrap();
    written.push_str(&rest);
    for screen in 2..=screens {
        session.press(" ");
        written.push_str(&session.wait_for(&format!("screen {screen} of ")));
    }
    session.press("\r");
    written
}

/// The groups the question asks for, as the invoice has them.
fn masked_groups(question: &str) -> String {
    let words: Vec<&str> = question.split_whitespace().collect();
    let at = words.iter().rposition(|word| word.ends_with("groups")).unwrap();
    let group = |word: &str| {
        let number: usize = word.trim_end_matches(',').parse().unwrap();
        let start = (number - 1) * 4;
        &RECIPIENT[start..(start + 4).min(RECIPIENT.len())]
    };
    format!("{} {}", group(words[at + 1]), group(words[at + 3]))
}
