//! Passphrases for files: drawn by the machine, or judged when a person brings one.

mod strength;

use crate::entropy;
use crate::secret::Secret;
use bip39::Language;
use coldframe_core::limits::PASSPHRASE_BITS_MIN;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;
use zeroize::Zeroizing;

/// Words of a generated passphrase: 8 of 2,048, so 88 bits exactly.
const WORDS: usize = 8;

/// Random bytes behind them: 11 bits for each word.
const RANDOM_BYTES: usize = 11;

/// Longest generated passphrase: eight words of eight letters, seven hyphens.
const BYTES_MAX: usize = WORDS * 8 + 7;

/// Why there is no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PassphraseError {
    /// The kernel gives no randomness.
    NoRandomness,
    /// It can be guessed (attack F10).
    Weak {
        /// Estimated strength, in bits.
        bits: u32,
    },
    /// Not UTF-8.
    NotText,
}

/// Draws eight words of the English BIP-39 list, with hyphens between them: 88 bits.
///
/// # Errors
/// [`PassphraseError::NoRandomness`].
pub fn generate() -> Result<Secret<Vec<u8>>, PassphraseError> {
    let random = entropy::os().map_err(|_| PassphraseError::NoRandomness)?;
    random.expose(|bytes| bytes.first_chunk().map(spelled)).ok_or(PassphraseError::NoRandomness)
}

/// Judges a passphrase that a person brings.
///
/// The estimate is a guess of how an attacker guesses; it errs towards weak, and a good one that is
/// refused can be taken all the same (`--accept-weak-passphrase`).
///
/// # Errors
/// [`PassphraseError::Weak`] under [`PASSPHRASE_BITS_MIN`] bits, with the estimate.
pub fn judge(passphrase: &Secret<Vec<u8>>) -> Result<(), PassphraseError> {
    passphrase.expose(|bytes| {
        let text = std::str::from_utf8(bytes).map_err(|_| PassphraseError::NotText)?;
        let bits = strength::bits(text);
        if bits < PASSPHRASE_BITS_MIN { Err(PassphraseError::Weak { bits }) } else { Ok(()) }
    })
}

/// Whether two secrets are the same; the time taken says nothing of where they differ.
pub fn is_same(one: &Secret<Vec<u8>>, other: &Secret<Vec<u8>>) -> bool {
    one.expose(|one| {
        other.expose(|other| {
            let differing = one.iter().zip(other).fold(0, |sum, (one, other)| sum | (one ^ other));
            one.len() == other.len() && std::hint::black_box(differing) == 0
        })
    })
}

/// Eleven bits at a time, the most significant first.
fn spelled(random: &[u8; RANDOM_BYTES]) -> Secret<Vec<u8>> {
    let list = Language::English.word_list();
    Secret::built(Vec::with_capacity(BYTES_MAX), |text: &mut Vec<u8>| {
        let (mut held, mut held_bits) = (Zeroizing::new(0_u32), 0_u32);
        for byte in random {
            *held = (*held << 8 | u32::from(*byte)) & 0x7_ffff;
            held_bits = held_bits.saturating_add(8);
            if held_bits < 11 {
                continue;
            }
            held_bits = held_bits.saturating_sub(11);
            let index = usize::try_from(*held >> held_bits & 0x7ff).unwrap_or_default();
            if !text.is_empty() {
                text.push(b'-');
            }
            text.extend_from_slice(list.get(index).copied().unwrap_or_default().as_bytes());
        }
    })
}

impl Explain for PassphraseError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoRandomness => "vault/no-randomness",
            Self::Weak { .. } => "vault/passphrase-weak",
            Self::NotText => "vault/passphrase-not-text",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Weak { bits } => {
                vec![("bits", Safe::number(*bits)), ("least", Safe::number(PASSPHRASE_BITS_MIN))]
            }
            Self::NoRandomness | Self::NotText => Facts::new(),
        }
    }
}

impl fmt::Display for PassphraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for PassphraseError {}

#[cfg(test)]
mod tests;
