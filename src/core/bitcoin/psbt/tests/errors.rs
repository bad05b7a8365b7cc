//! Every refusal says what, where and what next.

use crate::bitcoin::psbt::finalize::FinalizeError;
use crate::bitcoin::psbt::{CombineError, MapKind, Place, PsbtError};
use crate::messages::{Explain, Part, codes, entry, sentence};
use std::collections::BTreeSet;

const PLACE: Place = Place { map: MapKind::Input(3), key_type: 0x01, offset: 77 };

fn every_error() -> Vec<Box<dyn Explain>> {
    use PsbtError as E;
    let placed = [
        E::DuplicateKey,
        E::KeyShape,
        E::ValueShape,
        E::TooManyKeys,
        E::TooManyUnknown,
        E::UnknownTooLarge,
        E::PreviousTooLarge,
        E::AmountRange,
        E::AlreadySigned,
        E::Missing,
        E::Forbidden,
        E::LocktimeRange,
        E::NotExpressible,
    ]
    .map(|error| error(PLACE));
    let others = [
        E::Magic,
        E::TooLarge { bytes: 1 },
        E::Cut { offset: 1 },
        E::NotMinimal { offset: 1 },
        E::Trailing { offset: 1, count: 2 },
        E::TooManyInputs { count: 1 },
        E::TooManyOutputs { count: 1 },
        E::Version { version: 1 },
        E::LocktimeConflict,
        E::NoSuchInput { input: 1 },
        E::SignatureShape { input: 1 },
        E::SignaturePresent { input: 1 },
        E::InputFinal { input: 1 },
    ];
    let finishing = [
        FinalizeError::Empty,
        FinalizeError::NoSpentOutput { input: 1 },
        FinalizeError::NoSignature { input: 1 },
        FinalizeError::Sighash { input: 1 },
        FinalizeError::RedeemScript { input: 1 },
        FinalizeError::Script { input: 1 },
    ];
    let boxed = |error: PsbtError| -> Box<dyn Explain> { Box::new(error) };
    let finishing = finishing.into_iter().map(|error| -> Box<dyn Explain> { Box::new(error) });
    let combining = [CombineError::OtherTransaction, CombineError::Differs { input: 1 }];
    let combining = combining.into_iter().map(|error| -> Box<dyn Explain> { Box::new(error) });
    placed.into_iter().chain(others).map(boxed).chain(finishing).chain(combining).collect()
}

#[test]
fn every_error_has_its_sentences_and_every_fact_they_need() {
    for error in every_error() {
        let parts = entry(error.code().as_str()).unwrap_or_else(|| panic!("{} is unexplained", error.code()));
        for part in [Part::Error, Part::Cause, Part::Help] {
            assert!(parts.contains_key(&part), "{} has no {part:?}", error.code());
        }
        for part in parts.keys() {
            let filled = sentence(error.code(), *part, &error.facts()).unwrap();
            assert!(!filled.contains(['{', '}']), "{filled}");
            assert!(*part == Part::Help || !filled.ends_with('.'), "{filled}");
        }
    }
}

#[test]
fn no_two_errors_share_a_code() {
    let all: Vec<_> = every_error().iter().map(|error| error.code()).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(all.iter().all(|code| codes().contains(&code.as_str())));
}

#[test]
fn a_place_is_named_by_map_field_and_byte() {
    let error = PsbtError::DuplicateKey(PLACE);
    assert_eq!(error.to_string(), "input 3 has the same key twice");
    let cause = sentence(error.code(), Part::Cause, &error.facts()).unwrap();
    assert_eq!(cause, "PSBT_IN_WITNESS_UTXO, second time at byte 77 (BIP-174)");
    let unknown = PsbtError::UnknownTooLarge(Place { map: MapKind::Global, key_type: 0xf0, offset: 9 });
    assert_eq!(unknown.to_string(), "the global map: a field that coldframe does not know is too large");
    assert_eq!(unknown.facts()[1].1.as_str(), "0xf0");
}
