//! What leaves is what came and our signatures (attack E09).

use super::build::{der, file, global_v0, global_v2, input_v2, one_input, output_v2, pair};
use crate::bitcoin::psbt::error::PsbtError;
use crate::bitcoin::psbt::{Psbt, Version};
use bitcoin::secp256k1::{PublicKey, Secp256k1, SecretKey};

fn key(number: u8) -> PublicKey {
    let mut bytes = [0; 32];
    bytes[31] = number;
    PublicKey::from_secret_key(&Secp256k1::new(), &SecretKey::from_slice(&bytes).unwrap())
}

#[test]
fn atk_e09_a_signature_is_the_only_difference() {
    let (before, after) = (pair(&[0x01], &[0; 9]), pair(&[0x03], &[1, 0, 0, 0]));
    let (foreign, proprietary) = (pair(&[0xf0, 9], &[1, 2, 3]), pair(&[0xfc, 0, 0], b"memo"));
    let bytes = one_input(&[before.clone(), after.clone(), foreign.clone(), proprietary.clone()]);
    let mut psbt = Psbt::parse(&bytes).unwrap();
    psbt.add_ecdsa_signature(0, &key(1), &der(5)).unwrap();
    let signature = pair(&[&[2], key(1).serialize().as_slice()].concat(), &der(5));
    assert_eq!(psbt.to_bytes(), one_input(&[before, signature, after, foreign, proprietary]));
    assert_eq!(psbt.inputs()[0].unknown_count, 2);
    assert_eq!(psbt.inputs()[0].partial_signatures.len(), 1);
    assert!(Psbt::parse(&psbt.to_bytes()).is_ok());
}

#[test]
fn atk_e09_a_taproot_signature_is_the_only_difference_in_version_2_as_well() {
    let mut psbt = Psbt::parse(&file(&[global_v2(1, 1), input_v2(), output_v2(5)])).unwrap();
    psbt.add_tap_key_signature(0, &[7; 64]).unwrap();
    let mut input = input_v2();
    input.push(pair(&[0x13], &[7; 64]));
    assert_eq!(psbt.to_bytes(), file(&[global_v2(1, 1), input, output_v2(5)]));
    assert_eq!(psbt.inputs()[0].tap_key_signature.as_deref(), Some([7; 64].as_slice()));
}

#[test]
fn several_signatures_stand_in_the_order_of_their_keys() {
    let mut psbt = Psbt::parse(&one_input(&[])).unwrap();
    let mut keys = [key(1), key(2), key(3), key(4)];
    for public_key in &keys {
        psbt.add_ecdsa_signature(0, public_key, &der(5)).unwrap();
    }
    keys.sort_by_key(PublicKey::serialize);
    let stand: Vec<_> = psbt.inputs()[0].map.pairs.iter().map(|pair| pair.key_data.clone()).collect();
    assert_eq!(stand, keys.map(|key| key.serialize().to_vec()));
}

#[test]
fn a_signature_is_never_overwritten_and_the_same_one_changes_nothing() {
    let mut psbt = Psbt::parse(&one_input(&[])).unwrap();
    psbt.add_ecdsa_signature(0, &key(1), &der(5)).unwrap();
    psbt.add_tap_key_signature(0, &[7; 64]).unwrap();
    let once = psbt.to_bytes();
    psbt.add_ecdsa_signature(0, &key(1), &der(5)).unwrap();
    psbt.add_tap_key_signature(0, &[7; 64]).unwrap();
    let present = PsbtError::SignaturePresent { input: 0 };
    assert_eq!(psbt.add_ecdsa_signature(0, &key(1), &der(6)), Err(present));
    assert_eq!(psbt.add_tap_key_signature(0, &[8; 64]), Err(present));
    assert_eq!(psbt.to_bytes(), once);
}

#[test]
fn what_is_no_signature_or_has_no_open_input_is_refused_and_changes_nothing() {
    let bytes = one_input(&[]);
    let mut psbt = Psbt::parse(&bytes).unwrap();
    assert_eq!(psbt.add_tap_key_signature(0, &[7; 63]), Err(PsbtError::SignatureShape { input: 0 }));
    assert_eq!(psbt.add_ecdsa_signature(0, &key(1), &[7; 70]), Err(PsbtError::SignatureShape { input: 0 }));
    assert_eq!(psbt.add_tap_key_signature(1, &[7; 64]), Err(PsbtError::NoSuchInput { input: 1 }));
    assert_eq!(psbt.to_bytes(), bytes);
    let mut done = Psbt::parse(&one_input(&[pair(&[8], &[1, 1, 7])])).unwrap();
    assert_eq!(done.add_tap_key_signature(0, &[7; 64]), Err(PsbtError::InputFinal { input: 0 }));
}

