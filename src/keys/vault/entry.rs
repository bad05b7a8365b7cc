//! What stands inside the file of a named seed (`formats/vault.md`, section Grammar).
//!
//! Lines of text in one order and one spelling: read in place without a copy, and readable by
//! whoever opens the file with `age` and nothing else, years from now.

mod error;
mod read;

pub use error::EntryError;

use super::name::Name;
use crate::mnemonic::Mnemonic;
use crate::secret::Secret;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::UnixSeconds;
use coldframe_core::limits::{VAULT_CONTENT_BYTES_MAX, VAULT_NOTES_MAX};
use coldframe_core::network::Network;
use std::fmt;

/// The first line.
const HEADING: &str = "coldframe vault 1";

/// A named seed: the words, and what is to be known about them.
pub struct Entry {
    /// The words. The BIP-39 passphrase is not stored: who finds the file and its passphrase
    /// still lacks it.
    pub mnemonic: Mnemonic,
    /// Everything else.
    pub about: About,
}

/// What is known about a seed. Private, like a label on a drawer, but no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name it was stored under: files that changed places are noticed.
    pub name: Name,
    /// Master key of the wallet, with the BIP-39 passphrase if one is expected.
    pub fingerprint: Fingerprint,
    /// Whether a BIP-39 passphrase belongs to it.
    pub has_passphrase: bool,
    /// The network it was made for.
    pub network: Network,
    created: String,
    label: Option<String>,
    notes: Vec<String>,
}

impl About {
    /// Begins a description, made at that time.
    pub fn new(name: Name, fingerprint: Fingerprint, network: Network, at: UnixSeconds) -> Self {
        let created = at.to_string();
        let (label, notes) = (None, Vec::new());
        Self { name, fingerprint, has_passphrase: false, network, created, label, notes }
    }

    /// With a label and notes of one line each.
    ///
    /// # Errors
    /// [`EntryError::Text`] for control characters, more than
    /// [`VAULT_TEXT_BYTES_MAX`](coldframe_core::limits::VAULT_TEXT_BYTES_MAX) bytes in one, or more
    /// than [`VAULT_NOTES_MAX`] notes.
    pub fn described(mut self, label: Option<&str>, notes: &[String]) -> Result<Self, EntryError> {
        if notes.len() > VAULT_NOTES_MAX
            || !label.into_iter().chain(notes.iter().map(String::as_str)).all(read::is_line)
        {
            return Err(EntryError::Text);
        }
        self.label = label.map(str::to_owned);
        self.notes = notes.to_vec();
        Ok(self)
    }

    /// When it was stored, ISO 8601.
    pub fn created(&self) -> &str {
        &self.created
    }

    /// What a person calls it. Foreign text: show it through `Safe`.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// Lines a person added. Foreign text: show it through `Safe`.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

impl Entry {
    /// Reads a content. Only the one spelling that [`Entry::to_bytes`] writes is taken.
    ///
    /// # Errors
    /// [`EntryError`]: the number of a line, never what it says.
    pub fn parse(content: &[u8]) -> Result<Self, EntryError> {
        read::entry(content)
    }

    /// The content to be encrypted.
    pub fn to_bytes(&self) -> Secret<Vec<u8>> {
        // Its whole capacity at once: a buffer that grows leaves the words behind.
        Secret::built(Vec::with_capacity(VAULT_CONTENT_BYTES_MAX), |out| {
            let about = &self.about;
            line(out, HEADING, "");
            line(out, "name: ", about.name.as_str());
            self.mnemonic.with_sentence(|words| line(out, "words: ", words));
            line(out, "passphrase: ", if about.has_passphrase { "expected" } else { "none" });
            line(out, "fingerprint: ", &about.fingerprint.to_string());
            line(out, "network: ", about.network.name());
            line(out, "created: ", &about.created);
            about.label.iter().for_each(|label| line(out, "label: ", label));
            about.notes.iter().for_each(|note| line(out, "note: ", note));
        })
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entry(..)")
    }
}

fn line(out: &mut Vec<u8>, key: &str, value: &str) {
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(value.as_bytes());
    out.push(b'\n');
}

#[cfg(test)]
mod tests;
