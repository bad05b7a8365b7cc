//! Extended private keys as text (BIP-32, section Serialization format).

mod error;

pub use error::ExtendedKeyError;

use super::{Node, Private, base58, public_key};
use crate::secret::Secret;
use bitcoin::NetworkKind;
use bitcoin::bip32::{ChildNumber, Fingerprint, Xpub};
use bitcoin::secp256k1::{All, Secp256k1};
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of an extended key before they become text.
const BYTES: usize = 78;

/// Letters of its text. 112 would be one more than any of the versions we know gives.
const LETTERS: usize = 111;

/// Four bytes that begin the key and decide the letters that begin the text.
const XPRV: [u8; 4] = [0x04, 0x88, 0xad, 0xe4];
const TPRV: [u8; 4] = [0x04, 0x35, 0x83, 0x94];

/// SLIP-132: the same keys under letters that say what they are for. Read, never written: what a
/// key is for stands in the descriptor, and two names of one key help whoever wants to confuse.
const SLIP132_MAIN: [[u8; 4]; 4] =
    [[0x04, 0x9d, 0x78, 0x78], [0x04, 0xb2, 0x43, 0x0c], [0x02, 0x95, 0xb0, 0x05], [0x02, 0xaa, 0x7a, 0x99]];
const SLIP132_TEST: [[u8; 4]; 4] =
    [[0x04, 0x4a, 0x4e, 0x28], [0x04, 0x5f, 0x18, 0xbc], [0x02, 0x42, 0x85, 0xb5], [0x02, 0x57, 0x50, 0x48]];

/// An extended private key read from text.
pub struct ExtendedPrivateKey {
    node: Node,
    network: NetworkKind,
}

impl ExtendedPrivateKey {
    /// Reads `xprv…`, `tprv…` and their SLIP-132 relatives. White space around it is not taken.
    ///
    /// # Errors
    /// [`ExtendedKeyError`]: everything BIP-32 forbids, never the text.
    pub fn parse(text: &[u8]) -> Result<Self, ExtendedKeyError> {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        base58::read(text, bytes.as_mut_slice())?;
        Self::of_bytes(&Secp256k1::new(), &bytes)
    }

    /// Lends the text, `xprv…` or `tprv…`.
    pub fn with_text<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        self.node.with_text(self.network, look)
    }

    /// The public half.
    pub fn xpub(&self) -> Xpub {
        self.node.xpub(self.network)
    }

    /// Main network or the test networks.
    pub fn network(&self) -> NetworkKind {
        self.network
    }

    pub(crate) fn into_node(self) -> (Node, NetworkKind) {
        (self.node, self.network)
    }

    fn of_bytes(secp: &Secp256k1<All>, bytes: &[u8; BYTES]) -> Result<Self, ExtendedKeyError> {
        let Fields { version, depth, parent, number, chain_code, key } =
            fields(bytes).ok_or(ExtendedKeyError::Length)?;
        let network = network(version).ok_or(ExtendedKeyError::Version)?;
        let depth = depth.first().copied().unwrap_or_default();
        // A root has no parent: one that names one lies about where it comes from (attack C07).
        if depth == 0 && parent.iter().chain(number).any(|byte| *byte != 0) {
            return Err(ExtendedKeyError::RootWithParent);
        }
        let Some((0, key)) = key.split_first() else {
            return Err(ExtendedKeyError::Prefix);
        };
        let private = Secret::built([[0; 32]; 2], |[key_place, chain_code_place]: &mut Private| {
            key_place.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
            chain_code_place.iter_mut().zip(chain_code).for_each(|(place, byte)| *place = *byte);
        });
        let public_key = public_key(secp, &private).ok_or(ExtendedKeyError::KeyRange)?;
        let parent: [u8; 4] = parent.try_into().map_err(|_| ExtendedKeyError::Length)?;
        let number: [u8; 4] = number.try_into().map_err(|_| ExtendedKeyError::Length)?;
        let number = ChildNumber::from(u32::from_be_bytes(number));
        let node = Node { private, public_key, parent: Fingerprint::from(parent), number, depth };
        Ok(Self { node, network })
    }
}

impl Node {
    /// Lends the text of the key, `xprv…` or `tprv…`.
    pub(crate) fn with_text<R>(&self, network: NetworkKind, look: impl FnOnce(&str) -> R) -> R {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        self.private.expose(|[key, chain_code]| {
            let parts: [&[u8]; 7] = [
                if network == NetworkKind::Main { &XPRV } else { &TPRV },
                &[self.depth],
                self.parent.as_bytes(),
                &u32::from(self.number).to_be_bytes(),
                chain_code,
                &[0],
                key,
            ];
            let parts = parts.into_iter().flatten();
            bytes.iter_mut().zip(parts).for_each(|(place, byte)| *place = *byte);
        });
        let mut text = Zeroizing::new(String::with_capacity(LETTERS));
        // Cannot fail: 78 bytes are what it is made for.
        let _ = base58::push(bytes.as_slice(), &mut text);
        look(&text)
    }
}

impl fmt::Debug for ExtendedPrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ExtendedPrivateKey(..)")
    }
}

/// The 78 bytes in their order (BIP-32, section Serialization format).
struct Fields<'a> {
    version: &'a [u8],
    depth: &'a [u8],
    parent: &'a [u8],
    number: &'a [u8],
    chain_code: &'a [u8],
    key: &'a [u8],
}

fn fields(bytes: &[u8; BYTES]) -> Option<Fields<'_>> {
    let (version, rest) = bytes.split_at_checked(4)?;
    let (depth, rest) = rest.split_at_checked(1)?;
    let (parent, rest) = rest.split_at_checked(4)?;
    let (number, rest) = rest.split_at_checked(4)?;
    let (chain_code, key) = rest.split_at_checked(32)?;
    Some(Fields { version, depth, parent, number, chain_code, key })
}

fn network(version: &[u8]) -> Option<NetworkKind> {
    let is_one_of = |of: &[[u8; 4]]| of.iter().any(|known| known == version);
    if version == XPRV || is_one_of(&SLIP132_MAIN) {
        Some(NetworkKind::Main)
    } else if version == TPRV || is_one_of(&SLIP132_TEST) {
        Some(NetworkKind::Test)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
