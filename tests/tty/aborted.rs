//! Walking away from any screen, in any way: nothing is written, nothing stays, the terminal is as it was.

use crate::emulator::Emulator;
use crate::fixture::{Folder, MASTER, ROLLS, WORDS};
use crate::journeys::{self, CARDS, COINS, DRAWN, GROUPS, Journey, KEY, SENTENCE, SHOWN_SEEDS, UNACCEPTED};
use crate::journeys::{MADE_SEEDS, NAMED_SEEDS};
use crate::named::passphrase_on;
use crate::pty::{self, Ended, Session};
use crate::skips::skipped;
use crate::surroundings::{accepted, refusing};
use crate::typed_sentence::sentence;
use rustix::process::Signal;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

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
    Away::HangUp,
    Away::Signal(Signal::TERM),
    Away::Key("\u{4}", 4),
];

/// What stands above a question for a passphrase the first time.
const KEYBOARD: &str = "Try the keyboard first";

/// Words, and passphrases.
const NEEDLES: [&str; 6] = ["abandon", "about", "horse", "canal", "walnut", "pajamas"];

/// Events that are a secret's use: none of them happened.
const EVENTS: [&str; 3] = ["backup-verified", "signed", "sent"];

/// A run of a journey, and what it showed on the way.
struct Walk {
    session: Session,
    drawn: Option<String>,
}

impl Walk {
    fn begin(folder: &Path, journey: &Journey) -> Self {
        let line: Vec<&str> = journey.line.split(' ').collect();
        let is_accepted = journey.screens[0].1 != SENTENCE;
        let start = if is_accepted { Session::start } else { Session::start_unaccepted };
        Self { session: start(folder, &line), drawn: None }
    }

    /// Waits for a screen, and says which keys answer it.
    fn arrive(&mut self, (title, keys): (&str, &str)) -> String {
        let mut shown = String::new();
        for part in title.split('|') {
            let is_passphrase = [journeys::ASKED, journeys::ASKED_OF_FILE, journeys::CHOSEN].contains(&part);
            while is_passphrase && self.session.wait_for_one(&[KEYBOARD, part]) == 0 {
                self.session.press("\r");
            }
            if !is_passphrase {
                shown = self.session.wait_for(part);
            }
        }
        if title == journeys::DRAWN_SHOWN {
            self.drawn = Some(self.session.wait_until(passphrase_on));
        }
        match keys {
            DRAWN => self.drawn.clone().unwrap(),
            GROUPS => crate::masked_groups(&shown),
            SENTENCE => sentence(),
            keys => keys.to_owned(),
        }
    }

    fn answer(&mut self, screen: (&str, &str)) {
        let keys = self.arrive(screen);
        self.session.press(&keys);
        self.session.press("\r");
        if keys.ends_with(' ') {
            self.session.wait_for("it is meant so");
            self.session.press("\r");
        }
    }
}

/// A folder with a named seed and a copy of its file.
fn furnish(folder: &Folder) {
    let stored = stored();
    std::fs::create_dir_all(folder.path("state/vault")).unwrap();
    for path in ["state/vault/cold.age", "kept.age"] {
        std::fs::write(folder.path(path), stored).unwrap();
    }
}

/// The file of the named seed, made once.
fn stored() -> &'static [u8] {
    static STORED: OnceLock<Vec<u8>> = OnceLock::new();
    STORED.get_or_init(|| {
        let folder = Folder::new("tty-stored");
        std::fs::write(folder.path("key.txt"), KEY).unwrap();
        let script = "exec \"$0\" \"$@\" --seed-fd 3 --new-vault-passphrase-fd 4 3<words.txt 4<key.txt";
        let done = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_coldframe"), "vault", "add", "cold", "--low-memory"])
            .args(["--state", "state"])
            .args(accepted())
            .current_dir(&folder.0)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::read(folder.path("state/vault/cold.age")).unwrap()
    })
}

/// Everything below a folder but its journal, which says that the run was begun.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
                found.insert(name + "/", Vec::new());
            } else if name != "state/journal.jsonl" {
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found.remove("state/");
    found
}

