//! Codes on a terminal: read back off its cells, by keys and by windows people have.

use crate::camera::{Cell, photographed, read};
use crate::emulator::Emulator;
use crate::fixture::{Folder, spend};
use crate::pty::{self, Ended, Session};
use coldframe_core::frames::{PartNumber, Progress, Receiver};
use rustix::process::Signal;
use std::collections::BTreeSet;

/// What ends each code on the screen.
const DRAWN: &str = "\u{1b}[?2026l";
/// What stands at the end of the page before it starts.
pub const BEGINS: &str = "q: leave";

pub struct Watch {
    pub session: Session,
    pub screen: Emulator,
}

impl Watch {
    pub fn start(folder: &Folder, line: &str, (rows, columns): (u16, u16)) -> Self {
        let line: Vec<&str> = line.split(' ').collect();
        let session = Session::start_in(&folder.0, &line, "xterm", (rows, columns));
        Self { session, screen: Emulator::new(rows.into(), columns.into()) }
    }

    /// Past the page before it starts; what that says.
    pub fn begin(&mut self) -> String {
        let said = self.session.wait_for(BEGINS);
        self.screen.feed(&said);
        let page = self.screen.lines().join("\n");
        self.session.press("x");
        page
    }

    /// The next code: what it carries, and the line below it.
    pub fn next(&mut self) -> (Option<String>, String) {
        self.screen.feed(&self.session.wait_for(DRAWN));
        (read(&photographed(&self.screen.cells())), self.below())
    }

    /// What the next code carries.
    pub fn readable(&mut self) -> String {
        let (payload, below) = self.next();
        payload.unwrap_or_else(|| panic!("unreadable: {below} {:#?}", self.screen.lines()))
    }

    pub fn below(&self) -> String {
        self.screen.lines().pop().unwrap_or_default()
    }

    /// Codes until the line below says so.
    pub fn until(&mut self, says: &str) -> (Option<String>, String) {
        for _ in 0..200 {
            let seen = self.next();
            if seen.1.contains(says) {
                return seen;
            }
        }
        panic!("{says:?} never came: {:?}", self.below());
    }

    pub fn leave(mut self, key: &str) -> Ended {
        self.session.press(key);
        self.session.ended()
    }
}

pub fn assert_nothing_stays(ended: &Ended, code: i32) {
    assert_eq!(ended.code, code, "{}", ended.after);
    assert!(ended.restored, "the terminal is in another mode");
    let seen = Emulator::after(&ended.all, 60, 120);
    assert!(!seen.is_on_alternate());
    let left = seen.everything();
    assert_eq!(left, seen.left_behind(), "something stays on the alternate screen");
    assert!(!left.contains(['\u{2580}', '\u{2584}', '\u{2588}']), "a code stays: {left}");
    let all = String::from_utf8_lossy(&ended.all).into_owned();
    assert!(all.trim_end().contains("\u{1b}[?25h"), "the cursor stays hidden");
}

#[test]
fn every_window_shows_codes_that_are_read_back_off_its_cells() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-windows");
    for (size, wire, version) in [
        ((24, 80), "ur", "v5"),
        ((44, 132), "bbqr", "version"),
        // Of 27 rows that it takes, one is a single line of its border.
        ((27, 80), "ur --density tiny", "v7"),
        ((20, 60), "ur", "v4"),
        ((60, 120), "ur --density tiny", "v7"),
    ] {
        let mut watch = Watch::start(&folder, &format!("show spend.psbt --fps 12 --as {wire}"), size);
        if version != "version" {
            let page = watch.begin();
            assert!(page.contains(&format!("codes of version {}", &version[1..])), "{page}");
        }
        let mut receiver = Receiver::new();
        let mut whole = None;
        for _ in 0..80 {
            let (payload, below) = watch.next();
            let payload = payload.unwrap_or_else(|| panic!("unreadable: {:#?}", watch.screen.lines()));
            assert!(below.contains(version), "{below}");
            if let Some(part) = PartNumber::of(&payload).filter(|part| part.count > 1) {
                assert!(below.trim_start().starts_with(&part.number.to_string()), "{below}: {part:?}");
            }
            if let Ok(Progress::Complete(received)) = receiver.push(payload.as_bytes()) {
                whole = Some(received.bytes);
                break;
            }
        }
        assert_eq!(whole, Some(spend()), "{size:?} {wire}");
        assert_nothing_stays(&watch.leave("q"), 0);
    }
}

