//! Frames dropped, repeated, shuffled and torn: the message comes out, or nothing.
#![no_main]

use coldframe_core::frames::{UrType, Wire};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["ur"]),
    |input: &[u8]| {
        let [size, cut, rest @ ..] = input else { return };
        let (message, moves) = rest.split_at(rest.len() * usize::from(*cut) / 256);
        // A PSBT by its magic, as a receiver of payments waits for.
        let message = [&b"psbt\xff"[..], message].concat();
        common::session::play(&message, Wire::Ur(UrType::Psbt), 10 + usize::from(*size), moves);
    }
);
