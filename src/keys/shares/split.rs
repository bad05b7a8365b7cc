//! From a secret to shares that were put together again before anybody sees one.

use super::share::Body;
use super::{Gathering, Plan, Random, Share, ShareError, codex32, seed_xor, slip39, sskr};
use coldframe_core::shares::Scheme;

/// Splits a secret, and restores it from the shares as they will be written: each is read back from its
/// text and takes part. The passphrase is SLIP-39's, and empty if there is none.
///
/// # Errors
/// [`ShareError`]: a plan that the scheme does not have, no random bytes, or
/// [`ShareError::NotRestored`] when the shares do not give the secret back.
pub fn split(
    plan: &Plan,
    secret: &[u8],
    passphrase: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<Share>, ShareError> {
    plan.check(secret.len())?;
    if plan.scheme != Scheme::Slip39 && !passphrase.is_empty() {
        return Err(ShareError::NoPassphrase);
    }
    let bodies: Vec<Body> = match plan.scheme {
        Scheme::Slip39 => {
            slip39::split(plan, secret, passphrase, random)?.into_iter().map(Body::Slip39).collect()
        }
        Scheme::Sskr => sskr::split(plan, secret, random)?.into_iter().map(Body::Sskr).collect(),
        Scheme::Codex32 => codex32::split(plan, secret, random)?.into_iter().map(Body::Codex32).collect(),
        Scheme::SeedXor => seed_xor::split(plan, secret, random)?.into_iter().map(Body::SeedXor).collect(),
        Scheme::Sharks => return Err(ShareError::ReadOnly),
    };
    let shares: Vec<Share> = bodies.into_iter().map(Share).collect();
    proven(plan, &shares, secret, passphrase)?;
    Ok(shares)
}

/// Whether these shares, read back from paper, restore this secret.
pub(super) fn proven(
    plan: &Plan,
    shares: &[Share],
    secret: &[u8],
    passphrase: &[u8],
) -> Result<(), ShareError> {
    let mut gathering = Gathering::new();
    if let (Scheme::SeedXor, Ok(group)) = (plan.scheme, plan.only_group()) {
        gathering = gathering.needing(group.need);
    }
    for share in shares {
        let read = share.expose_text(|text| Share::read(text.as_bytes(), Some(plan.scheme)));
        gathering.add(read.map_err(|_| ShareError::NotRestored)?).map_err(|_| ShareError::NotRestored)?;
    }
    let is_all = gathering.facts().len() == plan.share_count() && shares.len() == plan.share_count();
    let restored = gathering.finish(passphrase).map_err(|_| ShareError::NotRestored)?;
    let is_same = restored.expose(|restored| crate::secret::same_bytes(restored, secret));
    if is_all && is_same { Ok(()) } else { Err(ShareError::NotRestored) }
}
