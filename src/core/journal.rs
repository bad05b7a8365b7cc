//! What this machine did, in a form that shows when it was changed (`formats/journal.md`).
//!
//! Every event is one line of canonical JSON carrying the hash of the line before. Nothing secret
//! has a place in an event: digests, codes, counts and times only. Pure: lines in, lines out;
//! where they are kept is the signer's business.

pub mod backup;
pub mod chain;
pub mod event;
mod lines;
pub mod outpoint_memory;
pub mod share_sets;
pub mod time;

pub use chain::{Chain, ChainError};
pub use event::Event;
pub use outpoint_memory::{MemoryError, OutpointMemory};
pub use share_sets::{MadeSet, share_sets};
pub use time::UnixSeconds;

/// Somewhere events are kept. `record` returns only when they would survive a power cut.
pub trait Journal {
    /// What can go wrong while keeping it.
    type Error;

    /// Keeps events in their order.
    fn record(&mut self, at: UnixSeconds, events: &[Event]) -> Result<(), Self::Error>;
}
