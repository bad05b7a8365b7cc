//! The 32 bytes that consent is bound to (`formats/review-digest.md`).

use std::fmt;

/// SHA-256 over network, transaction, amounts, scripts, proofs and ownership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Wraps the finished hash.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// All 32 bytes: approvals and scripts bind these.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Four bytes in two groups, `7f3c 91d0`: a label to tell two reviews apart by eye, never proof.
    pub fn label(&self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{a:02x}{b:02x} {c:02x}{d:02x}")
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        <[u8; 32] as bitcoin::hex::FromHex>::from_hex(hex).ok().map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
