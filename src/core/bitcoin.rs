//! Bitcoin: what a PSBT says, whose it is, and whether it may be signed.

pub mod facts;
pub mod owner;
pub mod psbt;
pub mod verify;
pub mod signature;
