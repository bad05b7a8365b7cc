//! Points on polynomials: what SLIP-39 and SSKR have in common (SLIP-39, section Shamir's secret sharing).
//!
//! The secret is the value at 255, its digest and random bytes the value at 254, and the other
//! points that fix the polynomial are drawn: all 256 values, zero among them (attack F01).

use super::field::{Arithmetic, Gf256};
use super::{Random, ShareError};
use crate::secret::{Secret, same_bytes};
use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Where the secret stands.
const SECRET_AT: u8 = 255;

/// Where its digest stands.
const DIGEST_AT: u8 = 254;

/// Bytes of the digest; the rest is the random key it is made with.
const DIGEST_BYTES: usize = 4;

/// A secret part of a share. On the heap, erased on drop.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

/// A point: a public number and secret values, one for each byte.
pub(super) type Point<'a> = (u8, &'a [u8]);

/// Values for the members 0, 1, … of which so many restore the secret.
///
/// # Errors
/// Those of the source of random bytes; [`ShareError::Fields`] for numbers [`super::Plan::check`] refuses.
pub(super) fn deal(
    need: u8,
    of: u8,
    secret: &[u8],
    random: &mut Random<'_>,
) -> Result<Vec<Bytes>, ShareError> {
    if need == 1 {
        return Ok((0..of).map(|_| Zeroizing::new(secret.to_vec())).collect());
    }
    let drawn_count = need.checked_sub(2).filter(|_| need <= of).ok_or(ShareError::Fields)?;
    let mut values = Vec::with_capacity(usize::from(of));
    for _ in 0..drawn_count {
        let mut value = blank(secret.len());
        random(&mut value)?;
        values.push(value);
    }
    let digest = digest_value(secret, random)?;
    for at in drawn_count..of {
        let mut value = blank(secret.len());
        let drawn = (0..drawn_count).zip(&values).map(|(x, drawn)| (x, drawn.as_slice()));
        let base: Vec<Point<'_>> =
            drawn.chain([(DIGEST_AT, digest.as_slice()), (SECRET_AT, secret)]).collect();
        interpolate::<Gf256>(&base, at, &mut value);
        values.push(value);
    }
    Ok(values)
}

/// The secret of these points, proven by its digest. Points beyond those needed must lie on the same
/// polynomial.
///
/// # Errors
/// [`ShareError::TooFew`], [`ShareError::Contradiction`], [`ShareError::Digest`].
pub(super) fn restore(need: u8, points: &[Point<'_>]) -> Result<Secret<Vec<u8>>, ShareError> {
    let missing = usize::from(need).saturating_sub(points.len());
    let (base, beyond) = points.split_at_checked(usize::from(need)).ok_or(ShareError::TooFew { missing })?;
    let (_, first) = base.first().ok_or(ShareError::TooFew { missing: 1 })?;
    // As for the secret, of one member the value is the secret itself, which has no digest.
    if need == 1 {
        let agree = beyond.iter().all(|(_, value)| same_bytes(value, first));
        return if agree { Ok(copied(first)) } else { Err(ShareError::Contradiction) };
    }
    for (at, value) in beyond {
        let mut expected = blank(value.len());
        interpolate::<Gf256>(base, *at, &mut expected);
        if !same_bytes(&expected, value) {
            return Err(ShareError::Contradiction);
        }
    }
    let secret = Secret::built(vec![0; first.len()], |secret| interpolate::<Gf256>(base, SECRET_AT, secret));
    let mut digest = blank(first.len());
    interpolate::<Gf256>(base, DIGEST_AT, &mut digest);
    let (claimed, key) = digest.split_at_checked(DIGEST_BYTES).ok_or(ShareError::Fields)?;
    let holds = secret.expose(|secret| {
        let made = digest_of(key, secret)?;
        Some(same_bytes(made.get(..DIGEST_BYTES)?, claimed))
    });
    if holds == Some(true) { Ok(secret) } else { Err(ShareError::Digest) }
}

/// The value at `at` of the polynomial through these points, whose numbers must differ.
pub(super) fn interpolate<F: Arithmetic>(points: &[Point<'_>], at: u8, value: &mut [u8]) {
    value.fill(0);
    for (which, (_, summands)) in points.iter().enumerate() {
        let weight = weight::<F>(points, which, at);
        for (sum, summand) in value.iter_mut().zip(*summands) {
            *sum ^= F::multiply(*summand, weight);
        }
    }
}

/// How much a point counts at `at` (Lagrange). Made of public numbers.
fn weight<F: Arithmetic>(points: &[Point<'_>], which: usize, at: u8) -> u8 {
    let own = points.get(which).map_or(0, |(x, _)| *x);
    let others = points.iter().enumerate().filter(|(index, _)| *index != which).map(|(_, (x, _))| *x);
    let (above, below) =
        others.fold((1, 1), |(above, below), x| (F::multiply(above, at ^ x), F::multiply(below, own ^ x)));
    F::multiply(above, F::inverse(below))
}

/// The first bytes of an HMAC of the secret, and its random key.
fn digest_value(secret: &[u8], random: &mut Random<'_>) -> Result<Bytes, ShareError> {
    let mut value = blank(secret.len());
    let (digest, key) = value.split_at_mut_checked(DIGEST_BYTES).ok_or(ShareError::Fields)?;
    random(key)?;
    let made = digest_of(key, secret).ok_or(ShareError::Fields)?;
    digest.iter_mut().zip(made.iter()).for_each(|(byte, made)| *byte = *made);
    Ok(value)
}

fn digest_of(key: &[u8], secret: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let mut engine = Hmac::<Sha256>::new_from_slice(key).ok()?;
    engine.update(secret);
    let mut digest = Zeroizing::new([0; 32]);
    let out: &mut [u8; 32] = &mut digest;
    engine.finalize_into(out.into());
    Some(digest)
}

/// Zeroes, to be filled where they stand.
pub(super) fn blank(bytes: usize) -> Bytes {
    Zeroizing::new(vec![0; bytes])
}

fn copied(bytes: &[u8]) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(bytes.len()), |copy| copy.extend_from_slice(bytes))
}
