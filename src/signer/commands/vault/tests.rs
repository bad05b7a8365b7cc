use super::*;
use crate::cli::{Cli, Command};
use crate::desk::Person;
use clap::Parser;
use coldframe_console::scripted::Scripted;
use coldframe_core::journal::Chain;
use coldframe_core::messages::Explain;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const PASSPHRASE: &str = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon";

fn state(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("coldframe-named-{test}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    path
}

/// One `coldframe vault …` with that person at the desk.
fn run(state: &Path, line: &str, person: &Person) -> Result<Exit, Error> {
    let words = ["coldframe", "vault"].into_iter().chain(line.split(' '));
    let cli = Cli::try_parse_from(words.chain(["--state", state.to_str().unwrap()])).unwrap();
    let Command::Vault(args) = &cli.command else { panic!("not vault") };
    let mut world = World::scripted(&cli.global, Box::new(Scripted::default()));
    world.desk = Box::new(person.clone());
    vault(args, &mut world)
}

fn files(state: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(state.join("vault")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A file that holds a secret, and the descriptor to read it from.
fn descriptor(state: &Path, secret: &str) -> (File, String) {
    let path = state.with_extension("secret");
    std::fs::write(&path, secret).unwrap();
    let file = File::open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    let fd = file.as_raw_fd().to_string();
    (file, fd)
}

#[test]
fn atk_f10_a_passphrase_is_drawn_shown_typed_back_and_opens_the_file() {
    let state = state("drawn");
    let person = Person::answering(&[WORDS, "="]);
    assert_eq!(run(&state, "add cold --low-memory", &person), Ok(Exit::Done));
    let shown = person.shown();
    assert_eq!(shown.len(), 3, "{shown:?}");
    let drawn = person.copied().unwrap();
    assert_eq!(drawn.split('-').count(), 8);
    assert_eq!(files(&state), ["cold.age"]);
    assert_eq!(run(&state, "open-test cold", &Person::answering(&[&drawn])), Ok(Exit::Done));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_person_who_leaves_at_any_screen_leaves_nothing_stored() {
    let state = state("leave");
    for screen in 0..3 {
        let person = Person::leaving(&[WORDS, "="], screen);
        let left = run(&state, "add cold --low-memory", &person);
        assert_eq!(left.unwrap_err().exit(), Exit::Declined, "{screen}");
        assert!(files(&state).is_empty(), "{screen}");
    }
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_passphrase_that_is_not_typed_back_stores_nothing() {
    let state = state("mistyped");
    let person = Person::answering(&[WORDS, "zoo", "zoo", "zoo"]);
    let done = run(&state, "add cold --low-memory", &person);
    assert_eq!(done, Err(Error::plain(Exit::Declined, "store/not-repeated")));
    assert!(files(&state).is_empty());
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn atk_f10_hunter2_is_refused_and_taken_only_by_name_and_then_recorded() {
    let state = state("weak");
    let add = "add cold --low-memory --own-passphrase";
    let weak = || Person::answering(&[WORDS, "hunter2"]);
    let refused = run(&state, add, &weak()).unwrap_err();
    assert_eq!((refused.exit(), refused.code().as_str()), (Exit::Refused, "vault/passphrase-weak"));
    assert!(files(&state).is_empty());
    assert_eq!(run(&state, &format!("{add} --accept-weak-passphrase"), &weak()), Ok(Exit::Done));
    let journal = std::fs::read_to_string(state.join("journal.jsonl")).unwrap();
    assert!(journal.contains("\"override\"") && journal.contains("vault/passphrase-weak"), "{journal}");
    assert!(!journal.contains("hunter2"));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_wrong_passphrase_is_exit_7_a_line_in_the_journal_and_loses_nothing() {
    let state = state("wrong");
    let add = Person::answering(&[WORDS, PASSPHRASE]);
    assert_eq!(run(&state, "add cold --low-memory --own-passphrase", &add), Ok(Exit::Done));
    for typed in [&["zoo"][..], &["zoo", "zoo"], &["zoo", "zoo", "zoo", PASSPHRASE]] {
        let wrong = run(&state, "open-test cold", &Person::answering(typed)).unwrap_err();
        assert_eq!((wrong.exit(), wrong.code().as_str()), (Exit::WrongSecret, "vault/wrong-passphrase"));
    }
    let slipped = Person::answering(&["zoo", "zoo", PASSPHRASE]);
    assert_eq!(run(&state, "open-test cold", &slipped), Ok(Exit::Done));
    assert_eq!(slipped.told(), ["opening cold, which takes a moment"; 3]);
    for verb in ["rekey cold --low-memory", "export cold -o /nowhere/x"] {
        assert!(run(&state, verb, &Person::answering(&["zoo"])).is_err(), "{verb}");
    }
    let journal = std::fs::read(state.join("journal.jsonl")).unwrap();
    assert_eq!(Chain::verify(&journal).unwrap().line_count(), 4);
    assert_eq!(run(&state, "open-test cold", &Person::answering(&[PASSPHRASE])), Ok(Exit::Done));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn the_file_asks_for_the_passphrase_that_belongs_to_it_and_knows_the_right_one() {
    let state = state("bip39");
    let (_file, fd) = descriptor(&state, "TREZOR");
    let add = Person::answering(&[WORDS, PASSPHRASE]);
    let line = format!("add cold --low-memory --own-passphrase --label drawer --passphrase-fd {fd}");
    assert_eq!(run(&state, &line, &add), Ok(Exit::Done));
    let right = Person::answering(&[PASSPHRASE, "TREZOR"]);
    assert_eq!(run(&state, "open-test cold", &right), Ok(Exit::Done));
    assert!(right.shown().last().unwrap().contains("cold drawer"), "{:?}", right.shown());
    let wrong = run(&state, "open-test cold", &Person::answering(&[PASSPHRASE, "TREZOR "])).unwrap_err();
    assert_eq!((wrong.exit(), wrong.code().as_str()), (Exit::WrongSecret, "store/other-wallet"));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn atk_e13_files_that_changed_places_are_noticed() {
    let state = state("exchanged");
    let add = Person::answering(&[WORDS, PASSPHRASE]);
    assert_eq!(run(&state, "add cold --low-memory --own-passphrase", &add), Ok(Exit::Done));
    std::fs::rename(state.join("vault/cold.age"), state.join("vault/hot.age")).unwrap();
    let exchanged = run(&state, "open-test hot", &Person::answering(&[PASSPHRASE])).unwrap_err();
    assert_eq!((exchanged.exit(), exchanged.code().as_str()), (Exit::Refused, "store/exchanged"));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_rekeyed_file_opens_with_the_new_passphrase_only() {
    let state = state("rekey");
    let add = Person::answering(&[WORDS, PASSPHRASE]);
    assert_eq!(run(&state, "add cold --low-memory --own-passphrase", &add), Ok(Exit::Done));
    let rekey = Person::answering(&[PASSPHRASE, "="]);
    assert_eq!(run(&state, "rekey cold --low-memory", &rekey), Ok(Exit::Done));
    let drawn = rekey.copied().unwrap();
    assert!(run(&state, "open-test cold", &Person::answering(&[PASSPHRASE])).is_err());
    assert_eq!(run(&state, "open-test cold", &Person::answering(&[&drawn])), Ok(Exit::Done));
    assert_eq!(files(&state), ["cold.age"]);
    let keyed = "rekey cold --recipient age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r";
    let unproven = run(&state, keyed, &Person::answering(&[&drawn]));
    assert_eq!(unproven, Err(Error::plain(Exit::Usage, "store/unproven")));
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_seed_is_forgotten_only_when_its_name_is_said_twice() {
    let state = state("forget");
    let add = Person::answering(&[WORDS, PASSPHRASE]);
    assert_eq!(run(&state, "add cold --low-memory --own-passphrase", &add), Ok(Exit::Done));
    for (line, said) in [("forget cold", "gold"), ("forget cold --confirm gold", "cold")] {
        let done = run(&state, line, &Person::answering(&[said]));
        assert_eq!(done, Err(Error::plain(Exit::Declined, "store/not-meant")));
    }
    assert_eq!(run(&state, "forget cold", &Person::answering(&["cold"])), Ok(Exit::Done));
    assert!(files(&state).is_empty());
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn atk_f08_a_plugin_for_a_recipient_is_refused_before_anybody_types_words() {
    let state = state("plugin");
    for plugin in ["age1../../x", "age1yubikey1qqqq", "ssh-ed25519"] {
        let person = Person::answering(&[WORDS]);
        let refused = run(&state, &format!("add cold --recipient {plugin}"), &person).unwrap_err();
        assert_eq!((refused.exit(), refused.code().as_str()), (Exit::Usage, "vault/recipient"));
        assert!(person.shown().is_empty());
    }
}

#[test]
fn atk_f07_a_file_that_asks_for_too_much_is_refused_before_a_passphrase_is_asked_for() {
    let state = state("work");
    std::fs::create_dir_all(state.join("vault")).unwrap();
    let header = format!(
        "age-encryption.org/v1\n-> scrypt {} 30\n{}\n--- {}\n",
        "A".repeat(22),
        "A".repeat(43),
        "A".repeat(43)
    );
    std::fs::write(state.join("vault/cold.age"), header).unwrap();
    let person = Person::answering(&[PASSPHRASE]);
    let refused = run(&state, "open-test cold", &person).unwrap_err();
    assert_eq!((refused.exit(), refused.code().as_str()), (Exit::Refused, "vault/kdf-work"));
    assert!(person.shown().is_empty());
    std::fs::remove_dir_all(state).unwrap();
}
