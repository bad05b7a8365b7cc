//! Storing a seed under a name.

use super::key::Keys;
use super::lock::{self, Chosen};
use crate::cli::vault::LockSource;
use crate::desk::Desk;
use crate::error::Error;
use crate::exit::Exit;
use crate::vault_file::Store;
use crate::world::World;
use coldframe_core::journal::UnixSeconds;
use coldframe_core::network::Network;
use coldframe_keys::vault::{About, Entry, Key, Name, OpenError, decrypt, encrypt};
use coldframe_keys::{Mnemonic, Seed};

/// A seed about to be stored: made before the vault is entered, kept inside, finished after.
///
/// ```text
/// let mut keeping = Keeping::prepare(name, &args.lock, world)?;            // the name is free
/// in_vault(|| keeping.keep(mnemonic, passphrase, desk))??;                 // asks, encrypts, writes
/// keeping.finish(world)?;                                                  // says so, journal
/// ```
#[derive(Debug)]
pub(crate) struct Keeping {
    store: Store,
    name: Name,
    lock: LockSource,
    network: Network,
    at: UnixSeconds,
    label: Option<String>,
    notes: Vec<String>,
    is_weak: bool,
    is_proven: bool,
}

impl Keeping {
    /// Checks name and keys, and that nothing of that name is stored.
    pub(crate) fn prepare(name: &str, lock: &LockSource, world: &mut World) -> Result<Self, Error> {
        let name = Name::parse(name)?;
        lock::recipients(lock)?;
        let store = Store::open(world)?;
        store.must_be_free(&name)?;
        let (network, at, lock) = (world.network, world.now(), lock.clone());
        let (label, notes) = (None, Vec::new());
        Ok(Self { store, name, lock, network, at, label, notes, is_weak: false, is_proven: false })
    }

    /// With a label and notes, which stand inside the file.
    pub(crate) fn described(self, label: Option<&str>, notes: &[String]) -> Self {
        Self { label: label.map(str::to_owned), notes: notes.to_vec(), ..self }
    }

    /// Its name.
    pub(crate) fn name(&self) -> &Name {
        &self.name
    }

    /// Stops where the passphrase is to be typed or shown and there is nobody.
    pub(crate) fn needs(&self, desk: &mut dyn Desk) -> Result<(), Error> {
        lock::needs(&self.lock, desk)
    }

    /// Encrypts and stores the words; the BIP-39 passphrase gives the expected fingerprint and is
    /// not stored. Inside the vault only.
    pub(crate) fn keep(
        &mut self,
        mnemonic: Mnemonic,
        passphrase: &[u8],
        desk: &mut dyn Desk,
    ) -> Result<(), Error> {
        let entry = self.entry(mnemonic, passphrase)?;
        let chosen = Chosen::of(&self.lock, desk)?;
        self.store_entry(&entry, &chosen, &Keys::default(), false)
    }

    /// The words as they will stand in the file. Inside the vault only.
    pub(crate) fn entry(&self, mnemonic: Mnemonic, passphrase: &[u8]) -> Result<Entry, Error> {
        let fingerprint = Seed::of_words(&mnemonic, passphrase)?.fingerprint()?;
        let about = About::new(self.name.clone(), fingerprint, self.network, self.at);
        let mut about = about.described(self.label.as_deref(), &self.notes)?;
        about.has_passphrase = !passphrase.is_empty();
        Ok(Entry { mnemonic, about })
    }

    /// An entry that came from elsewhere, under the name of this one.
    pub(crate) fn renamed(&self, mut entry: Entry) -> Entry {
        entry.about.name = self.name.clone();
        entry
    }

    /// Encrypts and stores an entry. What was stored before under that name stays until the new
    /// file has been read back and opened with `proof`. Inside the vault only.
    pub(crate) fn store_entry(
        &mut self,
        entry: &Entry,
        chosen: &Chosen,
        proof: &Keys,
        replace: bool,
    ) -> Result<(), Error> {
        let content = entry.to_bytes();
        let file = content.expose(|content| encrypt(content, chosen.lock()))?;
        self.is_weak = chosen.is_weak();
        let key = chosen.passphrase().map(Key::Passphrase);
        let key = key.or(proof.identities.as_ref().map(Key::Identities));
        if key.is_none() && replace {
            return Err(Error::plain(Exit::Usage, "store/unproven"));
        }
        self.is_proven = key.is_some();
        self.store.put(&self.name, &file, replace, |back| match key {
            Some(key) => proven(back, key, &content),
            None => Ok(()),
        })
    }

    /// A file of that name that is to be replaced.
    pub(crate) fn replacing(name: &Name, lock: &LockSource, world: &mut World) -> Result<Self, Error> {
        lock::recipients(lock)?;
        let (store, network, at) = (Store::open(world)?, world.network, world.now());
        let (name, lock, label, notes) = (name.clone(), lock.clone(), None, Vec::new());
        Ok(Self { store, name, lock, network, at, label, notes, is_weak: false, is_proven: false })
    }

    /// Outside again: what was overridden goes into the journal, and what was not proven is said.
    pub(crate) fn finish(self, world: &mut World) -> Result<(), Error> {
        lock::recorded(self.is_weak, world)?;
        if !self.is_proven {
            world.say("vault-screen/not-proven", &[]);
        }
        Ok(())
    }
}

/// What is on the disk opens, and holds what was meant.
fn proven(file: &[u8], key: Key<'_>, content: &coldframe_keys::Secret<Vec<u8>>) -> Result<(), Error> {
    let back = decrypt(file, key)?;
    match coldframe_keys::passphrase::is_same(&back, content) {
        true => Ok(()),
        false => Err(OpenError::Damaged.into()),
    }
}
