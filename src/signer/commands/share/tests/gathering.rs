//! Shares that come together, and those that do not belong.

use super::*;

#[test]
fn shares_are_typed_in_any_order_and_after_each_it_is_said_who_is_still_needed() {
    let room = Room::new("typed");
    let papers = room.papers("--need 3 --of 5");
    let person = Person::answering(&[&papers[4].1, &papers[0].1, &papers[4].1, &papers[2].1]);
    assert_eq!(room.run(&format!("combine --expect-fingerprint {MASTER}"), &person), Ok(Exit::Done));
    let shown = person.shown();
    assert!(shown[1].contains("2 more at least") && shown[1].contains("shares here: 5"), "{}", shown[1]);
    assert!(shown[2].contains("1 more at least") && shown[2].contains("1, 5"), "{}", shown[2]);
    assert!(shown[3].contains("here already"), "{}", shown[3]);
    assert!(shown.last().unwrap().contains("abandon"), "{shown:?}");
    assert!(room.journal().contains("\"shares-combined\""));
}

#[test]
fn atk_f02_a_share_of_another_set_a_misread_one_and_a_seed_are_left_out_and_named() {
    let room = Room::new("strangers");
    let (ours, theirs) = (room.papers("--need 2 --of 3"), room.papers("--need 2 --of 3"));
    let misread = ours[1].1.split(' ').enumerate();
    let misread =
        misread.map(|(at, word)| if at == 11 { "academic" } else { word }).collect::<Vec<_>>().join(" ");
    let person = Person::answering(&[&ours[0].1, &theirs[1].1, &misread, WORDS, &ours[1].1]);
    assert_eq!(room.run("combine", &person), Ok(Exit::Done));
    let shown = person.shown();
    for (screen, said) in [(2, "set"), (3, "word 12"), (4, "left out")] {
        assert!(shown[screen].contains(said), "{screen}: {}", shown[screen]);
    }
    let set = |papers: &[(String, String)]| papers[0].0.split('-').nth(2).unwrap().to_owned();
    assert!(shown[2].contains(&set(&ours)) && shown[2].contains(&set(&theirs)), "{}", shown[2]);
    let line = format!("combine {} {}", named(&ours, &[0]), named(&theirs, &[1]));
    assert_eq!(code(room.run(&line, &nobody())), (Exit::WrongSecret, "shares/other-set"));
}

#[test]
fn atk_f02_no_flipped_word_and_no_conflicting_share_ends_in_a_seed() {
    let room = Room::new("flipped");
    let papers = room.papers("--need 2 --of 2");
    let words: Vec<&str> = papers[1].1.split(' ').collect();
    for place in 0..words.len() {
        let mut other = words.clone();
        other[place] = if other[place] == "zero" { "academic" } else { "zero" };
        std::fs::write(room.path("wrong"), other.join(" ")).unwrap();
        let line = format!("combine {} @wrong --write-plaintext-secret @out", named(&papers, &[0]));
        let (exit, said) = code(room.run(&line, &nobody()));
        assert!([Exit::Malformed, Exit::WrongSecret].contains(&exit), "word {place}: {said}");
        assert!(!exists(&room.path("out")));
    }
}

#[test]
fn atk_f05_a_wrong_passphrase_of_the_set_is_the_wrong_wallet_and_restores_nothing() {
    let room = Room::new("passphrase");
    let line = "split --need 2 --of 2 --ask-new-share-passphrase --write-plaintext-secret @papers";
    assert_eq!(room.run(line, &Person::answering(&[WORDS, "open sesame"])), Ok(Exit::Done));
    let papers: Vec<_> = room.files("papers").into_iter().map(|name| (name, String::new())).collect();
    let all = named(&papers, &[0, 1]);
    let combine = format!("combine {all} --ask-share-passphrase --write-plaintext-secret @out");
    let with = |typed: &str, options: &str| {
        let done = room.run(&format!("{combine}{options}"), &Person::answering(&[typed]));
        assert_eq!(exists(&room.path("out")), done.is_ok());
        done
    };
    let expected = format!(" --expect-fingerprint {MASTER}");
    assert_eq!(code(with("open sesami", &expected)), (Exit::WrongSecret, "share/other-wallet"));
    assert_eq!(code(with("", &expected)), (Exit::WrongSecret, "share/other-wallet"));
    // The machine that made the set remembers which wallet it was.
    assert_eq!(code(with("open sesami", "")), (Exit::WrongSecret, "share/other-wallet-recorded"));
    // Another machine asks, and takes no for an answer.
    for memory in ["state/journal.jsonl", "state/inventory.json"] {
        std::fs::remove_file(room.path(memory)).unwrap();
    }
    let person = Person::answering(&["open sesami", "n"]);
    assert_eq!(code(room.run(&combine, &person)), (Exit::WrongSecret, "share/not-your-wallet"));
    assert!(room.journal().contains("wrong-secret"), "{}", room.journal());
    assert!(!exists(&room.path("out")));
    assert_eq!(with("open sesame", &expected), Ok(Exit::Done));
}

