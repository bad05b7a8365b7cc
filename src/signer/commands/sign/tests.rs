use super::*;
use crate::cli::{Cli, Command};
use clap::Parser;
use coldframe_console::scripted::{Scripted, Shown};
use coldframe_core::frames::plain;
use fixture::{Folder, RECIPIENT};
use std::fs::File;
use std::os::fd::AsRawFd;
use std::sync::{Arc, Mutex};

#[allow(unreachable_pub, dead_code, reason = "shared with the tests that run the program")]
#[path = "../../../../tests/cli/fixture.rs"]
mod fixture;

/// The person's screens, still readable when the run is over.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<Shown>>>);

/// One run of `sign` with a scripted person; gives back what was shown.
fn run(folder: &Folder, person: Scripted) -> (Result<Exit, Error>, Vec<Shown>) {
    let words = File::open(folder.path("words.txt")).unwrap();
    let fd = words.as_raw_fd().to_string();
    let (input, output) = (folder.path("spend.psbt"), folder.path("signed.psbt"));
    let line =
        ["coldframe", "sign", input.to_str().unwrap(), "-o", output.to_str().unwrap(), "--seed-fd", &fd];
    let state = folder.path("state");
    let cli = Cli::try_parse_from(line.into_iter().chain(["--state", state.to_str().unwrap()])).unwrap();
    let Command::Sign(args) = &cli.command else { panic!("not sign") };
    let seen = Seen::default();
    let mut person = person;
    let mut before = person.meanwhile.take();
    let record = seen.clone();
    person.meanwhile = Some(Box::new(move |shown| {
        record.0.lock().unwrap().push(shown.clone());
        if let Some(before) = &mut before {
            before(shown);
        }
    }));
    let mut world = World::scripted(&cli.global, Box::new(person));
    let done = sign(args, &mut world);
    let shown = seen.0.lock().unwrap().clone();
    (done, shown)
}

/// The two groups that this very review asks for, found out by looking at the question once.
fn right_answer(folder: &Folder) -> String {
    let (_, shown) = run(folder, Scripted::answering(&[]));
    let question = shown.iter().find_map(|shown| match shown {
        Shown::Question(question) if question.contains("____") => Some(question.clone()),
        _ => None,
    });
    let question = question.expect("no masked groups were asked for");
    let masked = question.lines().find(|line| line.contains("____")).unwrap();
    let places = masked.split(' ').enumerate().filter(|(_, group)| *group == "____").map(|(place, _)| place);
    let group = |place: usize| &RECIPIENT[place * 4..(place * 4 + 4).min(RECIPIENT.len())];
    places.map(group).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_screens_come_in_order_and_a_person_who_compares_signs() {
    let folder = Folder::new("sign-order");
    let answer = right_answer(&folder);
    let (done, shown) = run(&folder, Scripted::answering(&[&answer]));
    assert_eq!(done, Ok(Exit::Done));
    let first_question = shown.iter().position(|shown| matches!(shown, Shown::Question(_))).unwrap();
    assert!(
        first_question > 0 && shown[..first_question].iter().all(|shown| matches!(shown, Shown::Page(_)))
    );
    assert!(shown[first_question..].iter().all(|shown| matches!(shown, Shown::Question(_))));
    assert!(std::fs::read(folder.path("signed.psbt")).unwrap().starts_with(plain::PSBT_MAGIC));
}

#[test]
fn atk_b15_leaving_at_any_screen_leaves_no_signature() {
    let folder = Folder::new("sign-leave");
    let answer = right_answer(&folder);
    let mut step = 0;
    loop {
        let mut person = Scripted::answering(&[&answer]);
        person.leave_at = Some(step);
        let (done, shown) = run(&folder, person);
        if shown.len() <= step {
            assert_eq!(done, Ok(Exit::Done), "only a person who stays to the end signs");
            break;
        }
        assert_eq!(done.unwrap_err().exit(), Exit::Declined, "left at screen {step}");
        assert!(!folder.path("signed.psbt").exists(), "left at screen {step}");
        step += 1;
    }
    assert!(step > 1, "there was nothing to leave");
}

#[test]
fn atk_e11_a_file_swapped_while_the_person_reads_is_not_what_is_signed() {
    let folder = Folder::new("sign-swap");
    let answer = right_answer(&folder);
    let path = folder.path("spend.psbt");
    let other = fixture::spend_to("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", 7);
    let mut person = Scripted::answering(&[&answer]);
    person.meanwhile = Some(Box::new(move |_| std::fs::write(&path, &other).unwrap()));
    let (done, _) = run(&folder, person);
    assert_eq!(done, Ok(Exit::Done));
    let signed = Psbt::parse(&std::fs::read(folder.path("signed.psbt")).unwrap()).unwrap();
    let reviewed = Psbt::parse(&fixture::spend()).unwrap();
    assert_eq!(signed.transaction(), reviewed.transaction());
}

#[test]
fn whoever_guesses_is_declined_after_three_tries() {
    let folder = Folder::new("sign-guess");
    let (done, shown) = run(&folder, Scripted::answering(&["", "qqqq qqqq", "y", "yes"]));
    assert_eq!(done.unwrap_err().exit(), Exit::Declined);
    assert_eq!(shown.iter().filter(|shown| matches!(shown, Shown::Question(_))).count(), 3);
    assert!(!folder.path("signed.psbt").exists());
}

/// B09: a passphrase mistyped or replaced opens another wallet, and so do other words.
#[test]
fn words_of_another_wallet_end_as_a_wrong_secret() {
    let folder = Folder::new("sign-other-words");
    std::fs::write(folder.path("words.txt"), "zoo ".repeat(11) + "wrong\n").unwrap();
    let (done, _) = run(&folder, Scripted::answering(&[]));
    assert_eq!(done.unwrap_err().exit(), Exit::WrongSecret);
    assert!(!folder.path("signed.psbt").exists());
}

#[test]
fn the_journal_says_signed_before_anything_left() {
    let folder = Folder::new("sign-journal");
    let answer = right_answer(&folder);
    assert_eq!(run(&folder, Scripted::answering(&[&answer])).0, Ok(Exit::Done));
    let journal = std::fs::read_to_string(folder.path("state").join("journal.jsonl")).unwrap();
    let events: Vec<String> = journal
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].as_str().unwrap().to_owned()
        })
        .collect();
    let last = ["opened", "reviewed", "consented", "signed", "sent"];
    assert_eq!(events[events.len() - last.len()..], last);
}
