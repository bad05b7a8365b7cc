//! Shares on their way to their holders.

use super::*;

const SPLIT: &str = "split --need 2 --of 3 --holder Ann --holder Ben --holder Cleo";

#[test]
fn each_holder_sits_alone_behind_a_screen_and_sees_one_share() {
    let room = Room::new("alone");
    let person = Person::answering(&[WORDS, "", "", ""]);
    assert_eq!(room.run(SPLIT, &person), Ok(Exit::Done));
    let shown = person.shown();
    assert_eq!(shown.len(), 7, "{shown:?}");
    for (at, holder) in ["Ann", "Ben", "Cleo"].iter().enumerate() {
        let (gate, page) = (&shown[1 + 2 * at], &shown[2 + 2 * at]);
        assert!(gate.contains(holder) && gate.contains("nobody else is looking"), "{gate}");
        assert!(page.contains(holder) && page.contains(&format!("{} of 3 (2 needed)", at + 1)), "{page}");
        assert!(page.contains(MASTER) && page.contains(" 20 "), "{page}");
        assert_eq!(gate.contains("wiped"), at > 0, "{gate}");
    }
    let journal = room.journal();
    assert!(journal.contains("\"shares-made\"") && journal.contains(MASTER), "{journal}");
}

#[test]
fn a_share_typed_back_from_paper_is_taken_and_another_one_is_shown_again() {
    let room = Room::new("back");
    let line = format!("{SPLIT} --type-back");
    let right = Person::answering(&[WORDS, "", "#", "", "#", "", "#"]);
    assert_eq!(room.run(&line, &right), Ok(Exit::Done));
    let slip = Person::answering(&[WORDS, "", "academic acid", "#", "", "#", "", "#"]);
    assert_eq!(room.run(&line, &slip), Ok(Exit::Done));
    assert!(slip.shown()[4].contains("not the share that was shown"), "{:?}", slip.shown()[4]);
    let wrong = Person::answering(&[WORDS, "split", "", "x", "x", "x"]);
    assert_eq!(code(room.run(&line, &wrong)), (Exit::Declined, "share/not-typed-back"));
}

#[test]
fn atk_g02_whoever_leaves_at_any_screen_leaves_no_file() {
    let room = Room::new("leave");
    let line =
        format!("split --need 2 --of 3 --holder Ann={ANN} --holder Ben --holder Cleo --type-back -o @papers");
    for screen in 0..7 {
        let person = Person::leaving(&[WORDS, "", "#", "", "#"], screen);
        let done = room.run(&line.replace("@papers", "@papers --acknowledge share/resplit"), &person);
        assert_eq!(done.unwrap_err().exit(), Exit::Declined, "left at screen {screen}");
        assert!(room.files("papers").is_empty(), "left at screen {screen}: {:?}", room.files("papers"));
        let seen = room.journal().matches("\"shares-made\"").count();
        assert_eq!(seen, screen, "whoever saw a share may have written it down, screen {screen}");
    }
}

#[test]
fn a_set_that_somebody_left_is_recorded_as_unfinished_and_its_cards_are_taken_back() {
    let room = Room::new("unfinished");
    let line = "split --need 2 --of 3 --holder Ann --holder Ben --holder Cleo --cards blank -o @papers";
    // Ann has seen her share, and Ben walks away.
    let person = Person::leaving(&[WORDS, "", ""], 3);
    assert_eq!(room.run(line, &person).unwrap_err().exit(), Exit::Declined);
    assert!(room.files("papers").is_empty(), "{:?}", room.files("papers"));
    let journal = room.journal();
    let at =
        |event: &str| journal.find(&format!("\"event\":\"{event}\",\"fingerprint\":\"{MASTER}\"")).unwrap();
    assert!(at("shares-made") < at("shares-unfinished"), "{journal}");
    assert!(
        !exists(&room.path("state/inventory.json")),
        "a set that does not exist has no shares to look for"
    );
    let made = coldframe_core::journal::share_sets(journal.as_bytes());
    assert_eq!(made.iter().map(|set| set.is_unfinished).collect::<Vec<_>>(), [true]);
    room.papers("--need 2 --of 3");
    assert_eq!(room.journal().matches("shares-unfinished").count(), 1);
}

#[test]
fn the_operator_never_sees_a_share_that_is_sealed_to_its_holder() {
    let room = Room::new("sealed");
    let line = format!("split --need 2 --of 2 --holder Ann={ANN} --holder Ben={ANN} -o @papers");
    let person = Person::answering(&[WORDS]);
    assert_eq!(room.run(&line, &person), Ok(Exit::Done));
    assert_eq!(person.shown().len(), 1, "{:?}", person.shown());
    let files = room.files("papers");
    assert_eq!(files.len(), 2, "{files:?}");
    for file in files {
        let text = std::fs::read_to_string(room.path(&file)).unwrap();
        assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{text}");
    }
}