#[test]
fn a_rehearsal_tries_every_quorum_and_shows_no_word() {
    let room = Room::new("rehearse");
    let papers = room.papers("--need 2 --of 4");
    let person = nobody();
    let line = format!("rehearse {} --expect-fingerprint {MASTER}", named(&papers, &[0, 1, 2, 3]));
    assert_eq!(room.run(&line, &person), Ok(Exit::Done));
    assert!(person.shown().is_empty());
    assert!(
        room.journal().contains("\"of\":6,") && room.journal().contains("\"tried\":6,"),
        "{}",
        room.journal()
    );
    assert_eq!(room.run(&format!("{line} --sample 2"), &nobody()), Ok(Exit::Done));
    assert!(room.journal().contains("\"tried\":2,"));
    let wrong = line.replace(MASTER, "00000000");
    assert_eq!(code(room.run(&wrong, &nobody())), (Exit::WrongSecret, "share/other-wallet"));
    // Typed at the table, until nobody brings another one.
    let typed = Person::answering(&[&papers[3].1, &papers[1].1, &papers[0].1, ""]);
    assert_eq!(room.run("rehearse", &typed), Ok(Exit::Done));
}

#[test]
fn a_new_set_has_a_new_id_and_the_old_one_is_recorded_as_revoked() {
    let room = Room::new("reshare");
    let old = room.papers("--need 2 --of 3");
    let line = format!("reshare {} --need 3 --of 5 --write-plaintext-secret @papers", named(&old, &[0, 2]));
    assert_eq!(room.run(&line, &nobody()), Ok(Exit::Done));
    assert_eq!(room.files("papers").len(), 8);
    let set = |name: &str| name.split('-').nth(2).unwrap().to_owned();
    let new: Vec<String> =
        room.files("papers").into_iter().filter(|name| set(name) != set(&old[0].0)).collect();
    let new: Vec<_> = new.into_iter().map(|name| (name, String::new())).collect();
    assert_eq!(new.len(), 5);
    let revoked = format!("\"event\":\"shares-revoked\",\"fingerprint\":\"{MASTER}\"");
    assert!(room.journal().contains(&revoked) && room.journal().contains(&set(&old[0].0)));
    let combine = format!("combine {} --write-plaintext-secret @out", named(&new, &[4, 1, 3]));
    assert_eq!(room.run(&combine, &nobody()), Ok(Exit::Done));
    assert_eq!(std::fs::read_to_string(room.path("out")).unwrap().trim(), WORDS);
    let mixed = format!("combine {} {}", named(&old, &[0]), named(&new, &[0]));
    assert_eq!(code(room.run(&mixed, &nobody())), (Exit::WrongSecret, "shares/other-set"));
}

#[test]
fn one_share_is_checked_alone_and_several_are_not() {
    let room = Room::new("check");
    let papers = room.papers("--need 2 --of 3");
    assert_eq!(room.run(&format!("check {} --json", named(&papers, &[1])), &nobody()), Ok(Exit::Done));
    assert_eq!(room.run("check", &Person::answering(&[&papers[2].1])), Ok(Exit::Done));
    std::fs::write(room.path("both"), format!("{}\n{}\n", papers[0].1, papers[1].1)).unwrap();
    assert_eq!(code(room.run("check @both", &nobody())), (Exit::Usage, "share/several"));
    std::fs::write(room.path("none"), "# nothing\n\n").unwrap();
    assert_eq!(code(room.run("check @none", &nobody())), (Exit::Malformed, "share/no-share"));
    std::fs::write(room.path("seed"), WORDS).unwrap();
    assert_eq!(code(room.run("check @seed", &nobody())).0, Exit::Malformed);
}

/// A line feed, a space at its end, and a sign that begins remarks: of bytes none of them means anything.
#[test]
fn a_raw_share_in_bytes_is_read_whole() {
    let room = Room::new("raw");
    // f(x) = secret + x times a, byte by byte, over the field of sharks: made at 1 and 2.
    let secret: Vec<u8> = (0..16).collect();
    let double = |byte: u8| byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1d };
    let slope: Vec<u8> = (0..16_u8).map(|at| at ^ if at == 15 { 0x20 } else { 0x8a }).collect();
    for (number, times) in [(1, false), (2, true)] {
        let value = secret.iter().zip(&slope).map(|(byte, a)| byte ^ if times { double(*a) } else { *a });
        let share: Vec<u8> = [number].into_iter().chain(value).collect();
        std::fs::write(room.path(&format!("raw{number}")), share).unwrap();
    }
    let first = std::fs::read(room.path("raw1")).unwrap();
    assert!(std::str::from_utf8(&first).is_err() && first.ends_with(b" "), "{first:?}");
    let line =
        "combine @raw1 @raw2 --scheme sharks --parts 2 --holds master-secret --write-plaintext-secret @out";
    let person = Person::answering(&["y"]);
    assert_eq!(room.run(line, &person), Ok(Exit::Done), "{:?}", person.shown());
    assert_eq!(std::fs::read_to_string(room.path("out")).unwrap().trim(), "000102030405060708090a0b0c0d0e0f");
}

