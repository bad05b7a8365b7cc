//! Words as a page: numbered, in columns, with their numbers in the list when they are asked for.

use super::{SecretPage, layout};
use coldframe_keys::Mnemonic;
use zeroize::Zeroizing;

/// Room for a page of words: 128 of them, or 24 of the longest.
const PAGE_BYTES: usize = 8_192;

/// The page that shows a mnemonic. Used inside the vault only.
pub(crate) fn word_page(title: String, mnemonic: &Mnemonic, numbers: bool) -> SecretPage {
    let mut cells = Zeroizing::new(String::with_capacity(PAGE_BYTES));
    mnemonic.with_words(|words| {
        for (index, (word, number)) in words.enumerate() {
            push(&mut cells, index.saturating_add(1), word);
            if numbers {
                cells.push_str(&Zeroizing::new(format!(" {number:04}")));
            }
        }
    });
    SecretPage { title, lines: vec![cells] }
}

/// Words as numbered cells; one alone may have another number than 1.
pub(crate) fn in_cells(
    words: impl Iterator<Item = &'static str>,
    number: Option<usize>,
) -> Zeroizing<String> {
    let mut cells = Zeroizing::new(String::with_capacity(PAGE_BYTES));
    for (index, word) in words.enumerate() {
        push(&mut cells, number.unwrap_or(1).saturating_add(index), word);
    }
    cells
}

fn push(cells: &mut String, number: usize, word: &str) {
    if !cells.is_empty() {
        cells.push('\t');
    }
    cells.push_str(&Zeroizing::new(format!("{number:>3} ")));
    cells.push_str(&layout::composed(word));
}
