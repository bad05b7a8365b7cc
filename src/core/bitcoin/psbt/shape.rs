//! Shapes of keys and values that the standards demand.

use super::cursor::{Cursor, Fault, Why};
use super::field::KeyForm;
use crate::limits::PSBT_PATH_STEPS_MAX;
use bitcoin::bip32::{ChildNumber, DerivationPath, Fingerprint};
use bitcoin::secp256k1::PublicKey;

/// Deepest leaf of a taproot script tree (BIP-341).
const TAP_DEPTH_MAX: u8 = 128;

/// Whether the rest of a key has the form its type demands.
pub(super) fn key_fits(form: KeyForm, key_data: &[u8]) -> bool {
    match form {
        KeyForm::Bare => key_data.is_empty(),
        KeyForm::PublicKey => public_key(key_data),
        KeyForm::XOnly => key_data.len() == 32,
        KeyForm::Hash(length) => key_data.len() == length,
        KeyForm::XOnlyAndLeaf => key_data.len() == 64,
        KeyForm::ControlBlock => control_block(key_data),
        KeyForm::ExtendedKey => key_data.len() == 78 && key_data.get(45..).is_some_and(compressed),
        KeyForm::Compressed => compressed(key_data),
        KeyForm::MusigParticipant => musig_participant(key_data),
    }
}

/// A compressed or uncompressed point of the curve. The hybrid forms (06, 07) are no wallet's.
pub(super) fn public_key(bytes: &[u8]) -> bool {
    compressed(bytes) || (matches!(bytes, [4, rest @ ..] if rest.len() == 64) && on_curve(bytes))
}

/// A compressed point of the curve.
pub(super) fn compressed(bytes: &[u8]) -> bool {
    matches!(bytes, [2 | 3, rest @ ..] if rest.len() == 32) && on_curve(bytes)
}

fn on_curve(bytes: &[u8]) -> bool {
    PublicKey::from_slice(bytes).is_ok()
}

/// 33 bytes and up to 128 steps of 32 (BIP-341).
fn control_block(bytes: &[u8]) -> bool {
    let steps = bytes.len().checked_sub(33);
    steps.is_some_and(|steps| steps % 32 == 0 && steps / 32 <= usize::from(TAP_DEPTH_MAX))
}

/// Participant key, aggregate key and perhaps a leaf hash (BIP-373).
fn musig_participant(bytes: &[u8]) -> bool {
    let Some((participant, rest)) = bytes.split_at_checked(33) else { return false };
    let Some((aggregate, leaf)) = rest.split_at_checked(33) else { return false };
    compressed(participant) && compressed(aggregate) && matches!(leaf.len(), 0 | 32)
}

/// An ECDSA signature in strict DER with its sighash byte behind (BIP-66). Which sighash is asked
/// of the review.
pub(super) fn ecdsa_signature(bytes: &[u8]) -> bool {
    let Some((_sighash, der)) = bytes.split_last() else { return false };
    let [0x30, length, numbers @ ..] = der else { return false };
    bytes.len() <= 73
        && usize::from(*length) == numbers.len()
        && der_integer(numbers).and_then(der_integer).is_some_and(<[u8]>::is_empty)
}

/// A positive integer in its shortest spelling; gives back what follows.
fn der_integer(bytes: &[u8]) -> Option<&[u8]> {
    let [0x02, length, rest @ ..] = bytes else { return None };
    let (number, rest) = rest.split_at_checked(usize::from(*length))?;
    match number {
        [] | [0x80..=0xff, ..] | [0, 0..0x80, ..] => None,
        _ => Some(rest),
    }
}

/// A Schnorr signature, with or without a sighash byte (BIP-341).
pub(super) fn schnorr_signature(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 64 | 65)
}

/// Compressed keys, one behind the other (BIP-373).
pub(super) fn compressed_list(bytes: &[u8]) -> bool {
    bytes.len().is_multiple_of(33) && bytes.chunks_exact(33).all(compressed)
}

/// Fingerprint and path of a key, to the end of the value.
pub(super) fn origin(cursor: &mut Cursor<'_>) -> Result<(Fingerprint, DerivationPath), Fault> {
    let master = Fingerprint::from(cursor.array::<4>()?);
    let steps = cursor.rest();
    if !steps.len().is_multiple_of(4) || steps.len() / 4 > PSBT_PATH_STEPS_MAX {
        return Err(cursor.fault(Why::Shape));
    }
    let mut path = Vec::with_capacity(steps.len() / 4);
    while !cursor.rest().is_empty() {
        path.push(ChildNumber::from(cursor.u32()?));
    }
    Ok((master, DerivationPath::from(path)))
}

