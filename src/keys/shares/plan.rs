//! What is to be made: a scheme, groups, thresholds. Public; checked before anything secret is touched.

use super::error::ShareError;
use coldframe_core::limits::{
    SHARE_GROUPS_MAX, SHARE_MEMBERS_MAX, SHARE_SECRET_BYTES_MAX, SHARE_SECRET_BYTES_MIN,
    SLIP39_EXPONENT_WRITTEN_MAX, SSKR_SECRET_BYTES_MAX, XOR_PARTS_MAX,
};
use coldframe_core::shares::{Holds, Scheme, SetId};

/// The exponent Trezor writes: 20,000 rounds.
const EXPONENT_USUAL: u8 = 1;

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPlan {
    /// Members needed.
    pub need: u8,
    /// Members there are.
    pub of: u8,
}

/// How a secret is to be split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The scheme.
    pub scheme: Scheme,
    /// What the secret is.
    pub holds: Holds,
    /// The groups, at least one; several only with SLIP-39 and SSKR.
    pub groups: Vec<GroupPlan>,
    /// Groups needed.
    pub group_need: u8,
    /// SLIP-39: PBKDF2 does 10,000 rounds times two to this power.
    pub iteration_exponent: u8,
    /// SLIP-39: one passphrase opens every set made of this secret with it, whatever their identifiers.
    pub extendable: bool,
    /// Seed XOR: parts made by hashing the seed, so that the next split makes the same ones.
    pub deterministic: bool,
    /// codex32: the four characters of the identifier; drawn at random if absent.
    pub identifier: Option<SetId>,
}

impl Plan {
    /// One group, and what is usual of everything else.
    pub fn single(scheme: Scheme, holds: Holds, need: u8, of: u8) -> Self {
        Self::grouped(scheme, holds, 1, vec![GroupPlan { need, of }])
    }

    /// Several groups, of which so many are needed.
    pub fn grouped(scheme: Scheme, holds: Holds, group_need: u8, groups: Vec<GroupPlan>) -> Self {
        Self {
            scheme,
            holds,
            groups,
            group_need,
            iteration_exponent: EXPONENT_USUAL,
            extendable: true,
            deterministic: false,
            identifier: None,
        }
    }

    /// Shares it makes.
    pub fn share_count(&self) -> usize {
        self.groups.iter().map(|group| usize::from(group.of)).sum()
    }

    /// Whether a secret of so many bytes can be split like this.
    ///
    /// # Errors
    /// [`ShareError`]: the first thing that the scheme does not have, or that guards nothing.
    pub fn check(&self, secret_bytes: usize) -> Result<(), ShareError> {
        match self.scheme {
            Scheme::Slip39 => self.check_grouped(secret_bytes, SHARE_SECRET_BYTES_MAX),
            Scheme::Sskr => self.check_grouped(secret_bytes, SSKR_SECRET_BYTES_MAX),
            Scheme::Codex32 => self.check_codex32(secret_bytes),
            Scheme::SeedXor => self.check_xor(secret_bytes),
            Scheme::Sharks => Err(ShareError::ReadOnly),
        }
    }

    fn check_grouped(&self, secret_bytes: usize, bytes_max: usize) -> Result<(), ShareError> {
        let count = u8::try_from(self.groups.len()).ok().filter(|count| *count <= SHARE_GROUPS_MAX);
        let count =
            count.filter(|count| *count > 0).ok_or(ShareError::GroupCount { limit: SHARE_GROUPS_MAX })?;
        if self.group_need == 0 || self.group_need > count {
            return Err(ShareError::GroupNeed { of: count });
        }
        self.groups.iter().try_for_each(|group| group.check(1, SHARE_MEMBERS_MAX))?;
        if !(SHARE_SECRET_BYTES_MIN..=bytes_max).contains(&secret_bytes) || !secret_bytes.is_multiple_of(2) {
            return Err(ShareError::SecretLength { bytes: secret_bytes });
        }
        self.check_entropy(secret_bytes)?;
        if self.iteration_exponent > SLIP39_EXPONENT_WRITTEN_MAX {
            return Err(ShareError::Exponent { limit: SLIP39_EXPONENT_WRITTEN_MAX });
        }
        Ok(())
    }

    fn check_codex32(&self, secret_bytes: usize) -> Result<(), ShareError> {
        // Thresholds 2 to 9, and 31 letters beside the one of the secret; 1 of 1 is the secret itself, with
        // threshold 0 and the letter s (BIP-93).
        self.only_group()?.check(1, 31)?;
        if self.only_group()?.need > 9 {
            return Err(ShareError::Threshold { least: 1, limit: 9 });
        }
        if !(SHARE_SECRET_BYTES_MIN..=SHARE_SECRET_BYTES_MAX).contains(&secret_bytes) {
            return Err(ShareError::SecretLength { bytes: secret_bytes });
        }
        self.check_entropy(secret_bytes)
    }

    fn check_xor(&self, secret_bytes: usize) -> Result<(), ShareError> {
        let group = self.only_group()?;
        group.check(2, XOR_PARTS_MAX)?;
        if group.need != group.of {
            return Err(ShareError::AllNeeded);
        }
        if self.holds != Holds::Entropy {
            return Err(ShareError::EntropyOnly);
        }
        // What Coldcard splits: 12, 18 or 24 words.
        if matches!(secret_bytes, 16 | 24 | 32) {
            Ok(())
        } else {
            Err(ShareError::SecretLength { bytes: secret_bytes })
        }
    }

    /// Entropy that no words stand for would never be words again.
    fn check_entropy(&self, secret_bytes: usize) -> Result<(), ShareError> {
        match self.holds {
            Holds::Entropy if !matches!(secret_bytes, 16 | 20 | 24 | 28 | 32) => {
                Err(ShareError::SecretLength { bytes: secret_bytes })
            }
            Holds::Entropy | Holds::MasterSecret => Ok(()),
        }
    }

    pub(super) fn only_group(&self) -> Result<GroupPlan, ShareError> {
        match self.groups.as_slice() {
            [group] if self.group_need == 1 => Ok(*group),
            _ => Err(ShareError::NoGroups),
        }
    }
}

impl GroupPlan {
    fn check(self, least: u8, limit: u8) -> Result<(), ShareError> {
        if self.need < least || self.need > self.of || self.of > limit {
            return Err(ShareError::Threshold { least, limit });
        }
        // Copies of the secret are no shares: whoever has one has everything (SLIP-39, SSKR).
        if self.need == 1 && self.of > 1 { Err(ShareError::OneOfMany) } else { Ok(()) }
    }
}
