//! A seed in the making: the kernel's bytes first, then the person's, then words.

use super::formula::{self, Part};
use super::{EntropyError, Made, OsBytes, Symbols, os};
use crate::secret::Secret;
use bip39::Language;
use coldframe_core::entropy::{Commitment, Formula, Source, SourceReport, WordCount};
use coldframe_core::messages::Code;
use sha2::{Digest, Sha256};

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// By which formula.
    pub formula: Formula,
    /// How many words.
    pub word_count: WordCount,
    /// Of which list.
    pub language: Language,
}

/// Sources collected so far. The kernel's bytes were drawn before anything of the person's came.
pub struct Draft {
    recipe: Recipe,
    commitment: Option<Commitment>,
    parts: Vec<Part>,
    reports: Vec<SourceReport>,
}

impl Draft {
    /// Draws the kernel's bytes, which every seed of ours has in it; the rolls of others stand alone.
    ///
    /// # Errors
    /// [`EntropyError::NotReady`], [`EntropyError::RollsLength`].
    pub fn begin(recipe: Recipe) -> Result<Self, EntropyError> {
        match recipe.formula {
            Formula::SeedV1 => Ok(Self::with_os(recipe, os()?)),
            Formula::Sha256Rolls if matches!(recipe.word_count.words(), 12 | 24) => {
                Ok(Self { recipe, commitment: None, parts: Vec::new(), reports: Vec::new() })
            }
            Formula::Sha256Rolls => Err(EntropyError::RollsLength),
        }
    }

    /// With bytes that are known: `begin` draws them, tests and vectors give them.
    pub(super) fn with_os(recipe: Recipe, os: OsBytes) -> Self {
        let bytes =
            os.expose(|os| Secret::built(Vec::with_capacity(32), |bytes| bytes.extend_from_slice(os)));
        let commitment = bytes.expose(|bytes| formula::commitment(bytes));
        let report =
            SourceReport { source: Source::Os, symbol_count: 32, credited_bits: 256, tests: Vec::new() };
        Self {
            recipe,
            commitment: Some(commitment),
            parts: vec![Part { source: Source::Os, bytes }],
            reports: vec![report],
        }
    }

    /// What the machine is bound to: shown before the first symbol is typed.
    pub fn commitment(&self) -> Option<Commitment> {
        self.commitment
    }

    /// What is to be made.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// Adds what a person threw, flipped or drew; warnings named in `accepted` do not stop it.
    ///
    /// # Errors
    /// Those of [`super::Quality::report`], and [`EntropyError::RollsOnly`].
    pub fn add(&mut self, symbols: Symbols, accepted: &[String]) -> Result<(), EntropyError> {
        if self.recipe.formula == Formula::Sha256Rolls && symbols.source() != Source::Dice {
            return Err(EntropyError::RollsOnly);
        }
        let report = symbols.quality(self.recipe.word_count).report(accepted)?;
        self.push(symbols, report);
        Ok(())
    }

    /// Adds published rolls, for a seed that two devices are compared by and that must never hold
    /// coins: patterns and too few of them are accepted by name as well, and their codes come back.
    ///
    /// # Errors
    /// Those of [`super::Quality::report_for_comparison`], and [`EntropyError::RollsOnly`].
    pub fn compare(&mut self, rolls: Symbols, accepted: &[String]) -> Result<Vec<Code>, EntropyError> {
        if self.recipe.formula != Formula::Sha256Rolls || rolls.source() != Source::Dice {
            return Err(EntropyError::RollsOnly);
        }
        let (report, overridden) = rolls.quality(self.recipe.word_count).report_for_comparison(accepted)?;
        self.push(rolls, report);
        Ok(overridden)
    }

    fn push(&mut self, symbols: Symbols, report: SourceReport) {
        self.parts.push(Part { source: symbols.source(), bytes: symbols.into_text() });
        self.reports.push(report);
    }

    /// Adds the hash of a picture or file. It is credited with nothing: others may have a copy.
    ///
    /// # Errors
    /// [`EntropyError::RollsOnly`].
    pub fn mix(&mut self, file: &[u8]) -> Result<(), EntropyError> {
        if self.recipe.formula == Formula::Sha256Rolls {
            return Err(EntropyError::RollsOnly);
        }
        self.push_file_hash(&Sha256::digest(file));
        Ok(())
    }

    pub(super) fn push_file_hash(&mut self, hash: &[u8]) {
        let bytes = Secret::built(Vec::with_capacity(32), |bytes| bytes.extend_from_slice(hash));
        self.parts.push(Part { source: Source::File, bytes });
        self.reports.push(SourceReport {
            source: Source::File,
            symbol_count: 32,
            credited_bits: 0,
            tests: Vec::new(),
        });
    }

    /// Makes the words, and the fingerprint with that passphrase (empty if there is none).
    ///
    /// # Errors
    /// [`EntropyError::Seed`] for a passphrase that is no text; [`EntropyError::TooFew`] without a roll
    /// where rolls stand alone.
    pub fn finish(mut self, passphrase: &[u8]) -> Result<Made, EntropyError> {
        // The order of the formula, whatever the order of asking was. A stable sort: files keep theirs.
        self.parts.sort_by_key(|part| part.source);
        self.reports.sort_by_key(|report| report.source);
        let word_count = self.recipe.word_count;
        let entropy = match (self.recipe.formula, self.parts.as_slice()) {
            (Formula::SeedV1, parts) => formula::mix(parts, word_count),
            (Formula::Sha256Rolls, [rolls]) => {
                rolls.bytes.expose(|rolls| formula::sha256_rolls(rolls, word_count))
            }
            (Formula::Sha256Rolls, _) => return Err(EntropyError::RollsOnly),
        };
        Made::of(self.recipe, entropy, self.commitment, self.parts, self.reports, passphrase)
    }
}
