//! The first version of UR: any line of any series is bounded, and series survive frames dropped and repeated.
#![no_main]

use coldframe_core::frames::ur1::{self, Ur1Part};
use coldframe_core::frames::{UrType, Wire};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: common::seeds::write(&["ur1"]),
    |input: &[u8]| {
        common::session::push_lines(input);
        if let Some(Ok(part)) = std::str::from_utf8(input).ok().map(ur1::read) {
            match part {
                Ur1Part::Single { message, .. } => assert!(message.len() <= input.len()),
                Ur1Part::Multi { id, index, fragment } => {
                    assert!(index < id.count && fragment.len() <= input.len());
                }
            }
        }
        let [size, cut, rest @ ..] = input else { return };
        let (message, moves) = rest.split_at(rest.len() * usize::from(*cut) / 256);
        let message = [&b"psbt\xff"[..], message].concat();
        let moves: Vec<u8> = moves.iter().map(|step| if step % 8 == 4 { step - 1 } else { *step }).collect();
        common::session::play(&message, Wire::Ur1(UrType::Bytes), 10 + usize::from(*size), &moves);
    }
);
