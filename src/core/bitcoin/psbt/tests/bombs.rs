//! Small files that would cost a careless reader much (attack E07), and amounts that do not exist (A07).

use super::build::{
    file, global_v0, global_v2, input_v2, one_input, output_v2, pair, sized, tx_out, unsigned_tx,
};
use crate::bitcoin::psbt::error::PsbtError;
use crate::bitcoin::psbt::writer::compact_size;
use crate::bitcoin::psbt::{Place, Psbt};
use bitcoin::hashes::{Hash, sha256};

fn refusal(bytes: &[u8]) -> PsbtError {
    Psbt::parse(bytes).unwrap_err()
}

/// How far reading came before the refusal, in bytes: the measure of work.
fn reached(error: PsbtError) -> usize {
    match error {
        PsbtError::TooManyUnknown(Place { offset, .. }) | PsbtError::TooManyKeys(Place { offset, .. }) => {
            offset
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn atk_e07_three_hundred_thousand_unknown_keys_are_refused_at_the_first_too_many() {
    let mut global = global_v0(1, &[]);
    global.extend(
        (0..300_000_u32).map(|number| pair(&[&[0xf0], number.to_le_bytes().as_slice()].concat(), &[])),
    );
    let bytes = file(&[global, vec![]]);
    assert!(bytes.len() > 2_000_000);
    assert!(reached(refusal(&bytes)) < 2_000, "read on for {}", reached(refusal(&bytes)));
}

#[test]
fn atk_e07_unknown_keys_spread_over_all_maps_are_refused_too() {
    let unknown: Vec<_> = (0..200_u8).map(|number| pair(&[0xf0, number], &[])).collect();
    let mut maps = vec![global_v0(1, &[0; 900])];
    maps.resize(902, unknown);
    let bytes = file(&maps);
    assert!(bytes.len() < 1_000_000);
    assert!(reached(refusal(&bytes)) < 130_000);
    let few = file(&maps[..2].iter().cloned().chain(vec![vec![]; 900]).collect::<Vec<_>>());
    assert_eq!(Psbt::parse(&few).unwrap().inputs()[0].unknown_count, 200);
}

#[test]
fn atk_e07_two_hundred_thousand_empty_outputs_are_refused_by_their_count() {
    let v0 = file(&[global_v0(1, &vec![0; 200_000])]);
    assert_eq!(refusal(&v0), PsbtError::TooManyOutputs { count: 200_000 });
    let v2 = file(&[global_v2(1, 200_000)]);
    assert_eq!(refusal(&v2), PsbtError::TooManyOutputs { count: 200_000 });
    assert_eq!(refusal(&file(&[global_v0(1, &[0; 5_001])])), PsbtError::TooManyOutputs { count: 5_001 });
    let most = file(&[vec![global_v0(1, &[0; 5_000])], vec![vec![]; 5_001]].concat());
    assert_eq!(Psbt::parse(&most).unwrap().outputs().len(), 5_000);
}

#[test]
fn atk_e07_too_many_inputs_are_refused_by_their_count() {
    assert_eq!(refusal(&file(&[global_v0(2_001, &[0])])), PsbtError::TooManyInputs { count: 2_001 });
    let huge = 1 << 62;
    assert_eq!(refusal(&file(&[global_v2(huge, 1)])), PsbtError::TooManyInputs { count: huge });
    let most = file(&[vec![global_v0(2_000, &[])], vec![vec![]; 2_000]].concat());
    assert_eq!(Psbt::parse(&most).unwrap().inputs().len(), 2_000);
}

#[test]
fn atk_e07_counts_without_maps_behind_them_size_nothing() {
    assert!(matches!(refusal(&file(&[global_v2(2_000, 5_000)])), PsbtError::Cut { .. }));
}

#[test]
fn atk_e07_lengths_of_two_to_the_62_are_refused() {
    let huge = compact_size(1 << 62);
    let key = [b"psbt\xff".as_slice(), &huge, &[0; 64]].concat();
    assert_eq!(refusal(&key), PsbtError::Cut { offset: 5 });
    let value = [b"psbt\xff\x01\x00".as_slice(), &huge, &[0; 64]].concat();
    assert_eq!(refusal(&value), PsbtError::Cut { offset: 7 });
    for key_type in [0x00, 0x01, 0x08] {
        let inside = [[0; 8].as_slice(), &huge, &[0; 64]].concat();
        let error = refusal(&one_input(&[pair(&[key_type], &inside)]));
        assert!(matches!(error, PsbtError::ValueShape(_)), "{key_type}: {error:?}");
    }
}

#[test]
fn atk_e07_counts_inside_values_are_held_against_the_bytes() {
    let items = [compact_size(4_000_000), vec![0; 8]].concat();
    assert!(matches!(refusal(&one_input(&[pair(&[8], &items)])), PsbtError::ValueShape(_)));
    let inputs = [2_u32.to_le_bytes().to_vec(), compact_size(9_000), vec![0; 41 * 8_999]].concat();
    assert!(matches!(refusal(&one_input(&[pair(&[0], &inputs)])), PsbtError::ValueShape(_)));
    let leaves = [compact_size(1_000), vec![0; 32 * 999]].concat();
    let claim = pair(&[[0x16].as_slice(), &[7; 32]].concat(), &leaves);
    assert!(matches!(refusal(&one_input(&[claim])), PsbtError::ValueShape(_)));
}

#[test]
fn atk_e07_files_values_and_paths_above_their_bounds_are_refused() {
    assert_eq!(refusal(&vec![0; 4_000_001]), PsbtError::TooLarge { bytes: 4_000_001 });
    let unknown =
        |key: usize, value: usize| one_input(&[pair(&[vec![0xf0], vec![7; key]].concat(), &vec![7; value])]);
    assert!(Psbt::parse(&unknown(10_000, 10_000)).is_ok());
    assert!(matches!(refusal(&unknown(1, 10_001)), PsbtError::UnknownTooLarge(_)));
    assert!(matches!(refusal(&unknown(10_001, 1)), PsbtError::UnknownTooLarge(_)));
    let previous = one_input(&[pair(&[0], &vec![0; 400_001])]);
    assert!(matches!(refusal(&previous), PsbtError::PreviousTooLarge(_)));
    let claim =
        |steps: usize| one_input(&[pair(&[[0x16].as_slice(), &[7; 32]].concat(), &vec![0; 5 + 4 * steps])]);
    assert!(Psbt::parse(&claim(255)).is_ok());
    assert!(matches!(refusal(&claim(256)), PsbtError::ValueShape(_)));
}

#[test]
fn atk_e07_more_pairs_of_known_types_than_anybody_needs_are_refused() {
    let preimages = |count: u32| {
        let hashed = |number: u32| sha256::Hash::hash(&number.to_le_bytes()).to_byte_array();
        let pairs: Vec<_> = (0..count)
            .map(|number| pair(&[[0x0b].as_slice(), &hashed(number)].concat(), &number.to_le_bytes()))
            .collect();
        one_input(&pairs)
    };
    assert!(Psbt::parse(&preimages(2_000)).is_ok());
    assert!(reached(refusal(&preimages(2_001))) < 90_000);
}

#[test]
fn atk_a07_negative_and_impossible_amounts_are_refused_wherever_they_stand() {
    const MOST: u64 = 2_100_000_000_000_000;
    for amount in [u64::MAX, 1 << 63, MOST + 1] {
        let previous = [
            2_u32.to_le_bytes().to_vec(),
            [[1].as_slice(), &[0x22; 36], &[0], &[0xff; 4], &[1]].concat(),
            tx_out(amount, &[]),
            vec![0; 4],
        ];
        for bytes in [
            file(&[global_v0(1, &[amount]), vec![], vec![]]),
            one_input(&[pair(&[1], &tx_out(amount, &[]))]),
            one_input(&[pair(&[0], &previous.concat())]),
            file(&[global_v2(1, 1), input_v2(), output_v2(amount)]),
        ] {
            assert!(matches!(refusal(&bytes), PsbtError::AmountRange(_)), "{amount}");
        }
    }
    assert!(Psbt::parse(&file(&[global_v0(1, &[MOST]), vec![], vec![]])).is_ok());
}

#[test]
fn atk_a07_outputs_that_together_exceed_all_coins_are_refused() {
    const HALF: u64 = 1_050_000_000_000_001;
    let v0 = file(&[global_v0(1, &[HALF, HALF]), vec![], vec![], vec![]]);
    assert!(matches!(refusal(&v0), PsbtError::AmountRange(_)));
    let v2 = file(&[global_v2(1, 2), input_v2(), output_v2(HALF), output_v2(HALF)]);
    assert!(matches!(refusal(&v2), PsbtError::AmountRange(_)));
}

#[test]
fn a_transaction_without_inputs_is_never_read_as_segwit() {
    let none = file(&[global_v0(0, &[7]), vec![]]);
    let psbt = Psbt::parse(&none).unwrap();
    assert_eq!((psbt.transaction().input.len(), psbt.transaction().output.len()), (0, 1));
    let mut segwit = unsigned_tx(1, &[7]);
    segwit.splice(4..4, [0, 1]);
    segwit.splice(segwit.len() - 4..segwit.len() - 4, sized(&[]));
    let bytes = file(&[vec![pair(&[0], &segwit)], vec![], vec![]]);
    assert!(matches!(refusal(&bytes), PsbtError::ValueShape(_)));
}
