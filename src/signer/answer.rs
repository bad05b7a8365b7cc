//! What of a signed PSBT goes back: over codes what the companion lacks, into files everything.

use crate::error::Error;
use crate::place::{Output, Picture};
use crate::send::Outgoing;
use crate::world::World;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::frames::{BbqrEncoding, Wire};
use coldframe_core::safe::Safe;

/// The answer to the PSBT that came as `question`, in the form it came in.
///
/// A companion keeps what it sent, and combines (BIP-174): so codes carry the transaction and the
/// new signatures, a tenth of the whole. A file may end up with somebody who has nothing else.
pub(crate) fn answer(
    signed: &Psbt,
    question: &[u8],
    wire: Wire,
    output: &Output,
    wants_all: bool,
    world: &mut World,
) -> Result<Outgoing, Error> {
    if wants_all || !is_drawn(output) {
        return Ok(Outgoing { bytes: signed.to_bytes(), wire });
    }
    let bytes = signed.answer_to(&Psbt::parse(question)?)?.to_bytes();
    let facts = [("bytes", Safe::count(bytes.len())), ("whole", Safe::count(signed.to_bytes().len()))];
    world.say("signing/short", &facts);
    Ok(Outgoing { bytes, wire: deflated(wire) })
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
    use coldframe_core::frames::{BbqrType, UrType};

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
