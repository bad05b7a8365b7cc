//! One signature, verified with k256 against a key, a script and a sighash of our own making.

use super::Task;
use super::scripts::{output_script, pay_to_key_hash};
use super::sighash::{Sighashes, tagged};
use bip32::ChildNumber;
use coldframe_core::bitcoin::facts::SigningJob;
use coldframe_core::bitcoin::signature::Scheme;
use coldframe_core::path::ScriptKind;
use k256::ecdsa::signature::hazmat::PrehashVerifier;
use k256::elliptic_curve::ff::PrimeField;
use k256::elliptic_curve::sec1::FromSec1Point;
use k256::{AffinePoint, ProjectivePoint, Scalar, Sec1Point, ecdsa, schnorr};

/// `None` unless key, script, sighash type, encoding and signature are all as they must be.
pub(super) fn verify(task: &Task<'_>, sighashes: &Sighashes<'_>) -> Option<()> {
    let Task { job, made, chain } = task;
    let index = ChildNumber::new(job.path.index, false).ok()?;
    let key = *chain.derive_child(index).ok()?.public_key();
    let key_bytes = key.to_sec1_point(true);
    let same = made.input_index() == job.input_index
        && key_bytes.as_bytes() == job.public_key.serialize()
        && made.public_key() == &job.public_key;
    same.then_some(())?;
    match (job.kind, made.scheme()) {
        (ScriptKind::P2tr, Scheme::TaprootKey) => taproot(job, &key, made.bytes(), sighashes),
        (ScriptKind::P2pkh | ScriptKind::P2shP2wpkh | ScriptKind::P2wpkh, Scheme::Ecdsa) => {
            let sighash = ecdsa_sighash(job, key_bytes.as_bytes(), sighashes)?;
            ecdsa(job, &key, made.bytes(), &sighash)
        }
        _ => None,
    }
}

fn ecdsa_sighash(job: &SigningJob, key: &[u8], sighashes: &Sighashes<'_>) -> Option<[u8; 32]> {
    let script = output_script(job.kind, key);
    (job.spent.script_pubkey.as_bytes() == script).then_some(())?;
    match job.kind {
        ScriptKind::P2pkh => sighashes.legacy(job.input_index, &script, u32::from(job.sighash)),
        _ => sighashes.segwit_v0(job.input_index, &pay_to_key_hash(key)),
    }
}

/// Strict DER, low S (BIP-146) and low R, then the curve.
fn ecdsa(job: &SigningJob, key: &ecdsa::VerifyingKey, bytes: &[u8], sighash: &[u8; 32]) -> Option<()> {
    let (sighash_type, der) = bytes.split_last()?;
    let signature = ecdsa::Signature::from_der(der).ok()?;
    let compact = signature.to_bytes();
    let agreed = *sighash_type == job.sighash
        && signature.to_der().as_bytes() == der
        && signature.normalize_s() == signature
        && compact.first().is_some_and(|first| *first < 0x80);
    agreed.then_some(())?;
    key.verify_prehash(sighash, &signature).ok()
}

/// BIP-341 key path without a script tree, verified as BIP-340 says.
fn taproot(
    job: &SigningJob,
    internal: &ecdsa::VerifyingKey,
    bytes: &[u8],
    sighashes: &Sighashes<'_>,
) -> Option<()> {
    let output_key = tweaked(internal.as_affine())?;
    let script = output_script(ScriptKind::P2tr, &output_key.to_bytes());
    (job.spent.script_pubkey.as_bytes() == script).then_some(())?;
    let signature = match (job.sighash, bytes) {
        (0, signature) => signature,
        (1, [signature @ .., 1]) => signature,
        _ => return None,
    };
    let signature = schnorr::Signature::try_from(signature).ok()?;
    let sighash = sighashes.taproot(job.input_index, job.sighash)?;
    output_key.verify_raw(&sighash, &signature).ok()
}

/// Q = P + H(P)·G, with P lifted to even y (BIP-341, section Constructing and spending).
pub(super) fn tweaked(internal: &AffinePoint) -> Option<schnorr::VerifyingKey> {
    let internal = schnorr::VerifyingKey::try_from(*internal).ok()?;
    let tweak = tagged("TapTweak", &internal.to_bytes());
    let tweak = Option::<Scalar>::from(Scalar::from_repr(tweak.into()))?;
    // Variable time: every value here is public.
    let output = ProjectivePoint::mul_by_generator_vartime(&tweak) + internal.as_affine();
    schnorr::VerifyingKey::try_from(output.to_affine()).ok()
}

/// The output key of an internal key in its 33 bytes, for the self-test.
pub(crate) fn taproot_output_key(internal: &[u8]) -> Option<Vec<u8>> {
    let point = Sec1Point::from_bytes(internal).ok()?;
    let point = Option::<AffinePoint>::from(AffinePoint::from_sec1_point(&point))?;
    Some(tweaked(&point)?.to_bytes().to_vec())
}
