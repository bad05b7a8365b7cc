//! Decrypting.

use super::error::OpenError;
use super::header::{Header, Kind, binary};
use super::identity::Identities;
use super::lock::library_passphrase;
use crate::secret::Secret;
use age::{DecryptError, Decryptor, scrypt};
use coldframe_core::limits::VAULT_LOG_N_MAX;
use std::io::Read;

/// What opens a file.
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    /// A passphrase, byte for byte.
    Passphrase(&'a Secret<Vec<u8>>),
    /// Private keys; the one that fits is found.
    Identities(&'a Identities),
}

/// Decrypts an age file, binary or armored. Call it inside the vault.
///
/// # Errors
/// [`OpenError`]. A wrong passphrase and a damaged file are told apart.
pub fn decrypt(file: &[u8], key: Key<'_>) -> Result<Secret<Vec<u8>>, OpenError> {
    let file = binary(file)?;
    match (Header::of_binary(&file)?.kind, key) {
        (Kind::Passphrase { .. }, Key::Passphrase(passphrase)) => {
            let passphrase = library_passphrase(passphrase).map_err(|_| OpenError::WrongPassphrase)?;
            let mut identity = scrypt::Identity::new(passphrase);
            identity.set_max_work_factor(VAULT_LOG_N_MAX);
            opened(&file, std::iter::once::<&dyn age::Identity>(&identity))
        }
        (Kind::Recipients { .. }, Key::Identities(identities)) => opened(&file, identities.inner()),
        (Kind::Passphrase { .. }, Key::Identities(_)) => Err(OpenError::NeedsPassphrase),
        (Kind::Recipients { .. }, Key::Passphrase(_)) => Err(OpenError::NeedsIdentity),
    }
}

fn opened<'a>(
    file: &[u8],
    identities: impl Iterator<Item = &'a dyn age::Identity>,
) -> Result<Secret<Vec<u8>>, OpenError> {
    let decryptor = Decryptor::new_buffered(file).map_err(why)?;
    let mut stream = decryptor.decrypt(identities).map_err(why)?;
    // The plain bytes are fewer than the file's, so the buffer never grows.
    Secret::try_built(Vec::with_capacity(file.len()), |bytes| {
        stream.read_to_end(bytes).map(|_| ()).map_err(|_| OpenError::Damaged)
    })
}

fn why(error: DecryptError) -> OpenError {
    match error {
        DecryptError::DecryptionFailed => OpenError::WrongPassphrase,
        DecryptError::NoMatchingKeys => OpenError::WrongIdentity,
        DecryptError::InvalidMac | DecryptError::Io(_) | DecryptError::KeyDecryptionFailed => {
            OpenError::Damaged
        }
        DecryptError::ExcessiveWork { required, .. } => OpenError::KdfWork { log_n: required },
        DecryptError::UnknownFormat => OpenError::NotAge,
        DecryptError::InvalidHeader => OpenError::Header,
    }
}
