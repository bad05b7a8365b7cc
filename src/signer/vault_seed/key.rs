//! The secret that opens a file.

use crate::cli::vault::KeySource;
use crate::desk::{Desk, Kind as Answer};
use crate::error::Error;
use crate::secret_input;
use coldframe_keys::Secret;
use coldframe_keys::vault::{Header, Identities, Key, Kind, OpenError};

/// What was given to open a file with.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The passphrase of the file.
    pub(crate) passphrase: Option<Secret<Vec<u8>>>,
    /// X25519 identities.
    pub(crate) identities: Option<Identities>,
}

impl Keys {
    /// What the file of this header wants: from the descriptors named, a passphrase else from the
    /// person. Inside the vault only.
    pub(crate) fn of(header: Header, source: &KeySource, desk: &mut dyn Desk) -> Result<Self, Error> {
        let identities = match source.identity_fd {
            Some(fd) => {
                let file = secret_input::of_descriptor(fd, false)?;
                Some(file.expose(|file| Identities::parse(file))?)
            }
            None => None,
        };
        let passphrase = match (header.kind, source.vault_passphrase_fd) {
            (Kind::Passphrase { .. }, Some(fd)) => Some(secret_input::of_descriptor(fd, false)?),
            (Kind::Passphrase { .. }, None) if identities.is_some() => None,
            (Kind::Passphrase { .. }, None) => Some(desk.ask(&[], Answer::FilePassphrase, false)?),
            (_, _) => None,
        };
        Ok(Self { passphrase, identities })
    }

    /// One of them: the passphrase, where there is one.
    pub(crate) fn key(&self) -> Result<Key<'_>, OpenError> {
        let identities = self.identities.as_ref().map(Key::Identities);
        self.passphrase.as_ref().map(Key::Passphrase).or(identities).ok_or(OpenError::NeedsIdentity)
    }
}
