//! Whatever is typed as dice, coins or cards is brought to one spelling and judged, or refused by its place.
#![no_main]

use coldframe_core::entropy::{Source, WordCount};
use coldframe_core::limits::ENTROPY_SYMBOLS_MAX;
use coldframe_keys::entropy::Symbols;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["entropy"]),
    |text: &[u8]| for source in [Source::Dice, Source::Coins, Source::Cards] {
        match Symbols::read(source, text) {
            Ok(symbols) => judged(&symbols),
            Err(refusal) => assert!(refusal.to_string().len() < 200),
        }
    }
);

fn judged(symbols: &Symbols) {
    for words in [12, 15, 18, 21, 24] {
        let quality = symbols.quality(WordCount::new(words).expect("a number of BIP-39"));
        assert!(quality.symbol_count() <= ENTROPY_SYMBOLS_MAX);
        assert!(quality.careful_bits() >= 0.0 && quality.careful_bits() < 3.0 * 480.0 + 1.0);
        // What is refused is refused whatever is accepted by name.
        let accepted: Vec<String> = quality.failed().map(|test| test.code().as_str().to_owned()).collect();
        let refused = !quality.is_enough() || quality.failed().any(|test| test.refuses());
        assert_eq!(quality.report(&accepted).is_err(), refused);
    }
}
