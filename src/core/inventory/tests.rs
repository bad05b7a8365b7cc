use super::*;
use crate::messages::{Explain, Part, sentence};
use crate::review::finding::Severity;
use serde_json::Value;

const FILES: &str = include_str!("../../../vectors/inventory/files.json");

fn rows() -> Vec<Value> {
    let file: Value = serde_json::from_str(FILES).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn label(text: &str) -> Option<Label> {
    Some(Label::parse(text).unwrap())
}

const TODAY: &str = "2026-11-29";

fn key(scheme: Scheme, id: Option<&str>, fingerprint: u8) -> SetKey {
    let id = id.map(|id| SetId::of_text(id).unwrap());
    SetKey { scheme, id, fingerprint: [fingerprint; 4].into(), made: day("2026-03-02") }
}

/// `need` of `of` on paper, each with a person of its own in a place of its own, rehearsed.
fn well_kept(scheme: Scheme, need: u8, of: u8) -> SetRecord {
    let groups = vec![GroupRecord { need, of }];
    let mut set = SetRecord::new(key(scheme, Some("4e1f"), 7), Holds::Entropy, 1, groups);
    set.was_rehearsed(day("2026-03-02"), u64::MAX);
    for member in 1..=of {
        set.place(CopyRecord {
            holder: label(&format!("holder {member}")),
            place: label(&format!("place {member}")),
            ..CopyRecord::new(1, member, Format::Words, Medium::Paper, day("2026-03-02"))
        })
        .unwrap();
    }
    set
}

fn codes(set: &SetRecord) -> Vec<&'static str> {
    set.findings(day(TODAY)).iter().map(|finding| finding.code.as_str()).collect()
}

fn inventory(sets: impl IntoIterator<Item = SetRecord>) -> Inventory {
    let mut inventory = Inventory::default();
    sets.into_iter().for_each(|set| inventory.add(set).unwrap());
    inventory
}

#[test]
fn every_file_is_read_and_written_again_or_refused_for_its_own_reason() {
    for row in rows() {
        let (file, name) = (row["file"].as_str().unwrap(), &row["name"]);
        match Inventory::parse(file.as_bytes()) {
            Ok(inventory) => {
                assert_eq!(row["sets"].as_u64(), u64::try_from(inventory.sets().len()).ok(), "{name}");
                assert_eq!(String::from_utf8(inventory.to_bytes()).unwrap(), file, "{name}");
                let found: Vec<_> =
                    inventory.findings(day(TODAY)).iter().map(|finding| finding.code.as_str()).collect();
                assert_eq!(row["findings"], serde_json::json!(found), "{name}");
            }
            Err(why) => assert_eq!(row["code"].as_str(), Some(why.code().as_str()), "{name}"),
        }
    }
}

#[test]
fn what_is_written_is_read_again_whatever_the_white_space() {
    let mut set = well_kept(Scheme::Codex32, 2, 3);
    set.label = label("Treasury \u{e9}t\u{e9}");
    set.revoked = Some(Revocation { on: day(TODAY), replaced_by: SetId::of_text("abcd") });
    set.copies[0].sealed_to = vec![Recipient::parse("age1qqqqqq").unwrap()];
    set.copies[1].checked = Some(day(TODAY));
    set.copies[2].destroyed = Some(day(TODAY));
    let written = inventory([set, well_kept(Scheme::Slip39, 2, 3)]);
    assert_eq!(Inventory::parse(&written.to_bytes()).unwrap(), written);
    let spaced = format!("{:#}", written.json());
    assert_eq!(Inventory::parse(spaced.as_bytes()).unwrap(), written);
}

#[test]
fn a_well_kept_set_has_nothing_to_mend() {
    for (need, of) in [(2, 3), (3, 5), (2, 4)] {
        assert!(codes(&well_kept(Scheme::Slip39, need, of)).is_empty(), "{need} of {of}");
    }
}

#[test]
fn a_place_or_a_person_with_enough_shares_is_named_however_it_is_spelled() {
    let mut set = well_kept(Scheme::Slip39, 2, 3);
    set.copies[0].place = label("The  Bank");
    set.copies[1].place = label("the bank");
    assert_eq!(codes(&set), ["inventory/place-quorum", "inventory/place-needed"]);
    let said = &set.findings(day(TODAY))[0];
    let shown = sentence(said.code(), Part::Text, &said.facts()).unwrap();
    assert!(shown.contains("The  Bank") && shown.contains("4e1f"), "{shown}");
    let mut set = well_kept(Scheme::Slip39, 2, 4);
    set.copies[3].holder = label("Holder 1");
    assert_eq!(codes(&set), ["inventory/holder-quorum"]);
}

