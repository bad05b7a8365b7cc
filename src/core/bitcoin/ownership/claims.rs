//! What the key claims of one input or output are worth.
//!
//! A claim is a sentence written by the other side. The only question asked of it is whether the
//! key and the script it names come out of our own account key (attacks B01, B03).

use super::OwnKey;
use super::keyring::Keyring;
use crate::limits::ACCOUNT_INDEX_MAX;
use crate::path::{AddressPath, ScriptKind};
use bitcoin::Script;
use bitcoin::bip32::{ChildNumber, DerivationPath, Fingerprint};

use crate::bitcoin::psbt::KeyClaim;

/// The verdict over all claims of one script, worst first in order of [`Claim::rank`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Nobody claims it for us.
    None,
    /// Our fingerprint, a standard account we hold no key of: neither true nor false.
    Unheld(DerivationPath),
    /// Our fingerprint, a path no ordinary wallet searches (attack B08).
    Unusual {
        path: DerivationPath,
        /// It starts at an account we hold.
        held: bool,
    },
    /// Key and script come out of our account, byte for byte.
    True(OwnKey),
    /// Our fingerprint, the coin type of another network (attack B11).
    CoinType(DerivationPath),
    /// Our account, and key or script are not what it derives: somebody lies (attack B01).
    False(AddressPath),
}

impl Claim {
    /// Judges all claims made for `script`; `None` where the script itself is unknown.
    pub(crate) fn judge<'c>(
        claims: impl Iterator<Item = &'c KeyClaim>,
        script: Option<&Script>,
        keyring: &Keyring<'_>,
        coin_type: u32,
    ) -> Self {
        let verdicts = claims.map(|claim| judge_one(claim, script, keyring, coin_type));
        verdicts.max_by_key(Self::rank).unwrap_or(Self::None)
    }

    /// A lie outweighs a truth beside it; a truth outweighs what cannot be judged.
    fn rank(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Unheld(_) => 1,
            Self::Unusual { .. } => 2,
            Self::True(_) => 3,
            Self::CoinType(_) => 4,
            Self::False(_) => 5,
        }
    }
}

fn judge_one(claim: &KeyClaim, script: Option<&Script>, keyring: &Keyring<'_>, coin_type: u32) -> Claim {
    if !keyring.is_called(claim.master) {
        return by_derivation(claim, script, keyring).map_or(Claim::None, Claim::True);
    }
    if has_other_coin_type(&claim.path, coin_type) {
        return Claim::CoinType(claim.path.clone());
    }
    let Some(path) = AddressPath::of(&claim.path) else {
        return Claim::Unusual { path: claim.path.clone(), held: keyring.holds_prefix(&claim.path) };
    };
    let Some(ring) = keyring.ring(claim.master, path.account) else {
        return match path.account.account > ACCOUNT_INDEX_MAX {
            true => Claim::Unusual { path: claim.path.clone(), held: false },
            false => Claim::Unheld(claim.path.clone()),
        };
    };
    let Some(script) = script else { return Claim::Unheld(claim.path.clone()) };
    match keyring.derive(ring, path.chain, path.index) {
        Some((key, derived)) if key.is_written(&claim.public_key) && derived.as_script() == script => {
            Claim::True(key)
        }
        Some(_) | None => Claim::False(path),
    }
}

/// An account given as a bare key knows no fingerprint, so no claim can call it by name. There only
/// the derivation speaks: what it proves is ours, and what it does not prove is no lie either.
fn by_derivation(claim: &KeyClaim, script: Option<&Script>, keyring: &Keyring<'_>) -> Option<OwnKey> {
    let path = AddressPath::of(&claim.path)?;
    let ring = keyring.ring(Fingerprint::default(), path.account)?;
    let (key, derived) = keyring.derive(ring, path.chain, path.index)?;
    (key.is_written(&claim.public_key) && Some(derived.as_script()) == script).then_some(key)
}

/// A path of a standard purpose whose second step names another network.
fn has_other_coin_type(path: &DerivationPath, coin_type: u32) -> bool {
    let steps: &[ChildNumber] = path.as_ref();
    match steps {
        [ChildNumber::Hardened { index: purpose }, ChildNumber::Hardened { index }, ..] => {
            ScriptKind::of_purpose(*purpose).is_some() && *index != coin_type
        }
        _ => false,
    }
}
