//! What a PSBT does, in proven terms: the content of a review and the orders for signing.

use crate::path::{AddressPath, ScriptKind};
use bitcoin::TxOut;
use bitcoin::secp256k1::PublicKey;

/// One signature to make: which input, with which key, over which output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningJob {
    /// Input, counted from 0.
    pub input_index: usize,
    /// How its script is made.
    pub kind: ScriptKind,
    /// Path of the key.
    pub path: AddressPath,
    /// The key (untweaked) that the path must lead to.
    pub public_key: PublicKey,
    /// The output being spent.
    pub spent: TxOut,
    /// Sighash byte: 1 (ALL) for ECDSA, 0 (DEFAULT) or 1 for taproot.
    pub sighash: u8,
}