/// Two sealed files on one disk open for nobody who has the disk; for the person with both keys they do.
#[test]
fn sealed_copies_count_where_their_holder_is_and_not_where_they_lie() {
    let mut set = well_kept(Scheme::Slip39, 2, 4);
    for copy in &mut set.copies[..2] {
        copy.place = label("archive");
        copy.sealed_to = vec![Recipient::parse("age1qq").unwrap(), Recipient::parse("age1zz").unwrap()];
    }
    assert!(codes(&set).is_empty());
    set.copies[0].holder = label("holder 2");
    assert_eq!(codes(&set), ["inventory/holder-quorum"]);
}

#[test]
fn a_share_that_dies_with_its_holder_is_named_until_there_is_a_second_way_to_it() {
    let mut set = well_kept(Scheme::Codex32, 2, 4);
    set.copies[1].sealed_to = vec![Recipient::parse("age1qq").unwrap()];
    assert_eq!(codes(&set), ["inventory/sealed-only"]);
    assert!(set.findings(day(TODAY))[0].facts.contains(&("share", crate::safe::Safe::text("c"))));
    let mut second_key = set.clone();
    second_key.copies[1].sealed_to.push(Recipient::parse("age1zz").unwrap());
    assert!(codes(&second_key).is_empty());
    let paper = CopyRecord::new(1, 2, Format::Letters, Medium::Steel, day(TODAY));
    set.place(paper).unwrap();
    assert!(codes(&set).is_empty());
}

#[test]
fn a_set_nobody_rehearsed_and_a_share_nobody_looked_at_are_named() {
    let mut set = well_kept(Scheme::Slip39, 2, 4);
    set.rehearsed = None;
    set.copies[2].made = day("2025-11-28");
    assert_eq!(codes(&set), ["inventory/never-rehearsed", "inventory/check-old"]);
    set.copies[2].checked = Some(day("2025-11-29"));
    assert_eq!(codes(&set), ["inventory/never-rehearsed"]);
}

#[test]
fn a_rehearsal_with_some_of_the_shares_is_counted_against_the_whole_set() {
    let mut set = well_kept(Scheme::Slip39, 3, 5);
    set.rehearsed = None;
    set.was_rehearsed(day("2026-03-02"), 4);
    assert_eq!(set.rehearsed, Some(Rehearsal { on: day("2026-03-02"), proven: 4, quorums: 10 }));
    assert_eq!(codes(&set), ["inventory/rehearsed-part"]);
    let said = &set.findings(day(TODAY))[0];
    assert_eq!(said.severity, Severity::Warn);
    let shown = sentence(said.code(), Part::Text, &said.facts()).unwrap();
    assert!(shown.contains("4 of 10"), "{shown}");
    set.was_rehearsed(day("2026-05-02"), 10);
    assert!(codes(&set).is_empty());
    // One quorum in ten years proves less than all of them on the first day.
    set.was_rehearsed(day("2026-06-02"), 1);
    assert_eq!(set.rehearsed, Some(Rehearsal { on: day("2026-05-02"), proven: 10, quorums: 10 }));
    // A record that counted only the shares that were there is not believed.
    set.rehearsed = Some(Rehearsal { on: day("2026-03-02"), proven: 3, quorums: 3 });
    assert_eq!(codes(&set), ["inventory/rehearsed-part"]);
}

#[test]
fn a_set_with_more_quorums_than_are_tried_has_nothing_to_mend_for_it() {
    let groups = vec![GroupRecord { need: 5, of: 10 }; 3];
    let mut set = SetRecord::new(key(Scheme::Slip39, Some("0001"), 1), Holds::Entropy, 2, groups);
    set.was_rehearsed(day(TODAY), 1_000);
    assert_eq!(set.quorums(), 3 * 252 * 252);
    let part =
        set.findings(day(TODAY)).into_iter().find(|one| one.code.as_str() == "inventory/rehearsed-part");
    assert_eq!(part.map(|one| one.severity), Some(Severity::Note));
}

