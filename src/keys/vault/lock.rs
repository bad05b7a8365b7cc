//! Encrypting.

use super::error::SealError;
use super::identity::Recipient;
use crate::secret::Secret;
use age::armor::{ArmoredWriter, Format};
use age::secrecy::SecretString;
use age::{Encryptor, scrypt};
use coldframe_core::limits::{VAULT_FILE_BYTES_MAX, VAULT_LOG_N_MIN, VAULT_RECIPIENTS_MAX};
use std::io::Write;

/// Room that armor and header take in a file that is still opened again.
const OVERHEAD_BYTES: usize = 16 * 1024;

/// How hard a passphrase is made to guess: scrypt with N = 2^log_n, r = 8, p = 1 (RFC 7914).
///
/// Fixed, never measured: a machine that is slow today, or made slow, must not weaken the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// 2^18: 256 MiB and about a second.
    pub const FULL: Self = Self(18);
    /// 2^17: 128 MiB, for machines with less than 1 GiB of memory.
    pub const LOW_MEMORY: Self = Self(17);
    /// The least that is opened again. For tests: 32 MiB.
    pub const LEAST: Self = Self(VAULT_LOG_N_MIN);

    /// The logarithm of N.
    pub const fn log_n(self) -> u8 {
        self.0
    }
}

/// What will open a file.
#[derive(Clone, Copy, Debug)]
pub enum Lock<'a> {
    /// A passphrase, UTF-8, byte for byte: what is typed into `age` later must be the same bytes.
    Passphrase(&'a Secret<Vec<u8>>, WorkFactor),
    /// Any of these keys.
    Recipients(&'a [Recipient]),
}

/// Encrypts bytes into an armored age file (`age-encryption.org/v1`).
///
/// Call it inside the vault; the file it returns is public.
///
/// # Errors
/// [`SealError`].
///
/// # Panics
/// When the kernel gives no randomness; the vault reports it as `vault/panicked`.
pub fn encrypt(bytes: &[u8], lock: Lock<'_>) -> Result<Vec<u8>, SealError> {
    if bytes.len() > VAULT_FILE_BYTES_MAX.saturating_sub(OVERHEAD_BYTES) / 3 * 2 {
        return Err(SealError::TooLarge);
    }
    match lock {
        Lock::Passphrase(passphrase, work) => {
            let mut recipient = scrypt::Recipient::new(library_passphrase(passphrase)?);
            recipient.set_work_factor(work.log_n());
            sealed(bytes, std::iter::once::<&dyn age::Recipient>(&recipient))
        }
        Lock::Recipients(recipients) if recipients.len() > VAULT_RECIPIENTS_MAX => {
            Err(SealError::TooManyRecipients)
        }
        Lock::Recipients(recipients) => {
            sealed(bytes, recipients.iter().map(|one| -> &dyn age::Recipient { one.inner() }))
        }
    }
}

/// A passphrase as the library wants it: one copy, in a buffer of its exact size, wiped on drop.
pub(super) fn library_passphrase(passphrase: &Secret<Vec<u8>>) -> Result<SecretString, SealError> {
    passphrase.expose(|bytes| {
        let text = std::str::from_utf8(bytes).map_err(|_| SealError::PassphraseNotText)?;
        Ok(SecretString::from(text))
    })
}

fn sealed<'a>(
    bytes: &[u8],
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
) -> Result<Vec<u8>, SealError> {
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| SealError::Recipient)?;
    let written = || {
        let armor = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
        let mut stream = encryptor.wrap_output(armor)?;
        stream.write_all(bytes)?;
        stream.finish()?.finish()
    };
    written().map_err(|_: std::io::Error| SealError::TooLarge)
}
