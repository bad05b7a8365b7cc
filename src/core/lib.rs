//! The pure half of coldframe: formats, ownership, checks, review, transport.
//!
//! Nothing here holds a secret, opens a file, reads a clock, draws randomness or touches a
//! terminal. Bytes come in, proven types and explained errors go out, so that the same code can
//! run in the signer, in the companion, in a fuzzer and in a proof.

pub mod amount;
pub mod bitcoin;
pub mod entropy;
pub mod envelope;
pub mod frames;
pub mod inventory;
pub mod journal;
pub mod limits;
pub mod messages;
pub mod network;
pub mod optics_default;
pub mod path;
pub mod public_out;
pub mod review;
pub mod safe;
pub mod self_test;
pub mod shares;
pub mod wallet;
pub mod words;