/// Each word that stood with its number on a page of words.
fn numbered_words(written: &str) -> Vec<String> {
    let pages = written.split("\u{1b}[?1049h").skip(1);
    let pages = pages.filter_map(|page| page.split("\u{1b}[?1049l").next());
    let tokens: Vec<&str> =
        pages.flat_map(|page| page.split(|c: char| c.is_whitespace() || c == '\u{1b}')).collect();
    let is_number = |token: &str| token.parse().is_ok_and(|number: usize| (1..=24).contains(&number));
    let is_word = |token: &str| token.len() >= 3 && token.bytes().all(|letter| letter.is_ascii_lowercase());
    let pairs = tokens.windows(2).filter(|pair| is_number(pair[0]) && is_word(pair[1]));
    let pairs: Vec<String> = pairs.map(|pair| pair.join(" ")).collect();
    // Fewer are no page of words but something that is counted.
    let is_page = (1..=12).all(|number| pairs.iter().any(|pair| pair.starts_with(&format!("{number} "))));
    if is_page { pairs } else { Vec::new() }
}

fn assert_nothing_stays(ended: &Ended, drawn: Option<&str>, what: &str) {
    assert!(ended.restored, "{what}: the terminal is in another mode");
    let seen = Emulator::after(&ended.all, 60, 120);
    assert!(!seen.is_on_alternate(), "{what}");
    // Pages that are public have colours on the alternate screen as well.
    let unknown = seen.unknown.iter().find(|sequence| !sequence.ends_with('m'));
    assert!(unknown.is_none(), "{what}: {unknown:?}");
    let left = seen.everything();
    assert_eq!(left, seen.left_behind(), "{what}: something stays on the alternate screen");
    for needle in NEEDLES {
        assert!(!left.contains(needle), "{what}: {needle} stays on the terminal: {left}");
    }
    let drawn: Vec<&str> = drawn.into_iter().flat_map(|drawn| drawn.split('-')).collect();
    let mut drawn = drawn.windows(2).map(|words| words.join("-"));
    assert!(!drawn.any(|words| left.contains(&words)), "{what}: a passphrase stays on the terminal: {left}");
    for word in numbered_words(&String::from_utf8_lossy(&ended.all)) {
        assert!(!left.contains(&word), "{what}: {word} stays on the terminal: {left}");
    }
    for typed in [ROLLS, COINS, CARDS] {
        let mut parts = (0..typed.len() - 6).map(|at| &typed[at..at + 6]);
        assert!(!parts.any(|part| left.contains(part)), "{what}: symbols stay on the terminal: {left}");
    }
    assert!(!left.contains(['\u{2580}', '\u{2584}', '\u{2588}']), "{what}: a code stays: {left}");
}

fn walk_away(folder: &Folder, journey: &Journey, screen: usize, away: Away) {
    let what = format!("{} left at screen {screen} by {away:?}", journey.line);
    let before = files(&folder.0);
    let mut walk = Walk::begin(&folder.0, journey);
    for screen in &journey.screens[..screen] {
        walk.answer(*screen);
    }
    // In the middle of the answer, too.
    let keys = walk.arrive(journey.screens[screen]);
    walk.session.press(&keys[..keys.len() / 2]);
    std::thread::sleep(std::time::Duration::from_millis(60));
    let Walk { mut session, drawn } = walk;
    let wanted = match away {
        // Who does not say the sentence is refused the machine.
        Away::Key(key, 4) if journey.screens[screen].1 == SENTENCE => {
            session.press(key);
            8
        }
        Away::Key(key, code) => {
            session.press(key);
            code
        }
        Away::Signal(signal) => {
            session.signal(signal);
            130
        }
        Away::HangUp => 0,
    };
    if let Away::HangUp = away {
        let (code, _) = session.hung_up();
        assert!([130, 9].contains(&code), "{what}: {code}");
    } else {
        let ended = session.ended();
        assert_eq!(ended.code, wanted, "{what}: {}", ended.after);
        assert_nothing_stays(&ended, drawn.as_deref(), &what);
    }
    let after = files(&folder.0);
    assert!(after == before, "{what}: {:?} became {:?}", before.keys(), after.keys());
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap_or_default();
    let events = EVENTS.iter().find(|event| journal.contains(&format!("\"{event}\"")));
    assert!(events.is_none(), "{what}: {journal}");
    // Whoever has seen the words of a new seed may have written them down (attack F09).
    let saw_words = journey.screens[..=screen].iter().any(|(shown, _)| *shown == journeys::ON_PAPER);
    assert_eq!(journal.contains("\"seed-made\""), saw_words, "{what}: {journal}");
}

