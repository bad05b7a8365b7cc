//! Options that cannot be carried out are refused, and a set that came to nothing revokes none.

use super::*;
use crate::ceremony::{self, Handing, Payload};
use coldframe_core::shares::{Holds, Scheme};
use coldframe_keys::Secret;

const JAPANESE: &str = "あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あおぞら";

#[test]
fn options_that_would_not_be_carried_out_are_refused() {
    let room = Room::new("refusals");
    let keys = format!("--holder A={ANN} --holder B={ANN}");
    let lines = [
        (format!("{keys} --write-plaintext-secret @papers"), "usage/share-keys-unused"),
        (format!("{keys} --type-back -o @papers"), "usage/share-type-back"),
        (format!("--holder A={ANN} --holder B --cards filled -o @papers"), "usage/share-cards"),
        ("--scheme sskr --not-extendable".to_owned(), "usage/share-slip39-only"),
        ("--scheme codex32 --iteration-exponent 1".to_owned(), "usage/share-slip39-only"),
        ("--revokes 1234".to_owned(), "usage/share-revokes"),
    ];
    for (line, wanted) in lines {
        let line = format!("split --need 2 --of 2 {line}");
        assert_eq!(code(room.run(&line, &nobody())), (Exit::Usage, wanted), "{line}");
    }
    assert!(room.files("papers").is_empty());
}

#[test]
fn options_of_which_one_would_be_dropped_are_not_taken_together() {
    let lines = [
        "--master-secret-fd 3 --holds entropy",
        "--master-secret-fd 3 --passphrase-fd 4",
        "--master-secret-fd 3 --ask-passphrase",
        "--paper letter",
        "--with-descriptor wallet.txt",
        "--printer /dev/usb/lp0",
        "--card-format svg",
    ];
    for line in lines {
        let words = format!("coldframe share split --need 2 --of 2 {line}");
        assert!(Cli::try_parse_from(words.split(' ')).is_err(), "{line}");
    }
}

#[test]
fn a_master_secret_is_not_made_into_shares_that_call_it_entropy() {
    let secret = Secret::built(Vec::new(), |out: &mut Vec<u8>| out.extend_from_slice(&[7; 16]));
    let payload = Payload::of_master_secret(secret).unwrap();
    let room = Room::new("kind");
    let line = format!("coldframe share split --need 2 --of 2 --state {}", room.path("state"));
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Share(args) = &cli.command else { panic!("not share") };
    let crate::cli::share::Verb::Split(args) = &args.verb else { panic!("not split") };
    let plan = ceremony::plan(&args.set, Holds::Entropy).unwrap();
    let handing = Handing::prepare(&args.handing, &args.cards, &plan).unwrap();
    let mut world = World::scripted(&cli.global, Box::new(Scripted::default()));
    let made = ceremony::make(&payload, &plan, &args.set, &handing, &[], &mut world);
    assert_eq!(made.unwrap_err().code().as_str(), "share/other-kind");
}

#[test]
fn atk_f06_a_reshare_that_somebody_leaves_revokes_nothing() {
    let room = Room::new("left");
    let old = room.papers("--need 2 --of 2");
    let line = format!("reshare {} --expect-fingerprint {MASTER} --need 2 --of 2", named(&old, &[0, 1]));
    for screen in 0..3 {
        let done = room.run(&line, &Person::leaving(&["", ""], screen));
        assert_eq!(done.unwrap_err().exit(), Exit::Declined, "left at screen {screen}");
        assert!(!room.journal().contains("shares-revoked"), "left at screen {screen}");
        std::fs::remove_dir_all(room.path("state")).unwrap();
    }
}

#[test]
fn a_label_that_no_card_has_room_for_is_told_before_anybody_saw_a_share() {
    let room = Room::new("long");
    let label = "long".repeat(200);
    for rest in ["--cards blank -o @papers", "--cards filled --write-plaintext-secret @papers"] {
        let person = Person::answering(&[WORDS]);
        let line = format!("split --need 2 --of 2 --label {label} {rest}");
        assert_eq!(code(room.run(&line, &person)).1, "paper/text-too-long", "{rest}");
        assert_eq!(person.shown().len(), 1, "{:?}", person.shown());
        assert!(!room.journal().contains("shares-made") && room.files("papers").is_empty());
    }
}

#[test]
fn words_that_are_not_english_are_not_split_as_seed_xor_and_say_so_on_every_share() {
    let room = Room::new("japanese");
    let line = "split --need 2 --of 2 --write-plaintext-secret @papers";
    let xor = room.run(&format!("{line} --scheme xor"), &Person::answering(&[JAPANESE]));
    assert_eq!(code(xor), (Exit::Usage, "share/xor-english"));
    assert_eq!(room.run(line, &Person::answering(&[JAPANESE])), Ok(Exit::Done));
    for file in room.files("papers") {
        let text = std::fs::read_to_string(room.path(&file)).unwrap();
        assert!(text.contains("--language japanese"), "{text}");
    }
}

#[test]
fn only_lengths_that_wallets_take_are_said_to_restore_there() {
    let room = Room::new("lengths");
    let master = |bytes| Holds::MasterSecret.restored_by(Scheme::Slip39, bytes).as_str();
    assert_eq!(master(16), "shares/restores-slip39-master");
    assert_eq!(master(24), "shares/restores-slip39-master-other");
    let line = "split --holds master-secret --need 2 --of 2 --write-plaintext-secret @papers";
    assert_eq!(room.run(line, &Person::answering(&[WORDS])), Ok(Exit::Done));
    let text = std::fs::read_to_string(room.path(&room.files("papers")[0])).unwrap();
    assert!(text.contains("64 bytes") && !text.contains("Trezor"), "{text}");
}

/// The only share of a set with exponent 15, written by PyPI shamir-mnemonic 0.3.0 out of its parts.
const SLOW: &str = "charity award academic academic academic acrobat aluminum debris activity alarm busy learn \
                    election animal deal snapshot likely holy exotic move";

#[test]
fn atk_f07_a_set_of_more_rounds_than_are_written_is_not_opened_before_the_person_says_so() {
    let room = Room::new("slow");
    std::fs::write(room.path("slow.txt"), SLOW).unwrap();
    for line in ["combine @slow.txt --write-plaintext-secret @out", "rehearse @slow.txt"] {
        let person = Person::answering(&["no"]);
        assert_eq!(code(room.run(line, &person)), (Exit::Refused, "share/slow"), "{line}");
        assert!(person.shown()[0].contains("327680000"), "{:?}", person.shown());
    }
    let typed = Person::answering(&[SLOW, "no"]);
    let line = "combine --write-plaintext-secret @out";
    assert_eq!(code(room.run(line, &typed)), (Exit::Refused, "share/slow"));
    assert!(!exists(&room.path("out")));
}
