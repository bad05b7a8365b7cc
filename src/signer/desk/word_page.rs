//! Seed words as a page: numbered, in columns, with their numbers in the list when they are asked for.

use super::{SecretPage, layout};
use coldframe_keys::Mnemonic;
use zeroize::Zeroizing;

/// Room for a page of words.
const PAGE_BYTES: usize = 4_096;

/// The page that shows a mnemonic. Used inside the vault only.
pub(crate) fn word_page(title: String, mnemonic: &Mnemonic, numbers: bool) -> SecretPage {
    let mut cells = Zeroizing::new(String::with_capacity(PAGE_BYTES));
    mnemonic.with_words(|words| {
        for (index, (word, number)) in words.enumerate() {
            cells.push_str(if index == 0 { "" } else { "\t" });
            cells.push_str(&format!("{:>2} ", index.saturating_add(1)));
            cells.push_str(&layout::composed(word));
            if numbers {
                cells.push_str(&Zeroizing::new(format!(" {number:04}")));
            }
        }
    });
    SecretPage { title, lines: vec![cells] }
}
