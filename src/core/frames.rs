//! Transport without I/O: bytes ⇄ the texts of QR symbols.
//!
//! ```text
//! bytes --sender(wire, options)--> frame 0, 1, 2 …      QR texts --Receiver::push--> Progress
//! ```
//! UR 2 (BCR-2020-005, 006, 012), UR 1 (BCR-0005), BBQr, Specter's `p1of3`, and static base64, hex and base43. The
//! same code runs behind a camera, over a file of frames, and on shuffled, dropped and forged
//! frames in the tests. Formats: `formats/ur.md`, `ur1.md`, `bbqr.md`, `specter.md`, `base43.md`, `plain.md`.

pub mod base43;
pub mod base64;
pub mod bbqr;
pub mod capacity;
mod error;
pub mod optics_test;
mod part_number;
pub mod plain;
mod receiver;
mod sender;
pub mod specter;
pub mod ur;
pub mod ur1;
mod wire;

pub use bbqr::{BbqrEncoding, BbqrType};
pub use error::FrameError;
pub use part_number::PartNumber;
pub use receiver::{Missing, Progress, Receiver};
pub use sender::{Frame, FrameSize, FrameSource, Order, SenderOptions, sender};
pub use ur::{UrName, UrType};
pub use wire::{Received, Wire};

use bitcoin::hashes::{Hash, sha256};

/// What two people compare to know that they hold the same message: its SHA-256. The CRC-32 of UR
/// can be forged by whoever draws the frames (attack E03).
pub fn message_digest(message: &[u8]) -> [u8; 32] {
    sha256::Hash::hash(message).to_byte_array()
}

/// The first eight bytes of a digest as words to read aloud. A label, not a proof: it finds a
/// mistake, while an attacker who can try 2^64 messages can match it.
pub fn digest_words(digest: &[u8; 32]) -> String {
    let words: Vec<&str> = digest.iter().take(8).map(|byte| ur::bytewords::word(*byte)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
