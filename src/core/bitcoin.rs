//! Bitcoin: what a PSBT says, whose it is, and whether it may be signed.
//!
//! ```text
//! psbt (model) -> ownership (whose keys) -> amounts (how far each is proven)
//!              -> facts (what it does) -> checks (what is wrong with it) -> digest
//! ```

pub mod amounts;
mod checks;
pub mod context;
mod digest;
pub mod facts;
pub mod locks;
mod look;
pub mod owner;
pub mod ownership;
pub mod psbt;
#[cfg(test)]
pub(crate) mod scene;
pub mod scripts;
pub mod signature;
mod size;
pub mod verify;

pub use context::{ClaimedAmounts, Context, SignedCoins};
