//! Two meanings in one file (attack E08): duplicates, second spellings, trailing bytes, odd lengths.

use super::build::{file, global_v0, global_v2, input_v2, one_input, output_v2, pair};
use crate::bitcoin::psbt::error::PsbtError;
use crate::bitcoin::psbt::{MapKind, Psbt, Version};

fn refusal(bytes: &[u8]) -> PsbtError {
    Psbt::parse(bytes).unwrap_err()
}

const GENERATOR: [u8; 33] = [
    2, 0x79, 0xbe, 0x66, 0x7e, 0xf9, 0xdc, 0xbb, 0xac, 0x55, 0xa0, 0x62, 0x95, 0xce, 0x87, 0x0b, 0x07, 2,
    0x9b, 0xfc, 0xdb, 0x2d, 0xce, 0x28, 0xd9, 0x59, 0xf2, 0x81, 0x5b, 0x16, 0xf8, 0x17, 0x98,
];

#[test]
fn atk_e08_duplicate_keys_are_refused_in_every_map_known_or_not() {
    let unknown = pair(&[0xf0, 1], &[1]);
    let sighash = pair(&[3], &[1, 0, 0, 0]);
    let script = pair(&[1], &[0x51]);
    for (map, pairs) in [(0, &unknown), (1, &unknown), (2, &unknown), (1, &sighash), (2, &script)] {
        let mut maps = [global_v0(1, &[1]), vec![], vec![]];
        maps[map].extend([pairs.clone(), (pairs.0.clone(), vec![9])]);
        assert!(matches!(refusal(&file(&maps)), PsbtError::DuplicateKey(_)), "{map}");
    }
}

#[test]
fn atk_e08_duplicates_far_apart_and_out_of_order_are_found() {
    let mut pairs: Vec<_> = (0..150_u8).rev().map(|number| pair(&[0xf0, number], &[])).collect();
    assert!(Psbt::parse(&one_input(&pairs)).is_ok(), "order is no rule");
    pairs.push(pair(&[0xf0, 149], &[]));
    match refusal(&one_input(&pairs)) {
        PsbtError::DuplicateKey(place) => assert_eq!(place.map, MapKind::Input(0)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn atk_e08_numbers_spelled_too_long_are_refused_wherever_they_stand() {
    let magic = b"psbt\xff".as_slice();
    let key_length = [magic, &[0xfd, 1, 0, 0]].concat();
    assert_eq!(refusal(&key_length), PsbtError::NotMinimal { offset: 5 });
    let key_type = [magic, &[3, 0xfd, 0, 0, 0]].concat();
    assert_eq!(refusal(&key_type), PsbtError::NotMinimal { offset: 6 });
    let value_length = [magic, &[1, 0xf0, 0xfd, 1, 0, 7]].concat();
    assert_eq!(refusal(&value_length), PsbtError::NotMinimal { offset: 7 });
    let count = [pair(&[2], &[2, 0, 0, 0]), pair(&[4], &[0xfd, 1, 0]), pair(&[0xfb], &[2, 0, 0, 0])];
    assert!(matches!(refusal(&file(&[count.to_vec()])), PsbtError::NotMinimal { .. }));
    let script = one_input(&[pair(&[1], &[0, 0, 0, 0, 0, 0, 0, 0, 0xfd, 1, 0, 0x51])]);
    assert!(matches!(refusal(&script), PsbtError::NotMinimal { .. }));
}

#[test]
fn atk_e08_trailing_bytes_are_refused_behind_the_file_and_behind_each_value() {
    let good = file(&[global_v0(1, &[1]), vec![], vec![]]);
    for extra in [&[0][..], b"psbt\xff", &[7; 100]] {
        let error = refusal(&[good.as_slice(), extra].concat());
        assert_eq!(error, PsbtError::Trailing { offset: good.len(), count: extra.len() });
    }
    let values: [(&[u8], &[u8]); 4] =
        [(&[1], &[0; 10]), (&[3], &[1, 0, 0, 0, 0]), (&[8], &[1, 1, 7, 0]), (&[0x18], &[0; 33])];
    for (key, value) in values {
        assert!(matches!(refusal(&one_input(&[pair(key, value)])), PsbtError::ValueShape(_)), "{key:?}");
    }
}

#[test]
fn atk_e08_keys_with_bytes_too_many_or_too_few_are_refused() {
    let point = |key_type: u8, bytes: &[u8]| [&[key_type], bytes].concat();
    let wrong: [Vec<u8>; 8] = [
        vec![0x03, 0],
        vec![0x04, 1],
        vec![0x06],
        point(0x06, &GENERATOR[..32]),
        point(0x06, &[5; 33]),
        point(0x16, &GENERATOR),
        point(0x0b, &[0; 31]),
        point(0x15, &[0xc0; 34]),
    ];
    for key in wrong {
        let error = refusal(&one_input(&[pair(&key, &[0; 4])]));
        assert!(matches!(error, PsbtError::KeyShape(_)), "{key:?}: {error:?}");
    }
    assert!(Psbt::parse(&one_input(&[pair(&point(0x06, &GENERATOR), &[0; 4])])).is_ok());
}

#[test]
fn preimages_that_do_not_hash_to_their_key_are_refused() {
    for (key_type, length) in [(0x0a, 20), (0x0b, 32), (0x0c, 20), (0x0d, 32)] {
        let key = [vec![key_type], vec![0; length]].concat();
        assert!(matches!(refusal(&one_input(&[pair(&key, &[1])])), PsbtError::ValueShape(_)));
    }
}

#[test]
fn fields_of_the_other_version_are_refused_so_that_no_file_tells_two_transactions() {
    let v0 = file(&[global_v0(1, &[1]), vec![pair(&[0x10], &[0; 4])], vec![]]);
    assert!(matches!(refusal(&v0), PsbtError::Forbidden(_)));
    let mut global = global_v2(1, 1);
    global.extend(global_v0(1, &[9]));
    assert!(matches!(refusal(&file(&[global, input_v2(), output_v2(1)])), PsbtError::Forbidden(_)));
}

#[test]
fn an_unknown_version_is_refused_and_an_old_transaction_in_a_new_file_is_read() {
    let mut old = global_v2(1, 1);
    old[0].1[0] = 1;
    let read = Psbt::parse(&file(&[old, input_v2(), output_v2(1)])).unwrap();
    assert_eq!(read.transaction().version, bitcoin::transaction::Version::ONE);
    let mut version_1 = global_v0(1, &[1]);
    version_1.push(pair(&[0xfb], &[1, 0, 0, 0]));
    assert_eq!(refusal(&file(&[version_1, vec![], vec![]])), PsbtError::Version { version: 1 });
}

#[test]
fn both_versions_read_into_the_same_transaction() {
    let v0 = Psbt::parse(&file(&[global_v0(1, &[1_000]), vec![], vec![]])).unwrap();
    let mut input = input_v2();
    input[1].1 = vec![0x11; 4];
    let v2 = Psbt::parse(&file(&[global_v2(1, 1), input, output_v2(1_000)])).unwrap();
    assert_eq!((v0.version(), v2.version()), (Version::V0, Version::V2));
    assert_eq!(v0.transaction(), v2.transaction());
}
