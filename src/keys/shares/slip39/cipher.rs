//! The passphrase: four rounds of a Feistel network over PBKDF2 (SLIP-39, section Encryption of the
//! master secret). Every passphrase opens something (attack F05).

use super::super::ShareError;
use super::super::shamir::blank;
use super::Set;
use hmac::Hmac;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Rounds of PBKDF2 in each round of the network, at exponent 0.
const ROUNDS: u32 = 2_500;

/// Rounds of the network.
const STEPS: [u8; 4] = [0, 1, 2, 3];

/// Encrypts a secret of even length into a place of the same length.
pub(in super::super) fn encrypt(
    secret: &[u8],
    passphrase: &[u8],
    set: Set,
    out: &mut [u8],
) -> Result<(), ShareError> {
    network(secret, passphrase, set, STEPS, out)
}

/// Undoes [`encrypt`].
pub(super) fn decrypt(
    encrypted: &[u8],
    passphrase: &[u8],
    set: Set,
    out: &mut [u8],
) -> Result<(), ShareError> {
    let [a, b, c, d] = STEPS;
    network(encrypted, passphrase, set, [d, c, b, a], out)
}

fn network(
    input: &[u8],
    passphrase: &[u8],
    set: Set,
    steps: [u8; 4],
    out: &mut [u8],
) -> Result<(), ShareError> {
    let half = input.len() / 2;
    let rounds = ROUNDS.checked_shl(u32::from(set.exponent)).ok_or(ShareError::Fields)?;
    let (left_in, right_in) = input.split_at_checked(half).ok_or(ShareError::Fields)?;
    let (mut left, mut right) = (Zeroizing::new(left_in.to_vec()), Zeroizing::new(right_in.to_vec()));
    // One byte for the step, then the passphrase; built once, so that it stands once.
    let mut password = blank(passphrase.len().saturating_add(1));
    let (step_place, rest) = password.split_first_mut().ok_or(ShareError::Fields)?;
    rest.copy_from_slice(passphrase);
    let mut step_value = Zeroizing::new(vec![0_u8; half]);
    *step_place = 0;
    for step in steps {
        if let Some(place) = password.first_mut() {
            *place = step;
        }
        let salt = salt(set, &right);
        pbkdf2::pbkdf2::<Hmac<Sha256>>(&password, &salt, rounds, &mut step_value)
            .map_err(|_| ShareError::Fields)?;
        left.iter_mut().zip(step_value.iter()).for_each(|(byte, mask)| *byte ^= mask);
        std::mem::swap(&mut left, &mut right);
    }
    let (front, back) = out.split_at_mut_checked(half).ok_or(ShareError::Fields)?;
    front.copy_from_slice(&right);
    back.copy_from_slice(&left);
    Ok(())
}

/// Shares of extendable sets leave the identifier out, so that one passphrase serves several sets.
fn salt(set: Set, half: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut salt = Zeroizing::new(Vec::with_capacity(8 + half.len()));
    if !set.extendable {
        salt.extend_from_slice(b"shamir");
        salt.extend_from_slice(&set.identifier.to_be_bytes());
    }
    salt.extend_from_slice(half);
    salt
}
