//! What leaves: the payload with our signatures.

use coldframe_core::review::Digest;

/// A payload that carries our signatures, each of them rechecked. Only the keychain makes one.
#[derive(Debug)]
pub struct Signed<P> {
    payload: P,
    digest: Digest,
    signature_count: usize,
}

impl<P> Signed<P> {
    pub(crate) fn new(payload: P, digest: Digest, signature_count: usize) -> Self {
        Self { payload, digest, signature_count }
    }

    /// What came, with our signatures and nothing else added (attack E09).
    pub fn payload(&self) -> &P {
        &self.payload
    }

    /// The review that was consented to.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// How many signatures were added.
    pub fn signature_count(&self) -> usize {
        self.signature_count
    }
}