#[test]
fn the_white_border_is_painted_on_every_side() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-border");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v5", (24, 80));
    watch.begin();
    watch.next();
    let cells = watch.screen.cells();
    let painted: Vec<(usize, usize)> = (0..cells.len())
        .flat_map(|y| (0..cells[y].len()).map(move |x| (x, y)))
        .filter(|(x, y)| cells[*y][*x].paper == 255)
        .collect();
    let (left, right) =
        (painted.iter().map(|at| at.0).min().unwrap(), painted.iter().map(|at| at.0).max().unwrap());
    assert_eq!((right - left + 1, painted.len()), (45, 45 * 23), "one square, all of it painted");
    let blank = |cell: &Cell| cell.letter == ' ' && cell.paper == 255;
    for (y, row) in cells.iter().take(23).enumerate() {
        assert!((0..4).all(|x| blank(&row[left + x]) && blank(&row[right - x])), "row {y}");
    }
    assert!(cells[..2].iter().all(|row| row[left..=right].iter().all(blank)));
    assert!(cells[21][left..=right].iter().all(|cell| "▀ ".contains(cell.letter)));
    assert_nothing_stays(&watch.leave("\u{1b}"), 0);
}

#[test]
fn keys_pause_step_change_density_speed_and_light() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-keys");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v7 --fps 8", (60, 120));
    watch.begin();
    let (first, _) = watch.until("2 of");
    watch.session.press(" ");
    let (paused, below) = watch.until("space: go on");
    let number = |below: &str| below.trim_start().split(' ').next().unwrap().to_owned();
    let stood: u32 = number(&below).parse().unwrap();
    assert!(paused.is_some() && first.is_some());
    watch.session.press("n");
    let (stepped, below) = watch.next();
    assert_eq!(number(&below), (stood + 1).to_string());
    assert_ne!(stepped, paused);
    watch.session.press("p");
    let (back, below) = watch.next();
    assert_eq!((back, number(&below)), (paused, stood.to_string()));
    watch.session.press(" ");
    watch.until("h help");
    watch.session.press("[");
    watch.until("v7 6/s");
    watch.session.press("-");
    let (sparser, _) = watch.until("v6 6/s");
    assert!(sparser.is_some());
    watch.session.press("+");
    watch.until("v7 6/s");
    watch.session.press("i");
    // Codes that were drawn before the key was seen come first.
    let is_inverted = |watch: &Watch| {
        watch.screen.cells().iter().flatten().any(|cell| cell.ink > cell.paper && cell.paper == 0)
    };
    let inverted = (0..50).find_map(|_| watch.next().0.filter(|_| is_inverted(&watch)));
    assert!(inverted.is_some(), "nothing is inverted, or it is not read");
    watch.session.press("i");
    assert!((0..50).any(|_| watch.next().0.is_some() && !is_inverted(&watch)), "it stays inverted");
    watch.session.press("h");
    watch.screen.feed(&watch.session.wait_for("lights that shine on it away."));
    assert!(watch.screen.lines().iter().any(|line| line.contains("[#]")), "{:#?}", watch.screen.lines());
    watch.session.press(" ");
    assert!(watch.next().0.is_some());
    assert_nothing_stays(&watch.leave("q"), 0);
}

