use super::*;
use crate::tests::{hex, rows, text};
use serde_json::Value;

const ENGLISH: &str = include_str!("../../../vectors/mnemonic/english.json");
const LANGUAGES: &str = include_str!("../../../vectors/mnemonic/languages.json");
const JAPANESE: &str = include_str!("../../../vectors/mnemonic/japanese.json");
const ABOUT: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

fn published() -> Vec<Value> {
    [ENGLISH, LANGUAGES, JAPANESE].into_iter().flat_map(rows).collect()
}

fn sentence(words: &str) -> Result<String, SeedError> {
    Mnemonic::parse(words.as_bytes()).map(|mnemonic| mnemonic.with_sentence(str::to_owned))
}

#[test]
fn every_published_mnemonic_is_read() {
    for row in published() {
        let words = text(&row, "words");
        assert_eq!(sentence(words).unwrap(), normalised(words).as_str(), "{}", row["name"]);
    }
}

#[test]
fn every_published_mnemonic_is_made_of_its_entropy_and_gives_it_back() {
    for row in published() {
        let read = Mnemonic::parse(text(&row, "words").as_bytes()).unwrap();
        read.entropy(|bytes| assert_eq!(bytes, hex(&row, "entropy"), "{}", row["name"])).unwrap();
        let made = Mnemonic::of_entropy(read.language(), &hex(&row, "entropy")).unwrap();
        assert!(made.is_same(&read) && made.word_count() == read.word_count(), "{}", row["name"]);
    }
}

#[test]
fn only_the_five_lengths_of_bip39_are_made_into_words() {
    for bytes in 0..=64_usize {
        match Mnemonic::of_entropy(Language::English, &vec![7; bytes]) {
            Ok(made) => assert_eq!(made.word_count(), bytes / 4 * 3),
            Err(refused) => {
                assert_eq!(refused, SeedError::EntropyLength { bytes });
                assert!(![16, 20, 24, 28, 32].contains(&bytes));
            }
        }
    }
}

/// The bits are ours; the word crate cuts them on its own.
#[test]
fn the_word_crate_makes_the_same_words_of_any_entropy_in_any_list() {
    use sha2::{Digest, Sha256};
    for round in 0..400_usize {
        let entropy = &Sha256::digest(round.to_be_bytes())[..16 + round % 5 * 4];
        let language = Language::ALL[round % 10];
        let theirs = Bip39::from_entropy_in(language, entropy).unwrap();
        let ours = Mnemonic::of_entropy(language, entropy).unwrap();
        ours.with_sentence(|ours| assert_eq!(ours, theirs.to_string()));
        assert!(Mnemonic::parse(theirs.to_string().as_bytes()).unwrap().is_same(&ours));
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
            let made = Mnemonic::of_entropy(Language::English, &vec![0x5a; count / 3 * 4]).unwrap();
            assert_eq!(made.word_count(), count);
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
fn atk_c06_every_latin_list_may_be_cut_to_four_letters_and_lose_its_accents() {
    for language in ["czech", "french", "italian", "portuguese", "spanish"] {
        for row in rows(LANGUAGES).iter().filter(|row| text(row, "language") == language) {
            let letters =
                |word: &str| word.chars().filter(char::is_ascii_alphabetic).take(4).collect::<String>();
            let short: Vec<_> = text(row, "words").split(' ').map(letters).collect();
            let whole = normalised(text(row, "words"));
            assert_eq!(sentence(&short.join(" ")).as_deref(), Ok(whole.as_str()), "{}", row["name"]);
        }
    }
}

/// A sentence all of whose words are in both lists, with the checksum holding in each: the seed is
/// made of the words, so the reading does not matter, and it is one reading every time.
#[test]
fn atk_c06_words_of_two_lists_open_the_same_wallet_whichever_list_they_are_read_in() {
    let simplified = Language::SimplifiedChinese.word_list();
    let traditional = Language::TraditionalChinese.word_list();
    let shared = |index: &usize| simplified[*index] == traditional[*index];
    let places: Vec<u16> = (0..2_048).filter(shared).map(|index| index.try_into().unwrap()).collect();
    assert_eq!(places.len(), 1_275);
    let mut found = 0;
    for last in &places {
        let numbers: Vec<u16> = places.iter().copied().take(11).chain([*last]).collect();
        let Ok(ours) = Mnemonic::of_numbers(Language::TraditionalChinese, &numbers) else { continue };
        let read = ours.with_sentence(|sentence| Mnemonic::parse(sentence.as_bytes())).unwrap();
        assert!(read.is_same(&ours));
        read.entropy(|read| ours.entropy(|ours| assert_eq!(read, ours))).unwrap().unwrap();
        found += 1;
    }
    assert!(found > 50, "{found}");
}

#[test]
fn atk_c06_a_shortened_reading_in_two_languages_is_refused_not_guessed() {
    // Beginnings of English and of French words, hunted for until both checksums hold.
    let both: Vec<(&str, u16)> = (0..)
        .zip(Language::French.word_list())
        .filter(|(_, word)| word.len() > 4 && word.is_ascii())
        .filter_map(|(_, word)| {
            let cut = &word[..4];
            let other = lists::place_of_written(cut, Language::English)?;
            (Language::English.find_word(cut).is_none()
                && lists::place_of_written(cut, Language::French).is_some())
            .then_some((cut, other))
        })
        .collect();
    let refused = |at: usize| {
        let cut: Vec<&str> =
            both.iter().cycle().skip(at).step_by(at % 7 + 1).take(12).map(|(cut, _)| *cut).collect();
        sentence(&cut.join(" ")) == Err(SeedError::Ambiguous)
    };
    assert!(both.len() > 12 && (0..20_000).any(refused), "{}", both.len());
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
    let accents = |row: &Value| text(row, "language") == "french" && text(row, "words").contains("e\u{301}");
    let row = rows(LANGUAGES).into_iter().find(accents).unwrap();
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