#[test]
fn a_revoked_set_is_named_until_its_last_share_is_destroyed() {
    let mut set = well_kept(Scheme::Slip39, 2, 3);
    set.revoked = Some(Revocation { on: day(TODAY), replaced_by: None });
    assert_eq!(codes(&set), ["inventory/revoked-placed"]);
    for copy in &mut set.copies {
        copy.destroyed = Some(day(TODAY));
    }
    assert!(codes(&set).is_empty());
}

#[test]
fn shares_that_are_left_are_counted_by_groups() {
    let groups =
        vec![GroupRecord { need: 2, of: 3 }, GroupRecord { need: 1, of: 1 }, GroupRecord { need: 3, of: 5 }];
    let mut set = SetRecord::new(key(Scheme::Slip39, Some("0001"), 1), Holds::MasterSecret, 2, groups);
    let copy = |group, member| CopyRecord::new(group, member, Format::Words, Medium::Paper, day(TODAY));
    for (group, member) in [(1, 1), (1, 1), (3, 2), (3, 3)] {
        set.place(copy(group, member)).unwrap();
    }
    assert!(!set.suffices(set.there()));
    set.place(copy(3, 5)).unwrap();
    assert!(!set.suffices(set.there()));
    set.place(copy(2, 1)).unwrap();
    assert!(set.suffices(set.there()));
    for (group, member) in [(0, 1), (4, 1), (1, 0), (1, 4), (2, 2)] {
        assert_eq!(set.place(copy(group, member)), Err(InventoryError::NoShare { group, member }));
    }
    assert_eq!(set.share_name(3, 5), "3.5");
    assert_eq!(set.share_named("3.5"), Some((3, 5)));
    assert_eq!(set.share_named("3.6"), None);
}

#[test]
fn the_letters_of_codex32_are_those_of_bip_93() {
    let set = SetRecord::new(
        key(Scheme::Codex32, Some("cash"), 1),
        Holds::Entropy,
        1,
        vec![GroupRecord { need: 2, of: 31 }],
    );
    let letters: String = (1..=31).map(|member| set.share_name(1, member)).collect();
    assert_eq!(letters, "acdefghjklmnpqrtuvwxyz023456789");
    assert_eq!((set.share_named("C"), set.share_named("s")), (Some((1, 2)), None));
    let whole = vec![GroupRecord { need: 1, of: 1 }];
    let whole = SetRecord::new(key(Scheme::Codex32, Some("cash"), 1), Holds::Entropy, 1, whole);
    assert_eq!((whole.share_name(1, 1).as_str(), whole.share_named("S")), ("s", Some((1, 1))));
    let words = SetRecord::new(
        key(Scheme::Slip39, Some("0001"), 1),
        Holds::Entropy,
        1,
        vec![GroupRecord { need: 2, of: 3 }],
    );
    assert_eq!((words.share_named("3"), words.share_named("4")), (Some((1, 3)), None));
}

#[test]
fn atk_f06_the_third_set_of_one_seed_is_named_with_all_of_them() {
    let of = |id: &str, fingerprint| SetRecord {
        key: key(Scheme::Slip39, Some(id), fingerprint),
        ..well_kept(Scheme::Slip39, 2, 3)
    };
    let mut inventory = inventory([of("0001", 7), of("0002", 7), of("0003", 8)]);
    assert!(inventory.findings(day(TODAY)).is_empty());
    assert_eq!(inventory.sets_of([7; 4].into()).count(), 2);
    let revoked = Some(Revocation { on: day(TODAY), replaced_by: None });
    inventory.add(SetRecord { revoked, copies: Vec::new(), ..of("0004", 7) }).unwrap();
    let found = inventory.findings(day(TODAY));
    assert_eq!(
        (found.len(), found[0].code.as_str(), found[0].severity),
        (1, "inventory/resplit", Severity::Warn)
    );
    let shown = sentence(found[0].code, Part::Text, &found[0].facts).unwrap();
    assert!(shown.contains("0001, 0002, 0004") && shown.contains("07070707"), "{shown}");
}

