//! From a secret to shares.

use super::super::Random;
use super::recover::{interpolated, payload_letters, recover};
use super::{Codex32, Codex32Error, Index};
use coldframe_core::limits::CODEX32_SHARES_MAX;
use zeroize::Zeroizing;

/// `count` shares of a secret (index `s`, threshold 2 to 9), in the order a, c, d … One less than the
/// threshold are drawn, the others follow from them and the secret (BIP-93, section Generating Shares).
///
/// Before any share leaves, the first and the last quorum have restored the secret.
///
/// # Errors
/// [`Codex32Error::Count`] for fewer than the threshold or more than 31, [`Codex32Error::Threshold`]
/// for a secret that is not to be split, and what `draw` says.
pub(super) fn shares(
    secret: &Codex32,
    count: usize,
    draw: &mut Random<'_>,
) -> Result<Vec<Codex32>, Codex32Error> {
    let header = secret.header();
    if !header.index().is_secret() {
        return Err(Codex32Error::IsShare);
    }
    let need = usize::from(header.threshold());
    if need == 0 {
        return Err(Codex32Error::Threshold);
    }
    if !(need..=CODEX32_SHARES_MAX).contains(&count) {
        return Err(Codex32Error::Count { count, need, most: CODEX32_SHARES_MAX });
    }
    let mut shares = Vec::with_capacity(count);
    let mut letters = Zeroizing::new(vec![0; payload_letters(secret)]);
    for index in Index::shares().take(need.saturating_sub(1)) {
        draw(&mut letters).map_err(Codex32Error::Draw)?;
        // Five bits of each byte: every letter is as likely as any other, zero included (attack F01).
        letters.iter_mut().for_each(|letter| *letter &= 31);
        shares.push(Codex32::of_payload(header.at(index), &letters)?);
    }
    for index in Index::shares().take(count).skip(shares.len()) {
        let basis: Vec<_> = shares.iter().take(need.saturating_sub(1)).chain([secret]).collect();
        let share = interpolated(&basis, index)?;
        shares.push(share);
    }
    proven(secret, &shares, need)?;
    Ok(shares)
}

/// The first quorum, checked against all others, and the last one lead to the secret.
fn proven(secret: &Codex32, shares: &[Codex32], need: usize) -> Result<(), Codex32Error> {
    let last = shares.get(shares.len().saturating_sub(need)..).unwrap_or_default();
    for quorum in [shares, last] {
        if !recover(&quorum.iter().collect::<Vec<_>>())?.is_same(secret) {
            return Err(Codex32Error::SelfCheck);
        }
    }
    Ok(())
}
