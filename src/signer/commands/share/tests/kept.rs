//! What is written down of shares, and what a person checks by hand.

use super::*;
use coldframe_core::inventory::Inventory;

const SHARE: &str = "ms13casha320zyxwvutsrqpnmlkjhgfedca2a8d0zehn8a0t";
const NEW: &str = "inventory new --scheme codex32 --id cash --fingerprint 73c5da0a --holds master-secret --need 2 --of 3 --made 2026-01-02";

fn written(room: &Room) -> Inventory {
    Inventory::parse(&std::fs::read(room.path("state/inventory.json")).unwrap()).unwrap()
}

fn ran(room: &Room, lines: &[&str]) {
    for line in lines {
        assert_eq!(room.run(line, &nobody()), Ok(Exit::Done), "{line}");
    }
}

#[test]
fn a_set_from_elsewhere_is_written_down_changed_and_found_wanting() {
    let room = Room::new("inventory");
    ran(&room, &["inventory list --check", NEW]);
    ran(
        &room,
        &["inventory add cash a --holder Ann --place bank", "inventory add cash c --holder Ben --place Bank"],
    );
    assert_eq!(room.run("inventory list --check", &nobody()), Ok(Exit::No));
    ran(
        &room,
        &[
            "inventory list",
            "inventory list --json",
            "inventory show cash",
            "inventory show 73c5da0a/cash --json",
        ],
    );
    ran(
        &room,
        &[
            "inventory edit cash c --place notary --medium steel --checked",
            "inventory edit cash a --destroyed",
        ],
    );
    let set = written(&room).sets()[0].clone();
    assert_eq!(set.copies[1].place.as_ref().unwrap().as_str(), "notary");
    assert!(set.copies[1].checked.is_some() && set.copies[0].destroyed.is_some());
    ran(&room, &["inventory revoke cash --replaced-by 9xyz"]);
    assert_eq!(written(&room).sets()[0].revoked.unwrap().replaced_by.unwrap().as_str(), "9xyz");
}

#[test]
fn a_set_or_share_that_is_not_there_or_not_the_only_one_is_refused_and_nothing_is_written() {
    let room = Room::new("inventory-refused");
    ran(&room, &[NEW, "inventory add cash a", "inventory add cash a --medium steel"]);
    let before = written(&room);
    for (line, said) in [
        (NEW, "inventory/twice"),
        ("inventory add hash a", "inventory/unknown-set"),
        ("inventory add cash s", "inventory/unknown-share"),
        ("inventory add cash f", "inventory/unknown-share"),
        ("inventory edit cash a --checked", "inventory/which-copy"),
        ("inventory edit cash c --checked", "inventory/which-copy"),
        ("inventory edit cash a --copy 3 --checked", "inventory/which-copy"),
        (
            "inventory new --scheme slip39 --id 1a2b --fingerprint 73c5da0a --holds entropy --need 4 --of 3",
            "inventory/set",
        ),
    ] {
        assert_eq!(code(room.run(line, &nobody())).1, said, "{line}");
    }
    assert_eq!(written(&room), before);
    ran(&room, &["inventory edit cash a --copy 2 --checked 2026-11-29"]);
    ran(
        &room,
        &["inventory new --scheme sskr --id cash --fingerprint 73c5da0a --holds entropy --need 2 --of 3"],
    );
    assert_eq!(code(room.run("inventory revoke cash", &nobody())), (Exit::Usage, "inventory/several-sets"));
    ran(&room, &["inventory revoke sskr/cash"]);
}

/// An inventory that was damaged would else be replaced by an empty one, and its shares forgotten.
#[test]
fn a_damaged_inventory_is_never_taken_for_an_empty_one() {
    let room = Room::new("inventory-damaged");
    ran(&room, &[NEW]);
    std::fs::write(room.path("state/inventory.json"), "{}").unwrap();
    for line in ["inventory list", "inventory add cash a", NEW] {
        assert_eq!(code(room.run(line, &nobody())), (Exit::No, "inventory/format"), "{line}");
    }
    assert_eq!(std::fs::read(room.path("state/inventory.json")).unwrap(), b"{}");
}

#[test]
fn atk_f06_a_set_made_here_is_in_the_inventory_and_the_third_of_one_seed_is_named() {
    let room = Room::new("inventory-made");
    for scheme in ["slip39", "codex32"] {
        room.papers(&format!("--scheme {scheme} --need 2 --of 3"));
    }
    let inventory = written(&room);
    assert_eq!(inventory.sets().len(), 2);
    assert!(
        inventory.sets().iter().all(|set| set.copies.len() == 3 && set.key.fingerprint.to_string() == MASTER)
    );
    assert_eq!(inventory.sets()[1].share_name(1, 3), "d");
    room.papers("--scheme sskr --need 2 --of 3 --acknowledge share/resplit");
    let today = inventory.sets()[0].key.made;
    let found = written(&room).findings(today);
    assert!(found.iter().any(|finding| finding.code.as_str() == "inventory/resplit"));
}

#[test]
fn a_filled_worksheet_is_seen_by_its_holder_or_goes_into_a_file_that_is_named() {
    let room = Room::new("worksheet");
    let person = Person::answering(&[SHARE]);
    assert_eq!(room.run("worksheet --typed", &person), Ok(Exit::Done));
    let shown = person.shown().concat();
    assert!(
        shown.contains("3 C A S H A 3 2 0 Z Y X W") && shown.contains("S E C R E T S H A R E 3 2"),
        "{shown}"
    );
    std::fs::write(room.path("share.txt"), SHARE).unwrap();
    let line = "worksheet @share.txt --write-plaintext-secret @sheet.txt";
    assert_eq!(room.run(line, &nobody()), Ok(Exit::Done));
    let sheet = std::fs::read_to_string(room.path("sheet.txt")).unwrap();
    assert!(sheet.ends_with("S E C R E T S H A R E 3 2\n"), "{sheet}");
}

#[test]
fn a_blank_worksheet_needs_no_share_and_no_other_scheme_has_one() {
    let room = Room::new("worksheet-blank");
    ran(&room, &["worksheet", "worksheet --bytes 16", "worksheet --bytes 64"]);
    let line = "worksheet --write-plaintext-secret @sheet.txt";
    assert_eq!(code(room.run(line, &nobody())), (Exit::Usage, "usage/worksheet-blank"));
    let papers = room.papers("--need 2 --of 2");
    let line = format!("worksheet {} --write-plaintext-secret @sheet.txt", named(&papers, &[0]));
    assert_eq!(code(room.run(&line, &nobody())), (Exit::Usage, "share/no-worksheet"));
    assert!(!exists(&room.path("sheet.txt")));
}
