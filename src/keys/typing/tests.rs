use super::*;
use crate::mnemonic::Mnemonic;
use crate::seed::SeedError;
use crate::tests::{rows, text};

const LANGUAGES: &str = include_str!("../../../vectors/mnemonic/languages.json");

fn typed(text: &str) -> Typed {
    Typed::new(text.as_bytes()).unwrap()
}

#[test]
fn a_word_is_known_whole_by_its_beginning_and_by_its_number() {
    for (said, word) in [("abandon", "abandon"), ("ABOU", "about"), ("1", "abandon"), ("2048", "zoo")] {
        assert_eq!(typed(said).word(Language::English, PREFIX_LETTERS), Some(word), "{said}");
    }
    for said in ["", "ab", "abo", "0", "2049", "99999999999999999999999", "qwertz"] {
        assert_eq!(typed(said).word(Language::English, PREFIX_LETTERS), None, "{said}");
    }
    assert_eq!(typed("act").word(Language::English, 1), Some("act"), "though action begins so too");
    assert_eq!(typed("zeb").word(Language::English, 1), Some("zebra"), "one letter is enough to ask for it");
}

#[test]
fn atk_c06_every_word_of_every_list_is_known_by_itself_and_by_its_number() {
    for language in Language::ALL {
        for (index, word) in language.word_list().iter().enumerate().step_by(7) {
            assert_eq!(typed(word).word(*language, PREFIX_LETTERS), Some(*word), "{language} {index}");
            let number = (index + 1).to_string();
            assert_eq!(typed(&number).word(*language, PREFIX_LETTERS), Some(*word), "{language} {index}");
        }
    }
}

#[test]
fn atk_c06_an_accent_left_out_makes_no_other_word() {
    for language in [Language::French, Language::Spanish, Language::Czech, Language::Italian] {
        for word in language.word_list() {
            let plain: String =
                word.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
            assert_eq!(typed(&plain).word(language, PREFIX_LETTERS), Some(*word), "{language}");
        }
    }
    assert_eq!(typed("ábaco").word(Language::Spanish, 4), typed("abaco").word(Language::Spanish, 4));
}

#[test]
fn the_list_is_found_in_the_words_of_every_language() {
    for row in rows(LANGUAGES) {
        let words = text(&row, "words");
        let lists = words.split_whitespace().map(|word| typed(word).lists(PREFIX_LETTERS));
        let language = Mnemonic::parse(words.as_bytes()).unwrap().language();
        let left = lists.fold(Lists::ALL, Lists::and);
        assert!(!left.and(Lists::of(language)).is_empty(), "{}", row["name"]);
        assert!(left.iter().count() <= 2, "{}", row["name"]);
    }
}

#[test]
fn a_slip_is_found_and_its_place_is_told_without_the_word() {
    let english = Lists::of(Language::English);
    assert_eq!(typed("abandom").meant(english, 3), ["abandon"]);
    assert!(typed("sbandon").meant(english, 3).contains(&"abandon"));
    assert_eq!(typed("abqx").letters_known(english), 2);
    assert_eq!(typed("abandon").letters_known(english), 7);
    assert_eq!(typed("2049").letters_known(english), 3);
}

#[test]
fn a_letter_that_is_not_all_there_is_waited_for() {
    assert!(Typed::new(&"é".as_bytes()[..1]).is_none());
}

#[test]
fn atk_c06_a_passphrase_that_bip39_writes_otherwise_is_noticed() {
    assert!(is_rewritten("caf\u{e9}"));
    assert!(!is_rewritten("cafe\u{301}") && !is_rewritten("plain words"));
}

#[test]
fn every_last_word_fits_and_no_other() {
    for count in [11, 14, 17, 20, 23] {
        let first = "zoo ".repeat(count);
        let last = LastWords::of(first.as_bytes(), None).unwrap();
        assert_eq!(last.count(), 1 << last.flip_count());
        let mut words: Vec<_> = (0..last.count()).filter_map(|place| last.word(place)).collect();
        for place in 0..last.count() {
            let fits = last.with_words(place, |words| Mnemonic::parse(words).is_ok());
            assert_eq!(fits, Some(true), "{count} {place}");
        }
        let fitting = Language::English.word_list().iter();
        let fitting = fitting.filter(|word| Mnemonic::parse(format!("{first}{word}").as_bytes()).is_ok());
        words.sort_unstable();
        assert_eq!(words, fitting.copied().collect::<Vec<_>>(), "{count}");
        assert_eq!(last.with_words(last.count(), |_| ()), None);
    }
}

#[test]
fn first_words_are_refused_by_their_number_or_their_place() {
    let refused = |text: &str| LastWords::of(text.as_bytes(), None).map(|_| ()).unwrap_err();
    assert_eq!(refused("zoo zoo"), SeedError::FirstWordCount { count: 2 });
    assert_eq!(refused(&"zoo ".repeat(12)), SeedError::FirstWordCount { count: 12 });
    let typo = "zoo ".repeat(10) + "qwertz";
    assert_eq!(refused(&typo), SeedError::UnknownWord { position: 11 });
}

#[test]
fn atk_c06_words_of_two_lists_need_their_list_named() {
    let chinese = "的 一 是 在 不 了 有 和 人 这 中";
    let common = chinese.replace('这', "一");
    for (words, one, other) in [
        ("abandon ".repeat(11), Language::English, Language::French),
        (common, Language::SimplifiedChinese, Language::TraditionalChinese),
    ] {
        assert_eq!(LastWords::of(words.as_bytes(), None).map(|_| ()), Err(SeedError::Ambiguous));
        let last = |language| LastWords::of(words.as_bytes(), Some(language)).unwrap();
        assert_eq!((last(one).language(), last(one).count()), (one, 128));
        assert_eq!((last(other).language(), last(other).count()), (other, 128));
        let in_one: Vec<_> = (0..128).filter_map(|place| last(one).word(place)).collect();
        let in_other: Vec<_> = (0..128).filter_map(|place| last(other).word(place)).collect();
        assert_ne!(in_one, in_other, "the list decides which wallet it is");
    }
    let simplified = LastWords::of(chinese.as_bytes(), None).unwrap();
    assert_eq!(simplified.language(), Language::SimplifiedChinese, "one of them is simplified only");
    let foreign = LastWords::of("abandon ".repeat(11).as_bytes(), Some(Language::Spanish)).map(|_| ());
    assert_eq!(foreign, Err(SeedError::UnknownWord { position: 1 }));
}
