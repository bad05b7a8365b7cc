//! What of a signed PSBT goes back: over codes what the companion lacks, into files everything.

use crate::error::Error;
use crate::place::{Output, Picture};
use crate::send::Outgoing;
use crate::world::World;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::frames::{BbqrEncoding, SenderOptions, UrType, Wire, base43, sender};
use coldframe_core::safe::Safe;

/// The answer to a PSBT, in the form it came in.
///
/// A companion keeps what it sent, and combines (BIP-174): so codes carry the transaction and the
/// signatures, a tenth of the whole. A file may end up with somebody who has nothing else.
pub(crate) fn answer(
    signed: &Psbt,
    wire: Wire,
    output: &Output,
    wants_all: bool,
    world: &mut World,
) -> Result<Outgoing, Error> {
    if !is_drawn(output) {
        return Ok(kept(signed.to_bytes(), wire));
    }
    if wants_all {
        return Ok(drawn(signed.to_bytes(), wire));
    }
    let bytes = signed.answer()?.to_bytes();
    let facts = [("bytes", Safe::count(bytes.len())), ("whole", Safe::count(signed.to_bytes().len()))];
    world.say("signing/short", &facts);
    Ok(drawn(bytes, wire))
}

/// In a file as it came, or as base64 where base43 would be longer than anybody reads: it is a text for one
/// code, and what is signed by now must not be lost for it.
fn kept(bytes: Vec<u8>, wire: Wire) -> Outgoing {
    let wire = match wire {
        Wire::Base43 if base43::encode(&bytes).is_err() => Wire::Base64,
        wire => wire,
    };
    Outgoing { bytes, wire }
}

/// In codes as it came, or as UR where that has no parts and one code is too small: what is signed by
/// now must not be lost for it.
fn drawn(bytes: Vec<u8>, wire: Wire) -> Outgoing {
    let wire = match deflated(wire) {
        wire @ (Wire::Hex | Wire::Base43) if sender(&bytes, wire, SenderOptions::NORMAL).is_err() => {
            Wire::Ur(UrType::Psbt)
        }
        wire => wire,
    };
    Outgoing { bytes, wire }
}

/// Whether somebody holds a camera to it.
fn is_drawn(output: &Output) -> bool {
    match output {
        Output::Screen | Output::FrameBuffer(_) => true,
        Output::Path(path) => Picture::of(path).is_some(),
        Output::Stdout => false,
    }
}

/// Every reader of BBQr inflates; who sent without had nothing to gain from it, or was in a hurry.
const fn deflated(wire: Wire) -> Wire {
    match wire {
        Wire::Bbqr { file_type, .. } => Wire::Bbqr { encoding: BbqrEncoding::Deflate, file_type },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coldframe_core::frames::BbqrType;

    #[test]
    fn what_has_no_parts_and_fits_no_single_code_goes_out_as_ur() {
        for wire in [Wire::Hex, Wire::Base43] {
            assert_eq!(drawn(vec![7; 100], wire).wire, wire);
            assert_eq!(drawn(vec![7; 9_000], wire).wire, Wire::Ur(UrType::Psbt));
        }
    }

    #[test]
    fn what_base43_cannot_hold_stays_in_a_file_as_base64_and_everything_else_as_it_came() {
        assert_eq!(kept(vec![7; 100], Wire::Base43).wire, Wire::Base43);
        assert_eq!(kept(vec![7; 9_000], Wire::Base43).wire, Wire::Base64);
        assert_eq!(kept(vec![7; 9_000], Wire::Hex).wire, Wire::Hex);
    }

    #[test]
    fn what_is_drawn_is_short_and_what_is_kept_is_whole() {
        for path in ["a.gif", "a.png", "a.apng", "a.svg"] {
            assert!(is_drawn(&Output::Path(path.into())), "{path}");
        }
        assert!(is_drawn(&Output::Screen));
        assert!(!is_drawn(&Output::Path("a.psbt".into())) && !is_drawn(&Output::Stdout));
    }

    #[test]
    fn bbqr_is_answered_deflated_and_everything_else_as_it_came() {
        let bbqr = |encoding| Wire::Bbqr { encoding, file_type: BbqrType::Psbt };
        for encoding in [BbqrEncoding::Hex, BbqrEncoding::Base32, BbqrEncoding::Deflate] {
            assert_eq!(deflated(bbqr(encoding)), bbqr(BbqrEncoding::Deflate));
        }
        for wire in [Wire::Base64, Wire::Ur(UrType::Psbt), Wire::Ur(UrType::Bytes)] {
            assert_eq!(deflated(wire), wire);
        }
    }
}
