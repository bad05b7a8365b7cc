//! Secrets derived from a seed for other purposes (BIP-85): one backup restores them all.

mod application;
mod encode;
mod error;

pub use application::Application;
pub use error::Bip85Error;

use crate::derive::{DeriveError, ExtendedPrivateKey, Node};
use crate::place;
use crate::secret::Secret;
use crate::seed::Seed;
use bitcoin::NetworkKind;
use bitcoin::bip32::Fingerprint;
use bitcoin::secp256k1::{All, Secp256k1};
use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use std::fmt;
use zeroize::Zeroizing;

/// 64 bytes, of which each application takes what it needs from the front.
type Entropy = [u8; 64];

/// The root that children are derived from. Lives in the vault only.
pub struct Bip85 {
    secp: Secp256k1<All>,
    root: Node,
    network: NetworkKind,
}

impl Bip85 {
    /// Children of a seed. The network decides between `xprv` and `tprv`, and the first byte of a WIF.
    ///
    /// # Errors
    /// [`Bip85Error::Derivation`] for a seed without a master key.
    pub fn of_seed(seed: &Seed, network: NetworkKind) -> Result<Self, Bip85Error> {
        let secp = place::blinded(seed);
        let root = Node::master(&secp, seed)?;
        Ok(Self { secp, root, network })
    }

    /// Children of a root key.
    ///
    /// # Errors
    /// [`Bip85Error::NotRoot`] for a deeper key: what it derived no seed would ever restore.
    pub fn of_key(key: ExtendedPrivateKey) -> Result<Self, Bip85Error> {
        let (root, network) = key.into_node();
        if !root.is_root() {
            return Err(Bip85Error::NotRoot);
        }
        Ok(Self { secp: Secp256k1::new(), root, network })
    }

    /// Fingerprint of the root: which seed restores what is derived here.
    pub fn fingerprint(&self) -> Fingerprint {
        self.root.fingerprint()
    }

    /// The child secret as text: words in NFKD, hexadecimal in lower case, rolls with commas.
    ///
    /// # Errors
    /// [`Bip85Error`] when a number is out of range, or gives no key.
    pub fn derive(&self, application: Application, index: u32) -> Result<Secret<String>, Bip85Error> {
        let steps = application.steps(index)?;
        let mut node = None;
        for step in steps {
            node = Some(node.as_ref().unwrap_or(&self.root).child(&self.secp, step)?);
        }
        let node = node.ok_or(DeriveError::InvalidChild)?;
        let mut entropy = Zeroizing::new([0_u8; 64]);
        node.with_key(|key| stretch(key, &mut entropy)).ok_or(DeriveError::InvalidChild)?;
        let blank = String::with_capacity(application.letters_max());
        Secret::try_built(blank, |text| encode::push(application, self.network, &entropy, text))
    }
}

impl fmt::Debug for Bip85 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bip85(..)")
    }
}

/// The entropy of a child key: a hash, so that what is derived tells nothing of the tree above it.
fn stretch(key: &[u8; 32], entropy: &mut Entropy) -> Option<()> {
    let mut engine = Hmac::<Sha512>::new_from_slice(b"bip-entropy-from-k").ok()?;
    engine.update(key);
    engine.finalize_into(entropy.into());
    Some(())
}

#[cfg(test)]
mod tests;