#[test]
fn what_cannot_work_is_said_before_a_word_is_typed() {
    let room = Room::new("usage");
    let lines = [
        ("split", "usage/share-plan"),
        ("split --need 2 --of 3 --holder Ann", "usage/share-holders"),
        ("split --need 2 --of 3 -o @papers", "usage/share-no-keys"),
        ("split --need 2 --of 3 --write-plaintext-secret @nowhere", "usage/share-not-a-folder"),
        ("split --need 2 --of 3 --scheme xor --ask-new-share-passphrase", "usage/share-passphrase"),
        ("split --need 2 --of 3 --ask-passphrase", "usage/share-bip39-passphrase"),
    ];
    for (line, wanted) in lines {
        assert_eq!(code(room.run(line, &nobody())), (Exit::Usage, wanted), "{line}");
    }
    let sealed = format!("split --need 2 --of 3 --holder A={ANN} --holder B --holder C");
    assert_eq!(code(room.run(&sealed, &nobody())), (Exit::Usage, "usage/share-folder"));
    assert!(!exists(&room.path("state/journal.jsonl")));
}

#[test]
fn atk_f06_the_third_set_of_one_seed_is_warned_about_by_its_names_until_one_is_replaced() {
    let room = Room::new("resplit");
    let papers = room.papers("--need 2 --of 3");
    room.papers("--need 2 --of 3");
    let line = "split --need 2 --of 3 --write-plaintext-secret @papers";
    let person = Person::answering(&[WORDS, "no"]);
    assert_eq!(code(room.run(line, &person)), (Exit::Refused, "share/resplit"));
    let asked = &person.shown()[1];
    let set = papers[0].0.split('-').nth(2).unwrap().to_owned();
    assert!(asked.contains(MASTER) && asked.contains(&set), "{asked}");
    assert_eq!(room.files("papers").len(), 6, "nothing was made");
    let acknowledged = Person::answering(&[WORDS]);
    assert_eq!(room.run(&format!("{line} --acknowledge share/resplit"), &acknowledged), Ok(Exit::Done));
    assert!(room.journal().contains("\"code\":\"share/resplit\""));
    // Whoever replaces sets does what the warning asks for.
    let other = Room::new("replaced");
    let old = other.papers("--need 2 --of 2");
    other.papers("--need 2 --of 2");
    let reshare =
        format!("reshare {} --need 2 --of 2 --write-plaintext-secret @papers", named(&old, &[0, 1]));
    assert_eq!(other.run(&reshare, &nobody()), Ok(Exit::Done));
}

#[test]
fn every_scheme_goes_out_and_comes_back() {
    for options in [
        "--scheme codex32 --need 2 --of 3",
        "--scheme sskr --need 2 --of 3",
        "--scheme sskr --group 2/3 --group 1/1 --groups-needed 2",
        "--scheme xor --need 3 --of 3",
        "--group 2/3 --group 3/5 --group 1/1 --groups-needed 2 --iteration-exponent 0 --not-extendable",
        "--holds master-secret --need 2 --of 2",
    ] {
        let room = Room::new("schemes");
        let papers = room.papers(options);
        let all: Vec<usize> = (0..papers.len()).collect();
        let scheme = if options.contains("xor") { " --scheme xor --parts 3" } else { "" };
        let line = format!(
            "combine {}{scheme} --expect-fingerprint {MASTER} --write-plaintext-secret @out",
            named(&papers, &all)
        );
        assert_eq!(room.run(&line, &nobody()), Ok(Exit::Done), "{options}");
        let out = std::fs::read_to_string(room.path("out")).unwrap();
        let is_words = !options.contains("codex32") && !options.contains("master-secret");
        assert_eq!(out.trim() == WORDS, is_words, "{options}: {out}");
    }
}

#[test]
fn blank_cards_hold_no_word_that_is_secret_and_filled_ones_go_where_their_share_goes() {
    let room = Room::new("cards");
    let person = Person::answering(&[WORDS, "", ""]);
    assert_eq!(room.run("split --need 2 --of 2 --cards blank -o @papers", &person), Ok(Exit::Done));
    let cards = room.files("papers");
    assert!(cards.len() == 2 && cards.iter().all(|card| card.ends_with(".card.pdf")), "{cards:?}");
    let page = person.shown()[2].clone();
    let words: Vec<&str> = page
        .split_whitespace()
        .filter(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let card = std::fs::read(room.path(&cards[0])).unwrap();
    let card = String::from_utf8_lossy(&card);
    assert!(card.contains(words[0]) && card.contains(MASTER), "the name of the set is printed");
    assert!(!words[4..20].iter().any(|word| card.contains(&format!("({word})"))), "{words:?}");
    let line = format!("split --need 2 --of 2 --cards filled --holder A={ANN} --holder B={ANN} -o @papers");
    assert_eq!(room.run(&line, &Person::answering(&[WORDS])), Ok(Exit::Done));
    let sealed = room.files("papers").into_iter().filter(|name| name.ends_with(".card.pdf.age")).count();
    assert_eq!(sealed, 2, "{:?}", room.files("papers"));
    let nowhere = "split --need 2 --of 2 --cards filled";
    assert_eq!(code(room.run(nowhere, &nobody())), (Exit::Usage, "usage/share-cards"));
}