/// Leaf hashes, then fingerprint and path, to the end of the value (BIP-371).
pub(super) fn tap_origin(
    cursor: &mut Cursor<'_>,
) -> Result<(Vec<[u8; 32]>, Fingerprint, DerivationPath), Fault> {
    let count = cursor.count(32)?;
    let mut leaf_hashes = Vec::with_capacity(count);
    for _ in 0..count {
        leaf_hashes.push(cursor.array()?);
    }
    let (master, path) = origin(cursor)?;
    Ok((leaf_hashes, master, path))
}

/// Leaves in depth-first order that make up one whole binary tree (BIP-371).
pub(super) fn tap_tree(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    // Depths of the finished branches that still lack their sibling, growing from left to right.
    let mut open: Vec<u8> = Vec::new();
    while !cursor.rest().is_empty() {
        let fault = cursor.fault(Why::Shape);
        let (mut depth, leaf_version) = (cursor.byte()?, cursor.byte()?);
        cursor.sized()?;
        let too_shallow = open.last().is_some_and(|left| depth < *left);
        if depth > TAP_DEPTH_MAX || leaf_version % 2 == 1 || too_shallow || open.first() == Some(&0) {
            return Err(fault);
        }
        while open.last() == Some(&depth) {
            open.pop();
            depth = depth.checked_sub(1).ok_or(fault)?;
        }
        open.push(depth);
    }
    if open == [0] { Ok(()) } else { Err(cursor.fault(Why::Shape)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(depths: &[u8]) -> bool {
        let bytes: Vec<u8> = depths.iter().flat_map(|depth| [*depth, 0xc0, 1, 0x51]).collect();
        tap_tree(&mut Cursor::new(&bytes, 0)).is_ok()
    }

    #[test]
    fn only_whole_trees_are_trees() {
        for whole in [&[0][..], &[1, 1], &[1, 2, 2], &[2, 2, 1], &[2, 2, 2, 2], &[1, 2, 3, 3]] {
            assert!(tree(whole), "{whole:?}");
        }
        for broken in [&[][..], &[1], &[0, 0], &[1, 1, 1], &[2, 1, 2], &[2, 2], &[1, 2], &[129], &[3, 3, 1]] {
            assert!(!tree(broken), "{broken:?}");
        }
    }

    #[test]
    fn a_leaf_version_with_the_parity_bit_is_refused() {
        assert!(tap_tree(&mut Cursor::new(&[0, 0xc1, 1, 0x51], 0)).is_err());
    }

    #[test]
    fn the_deepest_leaf_is_at_128() {
        let mut depths: Vec<u8> = (1..=128).collect();
        depths.push(128);
        assert!(tree(&depths));
    }

    #[test]
    fn signatures_padded_negative_or_trailed_are_refused() {
        let good = [0x30, 6, 2, 1, 1, 2, 1, 1, 1];
        assert!(ecdsa_signature(&good));
        for bad in [
            &[][..],
            &[1],
            &[0x30, 6, 2, 1, 1, 2, 1, 1],
            &[0x31, 6, 2, 1, 1, 2, 1, 1, 1],
            &[0x30, 7, 2, 2, 0, 1, 2, 1, 1, 1],
            &[0x30, 6, 2, 1, 0x81, 2, 1, 1, 1],
            &[0x30, 7, 2, 1, 1, 2, 1, 1, 0, 1],
            &[0x30, 5, 2, 0, 2, 1, 1, 1],
        ] {
            assert!(!ecdsa_signature(bad), "{bad:?}");
        }
    }

    #[test]
    fn points_off_the_curve_and_hybrid_keys_are_refused() {
        let mut key = vec![2; 33];
        key[1..].fill(0);
        key[32] = 5;
        assert!(!public_key(&key), "x = 5 has no y");
        key[32] = 1;
        assert!(public_key(&key), "x = 1 has");
        let mut whole = PublicKey::from_slice(&key).unwrap().serialize_uncompressed();
        assert!(public_key(&whole));
        whole[0] = 6 | (whole[64] & 1);
        assert!(!public_key(&whole));
    }
}
