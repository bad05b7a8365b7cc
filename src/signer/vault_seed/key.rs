//! The secret that opens a file.

use crate::cli::vault::KeySource;
use crate::desk::{Desk, Kind as Answer};
use crate::error::Error;
use crate::secret_input::{self, SecretInputError};
use coldframe_core::limits::PASSPHRASE_TRIES_MAX;
use coldframe_core::messages::{error_line, text};
use coldframe_core::safe::Safe;
use coldframe_keys::Secret;
use coldframe_keys::vault::{Header, Identities, Key, Kind, OpenError, decrypt};

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
    /// person.
    fn of(header: Header, source: &KeySource, desk: &mut dyn Desk) -> Result<Self, Error> {
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

    /// Opens a file with what the options name, else with what the person types. A slip of the
    /// finger is typed again in place; a script has one try. `name` is said before scrypt begins,
    /// which takes as long as it takes. Inside the vault only.
    pub(crate) fn opening(
        file: &[u8],
        name: &Safe,
        source: &KeySource,
        desk: &mut dyn Desk,
    ) -> Result<(Secret<Vec<u8>>, Self), Error> {
        let header = Header::of_file(file)?;
        let mut keys = Self::of(header, source, desk)?;
        let is_typed = keys.passphrase.is_some() && source.vault_passphrase_fd.is_none();
        for tries_left in (0..PASSPHRASE_TRIES_MAX).rev() {
            if is_typed {
                desk.tell(&text("vault-screen/opening", &[("name", name.clone())]));
            }
            let why = match decrypt(file, keys.key()?) {
                Ok(content) => return Ok((content, keys)),
                Err(why) => why,
            };
            if why != OpenError::WrongPassphrase || !is_typed || tries_left == 0 {
                return Err(why.into());
            }
            let again = text("vault-screen/again", &[("count", Safe::number(tries_left))]);
            keys.passphrase = match desk.ask(&[error_line(&why), again], Answer::FilePassphrase, false) {
                Ok(passphrase) => Some(passphrase),
                // Whoever gives up had the wrong one: the journal is told so (attack F10).
                Err(SecretInputError::Left) => return Err(why.into()),
                Err(why) => return Err(why.into()),
            };
        }
        Err(OpenError::WrongPassphrase.into())
    }

    /// One of them: the passphrase, where there is one.
    pub(crate) fn key(&self) -> Result<Key<'_>, OpenError> {
        let identities = self.identities.as_ref().map(Key::Identities);
        self.passphrase.as_ref().map(Key::Passphrase).or(identities).ok_or(OpenError::NeedsIdentity)
    }
}