/// To the end, so that the screens that are left are those of the real journey.
fn walk_through(folder: &Folder, journey: &Journey) {
    let before = files(&folder.0);
    let mut walk = Walk::begin(&folder.0, journey);
    for screen in journey.screens {
        walk.answer(*screen);
    }
    let ended = walk.session.ended();
    assert_eq!(ended.code, journey.ends, "{}: {}", journey.line, ended.after);
    assert_nothing_stays(&ended, walk.drawn.as_deref(), journey.line);
    let after = files(&folder.0);
    let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert_eq!(new, journey.writes, "{}", journey.line);
    let is_shown = journey.screens.iter().any(|(title, _)| *title == journeys::ON_PAPER);
    let words = numbered_words(&String::from_utf8_lossy(&ended.all));
    assert!(!is_shown || words.len() >= 12, "{}: no words were seen", journey.line);
}

/// Each journey left at its screens, then walked to its end.
fn walk_away_everywhere(name: &str, journeys: &[Journey]) {
    if !pty::is_possible() {
        return;
    }
    // The ways go round, so that each is taken at many screens.
    let mut ways = AWAY.iter().copied().cycle();
    for (number, journey) in journeys.iter().enumerate() {
        let folder = Folder::new(&format!("tty-aborted-{name}-{number}"));
        if [" cold", "kept.age"].iter().any(|named| journey.line.contains(named)) {
            furnish(&folder);
        }
        let last = journey.screens.len() - 1;
        for screen in (0..=last).filter(|screen| screen % journey.every == 0 || *screen == last) {
            for away in ways.by_ref().take(journey.ways) {
                walk_away(&folder, journey, screen, away);
            }
        }
        walk_through(&folder, journey);
    }
}

#[test]
fn atk_g02_walking_away_from_seed_check_leaves_nothing() {
    walk_away_everywhere("check", &[journeys::CHECK]);
}

#[test]
fn atk_g02_walking_away_from_seed_show_leaves_nothing() {
    walk_away_everywhere("show", &[journeys::SHOW]);
}

#[test]
fn atk_g02_walking_away_from_seed_last_word_leaves_nothing() {
    walk_away_everywhere("last-word", &[journeys::LAST_WORD]);
}

#[test]
fn atk_g02_walking_away_from_an_export_with_a_passphrase_writes_nothing() {
    walk_away_everywhere("account", &[journeys::EXPORT_ACCOUNT]);
}

#[test]
fn atk_g02_walking_away_from_a_seed_drawn_or_derived_leaves_nothing() {
    walk_away_everywhere("shown", &SHOWN_SEEDS);
}

#[test]
fn atk_g02_walking_away_from_a_seed_being_made_leaves_nothing() {
    walk_away_everywhere("made", &MADE_SEEDS);
}

#[test]
fn atk_g02_walking_away_from_named_seeds_stores_nothing_and_loses_nothing() {
    walk_away_everywhere("named", &NAMED_SEEDS);
}

#[test]
fn atk_g02_walking_away_from_shares_leaves_nothing_and_stores_nothing() {
    walk_away_everywhere("shares", &journeys::SHARES);
}

#[test]
fn atk_g02_walking_away_from_a_payment_signs_nothing() {
    walk_away_everywhere("sign", &[journeys::SIGN]);
}

#[test]
fn atk_g02_walking_away_from_verify_backup_leaves_nothing_and_verifies_nothing() {
    walk_away_everywhere("backup", &[journeys::VERIFY_BACKUP]);
}

#[test]
fn whoever_does_not_walk_away_sees_the_words_and_has_verified_the_backup() {
    if !pty::is_possible() {
        return;
    }
    let folder = Folder::new("tty-arrived");
    let mut walk = Walk::begin(&folder.0, &journeys::SHOW);
    journeys::SHOW.screens.iter().for_each(|screen| walk.answer(*screen));
    let shown = numbered_words(&String::from_utf8_lossy(&walk.session.ended().all));
    for (at, word) in (1..).zip(WORDS.split(' ')) {
        assert!(shown.contains(&format!("{at} {word}")), "{shown:?}");
    }
    walk_through(&folder, &journeys::VERIFY_BACKUP);
    let journal = std::fs::read_to_string(folder.path("state/journal.jsonl")).unwrap();
    assert!(journal.contains("\"backup-verified\"") && journal.contains(MASTER), "{journal}");
}

#[test]
fn atk_g02_walking_away_from_the_sentence_opens_nothing() {
    if refusing().is_empty() {
        return skipped("the doctor has no objection to this machine, so nobody was asked to accept one");
    }
    walk_away_everywhere("sentence", &[UNACCEPTED]);
}
