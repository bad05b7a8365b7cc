//! From sources to entropy: the published formulas, and nothing else (`formats/entropy.md`).

use crate::secret::Secret;
use coldframe_core::entropy::{Commitment, Source, WordCount};
use hkdf::Hkdf;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// Salt of the extraction, and the name of the formula.
const SALT: &[u8] = b"coldframe/seed/v1";

/// What stands before the kernel's bytes in a commitment.
const COMMITMENT_TAG: &[u8] = b"coldframe/seed/v1/commitment";

/// What one source gives to a seed.
pub(super) struct Part {
    pub(super) source: Source,
    pub(super) bytes: Secret<Vec<u8>>,
}

/// Mixes the parts: HKDF-SHA512 (RFC 5869) over each part's source number, length and bytes.
///
/// The lengths bind the borders: without them a roll could move from one source to the next and
/// give the same seed (attack C04). Any one good part makes the seed good.
pub(super) fn mix(parts: &[Part], word_count: WordCount) -> Secret<Vec<u8>> {
    let length = parts.iter().map(|part| part.bytes.expose(|bytes| bytes.len().saturating_add(5))).sum();
    let mut ikm = Zeroizing::new(Vec::with_capacity(length));
    for part in parts {
        part.bytes.expose(|bytes| {
            ikm.push(part.source.number());
            ikm.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            ikm.extend_from_slice(bytes);
        });
    }
    let info = format!("{} words", word_count.words());
    Secret::built(vec![0; word_count.bytes()], |entropy| {
        // Fails above 255 blocks of 64 bytes only; an entropy has 32 bytes at most.
        let _ = Hkdf::<Sha512>::new(Some(SALT), &ikm).expand(info.as_bytes(), entropy);
    })
}

/// SHA-256 of the ASCII rolls, of which 12 words take the first half (Coldcard, SeedSigner).
pub(super) fn sha256_rolls(rolls: &[u8], word_count: WordCount) -> Secret<Vec<u8>> {
    let hash: Zeroizing<[u8; 32]> = Zeroizing::new(Sha256::digest(rolls).into());
    Secret::built(Vec::with_capacity(32), |entropy| {
        entropy.extend_from_slice(hash.get(..word_count.bytes()).unwrap_or_default());
    })
}

/// Binds the machine to its bytes before it sees a single roll (attack C04).
pub(super) fn commitment(os: &[u8]) -> Commitment {
    Commitment(Sha256::new().chain_update(COMMITMENT_TAG).chain_update(os).finalize().into())
}
