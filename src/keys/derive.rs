//! Private derivation (BIP-32), the one that signs.
//!
//! Ours because `bitcoin::bip32::Xpriv` is `Copy` and never erased, and the `bip32` crate takes
//! only three seed lengths; both serve as judges in the tests, and `bip32` at run time in `recheck`.

pub(crate) mod base58;
mod error;
mod text;

pub use error::DeriveError;
pub use text::{ExtendedKeyError, ExtendedPrivateKey};

use crate::secret::Secret;
use crate::seed::Seed;
use bitcoin::NetworkKind;
use bitcoin::bip32::{ChainCode, ChildNumber, Fingerprint, Xpub};
use bitcoin::hashes::{Hash, hash160};
use bitcoin::secp256k1::{All, PublicKey, Scalar, Secp256k1, SecretKey};
use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use zeroize::Zeroizing;

/// One key of the tree. Private key and chain code stand on the heap and are erased on drop.
pub(crate) struct Node {
    private: Secret<Private>,
    public_key: PublicKey,
    parent: Fingerprint,
    number: ChildNumber,
    depth: u8,
}

/// Private key, then chain code: the halves of the HMAC as it comes.
type Private = [[u8; 32]; 2];

impl Node {
    /// The root of the tree (BIP-32, section Master key generation).
    pub(crate) fn master(secp: &Secp256k1<All>, seed: &Seed) -> Result<Self, DeriveError> {
        let private = Secret::try_built([[0; 32]; 2], |private: &mut Private| {
            seed.expose(|seed| hmac_sha512(b"Bitcoin seed", &[seed], private))
                .ok_or(DeriveError::InvalidMaster)
        })?;
        let public_key = public_key(secp, &private).ok_or(DeriveError::InvalidMaster)?;
        let number = ChildNumber::Normal { index: 0 };
        Ok(Self { private, public_key, parent: Fingerprint::default(), number, depth: 0 })
    }

    /// A root put together from its two halves; `None` when the first is no key.
    pub(crate) fn root_of(key: &[u8; 32], chain_code: &[u8; 32]) -> Option<Self> {
        let private = Secret::built([[0; 32]; 2], |[key_place, chain_code_place]: &mut Private| {
            key_place.copy_from_slice(key);
            chain_code_place.copy_from_slice(chain_code);
        });
        let public_key = public_key(&Secp256k1::new(), &private)?;
        let number = ChildNumber::Normal { index: 0 };
        Some(Self { private, public_key, parent: Fingerprint::default(), number, depth: 0 })
    }

    /// Whether nothing is above it.
    pub(crate) fn is_root(&self) -> bool {
        self.depth == 0
    }

    /// The child of that number, hardened or normal (BIP-32, section Private parent key).
    pub(crate) fn child(&self, secp: &Secp256k1<All>, number: ChildNumber) -> Result<Self, DeriveError> {
        let depth = self.depth.checked_add(1).ok_or(DeriveError::TooDeep)?;
        let private = Secret::try_built([[0; 32]; 2], |child: &mut Private| {
            self.private.expose(|parent| ckd(parent, &self.public_key, number, child))
        })?;
        let public_key = public_key(secp, &private).ok_or(DeriveError::InvalidChild)?;
        Ok(Self { private, public_key, parent: self.fingerprint(), number, depth })
    }

    /// The descendant at the end of the steps.
    pub(crate) fn descend(self, secp: &Secp256k1<All>, steps: &[ChildNumber]) -> Result<Self, DeriveError> {
        steps.iter().try_fold(self, |node, step| node.child(secp, *step))
    }

    /// First four bytes of the key's hash: a label, never evidence.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let [a, b, c, d, ..] = hash160::Hash::hash(&self.public_key.serialize()).to_byte_array();
        Fingerprint::from([a, b, c, d])
    }

    /// The public key.
    pub(crate) fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The public half with its chain code.
    pub(crate) fn xpub(&self, network: NetworkKind) -> Xpub {
        Xpub {
            network,
            depth: self.depth,
            parent_fingerprint: self.parent,
            child_number: self.number,
            public_key: self.public_key,
            chain_code: ChainCode::from(self.private.expose(|[_, chain_code]| *chain_code)),
        }
    }

    /// Lends the 32 bytes of the private key.
    pub(crate) fn with_key<R>(&self, work: impl FnOnce(&[u8; 32]) -> R) -> R {
        self.private.expose(|[key, _]| work(key))
    }
}

/// Child key derivation into `child`, which is zeroes.
fn ckd(
    [key, chain_code]: &Private,
    public_key: &PublicKey,
    number: ChildNumber,
    child: &mut Private,
) -> Result<(), DeriveError> {
    let number_bytes = u32::from(number).to_be_bytes();
    let mixed = match number {
        ChildNumber::Hardened { .. } => hmac_sha512(chain_code, &[&[0], key, &number_bytes], child),
        ChildNumber::Normal { .. } => {
            hmac_sha512(chain_code, &[&public_key.serialize(), &number_bytes], child)
        }
    };
    mixed.ok_or(DeriveError::InvalidChild)?;
    let [tweak, _] = child;
    add_tweak(key, tweak)
}

/// `tweak` becomes key + tweak modulo the group order.
///
/// BIP-32 says to go on with the next number when the tweak is too large or the sum is zero; we
/// stop, because another wallet that goes on, or does not, would show other addresses (attack C07).
fn add_tweak(key: &[u8; 32], tweak: &mut [u8; 32]) -> Result<(), DeriveError> {
    let scalar = Scalar::from_be_bytes(*tweak).map_err(|_| DeriveError::InvalidChild)?;
    let mut parent = SecretKey::from_slice(key).map_err(|_| DeriveError::InvalidChild)?;
    let sum = parent.add_tweak(&scalar).map_err(|_| DeriveError::InvalidChild);
    parent.non_secure_erase();
    let mut sum = sum?;
    tweak.copy_from_slice(Zeroizing::new(sum.secret_bytes()).as_slice());
    sum.non_secure_erase();
    Ok(())
}

fn public_key(secp: &Secp256k1<All>, private: &Secret<Private>) -> Option<PublicKey> {
    private.expose(|[key, _]| {
        let mut key = SecretKey::from_slice(key).ok()?;
        let public_key = key.public_key(secp);
        key.non_secure_erase();
        Some(public_key)
    })
}

/// The HMAC of the parts, written where it is to stand.
fn hmac_sha512(key: &[u8], parts: &[&[u8]], out: &mut Private) -> Option<()> {
    let mut engine = Hmac::<Sha512>::new_from_slice(key).ok()?;
    parts.iter().for_each(|part| engine.update(part));
    let out: &mut [u8; 64] = out.as_flattened_mut().try_into().ok()?;
    engine.finalize_into(out.into());
    Some(())
}

#[cfg(test)]
mod tests;
