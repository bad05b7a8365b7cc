//! A person at the desk: what is shown in which order, and what is left when they walk away.

mod fair;
mod person;
mod refusals;

use super::*;
use person::{Room, commitment_of};

#[test]
fn atk_c04_the_commitment_stands_before_the_first_roll_and_the_words_after_the_last() {
    let room = Room::new("order");
    let rolls = fair::rolls(1, 120);
    let (done, shown) = room.run(&["--words", "12"], &["", &rolls, ""], None);
    assert_eq!(done, Ok(Exit::Done));
    let commitment = commitment_of(&shown[0]);
    assert_eq!(commitment.len(), 64);
    assert!(shown[1..=rolls.len()].iter().all(|screen| screen.contains("Throw the dice")));
    assert!(shown[rolls.len() + 1].contains("DOWN ON PAPER"));
    let certificate = room.certificate();
    assert_eq!(certificate["commitment"], commitment);
    assert_eq!(certificate["sources"][1]["count"], 120);
    assert!(!certificate.to_string().contains(&rolls), "rolls in a public file");
    let events = room.events();
    assert_eq!(events.last().unwrap()["event"], "seed-made");
    assert_eq!(events.last().unwrap()["fingerprint"], certificate["fingerprint"]);
}

#[test]
fn atk_f09_leaving_before_the_words_leaves_nothing_and_from_the_words_on_the_seed_counts_as_made() {
    for options in
        [&["--words", "12"][..], &["--words", "12", "--ask-passphrase"], &["--words", "12", "--audit"]]
    {
        let room = Room::new("leave");
        let (one, other) = (fair::rolls(2, 120), fair::rolls(3, 120));
        let passphrase = options.contains(&"--ask-passphrase");
        let answers: Vec<&str> = match (options.contains(&"--audit"), passphrase) {
            (true, _) => vec!["", "", &one, &other, "heads", "transcript"],
            (false, true) => vec!["", &one, "sea", "transcript"],
            (false, false) => vec!["", &one, "transcript"],
        };
        let (done, screens) = room.run(options, &answers, None);
        assert_eq!(done, Ok(Exit::Done));
        let words = screens.iter().position(|screen| screen.contains("DOWN ON PAPER")).unwrap();
        // Every screen but those of the rolls in the middle, which are all alike.
        let steps = (0..screens.len()).filter(|at| {
            !screens[*at].contains("Throw the dice") || at % 40 == 0 || *at == screens.len() - 1
        });
        for step in steps {
            let room = Room::new("left");
            let (done, _) = room.run(options, &answers, Some(step));
            assert_eq!(done.unwrap_err().exit(), Exit::Declined, "left at screen {step}");
            let made = room.events().iter().filter(|event| event["event"] == "seed-made").count();
            assert_eq!(made, usize::from(step >= words), "left at screen {step}, the words were {words}");
            assert!(room.files().is_empty(), "left at screen {step}: {:?}", room.files());
        }
    }
}

#[test]
fn atk_c04_an_audit_publishes_the_seed_that_lost_and_no_word_of_the_other() {
    let (one, other) = (fair::rolls(4, 120), fair::rolls(5, 120));
    for (coin, lives) in [("heads", 0), ("tails", 1)] {
        let room = Room::new("audit");
        let answers = ["", "", &one, &other, "what", coin, ""];
        let (done, shown) = room.run(&["--words", "12", "--audit"], &answers, None);
        assert_eq!(done, Ok(Exit::Done));
        let commitments = [&shown[0], &shown[1]].map(|screen| commitment_of(screen));
        let coin_screen = shown.iter().position(|screen| screen.contains("Flip a coin")).unwrap();
        let certificate = room.certificate();
        let published = room.published();
        assert_eq!(certificate["audit"]["lives"], lives);
        assert_eq!(certificate["commitment"], commitments[lives]);
        assert_eq!(published["commitment"], commitments[1 - lives]);
        assert_eq!(published["published"], true);
        for fingerprint in [&certificate["fingerprint"], &published["fingerprint"]] {
            assert!(shown[coin_screen].contains(fingerprint.as_str().unwrap()), "fixed before the coin fell");
        }
        let rolls = [&one, &other];
        let text = published.to_string();
        assert!(text.contains(rolls[1 - lives]) && !text.contains(rolls[lives]));
    }
}

#[test]
fn the_transcript_is_shown_to_whoever_asks_for_it_by_its_name() {
    let rolls = fair::rolls(6, 120);
    for (answer, is_shown) in [("", false), ("yes", false), ("transcript", true)] {
        let (done, shown) = Room::new("transcript").run(&["--words", "12"], &["", &rolls, answer], None);
        assert_eq!(done, Ok(Exit::Done));
        let last = shown.last().unwrap().replace(' ', "");
        assert_eq!(last.contains(&rolls), is_shown, "{answer}");
    }
}

#[test]
fn a_passphrase_changes_the_fingerprint_and_stands_in_no_file() {
    let room = Room::new("passphrase");
    let rolls = fair::rolls(7, 120);
    let (done, shown) =
        room.run(&["--words", "12", "--ask-passphrase"], &["", &rolls, "correct horse", ""], None);
    assert_eq!(done, Ok(Exit::Done));
    assert!(shown.iter().any(|screen| screen.contains("NewPassphrase")), "a slip would open another wallet");
    for (name, text) in room.files() {
        assert!(!text.contains("horse"), "{name}");
    }
}
