//! What came, and therefore how to answer.

use crate::frames::bbqr::{BbqrEncoding, BbqrType};
use crate::frames::ur::UrType;

/// The written form of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Wire {
    /// Raw bytes.
    Binary,
    /// Text that is not an encoding of bytes: a descriptor, an address list, JSON.
    Text,
    /// Base64, in one piece or as `p1of3 …`.
    Base64,
    /// Hexadecimal.
    Hex,
    /// Base43 (Electrum).
    Base43,
    /// UR, in one part or as a fountain.
    Ur(UrType),
    /// The first version of UR, in numbered parts.
    Ur1(UrType),
    /// BBQr.
    Bbqr {
        /// How bytes became letters.
        encoding: BbqrEncoding,
        /// What the bytes are said to be.
        file_type: BbqrType,
    },
}

/// A whole message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// How it came.
    pub wire: Wire,
    /// Its bytes; for UR kinds that are no byte string, their CBOR.
    pub bytes: Vec<u8>,
}
