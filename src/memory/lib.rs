//! Where secrets live: the only unsafe code we write.
//!
//! [`vault()`] is the one place secrets are worked on, [`Hold`] keeps those that stay,
//! [`WipingAllocator`] erases every block the program gives back, and [`process::harden`] shuts the
//! process to debuggers and core dumps (attacks G04, G05). [`report()`] says what of it the kernel
//! agreed to. What remains is said plainly: registers, CPU caches, the kernel's own buffers and a
//! person with root are out of reach.

mod features;
mod flags;
pub mod fork;
mod hold;
mod pages;
pub mod panics;
pub mod probe;
pub mod process;
mod report;
mod signals;
mod thread;
mod vault;
mod wipe;

pub use features::{built_with, leak, stumble};
pub use hold::{Hold, HoldKind};
pub use report::{Grade, Report, report};
pub use vault::{VaultError, is_inside, vault, vault_pair};
pub use wipe::WipingAllocator;
