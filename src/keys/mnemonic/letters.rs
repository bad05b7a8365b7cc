//! Letters held against a word, accents or not.

/// How typed letters stand to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// They are the whole word.
    Whole,
    /// The word begins so.
    Begins,
    /// Another word.
    No,
}

/// Compares in NFKD. An accent of the word may be left out, as on a keyboard that has none; one
/// that was typed must be there. Japanese voicing marks are letters, not accents.
pub(crate) fn compare(word: &str, typed: &str) -> Match {
    // Most words are told by their first byte; ten lists are searched at every key.
    if !typed.is_empty() && word.as_bytes().first() != typed.as_bytes().first() {
        return Match::No;
    }
    let mut letters = word.chars();
    for wanted in typed.chars() {
        let mut letter = letters.next();
        while letter.is_some_and(|letter| is_accent(letter) && letter != wanted) {
            letter = letters.next();
        }
        if letter != Some(wanted) {
            return Match::No;
        }
    }
    if letters.all(is_accent) { Match::Whole } else { Match::Begins }
}

/// Whether one letter more, one less or another one makes the one of the other.
pub(crate) fn one_slip_apart(word: &str, typed: &str) -> bool {
    let same = word.chars().zip(typed.chars()).take_while(|(one, other)| one == other).count();
    let rest = |text: &'_ str, skip: usize| text.chars().skip(skip).map(u32::from).collect::<Vec<u32>>();
    let (left, right) = (rest(word, same), rest(typed, same));
    let tail = |letters: &[u32]| letters.get(1..).map(<[u32]>::to_vec).unwrap_or_default();
    tail(&left) == tail(&right) || tail(&left) == right || left == tail(&right)
}

/// Written behind its letter in NFKD; the lists are made so that none tells two words apart.
pub(crate) fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}
