//! How symbols look against chance (attack C05). No test proves randomness: these find what chance
//! would not make in ten thousand tries, and what a person should roll on for.
//!
//! A firmware's "any face above 30 %" alone rings for 4 % of honest dice and never for `123456`
//! repeated; so patterns refuse, and bias asks for more.

mod cards;
mod coins;
mod dice;
mod statistics;

use super::EntropyError;
use super::symbols::DECK;
use coldframe_core::entropy::{Source, SourceReport, Test, WordCount};
use coldframe_core::messages::{Code, Explain};

/// What the tests say of symbols. The counts of faces are part of the secret: they stay on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    source: Source,
    symbol_count: usize,
    minimum: usize,
    credited_bits: usize,
    careful_bits: f64,
    tests: Vec<(Test, bool)>,
    faces: Vec<u32>,
}

impl Quality {
    pub(super) fn of(source: Source, text: &[u8], word_count: WordCount) -> Self {
        let target = word_count.bits();
        match source {
            Source::Cards => cards::quality(text, target),
            Source::Coins => coins::quality(text, target),
            _ => dice::quality(text, target),
        }
    }

    /// How many symbols.
    pub fn symbol_count(&self) -> usize {
        self.symbol_count
    }

    /// How many are needed.
    pub fn minimum(&self) -> usize {
        self.minimum
    }

    /// Bits in them if they are fair, rounded down.
    pub fn credited_bits(&self) -> usize {
        self.credited_bits
    }

    /// Bits in them by the careful estimate (SP 800-90B, section 6.3.1, 99 % bound).
    pub fn careful_bits(&self) -> f64 {
        self.careful_bits
    }

    /// How often each face fell: for the screen they were typed on, nowhere else.
    pub fn faces(&self) -> &[u32] {
        &self.faces
    }

    /// Whether there are enough.
    pub fn is_enough(&self) -> bool {
        self.symbol_count >= self.minimum
    }

    /// The tests failed, those that refuse first.
    pub fn failed(&self) -> impl Iterator<Item = Test> {
        let failed = |refuses| {
            move |(test, passed): &(Test, bool)| (!passed && test.refuses() == refuses).then_some(*test)
        };
        self.tests.iter().filter_map(failed(true)).chain(self.tests.iter().filter_map(failed(false)))
    }

    /// What a certificate says of them.
    ///
    /// # Errors
    /// [`EntropyError`] for too few, for a pattern, and for a warning whose code is not among `accepted`.
    pub fn report(&self, accepted: &[String]) -> Result<SourceReport, EntropyError> {
        let refuses = |why: &EntropyError| !matches!(why, EntropyError::Warned { .. });
        self.reported(|why| !refuses(why) && is_named(why, accepted))
    }

    /// The same for published rolls that two devices are compared with: they are made up, so what
    /// they are refused for may be accepted by name too. With the codes of that, for the journal.
    ///
    /// # Errors
    /// [`EntropyError`] for whatever is not among `accepted`.
    pub fn report_for_comparison(
        &self,
        accepted: &[String],
    ) -> Result<(SourceReport, Vec<Code>), EntropyError> {
        let report = self.reported(|why| is_named(why, accepted))?;
        let refusals = self.failures().filter(|why| !matches!(why, EntropyError::Warned { .. }));
        Ok((report, refusals.map(|why| why.code()).collect()))
    }

    fn reported(&self, may_pass: impl Fn(&EntropyError) -> bool) -> Result<SourceReport, EntropyError> {
        match self.failures().find(|why| !may_pass(why)) {
            Some(why) => Err(why),
            None => Ok(SourceReport {
                source: self.source,
                symbol_count: self.symbol_count,
                credited_bits: self.credited_bits,
                tests: self.tests.clone(),
            }),
        }
    }

    /// Everything that stands against them, what refuses first.
    fn failures(&self) -> impl Iterator<Item = EntropyError> {
        let (source, count, minimum) = (self.source, self.symbol_count, self.minimum);
        let too_few = (!self.is_enough()).then_some(EntropyError::TooFew { source, count, minimum });
        let failed = self.failed().map(move |test| match test.refuses() {
            true => EntropyError::Pattern { source, test },
            false => EntropyError::Warned { source, test },
        });
        too_few.into_iter().chain(failed)
    }
}

fn is_named(why: &EntropyError, accepted: &[String]) -> bool {
    accepted.iter().any(|code| code == why.code().as_str())
}

/// Bits in `count` symbols drawn with `left` choices each, rounded down.
///
/// A product that is halved as it grows: what the shifts lose is far below one bit.
fn whole_bits(choices: impl Iterator<Item = usize>) -> usize {
    let (mut product, mut halvings) = (1_u128, 0_usize);
    for choice in choices {
        product = product.saturating_mul(u128::try_from(choice).unwrap_or(1));
        while product >= 1 << 100 {
            product >>= 1;
            halvings = halvings.saturating_add(1);
        }
    }
    halvings.saturating_add(usize::try_from(product.ilog2()).unwrap_or(0))
}

/// Choices left for each of the first cards, shuffle after shuffle.
fn choices_of_cards() -> impl Iterator<Item = usize> {
    (1..=DECK).rev().cycle()
}

#[cfg(test)]
mod tests;
