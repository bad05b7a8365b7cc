//! A secret that came together.

use crate::mnemonic::Mnemonic;
use crate::secret::Secret;
use crate::seed::{Seed, SeedError};
use bip39::Language;
use bitcoin::bip32::Fingerprint;
use coldframe_core::shares::{Holds, Scheme};
use std::fmt;

/// The secret of a set. Whether it is entropy or a master secret the set does not say
/// ([`coldframe_core::shares::ShareFacts::holds`]): each opens another wallet, so the person who has
/// the record of the set says it, and the fingerprint tells whether that was right (attack F05).
pub struct Recovered {
    pub(super) scheme: Scheme,
    pub(super) secret: Secret<Vec<u8>>,
}

impl Recovered {
    /// The scheme it was split by.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Bytes of it.
    pub fn secret_bytes(&self) -> usize {
        self.secret.expose(Vec::len)
    }

    /// Whether a digest proved the shares. A passphrase of SLIP-39 is proven by nothing, nor that there is
    /// none: any opens some wallet (attack F05).
    pub fn is_proven(&self) -> bool {
        self.scheme.proves_its_secret()
    }

    /// Lends the bytes.
    pub fn expose<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        self.secret.expose(|secret| look(secret))
    }

    /// Whether both are the same bytes, in constant time for one length.
    pub fn is_same(&self, other: &Self) -> bool {
        self.secret.is_same(&other.secret)
    }

    /// The words of this entropy.
    ///
    /// # Errors
    /// [`SeedError::EntropyLength`] where no words stand for so many bytes.
    pub fn mnemonic(&self, language: Language) -> Result<Mnemonic, SeedError> {
        self.expose(|entropy| Mnemonic::of_entropy(language, entropy))
    }

    /// The seed that keys are derived from: by way of words and their passphrase for entropy, as it
    /// stands for a master secret, which has neither.
    ///
    /// # Errors
    /// [`SeedError`] for a length that has no words, or a passphrase that is no text.
    pub fn seed(&self, holds: Holds, language: Language, words_passphrase: &[u8]) -> Result<Seed, SeedError> {
        match holds {
            Holds::Entropy => Seed::of_words(&self.mnemonic(language)?, words_passphrase),
            Holds::MasterSecret => self.expose(Seed::of_bytes),
        }
    }

    /// Fingerprint of the master key.
    ///
    /// # Errors
    /// As [`Recovered::seed`].
    pub fn fingerprint(
        &self,
        holds: Holds,
        language: Language,
        words_passphrase: &[u8],
    ) -> Result<Fingerprint, SeedError> {
        self.seed(holds, language, words_passphrase)?.fingerprint()
    }
}

impl fmt::Debug for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recovered").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}
