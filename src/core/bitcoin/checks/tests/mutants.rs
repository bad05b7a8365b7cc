//! Every byte of a file, changed once: consent to the honest review never signs anything else.

use crate::bitcoin::psbt::Psbt;
use crate::bitcoin::scene::{Scene, bytes};
use crate::path::ScriptKind;
use crate::review::{Consent, Unsigned};

/// Different bits in each round, so that counts, types and amounts change in different ways.
const FLIPS: [u8; 4] = [0x01, 0x04, 0x20, 0x80];

fn no_mutant_rides_on_honest_consent(kind: ScriptKind) {
    let scene = Scene::honest(kind);
    let honest = bytes(&scene);
    let review = Unsigned::new(Psbt::parse(&honest).unwrap()).review(&scene.owner, &scene.context);
    let consent = Consent { seen: review.digest(), acknowledged: Vec::new() };
    let (mut read, mut approved) = (0, 0);
    for place in 0..honest.len() {
        for flip in FLIPS {
            let mut mutant = honest.clone();
            mutant[place] ^= flip;
            let Ok(psbt) = Psbt::parse(&mutant) else { continue };
            read += 1;
            let Ok(granted) = Unsigned::new(psbt).review(&scene.owner, &scene.context).approve(&consent)
            else {
                continue;
            };
            approved += 1;
            assert_eq!(granted.payload().transaction(), &scene.transaction, "byte {place}");
            assert_eq!(granted.facts().signing_jobs(), review.facts().signing_jobs(), "byte {place}");
            assert_eq!(granted.facts().spent_outputs(), review.facts().spent_outputs(), "byte {place}");
            assert_eq!(granted.facts().recipients(), review.facts().recipients(), "byte {place}");
        }
    }
    assert!(read > 100, "{read} mutants of {} bytes were read", honest.len());
    assert!(approved < read / 4, "{approved} of {read} mutants keep the digest");
}

#[test]
fn no_mutant_of_a_legacy_file_rides_on_honest_consent() {
    no_mutant_rides_on_honest_consent(ScriptKind::P2pkh);
}

#[test]
fn no_mutant_of_a_nested_file_rides_on_honest_consent() {
    no_mutant_rides_on_honest_consent(ScriptKind::P2shP2wpkh);
}

#[test]
fn no_mutant_of_a_segwit_file_rides_on_honest_consent() {
    no_mutant_rides_on_honest_consent(ScriptKind::P2wpkh);
}

#[test]
fn no_mutant_of_a_taproot_file_rides_on_honest_consent() {
    no_mutant_rides_on_honest_consent(ScriptKind::P2tr);
}
