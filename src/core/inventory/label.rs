//! What people write into an inventory: names, places, public keys of age.

use crate::limits::{INVENTORY_LABEL_BYTES_MAX, INVENTORY_RECIPIENT_BYTES_MAX};
use crate::safe::Safe;
use std::fmt;

/// A name or a place: one short line without control characters, as it was typed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

/// A public key of age. What it opens is opened by its secret key alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient(String);

impl Label {
    /// Reads a label; white space around it is dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = (1..=INVENTORY_LABEL_BYTES_MAX).contains(&text.len());
        (fits && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a person may see it (attack E06).
    pub fn shown(&self) -> Safe {
        Safe::text(&self.0)
    }

    /// Whether people mean the same by it: `Bank`, `bank ` and `BANK` are one place.
    pub fn is_same(&self, other: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        plain(&self.0) == plain(other)
    }
}

impl Recipient {
    /// Reads `age1…`. Whether the key is one is age's business; here it is only told from other keys.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.strip_prefix("age1")?;
        let fits = !letters.is_empty() && text.len() <= INVENTORY_RECIPIENT_BYTES_MAX;
        let plain = letters.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Label({})", self.shown())
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({})", self.0)
    }
}
