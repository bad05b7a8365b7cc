//! Seed XOR: every part is the words of a wallet, and all of them are needed (`formats/seed-xor.md`).
//!
//! The last part is what the others lack. Nothing in a part says that it is one, of how many, or of
//! which set: only the fingerprint tells whether the parts were right (attack F02).

use super::shamir::{Bytes, blank};
use super::{Plan, Random, ShareError};
use crate::mnemonic::Mnemonic;
use crate::secret::Secret;
use bip39::Language;
use coldframe_core::shares::{Holds, Position, Scheme, ShareFacts};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// One part.
pub(super) struct Part(Mnemonic);

impl Part {
    pub(super) fn read(content: &[u8]) -> Result<Self, ShareError> {
        Mnemonic::parse(content).map(Self).map_err(ShareError::Words)
    }

    pub(super) fn facts(&self) -> ShareFacts {
        let unknown = Position { index: None, need: None, of: None };
        let word_count = self.0.word_count();
        ShareFacts {
            scheme: Scheme::SeedXor,
            set_id: None,
            group: Position { index: Some(1), need: Some(1), of: Some(1) },
            member: unknown,
            letter: None,
            secret_bytes: word_count.saturating_mul(4) / 3,
            word_count: Some(word_count),
            extendable: None,
            iteration_exponent: None,
            set_words: None,
            holds: Some(Holds::Entropy),
        }
    }

    pub(super) fn with_words<R>(
        &self,
        look: impl FnOnce(&mut dyn Iterator<Item = (&'static str, usize)>) -> R,
    ) -> R {
        self.0.with_words(look)
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

/// Parts of English words, as Coldcard makes them: all but the last hashed twice, of random bytes or of
/// the seed and the number of the part; the last is what is missing.
pub(super) fn split(plan: &Plan, secret: &[u8], random: &mut Random<'_>) -> Result<Vec<Part>, ShareError> {
    let count = plan.only_group()?.of;
    let mut last = Zeroizing::new(secret.to_vec());
    let mut parts = Vec::with_capacity(usize::from(count));
    for index in 0..count.saturating_sub(1) {
        let source = if plan.deterministic {
            named(secret, index, count)
        } else {
            let mut drawn = blank(secret.len());
            random(&mut drawn)?;
            drawn
        };
        let part = hashed_twice(&source);
        let part = part.get(..secret.len()).ok_or(ShareError::SecretLength { bytes: secret.len() })?;
        last.iter_mut().zip(part).for_each(|(left, taken)| *left ^= taken);
        parts.push(Part(Mnemonic::of_entropy(Language::English, part)?));
    }
    parts.push(Part(Mnemonic::of_entropy(Language::English, &last)?));
    Ok(parts)
}

/// The exclusive-or of all parts.
pub(super) fn combine(parts: &[&Part]) -> Result<Secret<Vec<u8>>, ShareError> {
    let bytes = parts.first().map_or(0, |first| first.facts().secret_bytes);
    Secret::try_built(vec![0; bytes], |secret: &mut Vec<u8>| {
        parts.iter().try_for_each(|Part(part)| {
            Ok(part.entropy(|entropy| {
                secret.iter_mut().zip(entropy).for_each(|(byte, other)| *byte ^= other);
            })?)
        })
    })
}

/// What Coldcard hashes: a name, the seed, and which part it is, counted from 0.
fn named(secret: &[u8], index: u8, count: u8) -> Bytes {
    let (start, which) = (b"Batshitoshi ", format!("{index} of {count} parts"));
    let mut source = Zeroizing::new(Vec::with_capacity(start.len() + secret.len() + which.len()));
    source.extend_from_slice(start);
    source.extend_from_slice(secret);
    source.extend_from_slice(which.as_bytes());
    source
}

fn hashed_twice(source: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut first = Zeroizing::new([0_u8; 32]);
    let mut second = Zeroizing::new([0_u8; 32]);
    let out: &mut [u8; 32] = &mut first;
    Sha256::new_with_prefix(source).finalize_into(out.into());
    let out: &mut [u8; 32] = &mut second;
    Sha256::new_with_prefix(first.as_slice()).finalize_into(out.into());
    second
}
