//! What is refused, and what is only asked about.

use super::*;
use coldframe_core::messages::{Explain, text};

fn code(done: Result<Exit, Error>) -> (Exit, &'static str) {
    let error = done.unwrap_err();
    (error.exit(), error.code().as_str())
}

#[test]
fn atk_c05_keys_typed_in_their_order_make_no_seed() {
    for (typed, wanted) in
        [("123456".repeat(17), "entropy/pattern-steps"), ("6".repeat(99), "entropy/pattern-faces")]
    {
        let room = Room::new("typed");
        let (done, shown) = room.run(&[], &["", &typed], None);
        let (exit, code) = code(done);
        assert_eq!(exit, Exit::Refused);
        assert_eq!(code, wanted);
        assert!(shown.last().unwrap().contains("REFUSED"), "it was said while there was time");
        assert!(room.files().is_empty() && room.events().is_empty());
    }
}

#[test]
fn atk_c05_few_rolls_are_asked_about_and_more_of_them_are_taken() {
    let rolls = fair::rolls(8, 140);
    let (first, more) = rolls.split_at(50);
    let room = Room::new("more");
    let (done, shown) = room.run(&["--words", "12"], &["", first, "", more, ""], None);
    assert_eq!(done, Ok(Exit::Done));
    assert!(shown.iter().any(|screen| screen.contains(&text("entropy/more-question", &[]))));
    assert_eq!(room.certificate()["sources"][1]["count"], 140);
    assert_eq!(room.certificate()["sources"][1]["tests"]["spread"], "passed");
    let room = Room::new("accepted");
    let (done, _) = room.run(&["--words", "12"], &["", first, "accept", ""], None);
    assert_eq!(done, Ok(Exit::Done));
    assert_eq!(room.certificate()["sources"][1]["tests"]["spread"], "accepted");
}

#[test]
fn atk_c04_the_kernel_is_in_every_seed_and_alone_only_when_it_is_named() {
    let room = Room::new("coins");
    let flips = fair::flips(1, 230);
    let (done, _) = room.run(&["--words", "12", "--coins"], &["", &flips, ""], None);
    assert_eq!(done, Ok(Exit::Done));
    let sources = |room: &Room| {
        let certificate = room.certificate();
        let sources = certificate["sources"].as_array().unwrap().clone();
        sources.iter().map(|source| source["source"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sources(&room), ["os", "coins"]);
    let room = Room::new("os");
    assert_eq!(room.run(&["--os"], &["", ""], None).0, Ok(Exit::Done));
    assert_eq!(sources(&room), ["os"]);
    let (done, _) = Room::new("os-dice").run(&["--os", "--dice"], &["", ""], None);
    assert_eq!(code(done), (Exit::Usage, "entropy/os-alone"));
}

#[test]
fn a_file_alone_is_no_seed_of_a_persons() {
    let room = Room::new("mix");
    let file = room.path("../picture");
    std::fs::write(&file, b"the sea").unwrap();
    let (done, shown) = room.run(&["--words", "12", "--mix", &file], &["", &fair::rolls(9, 120), ""], None);
    assert_eq!(done, Ok(Exit::Done));
    assert!(shown.iter().any(|screen| screen.contains("Throw the dice")), "dice are asked for all the same");
    assert_eq!(room.certificate()["sources"][2]["credited_bits"], 0);
}

#[test]
fn published_rolls_are_typed_to_compare_two_devices_where_no_coins_are() {
    let accepted = "entropy/too-few,entropy/pattern-faces,entropy/pattern-steps,entropy/spread,entropy/bias";
    let with = |network: &str| {
        let room = Room::new("compared");
        let options = ["--formula", "sha256-rolls", "--network", network, "--acknowledge", accepted];
        let (done, _) = room.run(&options, &["123456", ""], None);
        (done.map_err(|why| why.exit()), room.events())
    };
    let (done, events) = with("signet");
    assert_eq!(done, Ok(Exit::Done));
    let codes: Vec<_> = events.iter().filter(|event| event["event"] == "override").collect();
    assert_eq!(codes.first().unwrap()["code"], "entropy/too-few", "{codes:?}");
    assert_eq!(with("main"), (Err(Exit::Declined), Vec::new()), "Enter ends nothing that is too short");
}

#[test]
fn rolls_of_other_devices_take_nothing_else() {
    let with = |options: &[&str]| {
        let options = [&["--formula", "sha256-rolls"], options].concat();
        code(Room::new("rolls").run(&options, &[""], None).0)
    };
    assert_eq!(with(&["--coins"]), (Exit::Usage, "entropy/rolls-only"));
    assert_eq!(with(&["--mix", "x"]), (Exit::Usage, "entropy/rolls-only"));
    assert_eq!(with(&["--os"]), (Exit::Usage, "entropy/os-alone"));
    assert_eq!(with(&["--audit"]), (Exit::Usage, "entropy/rolls-audit"));
    assert_eq!(with(&["--words", "15"]), (Exit::Usage, "entropy/rolls-length"));
}

#[test]
fn atk_c04_an_audit_without_symbols_of_a_person_would_catch_nobody_and_is_refused() {
    let (done, shown) = Room::new("os-audit").run(&["--os", "--audit"], &[""], None);
    assert_eq!(code(done), (Exit::Usage, "entropy/os-audit"));
    assert!(shown.is_empty());
    let room = Room::new("same");
    let rolls = fair::rolls(1, 120);
    let answers = ["", "", &rolls, &rolls, "heads", ""];
    let (done, shown) = room.run(&["--words", "12", "--audit"], &answers, None);
    assert_eq!(code(done), (Exit::Refused, "entropy/same-symbols"));
    assert!(room.files().is_empty() && !shown.iter().any(|screen| screen.contains("Flip a coin")));
    assert!(shown.iter().any(|screen| screen.contains("a sheet for each seed")), "what a person must do");
}

#[test]
fn atk_c04_a_seed_that_lives_is_never_published() {
    let room = Room::new("published");
    let path = room.path("published.json");
    let (done, shown) = room.run(&["--published", &path], &["", &fair::rolls(1, 150), ""], None);
    assert_eq!(code(done), (Exit::Usage, "entropy/nothing-to-publish"));
    assert!(shown.is_empty() && room.files().is_empty());
}

#[test]
fn an_existing_file_is_found_before_the_first_roll() {
    let room = Room::new("exists");
    std::fs::write(room.path("certificate.json"), "{}").unwrap();
    let (done, shown) = room.run(&[], &["", &fair::rolls(1, 150), ""], None);
    assert_eq!(code(done), (Exit::Device, "io/exists"));
    assert!(shown.is_empty());
}
