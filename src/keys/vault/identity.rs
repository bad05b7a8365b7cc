//! X25519 keys: recipients, which are public, and the identities that open what is theirs.

use super::error::{OpenError, SealError};
use age::x25519;
use coldframe_core::limits::VAULT_RECIPIENTS_MAX;
use std::fmt;
use std::str::FromStr;

/// How an identity begins; a plugin's begins otherwise and is not taken.
const IDENTITY: &str = "AGE-SECRET-KEY-1";

/// A public key that a file can be encrypted to: `age1` and 58 characters (Bech32).
#[derive(Clone)]
pub struct Recipient(x25519::Recipient);

impl Recipient {
    /// Reads a recipient. Names of plugins (`age1name1…`, `age1../../x`) and ssh keys are none.
    ///
    /// # Errors
    /// [`SealError::Recipient`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        x25519::Recipient::from_str(text).map(Self).map_err(|_| SealError::Recipient)
    }

    pub(super) fn inner(&self) -> &x25519::Recipient {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({self})")
    }
}

impl PartialEq for Recipient {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

/// Private keys that open files. The library erases each on drop.
pub struct Identities(Vec<x25519::Identity>);

impl Identities {
    /// Reads an identity file: one `AGE-SECRET-KEY-1…` per line, empty lines and `#` comments.
    ///
    /// # Errors
    /// [`OpenError::Identity`]: the number of the line, never what it says.
    pub fn parse(file: &[u8]) -> Result<Self, OpenError> {
        let text = std::str::from_utf8(file).map_err(|_| OpenError::Identity { line: 1 })?;
        let mut found = Vec::with_capacity(VAULT_RECIPIENTS_MAX);
        for (index, line) in text.lines().map(str::trim).enumerate() {
            let refused = OpenError::Identity { line: index.saturating_add(1) };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if found.len() == VAULT_RECIPIENTS_MAX || !line.starts_with(IDENTITY) {
                return Err(refused);
            }
            found.push(x25519::Identity::from_str(line).map_err(|_| refused)?);
        }
        if found.is_empty() { Err(OpenError::Identity { line: 1 }) } else { Ok(Self(found)) }
    }

    /// Their public halves.
    pub fn recipients(&self) -> Vec<Recipient> {
        self.0.iter().map(|identity| Recipient(identity.to_public())).collect()
    }

    pub(super) fn inner(&self) -> impl Iterator<Item = &dyn age::Identity> {
        self.0.iter().map(dynamic)
    }
}

impl fmt::Debug for Identities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identities({})", self.0.len())
    }
}

fn dynamic(identity: &x25519::Identity) -> &dyn age::Identity {
    identity
}
