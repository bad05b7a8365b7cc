//! Where secrets live: the only unsafe code we write.
//!
//! [`vault`] is the one place secrets are worked on, [`WipingAllocator`] erases every block the
//! program gives back, and [`process::harden`] shuts the process to debuggers and core dumps
//! (attacks G04, G05). What remains is said plainly: registers, CPU caches, the kernel's own
//! buffers and a person with root are out of reach.

pub mod panics;
pub mod process;
mod vault;
mod wipe;

pub use vault::{VaultError, vault};
pub use wipe::WipingAllocator;