/// A receiver that waits for the first part would else wait for a whole round.
#[test]
fn a_key_that_begins_anew_begins_with_the_first_code() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-first");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v5 --fps 4", (60, 120));
    watch.begin();
    watch.until("4 of");
    watch.session.press("\u{1b}[H");
    // What was drawn before the key was seen comes first.
    let numbers: Vec<String> = (0..4).map(|_| watch.next().1).collect();
    assert!(numbers.iter().any(|below| below.starts_with("1 of")), "{numbers:?}");
    watch.session.press("-");
    let (_, below) = watch.until("v4");
    assert!(below.starts_with("1 of"), "{below}");
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn a_window_made_smaller_gets_smaller_codes_and_nothing_of_the_larger_ones() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-resize");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v7", (60, 120));
    watch.begin();
    watch.until("v7");
    watch.session.resize(24, 80);
    watch.screen = Emulator::new(24, 80);
    // What was drawn for the larger window is cleared away first.
    let all = watch.session.wait_for("v5");
    let (_, after) = all.rsplit_once("\u{1b}[2J").unwrap();
    watch.screen.feed(&format!("\u{1b}[?1049h\u{1b}[2J{after}"));
    assert!(watch.next().0.is_some());
    watch.session.resize(5, 20);
    watch.session.wait_for("columns");
    watch.session.resize(60, 120);
    watch.screen = Emulator::new(60, 120);
    let all = watch.session.wait_for("v7");
    let (_, after) = all.rsplit_once("\u{1b}[2J").unwrap();
    watch.screen.feed(&format!("\u{1b}[?1049h\u{1b}[2J{after}"));
    assert!(watch.next().0.is_some());
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn the_frames_asked_for_are_shown_and_no_others() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-repair");
    for wire in ["ur", "bbqr", "base64"] {
        let line = format!("show spend.psbt --as {wire} --density v4 --fps 20 --frames 1,3,4");
        let mut watch = Watch::start(&folder, &line, (60, 120));
        let page = watch.begin();
        assert!(page.contains("3 of the "), "{page}");
        let seen: BTreeSet<u32> = (0..9).map(|_| PartNumber::of(&watch.readable()).unwrap().number).collect();
        assert_eq!(seen, BTreeSet::from([1, 3, 4]), "{wire}");
        assert_nothing_stays(&watch.leave("q"), 0);
    }
    let line = ["show", "spend.psbt", "--density", "v4", "--frames", "2,900"];
    let (code, said, _) = Session::start(&folder.0, &line).end();
    assert!(code == 2 && said.contains("[player/no-such-frame]"), "{code}: {said}");
    let line = ["show", "account.txt", "--frames", "1"];
    let (code, said, _) = Session::start(&folder.0, &line).end();
    assert!(code == 2 && said.contains("[player/no-numbers]"), "{code}: {said}");
}

#[test]
fn without_colour_codes_are_drawn_in_the_ink_of_a_dark_terminal() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-plain");
    let line = ["show", "spend.psbt", "--density", "v5"];
    let session = Session::start_with(&folder.0, &line, ("NO_COLOR", "1"));
    let mut watch = Watch { session, screen: Emulator::new(60, 120) };
    watch.begin();
    let (payload, _) = watch.next();
    assert!(payload.is_some(), "{:#?}", watch.screen.lines());
    let ended = watch.leave("q");
    let all = String::from_utf8_lossy(&ended.all).into_owned();
    assert!(!all.contains("\u{1b}[38") && !all.contains("\u{1b}[2m"), "there is colour in it");
    assert_nothing_stays(&ended, 0);
}

#[test]
fn a_dumb_terminal_gets_one_code_for_each_key_and_no_sequences() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-dumb");
    let mut session = Session::start_on(&folder.0, &["show", "spend.psbt", "--density", "v5"], "dumb");
    let mut seen = BTreeSet::new();
    for _ in 0..3 {
        let shown = session.wait_for("/s");
        assert!(!shown.contains('\u{1b}'));
        let rows = shown.lines().filter(|line| line.contains("##"));
        let cells: Vec<Vec<Cell>> = rows
            .map(|line| {
                line.trim_end_matches('\r')
                    .chars()
                    .map(|letter| Cell { letter, ink: 230, paper: 10 })
                    .collect()
            })
            .collect();
        // A cell is twice as high as wide, and two of them are one module.
        seen.insert(read(&photographed(&cells)).expect("unreadable"));
        session.press(" ");
    }
    assert_eq!(seen.len(), 3);
    session.press("q");
    let (code, _, restored) = session.end();
    assert!(code == 0 && restored);
}

