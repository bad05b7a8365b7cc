//! The lists of words, and what a word typed in part stands for.

use super::letters::{Match, compare, is_accent};
use bip39::Language;

/// The names of the lists, as BIP-39 names its files.
const NAMES: [(Language, &str); 10] = [
    (Language::English, "english"),
    (Language::SimplifiedChinese, "chinese-simplified"),
    (Language::TraditionalChinese, "chinese-traditional"),
    (Language::Czech, "czech"),
    (Language::French, "french"),
    (Language::Italian, "italian"),
    (Language::Japanese, "japanese"),
    (Language::Korean, "korean"),
    (Language::Portuguese, "portuguese"),
    (Language::Spanish, "spanish"),
];

/// The list of that name.
pub fn language_named(name: &str) -> Option<Language> {
    NAMES.iter().find(|(_, known)| *known == name).map(|(language, _)| *language)
}

/// The name of a list.
pub fn language_name(language: Language) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == language).map_or("english", |(_, name)| *name)
}

/// Letters that tell the words of a list apart (BIP-39, section Wordlist).
pub const PREFIX_LETTERS: usize = 4;

/// The place from 0 of the word that this is, or of the only one of the list that it begins with at
/// least `least` letters. A beginning of two words is neither of them (attack C06).
pub(crate) fn place_of(typed: &str, language: Language, least: usize) -> Option<u16> {
    if typed.is_empty() {
        return None;
    }
    let (mut begun, mut others) = (None, false);
    for (place, word) in (0..).zip(language.word_list()) {
        match compare(word, typed) {
            Match::Whole => return Some(place),
            Match::Begins => others |= begun.replace(place).is_some(),
            Match::No => {}
        }
    }
    let letters = || typed.chars().filter(|letter| !is_accent(*letter)).count();
    begun.filter(|_| !others && letters() >= least)
}

/// The same for words that were written down: only Latin lists are made to be told apart by four
/// letters, elsewhere a word is whole.
pub(super) fn place_of_written(typed: &str, language: Language) -> Option<u16> {
    place_of(typed, language, if is_latin(language) { PREFIX_LETTERS } else { usize::MAX })
}

/// Whether the words of a list are written in Latin letters.
pub fn is_latin(language: Language) -> bool {
    match language {
        Language::English
        | Language::Czech
        | Language::French
        | Language::Italian
        | Language::Portuguese
        | Language::Spanish => true,
        Language::SimplifiedChinese
        | Language::TraditionalChinese
        | Language::Japanese
        | Language::Korean => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_c06_four_letters_without_accents_tell_every_latin_word_from_every_other() {
        for language in Language::ALL.iter().filter(|language| is_latin(**language)) {
            for (place, word) in (0..).zip(language.word_list()) {
                let plain: String = word.chars().filter(|letter| !is_accent(*letter)).collect();
                let cut: String = plain.chars().take(PREFIX_LETTERS).collect();
                assert_eq!(place_of_written(&plain, *language), Some(place), "{word}");
                assert_eq!(place_of_written(&cut, *language), Some(place), "{cut}");
            }
        }
    }

    #[test]
    fn atk_c06_a_beginning_of_two_words_or_of_three_letters_is_no_word() {
        assert_eq!(place_of_written("abo", Language::English), None);
        assert_eq!(place_of_written("ab", Language::English), None);
        assert_eq!(place_of_written("zo", Language::English), None, "zone and zoo");
        assert_eq!(place_of_written("", Language::English), None);
        assert_eq!(place_of_written("zoo", Language::English), Some(2047), "a whole word of three letters");
    }
}
