use super::*;

const ABOUT: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const SIZES: [(usize, usize); 4] = [(24, 79), (43, 131), (20, 39), (12, 20)];

fn words() -> Words {
    Words::new(vec!["Seed words".to_owned()], Wanted::All)
}

fn press(words: &mut Words, keys: &[Key]) -> Step {
    keys.iter().fold(Step::Stay, |_, key| words.press(*key, Instant::now()).unwrap())
}

fn typed(words: &mut Words, text: &str) {
    text.bytes().for_each(|byte| assert_eq!(press(words, &[Key::Byte(byte)]), Step::Stay));
}

fn seen(words: &Words) -> String {
    words.lines((24, 79)).iter().map(|line| format!("{}\n", line.as_str())).collect()
}

fn answer(words: Words) -> String {
    words.into_secret().expose(|bytes| String::from_utf8(bytes.clone()).unwrap())
}

#[test]
fn words_whole_shortened_by_tab_and_by_number_are_the_same_seed() {
    let ways = [
        ABOUT.to_owned(),
        "aban ".repeat(11) + "abou",
        "1 ".repeat(11) + "4",
        "ABANDON ".repeat(11) + "0004",
        "  abandon   ".repeat(11) + "about ",
    ];
    for way in ways {
        let mut words = words();
        typed(&mut words, &way);
        assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{}", seen(&words));
        assert_eq!(answer(words), ABOUT);
    }
    let mut words = words();
    for _ in 0..11 {
        typed(&mut words, "aband");
        press(&mut words, &[Key::Tab]);
    }
    typed(&mut words, "about");
    assert_eq!(press(&mut words, &[Key::Tab, Key::Enter]), Step::Done);
    assert_eq!(answer(words), ABOUT);
}

#[test]
fn atk_g02_neither_words_nor_their_lengths_are_on_the_screen_unless_asked_for() {
    let screens = ["abandon", "zoo"].map(|word| {
        let mut words = words();
        typed(&mut words, &format!("{word} {word} {word} "));
        let taken = seen(&words).replace("english, french", "english");
        typed(&mut words, word);
        (taken, words)
    });
    assert_eq!(screens[0].0, screens[1].0, "two words of different length look different");
    for (_, mut words) in screens {
        assert!(!seen(&words).contains("abandon") && !seen(&words).contains("zoo"));
        press(&mut words, &[Key::Control('t')]);
        assert!(seen(&words).contains("abandon") || seen(&words).contains("zoo"));
        press(&mut words, &[Key::Control('t')]);
        assert!(!seen(&words).contains("abandon") && !seen(&words).contains("zoo"));
    }
}

#[test]
fn atk_c06_a_word_that_is_in_no_list_is_said_at_once_with_its_place_and_never_quoted() {
    let mut words = words();
    typed(&mut words, "abandon abandon abqx");
    assert!(seen(&words).contains("word 3: no word of the list begins so, letter 3"), "{}", seen(&words));
    typed(&mut words, " ");
    let said = seen(&words);
    assert!(said.contains("Word 3 is not in the list: letter 3 fits none"), "{said}");
    assert!(!said.contains("abqx"));
    press(&mut words, &[Key::Control('t')]);
    assert!(seen(&words).contains("abqx..") && seen(&words).contains("words like it: "), "{}", seen(&words));
    press(&mut words, &[Key::KillLine]);
    typed(&mut words, &"abandon ".repeat(9));
    typed(&mut words, "about");
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{}", seen(&words));
}

#[test]
fn atk_c06_a_wrong_checksum_is_corrected_in_place_and_not_typed_anew() {
    let mut words = words();
    typed(&mut words, &ABOUT.replacen("abandon", "zoo", 1));
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Stay);
    assert!(seen(&words).contains("All 12 words are in the list"), "{}", seen(&words));
    press(&mut words, &[Key::Home]);
    typed(&mut words, "abandon ");
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{}", seen(&words));
    assert_eq!(answer(words), ABOUT);
}

#[test]
fn a_word_skipped_or_left_unfinished_is_found_by_its_place() {
    let mut words = words();
    typed(&mut words, ABOUT);
    press(&mut words, &[Key::Enter]);
    press(&mut words, &[Key::Home, Key::Forward, Key::KillLine]);
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Stay);
    assert!(seen(&words).contains("Word 2 is missing"), "{}", seen(&words));
    typed(&mut words, "abandon");
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done);
}

