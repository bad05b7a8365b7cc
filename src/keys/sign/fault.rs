//! Where a glitch, a cosmic ray or a broken library could strike: the tests flip bits here.

/// A disturbance between two steps of signing. The program knows only [`NoFault`].
pub(super) trait Fault: Sync {
    /// After the key was held against the seed, before it signs.
    fn key(&self, _key: &mut [u8; 32]) {}
    /// After the sighash was computed, before it is signed.
    fn sighash(&self, _sighash: &mut [u8; 32]) {}
    /// After the first of two signatures, before the second is made.
    fn first(&self, _signature: &mut [u8; 64]) {}
    /// After signing, before the recheck.
    fn signature(&self, _signature: &mut [u8; 64]) {}
}

/// Nothing strikes.
pub(super) struct NoFault;

impl Fault for NoFault {}
