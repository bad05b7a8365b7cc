//! BBQr in all its encodings: parts are written as they were read, and series survive an attacker.
#![no_main]

use coldframe_core::frames::bbqr;
use coldframe_core::frames::{BbqrEncoding, BbqrType, Wire};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["bbqr"]),
    |input: &[u8]| {
        common::session::push_lines(input);
        if let Some(Ok(part)) = std::str::from_utf8(input).ok().map(bbqr::read) {
            let written = bbqr::write(&part.id, part.index, &part.body);
            assert!(bbqr::read(&written) == Ok(part), "the writer changed what the reader took");
        }
        let [size, cut, rest @ ..] = input else { return };
        let (message, moves) = rest.split_at(rest.len() * usize::from(*cut) / 256);
        let message = [&b"psbt\xff"[..], message].concat();
        let encodings = [BbqrEncoding::Hex, BbqrEncoding::Base32, BbqrEncoding::Deflate];
        let encoding = encodings[usize::from(*size) % encodings.len()];
        let wire = Wire::Bbqr { encoding, file_type: BbqrType::Psbt };
        // A torn frame of BBQr has no check of its own: what is torn is left out here.
        let moves: Vec<u8> = moves.iter().map(|step| if step % 8 == 4 { step - 1 } else { *step }).collect();
        common::session::play(&message, wire, 10 + usize::from(*size), &moves);
    }
);
