//! The rules of the house, held by tests: who may depend on whom, no network, no stray sentence,
//! no format without evidence, no attack without a test, no promise without proof.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    reason = "a test may stop at the first surprise, and it runs cargo and the program itself"
)]

#[path = "boundaries/attacks.rs"]
mod attacks;
#[path = "boundaries/crates.rs"]
mod crates;
#[path = "boundaries/features.rs"]
mod features;
#[path = "boundaries/formats.rs"]
mod formats;
#[path = "boundaries/licences.rs"]
mod licences;
#[path = "boundaries/messages.rs"]
mod messages;
#[path = "boundaries/papers.rs"]
mod papers;
#[path = "boundaries/randomness.rs"]
mod randomness;
#[path = "boundaries/raw_hash.rs"]
mod raw_hash;
#[path = "boundaries/rust_text.rs"]
mod rust_text;
#[path = "boundaries/sources.rs"]
mod sources;
#[path = "boundaries/symbols.rs"]
mod symbols;
#[path = "boundaries/tree.rs"]
mod tree;