#[test]
fn a_terminal_with_pixels_gets_pixels_and_one_that_is_silent_gets_blocks() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-pixels");
    let line = ["show", "spend.psbt", "--density", "v10", "--fps", "20"];
    for (kitty, answer, begins, ends) in [
        ("", "\u{1b}[6;16;8t\u{1b}[?62;4;22c", "\u{1b}P0;1;0q", "\u{1b}\\"),
        ("1", "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;16;8t\u{1b}[?62;22c", "\u{1b}_Ga=T", "\u{1b}\\"),
        ("1", "\u{1b}_Gi=31;EINVAL\u{1b}\\\u{1b}[?62;22c", "\u{2580}", "\u{1b}["),
        ("", "", "\u{2580}", "\u{1b}["),
    ] {
        let mut session = Session::start_with(&folder.0, &line, ("KITTY_WINDOW_ID", kitty));
        let asked = session.wait_for("\u{1b}[c");
        assert_eq!(asked.contains("\u{1b}_G"), !kitty.is_empty(), "{asked:?}");
        session.press(answer);
        session.wait_for(BEGINS);
        session.press("x");
        session.wait_for(begins);
        session.wait_for(ends);
        session.press("q");
        let ended = session.ended();
        assert!(ended.code == 0 && ended.restored);
        if begins.starts_with("\u{1b}_") {
            assert!(ended.after.contains("a=d,d=I"), "the picture stays");
        }
        assert!(ended.after.contains("\u{1b}[?1049l"));
    }
    // Who would print the question is not asked it.
    for kind in ["linux", "screen-256color", "tmux-256color", "vt100"] {
        let mut session = Session::start_on(&folder.0, &line, kind);
        let shown = session.wait_for(BEGINS);
        assert!(!shown.contains("\u{1b}[c") && !shown.contains("\u{1b}_"), "{kind}: {shown:?}");
        session.press("q");
        assert_eq!(session.end().0, 9, "left before a code stood there");
    }
}

/// In cells it was said that the window needs as many as it has.
#[test]
fn a_code_too_large_for_the_pixels_there_are_is_said_to_need_more_of_them() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-few-pixels");
    std::fs::write(folder.0.join("long.txt"), "sixteen letters.".repeat(300)).unwrap();
    let line = ["show", "long.txt", "--density", "v30", "--frames", "1"];
    let mut session = Session::start_with(&folder.0, &line, ("KITTY_WINDOW_ID", ""));
    session.wait_for("\u{1b}[c");
    // 480 by 360 pixels, of which the line below takes 6.
    session.press("\u{1b}[6;6;4t\u{1b}[?62;4;22c");
    assert!(session.wait_for(BEGINS).contains(" pixels"));
    session.press("x");
    let said = session.wait_for("q leave");
    assert!(said.contains(" pixels") && !said.contains("120 columns and 60 rows"), "{said}");
    session.press("q");
    assert_eq!(session.end().0, 9);
}

#[test]
fn however_it_is_left_nothing_stays() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-left");
    let line = "show spend.psbt --density v5";
    for (key, code) in [("q", 0), ("\r", 0), ("\u{4}", 0), ("\u{3}", 130)] {
        let mut watch = Watch::start(&folder, line, (60, 120));
        watch.begin();
        watch.next();
        assert_nothing_stays(&watch.leave(key), code);
        let mut watch = Watch::start(&folder, line, (60, 120));
        watch.session.wait_for(BEGINS);
        // Nothing was shown yet, and who leaves here is told so.
        assert_nothing_stays(&watch.leave(key), if code == 0 { 9 } else { code });
    }
    for signal in [Signal::TERM, Signal::HUP, Signal::TSTP] {
        let mut watch = Watch::start(&folder, line, (60, 120));
        watch.begin();
        watch.next();
        watch.session.signal(signal);
        assert_nothing_stays(&watch.session.ended(), 130);
    }
    let mut watch = Watch::start(&folder, line, (60, 120));
    watch.begin();
    watch.next();
    assert!([130, 9].contains(&watch.session.hung_up().0));
}

