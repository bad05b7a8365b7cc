//! The formula against vectors that other code computed, and what each source is worth in it.

mod audit;
mod formula;
mod vectors;

use super::*;
use crate::secret::Secret;
use bip39::Language;
use coldframe_core::entropy::{Formula, Source, WordCount};

fn recipe(words: usize) -> Recipe {
    let word_count = WordCount::new(words).unwrap();
    Recipe { formula: Formula::SeedV1, word_count, language: Language::English }
}

fn os_of(bytes: [u8; 32]) -> OsBytes {
    Secret::built([0; 32], |os| *os = bytes)
}

/// Every warning there is, accepted.
fn accepted() -> Vec<String> {
    ["entropy/spread", "entropy/bias"].map(str::to_owned).to_vec()
}

fn dice(text: &str) -> Symbols {
    Symbols::read(Source::Dice, text.as_bytes()).unwrap()
}

/// Fair rolls that are the same in every run.
fn rolls(seed: u64, count: usize) -> String {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
    };
    (0..20).for_each(|_| _ = next());
    (0..count).map(|_| char::from(b"123456"[usize::try_from(next() % 6).unwrap()])).collect()
}

fn made(os: [u8; 32], rolls: &str, words: usize) -> Made {
    let mut draft = Draft::with_os(recipe(words), os_of(os));
    draft.add(dice(rolls), &accepted()).unwrap();
    draft.finish(b"").unwrap()
}

#[test]
fn every_refusal_has_all_its_sentences_and_none_says_a_symbol() {
    use coldframe_core::entropy::Test;
    use coldframe_core::messages::{Explain, Part, sentence};
    use coldframe_memory::VaultError;
    let source = Source::Dice;
    let mut all = vec![
        EntropyError::NotReady,
        EntropyError::Symbol { source, position: 7 },
        EntropyError::CardTwice { position: 7 },
        EntropyError::TooFew { source, count: 7, minimum: 50 },
        EntropyError::TooMany { source },
        EntropyError::SameSymbols { source: Source::Dice },
        EntropyError::RollsOnly,
        EntropyError::RollsLength,
        EntropyError::Seed(crate::SeedError::Checksum),
        EntropyError::Vault(VaultError::Panicked),
    ];
    for test in [Test::Faces, Test::Steps, Test::Run, Test::Period, Test::Order] {
        all.push(EntropyError::Pattern { source, test });
    }
    all.extend([Test::Bias, Test::Spread].map(|test| EntropyError::Warned { source, test }));
    for error in all {
        for part in [Part::Error, Part::Cause, Part::Hint, Part::Help] {
            let said = sentence(error.code(), part, &error.facts());
            let said = said.unwrap_or_else(|| panic!("{}: {part:?}", error.code()));
            assert!(!said.contains('{'), "{}: {said}", error.code());
        }
    }
}
