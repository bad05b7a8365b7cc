use super::*;
use crate::tests::{rows, text};
use coldframe_core::messages::Explain;

const CONTENTS: &str = include_str!("../../../../vectors/vault/contents.json");

fn first() -> Vec<u8> {
    rows(CONTENTS).first().map(|row| text(row, "content").as_bytes().to_vec()).unwrap()
}

#[test]
fn every_vector_is_taken_in_one_spelling_or_refused_by_its_code() {
    for row in rows(CONTENTS) {
        let content = text(&row, "content").as_bytes();
        let verdict = match Entry::parse(content) {
            Ok(entry) => {
                assert!(entry.to_bytes().expose(|written| written == content), "{}", row["name"]);
                "taken"
            }
            Err(error) => error.code().as_str(),
        };
        assert_eq!(verdict, text(&row, "verdict"), "{}", row["name"]);
    }
}

#[test]
fn atk_f07_a_content_cut_at_any_byte_or_changed_in_any_is_never_another_seed() {
    let whole = first();
    for end in 0..whole.len() {
        let cut = Entry::parse(&whole[..end]);
        // Whole optional lines at the end can go: nothing but the label is lost then.
        let lost_the_label = whole[end..].starts_with(b"label: ");
        assert_eq!(cut.is_ok(), lost_the_label, "{end}");
    }
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        if let Ok(entry) = Entry::parse(&changed) {
            let same_words = entry.mnemonic.with_sentence(|words| words.ends_with("abandon about"));
            assert!(same_words, "{place}");
        }
    }
}

#[test]
fn atk_e12_labels_and_notes_are_lines_and_bounded() {
    let entry = Entry::parse(&first()).unwrap();
    let note = |text: &str| entry.about.clone().described(None, &[text.to_owned()]);
    for bad in ["", "a\nwords: zoo", "a\u{1b}[2J", "\u{7f}", &"a".repeat(201)] {
        assert_eq!(note(bad), Err(EntryError::Text), "{bad:?}");
        assert_eq!(entry.about.clone().described(Some(bad), &[]), Err(EntryError::Text), "{bad:?}");
    }
    assert_eq!(note(&"a".repeat(200)).unwrap().notes().len(), 1);
    let many = vec!["x".to_owned(); VAULT_NOTES_MAX + 1];
    assert_eq!(entry.about.clone().described(None, &many), Err(EntryError::Text));
}

#[test]
fn the_largest_seed_fits_the_room_made_for_it() {
    let longest = ["zoo"; 23].join(" ") + " vote";
    let mut entry = Entry::parse(&first()).unwrap();
    entry.mnemonic = Mnemonic::parse(longest.as_bytes()).unwrap();
    let text = "\u{1f512}".repeat(50);
    let notes = vec![text.clone(); VAULT_NOTES_MAX];
    entry.about = entry.about.described(Some(&text), &notes).unwrap();
    let content = entry.to_bytes();
    content.expose(|content| {
        assert_eq!(content.capacity(), VAULT_CONTENT_BYTES_MAX, "a buffer that grew left the words behind");
        assert_eq!(Entry::parse(content).unwrap().about, entry.about);
    });
}

#[test]
fn atk_g05_debug_says_nothing_of_the_words() {
    let said = format!("{:?}", Entry::parse(&first()).unwrap());
    assert_eq!(said, "Entry(..)");
}
