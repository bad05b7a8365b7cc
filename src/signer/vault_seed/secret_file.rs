//! A secret on its way into a file: encrypted, or in the clear where that was asked for by name.

use super::lock::{self, Chosen};
use crate::cli::secret_output::SecretOutput;
use crate::cli::vault::LockSource;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::world::World;
use coldframe_keys::vault::encrypt;
use std::path::{Path, PathBuf};

/// A file about to hold a secret: named before the vault is entered, written inside, finished after.
#[derive(Debug)]
pub(crate) struct SecretFile {
    path: PathBuf,
    /// What it is encrypted to; without it the file is in the clear.
    lock: Option<LockSource>,
    force: bool,
    is_weak: bool,
}

impl SecretFile {
    /// The file that the options name, checked as far as it can be; none where the secret is shown.
    pub(crate) fn named(output: &SecretOutput) -> Result<Option<Self>, Error> {
        if output.output.is_none() && output.lock.says_anything() {
            // Whoever named a key believes that something is encrypted to it.
            return Err(Error::plain(Exit::Usage, "usage/nothing-encrypted"));
        }
        let (path, lock) = match (&output.output, &output.write_plaintext_secret) {
            (Some(path), _) => (path, Some(output.lock.clone())),
            (None, Some(path)) => (path, None),
            (None, None) => return Ok(None),
        };
        lock.as_ref().map_or(Ok(Vec::new()), lock::recipients)?;
        files::may_write(path, output.force)?;
        Ok(Some(Self { path: path.clone(), lock, force: output.force, is_weak: false }))
    }

    /// Where.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Stops where a passphrase is to be typed or shown and there is nobody.
    pub(crate) fn needs(&self, desk: &mut dyn Desk) -> Result<(), Error> {
        self.lock.as_ref().map_or(Ok(()), |lock| lock::needs(lock, desk))
    }

    /// Writes it. Inside the vault only.
    pub(crate) fn write(&mut self, secret: &[u8], desk: &mut dyn Desk) -> Result<(), Error> {
        let Some(lock) = &self.lock else { return Ok(files::write(&self.path, secret, self.force)?) };
        let chosen = Chosen::of(lock, desk)?;
        self.is_weak = chosen.is_weak();
        let file = encrypt(secret, chosen.lock())?;
        Ok(files::write(&self.path, &file, self.force)?)
    }

    /// Outside again: says where it is, and records what was overridden.
    pub(crate) fn finish(self, world: &mut World) -> Result<(), Error> {
        let code = if self.lock.is_some() { "vault-screen/exported" } else { "vault-screen/plain" };
        world.say(code, &[("path", files::shown(&self.path))]);
        lock::recorded(self.is_weak, world)
    }
}
