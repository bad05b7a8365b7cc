use super::*;
use crate::tests::{rows, text};

const ENGLISH: &str = include_str!("../../../vectors/mnemonic/english.json");
const LANGUAGES: &str = include_str!("../../../vectors/mnemonic/languages.json");
const ABOUT: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

fn sentence(words: &str) -> Result<String, SeedError> {
    Mnemonic::parse(words.as_bytes()).map(|mnemonic| mnemonic.with_sentence(str::to_owned))
}

#[test]
fn every_published_mnemonic_is_read() {
    for row in rows(ENGLISH).iter().chain(&rows(LANGUAGES)) {
        let words = text(row, "words");
        assert_eq!(sentence(words).unwrap(), normalised(words).as_str(), "{}", row["name"]);
    }
}

#[test]
fn every_allowed_number_of_words_is_read_and_no_other() {
    for count in 0..=30_usize {
        let words = vec!["abandon"; count].join(" ");
        let refused = Mnemonic::parse(words.as_bytes()).unwrap_err();
        match count {
            12 | 15 | 18 | 21 | 24 => assert_eq!(refused, SeedError::Checksum),
            _ => assert_eq!(refused, SeedError::WordCount { count }),
        }
        if let 12 | 15 | 18 | 21 | 24 = count {
            let made = Bip39::from_entropy(&vec![0x5a; count / 3 * 4]).unwrap();
            let read = Mnemonic::parse(made.to_string().as_bytes()).unwrap();
            assert_eq!(read.word_count(), count);
        }
    }
}

#[test]
fn atk_c06_english_words_may_be_cut_to_four_letters() {
    let row = &rows(ENGLISH)[22];
    let cut = |word: &str| word.chars().take(4).collect::<String>();
    let short = text(row, "words").split(' ').map(cut).collect::<Vec<_>>().join(" ");
    assert_eq!(sentence(&short).unwrap(), text(row, "words"));
}

#[test]
fn atk_c06_every_english_word_is_told_by_its_first_four_letters() {
    let zeros = "abandon ".repeat(11);
    let mut read = 0;
    for word in Language::English.word_list() {
        let cut: String = word.chars().take(4).collect();
        let Ok(whole) = Mnemonic::parse(format!("{zeros}{word}").as_bytes()) else { continue };
        // "abandon … brave" is French: both words are in that list too, and its checksum holds.
        if whole.language() == Language::English {
            assert_eq!(sentence(&format!("{zeros}{cut}")).unwrap(), whole.with_sentence(str::to_owned));
            read += 1;
        }
    }
    assert_eq!(read, 128, "of 2048 last words one in 16 fits");
}

#[test]
fn three_letters_are_not_enough() {
    let words = ABOUT.replace("about", "abo");
    assert_eq!(sentence(&words), Err(SeedError::UnknownWord { position: 12 }));
}

#[test]
fn capitals_lines_and_extra_spaces_do_not_matter() {
    let untidy = format!("  {}\r\n\t", ABOUT.to_uppercase().replacen(' ', "\n  ", 3));
    assert_eq!(sentence(&untidy).unwrap(), ABOUT);
}

#[test]
fn atk_c06_composed_and_decomposed_letters_are_the_same_word() {
    let row = rows(LANGUAGES).into_iter().find(|row| text(row, "language") == "french").unwrap();
    let decomposed = text(&row, "words");
    let composed = decomposed.replace("e\u{301}", "\u{e9}").replace("e\u{300}", "\u{e8}");
    assert_ne!(composed, decomposed);
    assert_eq!(sentence(&composed).unwrap(), sentence(decomposed).unwrap());
}

#[test]
fn atk_c06_a_wrong_word_is_named_by_its_place_and_never_repeated() {
    for position in 1..=12_usize {
        let mut words: Vec<_> = ABOUT.split(' ').collect();
        words[position - 1] = "qwertz";
        let error = Mnemonic::parse(words.join(" ").as_bytes()).unwrap_err();
        assert_eq!(error, SeedError::UnknownWord { position });
        let said = format!("{error} {error:?}");
        assert!(!said.contains("qwertz") && !said.contains("abandon"), "{said}");
    }
}

#[test]
fn a_wrong_word_among_japanese_ones_is_named_by_its_place_too() {
    let row = rows(LANGUAGES).into_iter().find(|row| text(row, "language") == "japanese").unwrap();
    let mut words: Vec<_> = text(&row, "words").split_whitespace().collect();
    words[4] = "abandon";
    let error = Mnemonic::parse(words.join("\u{3000}").as_bytes()).unwrap_err();
    assert_eq!(error, SeedError::UnknownWord { position: 5 });
}

#[test]
fn atk_c06_a_wrong_checksum_is_refused() {
    assert_eq!(sentence(&ABOUT.replace("about", "above")), Err(SeedError::Checksum));
}

#[test]
fn hostile_bytes_are_refused_before_they_are_searched() {
    assert_eq!(Mnemonic::parse(&[0xff; 12]).unwrap_err(), SeedError::NotText);
    let long = vec![b'a'; SEED_WORDS_BYTES_MAX + 1];
    assert_eq!(Mnemonic::parse(&long).unwrap_err(), SeedError::TooLong { limit: SEED_WORDS_BYTES_MAX });
}

#[test]
fn atk_g05_debug_shows_no_word() {
    let mnemonic = Mnemonic::parse(ABOUT.as_bytes()).unwrap();
    assert_eq!(format!("{mnemonic:?}"), "Mnemonic(..)");
}