#[test]
fn a_set_is_written_down_once_and_found_by_every_name() {
    let mut inventory = inventory([well_kept(Scheme::Slip39, 2, 3)]);
    assert_eq!(inventory.add(well_kept(Scheme::Slip39, 2, 3)), Err(InventoryError::Twice { set: 2 }));
    let mut other = well_kept(Scheme::Sskr, 2, 3);
    other.label = label("Treasury");
    inventory.add(other).unwrap();
    for (said, count) in [("4E1F", 2), ("07070707", 2), ("treasury", 1), ("4e1", 0), ("", 0)] {
        assert_eq!(inventory.named(said).len(), count, "{said}");
    }
    let (id, today) = (SetId::of_text("4e1f").unwrap(), day(TODAY));
    assert_eq!(inventory.checked(Scheme::Slip39, id, 1, 2, today), 1);
    assert_eq!(inventory.sets()[0].copies[1].checked, Some(today));
    let twice = inventory.sets()[0].copies[1].clone();
    let key = inventory.sets()[0].key.clone();
    inventory.set_mut(&key).unwrap().place(twice).unwrap();
    assert_eq!(inventory.checked(Scheme::Slip39, id, 1, 2, day("2026-12-01")), 2);
    assert_eq!(inventory.sets()[0].copies[1].checked, Some(today), "which of the two was read is not known");
    assert_eq!(inventory.checked(Scheme::Codex32, id, 1, 2, today), 0);
}

#[test]
fn numbers_that_contradict_each_other_are_no_set() {
    let of = |group_need, groups: &[(u8, u8)]| {
        let groups = groups.iter().map(|(need, of)| GroupRecord { need: *need, of: *of }).collect();
        Inventory::default().add(SetRecord::new(
            key(Scheme::Slip39, None, 1),
            Holds::Entropy,
            group_need,
            groups,
        ))
    };
    assert_eq!(of(1, &[(2, 3)]), Ok(()));
    for wrong in [
        of(0, &[(2, 3)]),
        of(2, &[(2, 3)]),
        of(1, &[]),
        of(1, &[(0, 3)]),
        of(1, &[(4, 3)]),
        of(1, &[(1, 1); 17]),
    ] {
        assert_eq!(wrong, Err(InventoryError::Set { set: 1 }));
    }
}

#[test]
fn atk_e06_names_and_places_are_one_line_and_shown_harmlessly() {
    for wrong in ["", "   ", "a\nb", "a\u{1b}[2J", "\u{9b}x", &"x".repeat(81)] {
        assert!(Label::parse(wrong).is_none(), "{wrong:?}");
    }
    let turned = Label::parse("bank\u{202e}knab").unwrap();
    assert_eq!(turned.shown().as_str(), "bank\\u{202e}knab");
    for wrong in ["", "age1", "AGE1QQ", "age1-", "AGE-SECRET-KEY-1QQ", &format!("age1{}", "q".repeat(200))] {
        assert!(Recipient::parse(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn days_are_those_of_the_calendar() {
    for (text, seconds) in [
        ("1970-01-01", 0),
        ("2000-02-29", 951_782_400),
        ("2026-11-29", 1_795_910_400),
        ("9999-12-31", 253_402_214_400),
    ] {
        let day = Day::of(crate::journal::UnixSeconds(seconds));
        assert_eq!((day.to_string().as_str(), Day::parse(text)), (text, Some(day)));
    }
    for wrong in [
        "",
        "2026-11-31",
        "2025-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "26-11-29",
        "2026-11-29 ",
        "2026/11/29",
        "1969-12-31",
        "+026-11-29",
        "2026-11-2\u{e9}",
    ] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    assert_eq!(day("2027-11-29").days_since(day(TODAY)), 365);
    assert_eq!(day(TODAY).days_since(day("2027-11-29")), 0);
}

#[test]
fn a_full_inventory_is_read_in_bounds() {
    let mut sets = Inventory::default();
    for number in 0..INVENTORY_SETS_MAX {
        let id = format!("{number:04x}");
        sets.add(SetRecord { key: key(Scheme::Slip39, Some(&id), 1), ..well_kept(Scheme::Slip39, 3, 5) })
            .unwrap();
    }
    assert_eq!(Inventory::parse(&sets.to_bytes()).unwrap(), sets);
    let more = SetRecord { key: key(Scheme::Sskr, Some("ffff"), 1), ..well_kept(Scheme::Sskr, 3, 5) };
    assert_eq!(sets.add(more), Err(InventoryError::TooManySets { limit: INVENTORY_SETS_MAX }));
    let long = vec![b' '; crate::limits::INVENTORY_BYTES_MAX + 1];
    assert!(matches!(Inventory::parse(&long), Err(InventoryError::TooLong { .. })));
}