#[test]
fn stripping_drops_every_unknown_pair_and_only_those() {
    let unknown = || pair(&[0xf0, 9], &[1, 2, 3]);
    let nonce = pair(&[[0x1b].as_slice(), &key(1).serialize(), &key(2).serialize()].concat(), &[2; 66]);
    let global = global_v0(1, &[7]);
    let maps = [
        [global.clone(), vec![unknown(), pair(&[0xfc, 0, 0], &[])]].concat(),
        vec![pair(&[3], &[1, 0, 0, 0]), nonce.clone(), unknown()],
        vec![unknown()],
    ];
    let mut psbt = Psbt::parse(&file(&maps)).unwrap();
    assert_eq!((psbt.unknown_count(), psbt.outputs()[0].unknown_count), (2, 1));
    psbt.strip_unknown();
    assert_eq!(psbt.to_bytes(), file(&[global, vec![pair(&[3], &[1, 0, 0, 0]), nonce], vec![]]));
    assert_eq!((psbt.unknown_count(), psbt.inputs()[0].unknown_count), (0, 0));
}

#[test]
fn closing_to_changes_clears_two_flags_and_leaves_the_rest() {
    let with = |flags: u8| {
        let mut global = global_v2(1, 1);
        global.insert(3, pair(&[6], &[flags]));
        file(&[global, input_v2(), output_v2(5)])
    };
    let mut psbt = Psbt::parse(&with(0b1111)).unwrap();
    psbt.close_to_changes();
    assert_eq!((psbt.to_bytes(), psbt.modifiable()), (with(0b1100), Some(0b1100)));
    let without = file(&[global_v2(1, 1), input_v2(), output_v2(5)]);
    let mut psbt = Psbt::parse(&without).unwrap();
    psbt.close_to_changes();
    assert_eq!(psbt.to_bytes(), without);
}

#[test]
fn what_the_other_version_cannot_say_is_not_dropped_silently() {
    let mut global = global_v2(1, 1);
    global.insert(3, pair(&[6], &[0b1000]));
    let flags = Psbt::parse(&file(&[global, input_v2(), output_v2(5)])).unwrap();
    assert!(matches!(flags.convert(Version::V0), Err(PsbtError::NotExpressible(_))));
    let mut global = global_v0(1, &[1]);
    global[0].1[0] = 1;
    let old = Psbt::parse(&file(&[global, vec![], vec![]])).unwrap();
    assert!(matches!(old.convert(Version::V2), Err(PsbtError::NotExpressible(_))));
}

#[test]
fn converting_keeps_locktime_sequence_and_unknown_pairs() {
    let mut global = global_v0(1, &[7]);
    let unsigned = &mut global[0].1;
    unsigned[42..46].copy_from_slice(&[0xfd, 0xff, 0xff, 0xff]);
    let end = unsigned.len();
    unsigned[end - 4..].copy_from_slice(&800_000_u32.to_le_bytes());
    let psbt = Psbt::parse(&file(&[global, vec![pair(&[0xf0], &[1])], vec![]])).unwrap();
    let v2 = psbt.convert(Version::V2).unwrap();
    assert_eq!(v2.transaction(), psbt.transaction());
    assert_eq!(v2.transaction().lock_time.to_consensus_u32(), 800_000);
    assert_eq!(v2.sequences().next().unwrap().to_consensus_u32(), 0xffff_fffd);
    assert_eq!(v2.inputs()[0].unknown_count, 1);
    assert_eq!(v2.convert(Version::V0).unwrap().to_bytes(), psbt.to_bytes());
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    use bitcoin::hashes::{Hash, sha256};
    let bytes = one_input(&[]);
    assert_eq!(Psbt::parse(&bytes).unwrap().sha256(), sha256::Hash::hash(&bytes).to_byte_array());
}