#[test]
fn a_number_of_words_that_no_seed_has_is_said() {
    for count in [0, 1, 11, 13, 23] {
        let mut words = words();
        typed(&mut words, &"abandon ".repeat(count));
        assert_eq!(press(&mut words, &[Key::Enter]), Step::Stay);
        assert!(seen(&words).contains(&format!("These are {count} words")), "{}", seen(&words));
    }
    let mut words = words();
    typed(&mut words, &"abandon ".repeat(24));
    typed(&mut words, "a");
    assert!(seen(&words).contains("all 24 places are taken"));
}

#[test]
fn backspace_takes_a_letter_and_then_the_word_before() {
    let mut words = words();
    typed(&mut words, "zoo zoo wr");
    press(&mut words, &[Key::Backspace, Key::Backspace, Key::Backspace]);
    assert!(seen(&words).contains("words there: 1"), "{}", seen(&words));
    press(&mut words, &[Key::Backspace, Key::Backspace, Key::Backspace]);
    typed(&mut words, ABOUT);
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done);
}

#[test]
fn words_of_two_languages_are_told_apart_and_every_list_can_be_typed() {
    let mut words = words();
    typed(&mut words, "zoo abaisser ");
    assert!(seen(&words).contains("Word 2 is in another language"), "{}", seen(&words));
    for language in Language::ALL {
        let mut words = Words::new(Vec::new(), Wanted::First);
        for word in language.word_list().iter().step_by(150).take(11) {
            typed(&mut words, word);
            typed(&mut words, if *language == Language::Japanese { "\u{3000}" } else { " " });
        }
        assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{language}: {}", seen(&words));
        let expected: Vec<_> = language.word_list().iter().step_by(150).take(11).copied().collect();
        assert_eq!(answer(words), expected.join(" "), "{language}");
    }
}

#[test]
fn numbers_alone_are_english_until_another_list_is_chosen() {
    let mut words = words();
    typed(&mut words, &("1 ".repeat(11) + "4"));
    assert!(seen(&words).contains("not known yet"));
    let chinese = Language::ALL.iter().position(|language| *language == Language::SimplifiedChinese).unwrap();
    (0..=chinese).for_each(|_| assert_eq!(press(&mut words, &[Key::Control('l')]), Step::Stay));
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{}", seen(&words));
    let list = Language::SimplifiedChinese.word_list();
    assert_eq!(answer(words), [vec![list[0]; 11], vec![list[3]]].concat().join(" "));
}

#[test]
fn what_was_thrown_away_is_gone() {
    let mut words = words();
    typed(&mut words, ABOUT);
    words.throw_away();
    assert!(seen(&words).contains("words there: 0"));
}

#[test]
fn a_terminal_that_cannot_draw_hears_a_star_per_word_and_what_is_wrong() {
    let mut words = words();
    assert!(words.spoken().contains("Seed words"));
    typed(&mut words, "abandon abandon ");
    assert_eq!(words.spoken(), "**");
    typed(&mut words, "qwertz ");
    let said = words.spoken();
    assert!(said.contains("Word 3 is not in the list") && !said.contains("qwertz"), "{said}");
    assert_eq!(words.spoken(), "");
}

#[test]
fn every_window_shows_all_places_and_the_keys_last() {
    for size in SIZES {
        let mut words = words();
        typed(&mut words, &"abandon ".repeat(23));
        let lines = words.lines(size);
        let grid = lines.iter().filter(|line| line.contains("****")).count();
        assert!(grid <= 24, "{size:?}");
        let all: String = lines.iter().map(|line| line.as_str()).collect();
        assert_eq!(all.matches("****").count(), 23, "{size:?}");
    }
}

#[test]
fn first_words_are_of_the_list_that_was_chosen_and_of_none_by_guessing() {
    let first = || Words::new(Vec::new(), Wanted::First);
    let mut words = first();
    // In both Chinese lists, at other places.
    typed(&mut words, &"\u{7684} ".repeat(11));
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Stay);
    assert!(seen(&words).contains("Ctrl-L"), "{}", seen(&words));
    press(&mut words, &[Key::Control('l'), Key::Control('l')]);
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "{}", seen(&words));
    assert_eq!(words.language(), Some(Language::TraditionalChinese));
    let mut words = first().of_list(Some(Language::Spanish));
    typed(&mut words, &"1 ".repeat(11));
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done);
    assert_eq!(words.language(), Some(Language::Spanish));
    assert_eq!(answer(words), [Language::Spanish.word_list()[0]; 11].join(" "));
    let mut words = first();
    typed(&mut words, &"1 ".repeat(11));
    assert_eq!(press(&mut words, &[Key::Enter]), Step::Done, "numbers alone are English, as it is said");
    assert_eq!(words.language(), Some(Language::English));
}
