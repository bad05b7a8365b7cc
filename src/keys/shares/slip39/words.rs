//! The list of 1,024 words, four to eight letters each, told apart by their first four.

use super::super::ShareError;
use super::Numbers;
use coldframe_core::limits::SHARE_SECRET_BYTES_MAX;
use std::sync::OnceLock;
use zeroize::Zeroizing;

/// Letters that tell every word from every other.
const PREFIX_LETTERS: usize = 4;

/// The list (SLIP-39, section Wordlist), a word a line, sorted.
const LIST: &str = include_str!("words.txt");

pub(in super::super) fn list() -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| LIST.lines().collect())
}

/// The word of a place; none has a place beyond the list.
pub(super) fn word(place: u16) -> &'static str {
    list().get(usize::from(place)).copied().unwrap_or_default()
}

/// The place of a word in lower case, whole or cut to its first letters.
pub(super) fn place(word: &str) -> Option<u16> {
    let start = word.get(..PREFIX_LETTERS)?;
    let at =
        list().binary_search_by(|known| known.get(..PREFIX_LETTERS).unwrap_or_default().cmp(start)).ok()?;
    let known = list().get(at)?;
    known.starts_with(word).then(|| u16::try_from(at).ok())?
}

/// The places of every word.
pub(super) fn numbers(text: &str) -> Result<Numbers, ShareError> {
    let mut numbers = Zeroizing::new(Vec::with_capacity(super::words_of(SHARE_SECRET_BYTES_MAX)));
    let lower = lower(text);
    for (word, position) in lower.split_whitespace().zip(1_usize..) {
        if numbers.len() == numbers.capacity() {
            return Err(ShareError::WordCount { count: lower.split_whitespace().count() });
        }
        numbers.push(place(word).ok_or(ShareError::UnknownWord { position })?);
    }
    Ok(numbers)
}

/// Whether this is text of that many words, most of them of the list: a share, right or misspelt.
pub(in super::super) fn looks_like(text: &str) -> bool {
    let lower = lower(text);
    let (mut count, mut known) = (0_usize, 0_usize);
    for word in lower.split_whitespace() {
        count = count.saturating_add(1);
        known = known.saturating_add(usize::from(place(word).is_some()));
    }
    count >= 16 && known.saturating_mul(4) >= count.saturating_mul(3)
}

pub(super) fn lower(text: &str) -> Zeroizing<String> {
    let mut lower = Zeroizing::new(String::with_capacity(text.len()));
    lower.push_str(text);
    lower.make_ascii_lowercase();
    lower
}
