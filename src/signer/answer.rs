//! What of a signed PSBT goes back: over codes what the companion lacks, into files everything.

use crate::cli::common::Density;
use crate::drawing::Drawing;
use crate::error::Error;
use crate::place::{Output, Picture};
use crate::send::Outgoing;
use crate::world::World;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::frames::{BbqrEncoding, FrameError, SenderOptions, UrType, Wire, base43, sender};
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

/// How it is drawn: as asked, or denser where it would take more parts than its form has, or a part more room
/// than a code. Whoever sees a refusal now has consented to nothing.
pub(crate) fn drawing(outgoing: &Outgoing, asked: Drawing, output: &Output, world: &mut World) -> Drawing {
    let has_parts = matches!(outgoing.wire, Wire::Ur(_) | Wire::Ur1(_) | Wire::Bbqr { .. });
    match denser(outgoing, &asked).filter(|_| has_parts || is_drawn(output)) {
        Some((denser, version)) => {
            world.say("drawing/denser", &[("version", Safe::number(version))]);
            denser
        }
        None => asked,
    }
}

/// `None` where it can be drawn as asked, or in no way at all.
fn denser(outgoing: &Outgoing, asked: &Drawing) -> Option<(Drawing, u8)> {
    const VERSIONS: [u8; 7] = [7, 10, 15, 20, 25, 30, 40];
    let cut = |drawing: &Drawing| sender(&outgoing.bytes, outgoing.wire, drawing.options());
    if !matches!(cut(asked), Err(FrameError::TooManyParts { .. } | FrameError::QrVersion { .. })) {
        return None;
    }
    let of_version = |version| Drawing { density: Density::Version(version), ..asked.clone() };
    VERSIONS
        .map(|version| (of_version(version), version))
        .into_iter()
        .find(|(drawing, _)| cut(drawing).is_ok())
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
    fn what_takes_more_parts_than_its_form_has_is_drawn_denser_and_everything_else_as_asked() {
        // Bytes that do not shrink.
        let noise =
            |count: u32| (0..count).flat_map(|at| at.wrapping_mul(0x9e37_79b9).to_be_bytes()).collect();
        let of = |wire, count| Outgoing { bytes: noise(count), wire };
        let asked = |density| Drawing { density, ..Drawing::usual() };
        let bbqr = Wire::Bbqr { encoding: BbqrEncoding::Base32, file_type: BbqrType::Psbt };
        for (wire, count, density, version) in [
            (bbqr, 60_000, Density::Tiny, Some(10)),
            (bbqr, 60_000, Density::Normal, None),
            (Wire::Ur(UrType::Psbt), 60_000, Density::Tiny, None),
            (Wire::Ur(UrType::Psbt), 60_000, Density::Version(3), Some(7)),
            (Wire::Ur(UrType::Psbt), 60_000, Density::Bytes(10), Some(7)),
        ] {
            let outgoing = of(wire, count);
            let found = denser(&outgoing, &asked(density));
            assert_eq!(found.as_ref().map(|(_, version)| *version), version, "{wire:?} {density:?}");
            let drawn = found.map_or(asked(density), |(drawing, _)| drawing);
            assert!(sender(&outgoing.bytes, wire, drawn.options()).is_ok());
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
