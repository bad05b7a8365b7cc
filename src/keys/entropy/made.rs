//! A seed that was made: words to show, a fingerprint, and all it takes to make it again.

use super::formula::Part;
use super::{EntropyError, Recipe, transcript};
use crate::derive::Node;
use crate::mnemonic::{Mnemonic, language_name};
use crate::secret::Secret;
use crate::seed::{Seed, SeedError};
use bip39::Mnemonic as Bip39;
use bitcoin::bip32::Fingerprint;
use bitcoin::secp256k1::Secp256k1;
use coldframe_core::entropy::{Commitment, Provenance, SourceReport};
use coldframe_core::limits::SEED_WORDS_BYTES_MAX;
use std::fmt;
use zeroize::Zeroizing;

/// Words and where they came from. Lives in the vault; only [`Made::provenance`] leaves it.
pub struct Made {
    pub(super) recipe: Recipe,
    pub(super) commitment: Option<Commitment>,
    pub(super) parts: Vec<Part>,
    pub(super) fingerprint: Fingerprint,
    pub(super) has_passphrase: bool,
    reports: Vec<SourceReport>,
    mnemonic: Mnemonic,
}

impl Made {
    pub(super) fn of(
        recipe: Recipe,
        entropy: Secret<Vec<u8>>,
        commitment: Option<Commitment>,
        parts: Vec<Part>,
        reports: Vec<SourceReport>,
        passphrase: &[u8],
    ) -> Result<Self, EntropyError> {
        let sentence = entropy.expose(|entropy| words(recipe, entropy))?;
        // Read back the way a restored backup is: what was made is what these words open.
        let mnemonic = sentence.expose(|sentence| Mnemonic::parse(sentence.as_bytes()))?;
        let seed = Seed::of_words(&mnemonic, passphrase)?;
        let master = Node::master(&Secp256k1::new(), &seed).map_err(SeedError::from)?;
        let (fingerprint, has_passphrase) = (master.fingerprint(), !passphrase.is_empty());
        Ok(Self { recipe, commitment, parts, fingerprint, has_passphrase, reports, mnemonic })
    }

    /// Fingerprint of the master key, passphrase included.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Lends the words, one space between them.
    pub fn with_words<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        self.mnemonic.with_sentence(look)
    }

    /// The words, for a page of them.
    pub fn mnemonic(&self) -> &Mnemonic {
        &self.mnemonic
    }

    /// The words, for a file.
    pub fn into_mnemonic(self) -> Mnemonic {
        self.mnemonic
    }

    /// One line for each source, with its bytes in groups: to be copied by hand. As secret as the words.
    pub fn source_lines(&self) -> Vec<Zeroizing<String>> {
        self.parts.iter().map(transcript::line).collect()
    }

    /// Lends the transcript: the bytes of every source, the words, and what they came to. Whoever
    /// reads it has the seed.
    pub fn with_transcript<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        look(&transcript::json(self, false))
    }

    /// What may leave the vault.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            formula: self.recipe.formula,
            word_count: self.recipe.word_count,
            language: language_name(self.recipe.language),
            fingerprint: self.fingerprint,
            commitment: self.commitment,
            sources: self.reports.clone(),
            audit: None,
        }
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

fn words(recipe: Recipe, entropy: &[u8]) -> Result<Secret<String>, SeedError> {
    let length = SeedError::Length { bytes: entropy.len() };
    Secret::try_built(String::with_capacity(SEED_WORDS_BYTES_MAX), |sentence| {
        let mnemonic = Zeroizing::new(Bip39::from_entropy_in(recipe.language, entropy).map_err(|_| length)?);
        for word in mnemonic.words() {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
        }
        Ok(())
    })
}