#[test]
fn how_to_place_two_machines_is_drawn_once() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-placing");
    for is_first in [true, false] {
        let mut watch = Watch::start(&folder, "show spend.psbt --density v5", (24, 80));
        let page = watch.begin();
        assert_eq!(page.contains("lid to lid"), is_first, "{page}");
        watch.next();
        let ended = watch.leave("q");
        assert_nothing_stays(&ended, 0);
        assert!(ended.after.contains("--density v5 --fps 8"), "{}", ended.after);
    }
    let kept = std::fs::read_to_string(folder.path("state/optics")).unwrap();
    assert_eq!(kept, "coldframe optics 1\nplaced\n");
}

/// What terminals answer to questions: pictures, colours, sizes, names. Letters of it are keys of ours.
const ANSWERS: [&str; 6] = [
    "\u{1b}_Gi=31;EINVAL: quit, invert, help\u{1b}\\",
    "\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28;29;31;42c",
    "\u{1b}]11;rgb:1e1e/2e2e/3e3e\u{1b}\\",
    "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}",
    "\u{1b}P>|iTerm2 3.5 quits in a minute\u{1b}\\",
    "\u{1b}[6;18;9t",
];

#[test]
fn what_a_terminal_answers_late_begins_pauses_inverts_and_leaves_nothing() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-late");
    let mut watch = Watch::start(&folder, "show spend.psbt --density v5 --fps 8", (24, 80));
    let page = watch.session.wait_for(BEGINS);
    watch.screen.feed(&page);
    // The key for help helps here too, and comes back.
    watch.session.press("h");
    let help = watch.session.wait_for("lights that shine on it away.");
    assert!(help.contains("goes back"), "{help}");
    watch.screen.feed(&help);
    watch.session.press("x");
    let page = watch.session.wait_for(BEGINS);
    watch.screen.feed(&page);
    // How to place two machines stands for ten seconds, unless a key begins.
    for answer in ANSWERS {
        watch.session.paste(answer);
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    watch.session.press("x");
    let before = watch.session.wait_for(DRAWN);
    watch.screen.feed(&before);
    assert!(!before.contains("shown with"), "{before}");
    let mut stood = 0;
    for answer in ANSWERS.iter().cycle().take(12) {
        watch.session.paste(answer);
        let (payload, below) = watch.next();
        assert!(payload.is_some(), "{answer:?}: {below}");
        stood += usize::from(below.contains("go on"));
        let is_inverted =
            watch.screen.cells().iter().flatten().any(|cell| cell.paper == 0 && cell.ink == 255);
        assert!(!is_inverted && !below.contains("pause, and go on"), "{answer:?}: {below}");
    }
    assert_eq!(stood, 0, "an answer paused it");
    assert_nothing_stays(&watch.leave("q"), 0);
}

#[test]
fn what_was_shown_is_told_as_it_was_cut() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("player-told");
    for (said, told) in [("--density 60", "--density 60 "), ("--density tiny", "--density v7 ")] {
        let mut watch = Watch::start(&folder, &format!("show spend.psbt --fps 4 {said}"), (60, 120));
        watch.begin();
        let (payload, _) = watch.next();
        let count = PartNumber::of(&payload.unwrap()).unwrap().count;
        let ended = watch.leave("q");
        let (_, after) = ended.after.split_once("shown with ").unwrap_or_else(|| panic!("{}", ended.after));
        assert!(after.starts_with(told), "{after}");
        // Given again it is the same series: its last frame is there, and no other is.
        let again = after.split_once(" --fps").unwrap().0;
        let line = format!("show spend.psbt {again} --frames {count}");
        let mut watch = Watch::start(&folder, &line, (60, 120));
        let seen = PartNumber::of(&watch.readable()).unwrap();
        assert_eq!((seen.number, seen.count), (count, count));
        assert_nothing_stays(&watch.leave("q"), 0);
    }
}
