//! The lists of words, and what a word typed in part stands for.

use bip39::Language;

/// Letters that tell the words of a Latin list apart (BIP-39, section Wordlist).
const PREFIX_LETTERS: usize = 4;

/// The place from 0 of the word that this is, or of the only one of the list that it begins.
///
/// Only Latin lists are made to be told apart by four letters: elsewhere a word is whole.
pub(super) fn place_of(typed: &str, language: Language) -> Option<u16> {
    let whole = language.find_word(typed);
    if whole.is_some() || !is_latin(language) {
        return whole;
    }
    let mut found = None;
    for (place, word) in (0..).zip(language.word_list()).filter(|(_, word)| begins(word, typed)) {
        if letters(word).count() == letters(typed).count() {
            return Some(place);
        }
        // A beginning of two words is neither of them (attack C06).
        if found.replace(place).is_some() {
            return None;
        }
    }
    found.filter(|_| letters(typed).count() >= PREFIX_LETTERS)
}

fn begins(word: &str, beginning: &str) -> bool {
    if word.starts_with(beginning) {
        return true;
    }
    let mut rest = letters(word);
    beginning.chars().all(|letter| rest.next() == Some(letter))
}

/// A word without the accents that NFKD writes behind its letters: the lists are made so that
/// `é` and `e`, `ñ` and `n` never tell two words apart.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
}

fn is_latin(language: Language) -> bool {
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
                let cut: String = letters(word).take(PREFIX_LETTERS).collect();
                let plain: String = letters(word).collect();
                assert_eq!(place_of(&plain, *language), Some(place), "{word}");
                assert_eq!(place_of(&cut, *language), Some(place), "{cut}");
            }
        }
    }

    #[test]
    fn atk_c06_a_beginning_of_two_words_or_of_three_letters_is_no_word() {
        assert_eq!(place_of("abo", Language::English), None);
        assert_eq!(place_of("ab", Language::English), None);
        assert_eq!(place_of("zo", Language::English), None, "zone and zoo");
        assert_eq!(place_of("", Language::English), None);
        assert_eq!(place_of("zoo", Language::English), Some(2047), "a whole word of three letters");
    }
}
