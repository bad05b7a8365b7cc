//! codex32 (BIP-93): being written beside this; until then nothing is read as one.

use super::{Plan, Random, ShareError};
use crate::secret::{Secret, same_bytes};
use coldframe_core::shares::ShareFacts;
use zeroize::Zeroizing;

/// One share.
pub(super) struct Part {
    facts: ShareFacts,
    text: Zeroizing<String>,
}

impl Part {
    /// Reads the one text, trimmed, in either case.
    pub(super) fn read(_text: &str) -> Result<Self, ShareError> {
        Err(ShareError::Unrecognised)
    }

    pub(super) fn facts(&self) -> ShareFacts {
        self.facts.clone()
    }

    /// Lends it as it is written.
    pub(super) fn with_text<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        look(&self.text)
    }

    /// In constant time for one length.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        same_bytes(self.text.as_bytes(), other.text.as_bytes())
    }
}

/// A plan that [`Plan::check`] passed; `plan.identifier` or one drawn at random.
pub(super) fn split(_: &Plan, _: &[u8], _: &mut Random<'_>) -> Result<Vec<Part>, ShareError> {
    Err(ShareError::Unrecognised)
}

/// Shares of one set, each number once. Those beyond the threshold must agree
/// ([`ShareError::Contradiction`]).
pub(super) fn combine(_: &[&Part]) -> Result<Secret<Vec<u8>>, ShareError> {
    Err(ShareError::Unrecognised)
}
