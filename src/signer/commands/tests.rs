//! Seeds on their way through several commands, with a person at the desk.

use super::*;
use crate::desk::Person;
use coldframe_console::scripted::Scripted;
use coldframe_core::messages::Explain;
use std::path::PathBuf;

const PASSPHRASE: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";

/// A folder of the test's own, gone when dropped.
struct Home(PathBuf);

impl Home {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("coldframe-walk-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// One command with that person at the desk; `OUT` is a folder for what it writes.
    fn run(&self, line: &str, person: &Person) -> Result<Exit, Error> {
        let line = line.replace("OUT", self.0.to_str().unwrap());
        let words = ["coldframe"].into_iter().chain(line.split(' '));
        let state = self.path("state");
        let cli = Cli::try_parse_from(words.chain(["--state", &state])).unwrap();
        let mut world = World::scripted(&cli.global, Box::new(Scripted::answering(&["no"])));
        world.desk = Box::new(person.clone());
        dispatch(&cli.command, &mut world)
    }

    fn journal(&self) -> String {
        std::fs::read_to_string(self.path("state/journal.jsonl")).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The words of a page that numbers them.
fn words_on(screens: &[String]) -> String {
    let page = screens.iter().find(|screen| screen.contains("DOWN ON PAPER")).unwrap();
    let pieces: Vec<_> = page.split_whitespace().collect();
    let is_number = |piece: &str| piece.parse::<usize>().is_ok();
    let pairs = pieces.windows(2).filter(|pair| is_number(pair[0]) && !is_number(pair[1]));
    let words: Vec<_> = pairs.map(|pair| pair[1]).filter(|word| *word != "WORDS").collect();
    words.join(" ")
}

/// From a new seed to its account, with what has to be answered for the seed to be opened.
fn atk_f09_walk(home: &Home, seed: &str, opening: &[&str], words: &str) {
    let export = format!("account export -o OUT/account.txt {seed}");
    let refused = home.run(&export, &Person::answering(opening)).unwrap_err();
    assert_eq!((refused.exit(), refused.code().as_str()), (Exit::Refused, "backup/unverified"));
    let verify = format!("seed verify-backup {seed}");
    // One seed in two thousand ends with the word itself.
    let (first, last) = words.rsplit_once(' ').unwrap();
    let other = format!("{first} {}", if last == "zoo" { "abandon" } else { "zoo" });
    for wrong in ["zoo ".repeat(11) + "wrong", other] {
        let answers = [opening, &[&wrong]].concat();
        assert!(home.run(&verify, &Person::answering(&answers)).is_err(), "{wrong} is no backup");
    }
    assert!(home.run(&export, &Person::answering(opening)).is_err(), "a wrong backup verifies nothing");
    let answers = [opening, &[words]].concat();
    assert_eq!(home.run(&verify, &Person::answering(&answers)), Ok(Exit::Done));
    assert_eq!(home.run(&export, &Person::answering(opening)), Ok(Exit::Done));
    assert!(std::fs::read_to_string(home.path("account.txt")).unwrap().contains("xpub"));
    assert!(!home.journal().contains("override"), "nothing had to be overridden");
}

#[test]
fn atk_f09_a_new_seed_goes_from_the_vault_by_its_verified_backup_to_its_account() {
    let home = Home::new("vault");
    let new = "seed new --os --words 12 --vault cold --label drawer --own-passphrase --low-memory \
               --certificate OUT/c.json";
    let new = new.split_whitespace().collect::<Vec<_>>().join(" ");
    let person = Person::answering(&["", "", PASSPHRASE]);
    assert_eq!(home.run(&new, &person), Ok(Exit::Done));
    let words = words_on(&person.shown());
    assert_eq!(words.split(' ').count(), 12, "{words}");
    atk_f09_walk(&home, "--seed vault:cold", &[PASSPHRASE], &words);
    let file = std::fs::read_to_string(home.path("state/vault/cold.age")).unwrap();
    assert!(file.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{file}");
    let again = home.run(&new, &Person::answering(&["", "", PASSPHRASE])).unwrap_err();
    assert_eq!(again.exit(), Exit::Device, "a stored seed is never replaced");
}

#[test]
fn atk_f09_a_new_seed_goes_from_paper_by_its_verified_backup_to_its_account() {
    let home = Home::new("paper");
    let person = Person::answering(&["", ""]);
    assert_eq!(home.run("seed new --os --words 12 --certificate OUT/c.json", &person), Ok(Exit::Done));
    let words = words_on(&person.shown());
    let file = home.path("words");
    std::fs::write(&file, &words).unwrap();
    let opened = std::fs::File::open(&file).unwrap();
    let fd = std::os::fd::AsRawFd::as_raw_fd(&opened);
    // Each run reads the descriptor anew, by its name.
    atk_f09_walk(&home, &format!("--seed-fd {fd}"), &[], &words);
}

#[test]
fn atk_f09_leaving_before_the_words_leaves_nothing_and_whoever_saw_them_tests_the_backup_all_the_same() {
    for screen in 0..4 {
        let home = Home::new("left");
        let new =
            "seed new --os --words 12 --vault cold --own-passphrase --low-memory --certificate OUT/c.json";
        let person = Person::leaving(&["", "", PASSPHRASE], screen);
        assert_eq!(home.run(new, &person).unwrap_err().exit(), Exit::Declined, "{screen}");
        assert!(std::fs::read_dir(home.path("state/vault")).is_err(), "{screen}");
        let words = person.shown().get(1).map(|_| words_on(&person.shown()));
        assert_eq!(home.journal().contains("seed-made"), words.is_some(), "{screen}");
        let Some(words) = words else { continue };
        // The paper is all there is of it, and nobody has read it back.
        let export = home.run("account export -o OUT/account.txt", &Person::answering(&[&words]));
        assert_eq!(export.unwrap_err().code().as_str(), "backup/unverified", "{screen}");
    }
}

#[test]
fn a_named_seed_is_shown_like_any_other() {
    let home = Home::new("shown");
    let abandon = "abandon ".repeat(11) + "about";
    let add = Person::answering(&[&abandon, PASSPHRASE]);
    assert_eq!(home.run("vault add cold --own-passphrase --low-memory", &add), Ok(Exit::Done));
    for line in
        ["seed show", "seed show --as seed-qr", "seed show --as compact-seed-qr --hold", "seed backup"]
    {
        let person = Person::answering(&[PASSPHRASE]);
        assert_eq!(home.run(&format!("{line} --seed vault:cold"), &person), Ok(Exit::Done), "{line}");
        assert!(person.shown().len() > 1, "{line}");
        let wrong = home.run(&format!("{line} --seed vault:cold"), &Person::answering(&["zoo"])).unwrap_err();
        assert_eq!(wrong.exit(), Exit::WrongSecret, "{line}");
    }
    assert_eq!(home.journal().matches("wrong-secret").count(), 4, "each wrong one is a line");
    let numbers = home.run("seed show --as seed-qr --numbers", &Person::default()).unwrap_err();
    assert_eq!(numbers.exit(), Exit::Usage);
}

#[test]
fn atk_f09_a_backup_with_another_last_word_whose_checksum_holds_too_is_no_backup() {
    let home = Home::new("last");
    let first = "digital soup enact figure input picture village upgrade song entire hen";
    let file = home.path("words");
    std::fs::write(&file, format!("{first} absent")).unwrap();
    let opened = std::fs::File::open(&file).unwrap();
    let verify = format!("seed verify-backup --seed-fd {}", std::os::fd::AsRawFd::as_raw_fd(&opened));
    let typed = format!("{first} zoo");
    let refused = home.run(&verify, &Person::answering(&[&typed])).unwrap_err();
    assert_eq!((refused.exit(), refused.code().as_str()), (Exit::No, "secret/backup-differs"));
    assert_eq!(home.run(&verify, &Person::answering(&[&format!("{first} absent")])), Ok(Exit::Done));
}