#[test]
fn a_file_that_is_no_file_of_shares_is_told_as_that() {
    let room = Room::new("long-file");
    std::fs::write(room.path("lines"), "zoo\n".repeat(300)).unwrap();
    std::fs::write(room.path("long"), "# ".repeat(100_000)).unwrap();
    for (file, wanted) in [("lines", "shares/file-too-many"), ("long", "shares/file-too-long")] {
        let line = format!("combine @{file} --write-plaintext-secret @out");
        assert_eq!(code(room.run(&line, &nobody())), (Exit::Malformed, wanted));
        let file = std::fs::File::open(room.path(file)).unwrap();
        let fd = std::os::fd::AsRawFd::as_raw_fd(&file);
        let line = format!("combine --share-fd {fd} --write-plaintext-secret @out");
        assert_eq!(code(room.run(&line, &nobody())), (Exit::Malformed, wanted));
    }
}

#[test]
fn a_master_secret_is_shown_in_groups_with_their_places() {
    let room = Room::new("groups");
    let papers = room.papers("--scheme codex32 --need 2 --of 2");
    let person = nobody();
    assert_eq!(room.run(&format!("combine {}", named(&papers, &[0, 1])), &person), Ok(Exit::Done));
    let shown = person.shown().concat();
    // The seed of the words, SHA-512 of its making: 64 bytes.
    assert!(shown.contains("   1 5eb0\t   5 0bbd") && shown.contains(" 125 38e4"), "{shown}");
}

#[test]
fn a_damaged_sealed_file_and_a_card_are_told_as_what_they_are() {
    let room = Room::new("damaged");
    let split = format!("split --need 2 --of 2 --holder Ann={ANN} --holder Ben={ANN} -o @papers");
    assert_eq!(room.run(&split, &Person::answering(&[WORDS])), Ok(Exit::Done));
    let sealed = std::fs::read(room.path(&room.files("papers")[0])).unwrap();
    std::fs::write(room.path("cut"), &sealed[..sealed.len() / 2]).unwrap();
    let (exit, said) = code(room.run("check @cut", &nobody()));
    assert!(exit == Exit::Malformed && said.starts_with("vault/"), "{said}");
    for (file, text) in [("card.pdf", "%PDF-1.7\n"), ("card.svg", "<svg xmlns=\"\">\n")] {
        std::fs::write(room.path(file), text).unwrap();
        assert_eq!(code(room.run(&format!("check @{file}"), &nobody())), (Exit::Malformed, "share/is-card"));
    }
}

#[test]
fn a_sealed_share_is_opened_with_the_key_of_its_holder() {
    let room = Room::new("opened");
    let line = format!("split --need 2 --of 2 --holder Ann={ANN} --holder Ben={ANN} -o @papers");
    assert_eq!(room.run(&line, &Person::answering(&[WORDS])), Ok(Exit::Done));
    let key = "AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF\n";
    std::fs::write(room.path("key"), key).unwrap();
    let file = std::fs::File::open(room.path("key")).unwrap();
    let fd = std::os::fd::AsRawFd::as_raw_fd(&file);
    let papers: Vec<_> = room.files("papers").into_iter().map(|name| (name, String::new())).collect();
    let line =
        format!("combine {} --identity-fd {fd} --write-plaintext-secret @out", named(&papers, &[1, 0]));
    assert_eq!(room.run(&line, &nobody()), Ok(Exit::Done));
    assert_eq!(std::fs::read_to_string(room.path("out")).unwrap().trim(), WORDS);
}

#[test]
fn what_was_combined_is_stored_under_a_name() {
    let room = Room::new("vault");
    let papers = room.papers("--need 2 --of 2");
    std::fs::write(room.path("pass"), "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon").unwrap();
    let file = std::fs::File::open(room.path("pass")).unwrap();
    let fd = std::os::fd::AsRawFd::as_raw_fd(&file);
    let line = format!(
        "combine {} --vault cold --low-memory --new-vault-passphrase-fd {fd}",
        named(&papers, &[1, 0])
    );
    assert_eq!(room.run(&line, &nobody()), Ok(Exit::Done));
    assert_eq!(room.files("state/vault"), ["state/vault/cold.age"]);
}

#[test]
fn atk_f02_parts_of_a_seed_xor_are_typed_when_their_number_is_said() {
    let room = Room::new("xor");
    let papers = room.papers("--scheme xor --need 3 --of 3");
    assert_eq!(code(room.run("combine --scheme xor", &nobody())), (Exit::Usage, "usage/share-parts"));
    let person = Person::answering(&[&papers[1].1, &papers[0].1, &papers[2].1]);
    let line = format!("combine --scheme xor --parts 3 --expect-fingerprint {MASTER}");
    assert_eq!(room.run(&line, &person), Ok(Exit::Done));
    assert!(person.shown().last().unwrap().contains("abandon"));
    let one = Person::answering(&[&papers[1].1, &papers[0].1, &papers[1].1]);
    assert_eq!(room.run(&line, &one).unwrap_err().exit(), Exit::Declined, "the same part twice is one part");
}
