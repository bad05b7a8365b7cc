//! Dice, coins and cards as people type them, brought to one spelling.

use super::EntropyError;
use super::quality::Quality;
use crate::secret::Secret;
use coldframe_core::entropy::{Source, WordCount};
use coldframe_core::limits::ENTROPY_SYMBOLS_MAX;

/// Ranks in the order of a new deck.
const RANKS: &[u8; 13] = b"A23456789TJQK";

/// Suits: clubs, diamonds, hearts, spades.
const SUITS: &[u8; 4] = b"CDHS";

/// Cards in a deck.
pub(super) const DECK: usize = 52;

/// Symbols of one source in their one spelling: `1`-`6`, `h` and `t`, or rank and suit (`TD`).
pub struct Symbols {
    source: Source,
    text: Secret<Vec<u8>>,
}

impl Symbols {
    /// Reads dice (`1`-`6`), coins (`h`, `t`, or `1` for heads and `0` for tails) or cards (`A 2`-`9 T J
    /// Q K` and `C D H S`, any case; after 52 cards the next shuffle begins). White space and commas
    /// between symbols are skipped.
    ///
    /// # Errors
    /// [`EntropyError`] with the place of the first symbol that does not fit, never the symbol.
    pub fn read(source: Source, text: &[u8]) -> Result<Self, EntropyError> {
        let capacity = ENTROPY_SYMBOLS_MAX.saturating_mul(2);
        let symbols =
            Secret::try_built(Vec::with_capacity(capacity), |canonical| read(source, text, canonical))?;
        Ok(Self { source, text: symbols })
    }

    /// Whether a key typed for this source means anything.
    pub fn accepts(source: Source, key: u8) -> bool {
        let key = key.to_ascii_uppercase();
        match source {
            Source::Dice => (b'1'..=b'6').contains(&key),
            Source::Coins => b"HT10".contains(&key),
            Source::Cards => RANKS.contains(&key) || SUITS.contains(&key),
            Source::Os | Source::File => false,
        }
    }

    /// Whose they are.
    pub fn source(&self) -> Source {
        self.source
    }

    /// How they look against chance, for a seed of that many words.
    pub fn quality(&self, word_count: WordCount) -> Quality {
        self.text.expose(|text| Quality::of(self.source, text, word_count))
    }

    pub(super) fn into_text(self) -> Secret<Vec<u8>> {
        self.text
    }
}

fn read(source: Source, text: &[u8], canonical: &mut Vec<u8>) -> Result<(), EntropyError> {
    let width = if source == Source::Cards { 2_usize } else { 1 };
    let keys = text.iter().filter(|key| !key.is_ascii_whitespace() && **key != b',');
    for key in keys {
        let position = (canonical.len() / width).saturating_add(1);
        if position > ENTROPY_SYMBOLS_MAX {
            return Err(EntropyError::TooMany { source });
        }
        let at_rank = canonical.len().is_multiple_of(width);
        let symbol = spelled(source, *key, at_rank).ok_or(EntropyError::Symbol { source, position })?;
        canonical.push(symbol);
        if source == Source::Cards && !at_rank && lies_in_deck_twice(canonical) {
            return Err(EntropyError::CardTwice { position });
        }
    }
    match canonical.len().is_multiple_of(width) {
        true => Ok(()),
        false => Err(EntropyError::Symbol { source, position: (canonical.len() / width).saturating_add(1) }),
    }
}

fn spelled(source: Source, key: u8, at_rank: bool) -> Option<u8> {
    let upper = key.to_ascii_uppercase();
    match (source, upper) {
        (Source::Dice, b'1'..=b'6') => Some(upper),
        (Source::Coins, b'H' | b'1') => Some(b'h'),
        (Source::Coins, b'T' | b'0') => Some(b't'),
        (Source::Cards, _) if at_rank && RANKS.contains(&upper) => Some(upper),
        (Source::Cards, _) if !at_rank && SUITS.contains(&upper) => Some(upper),
        _ => None,
    }
}

/// Whether the last card was in its deck before: a deck has each card once.
fn lies_in_deck_twice(canonical: &[u8]) -> bool {
    let last = (canonical.len() / 2).saturating_sub(1);
    let start = last / DECK * DECK;
    let deck = canonical.get(start.saturating_mul(2)..).unwrap_or_default();
    let mut cards = deck.chunks(2).rev();
    cards.next().is_some_and(|last| cards.any(|card| card == last))
}

/// Place of a card in a new deck, 0 to 51, suits in a row; `None` for what is no card.
pub(super) fn card_number(card: &[u8]) -> Option<usize> {
    let [rank, suit] = card else { return None };
    let rank = RANKS.iter().position(|known| known == rank)?;
    Some(SUITS.iter().position(|known| known == suit)?.saturating_mul(13).saturating_add(rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: Source, typed: &str) -> Result<String, EntropyError> {
        let symbols = Symbols::read(source, typed.as_bytes())?;
        Ok(symbols.text.expose(|text| String::from_utf8(text.clone()).unwrap()))
    }

    #[test]
    fn there_is_one_spelling_whatever_is_typed() {
        assert_eq!(text(Source::Dice, "12 34,\n56").unwrap(), "123456");
        assert_eq!(text(Source::Coins, "HtT10").unwrap(), "httht");
        assert_eq!(text(Source::Cards, "as, tD\n2h").unwrap(), "ASTD2H");
    }

    #[test]
    fn what_is_no_symbol_is_told_by_its_place() {
        let symbol = |source, position| Err(EntropyError::Symbol { source, position });
        assert_eq!(text(Source::Dice, "1270"), symbol(Source::Dice, 3));
        assert_eq!(text(Source::Coins, "hth2"), symbol(Source::Coins, 4));
        assert_eq!(text(Source::Cards, "ASSA"), symbol(Source::Cards, 2));
        assert_eq!(text(Source::Cards, "AS2"), symbol(Source::Cards, 2));
        assert_eq!(text(Source::Os, "1"), symbol(Source::Os, 1));
    }

    #[test]
    fn a_deck_has_each_card_once_and_a_second_shuffle_has_them_again() {
        assert_eq!(text(Source::Cards, "ASKDAS"), Err(EntropyError::CardTwice { position: 3 }));
        let mut deck = String::new();
        for suit in "CDHS".chars() {
            deck.extend("A23456789TJQK".chars().flat_map(|rank| [rank, suit]));
        }
        assert!(text(Source::Cards, &format!("{deck}AC")).is_ok());
        assert_eq!(
            text(Source::Cards, &format!("{deck}ACAC")),
            Err(EntropyError::CardTwice { position: 54 })
        );
    }

    #[test]
    fn more_than_a_person_types_is_refused() {
        assert!(text(Source::Dice, &"1".repeat(ENTROPY_SYMBOLS_MAX)).is_ok());
        let many = text(Source::Dice, &"1".repeat(ENTROPY_SYMBOLS_MAX + 1));
        assert_eq!(many, Err(EntropyError::TooMany { source: Source::Dice }));
    }
}
