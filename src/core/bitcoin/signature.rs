//! A signature this program made, in the bytes a PSBT holds.

use bitcoin::secp256k1::PublicKey;
use bitcoin::{ecdsa, taproot};

/// Which field of the PSBT input it goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A partial signature beside its public key (BIP-174).
    Ecdsa,
    /// The taproot key path signature (BIP-371).
    TaprootKey,
}

/// Built from signature types only, so these bytes cannot be anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeSignature {
    input_index: usize,
    public_key: PublicKey,
    scheme: Scheme,
    bytes: Vec<u8>,
}

impl MadeSignature {
    /// DER and the sighash byte.
    pub fn ecdsa(input_index: usize, public_key: PublicKey, signature: &ecdsa::Signature) -> Self {
        Self { input_index, public_key, scheme: Scheme::Ecdsa, bytes: signature.to_vec() }
    }

    /// 64 bytes (BIP-340), and the sighash byte unless it is the default.
    pub fn taproot(input_index: usize, internal_key: PublicKey, signature: &taproot::Signature) -> Self {
        Self { input_index, public_key: internal_key, scheme: Scheme::TaprootKey, bytes: signature.to_vec() }
    }

    /// The input it signs, counted from 0.
    pub fn input_index(&self) -> usize {
        self.input_index
    }

    /// The key it was made with; for taproot the internal key, before the tweak.
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// Which field it goes into.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The bytes of the field.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
