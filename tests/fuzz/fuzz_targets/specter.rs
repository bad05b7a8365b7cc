//! `p1of3 …`: any line of any series is bounded, and series survive frames dropped and repeated.
#![no_main]

use coldframe_core::frames::{Wire, specter};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["specter"]),
    |input: &[u8]| {
        common::session::push_lines(input);
        if let Some(Ok(part)) = std::str::from_utf8(input).ok().map(specter::read) {
            assert!(part.text.len() <= input.len());
        }
        let [size, cut, rest @ ..] = input else { return };
        let (message, moves) = rest.split_at(rest.len() * usize::from(*cut) / 256);
        let message = [&b"psbt\xff"[..], message].concat();
        let moves: Vec<u8> = moves.iter().map(|step| if step % 8 == 4 { step - 1 } else { *step }).collect();
        common::session::play(&message, Wire::Base64, 10 + usize::from(*size), &moves);
    }
);
