//! The roles of BIP-174 as far as they are ours: adding signatures, finishing, extracting.

use crate::rows::{Row, everything};
use bitcoin::consensus::encode::serialize_hex;
use bitcoin::secp256k1::PublicKey;
use coldframe_core::bitcoin::psbt::finalize::finalize;
use coldframe_core::bitcoin::psbt::{Map, Psbt};
use coldframe_core::messages::Explain;
use std::collections::BTreeSet;

fn of_role(role: &str) -> Vec<Row> {
    let rows: Vec<_> = everything().into_iter().filter(|row| row.role.as_deref() == Some(role)).collect();
    assert!(!rows.is_empty(), "no rows for {role}");
    rows
}

#[test]
fn atk_e09_adding_the_signatures_of_core_gives_the_file_of_core_and_nothing_else() {
    let mut added = 0;
    for row in of_role("signer") {
        let (mut psbt, signed) = (Psbt::parse(&row.psbt).unwrap(), Psbt::parse(&row.result).unwrap());
        for (index, input) in signed.inputs().iter().enumerate() {
            for found in &input.partial_signatures {
                let public_key = PublicKey::from_slice(&found.public_key).unwrap();
                psbt.add_ecdsa_signature(index, &public_key, &found.signature).unwrap();
                added += 1;
            }
            if let Some(signature) = &input.tap_key_signature {
                psbt.add_tap_key_signature(index, signature).unwrap();
                added += 1;
            }
        }
        // Core also signs leaves, and notes the sighash type or the scripts it knows: compare ours only.
        for (ours, theirs) in psbt.inputs().iter().zip(signed.inputs()) {
            let missing: Vec<_> = pairs(&theirs.map).difference(&pairs(&ours.map)).cloned().collect();
            assert!(missing.iter().all(|(key_type, _, _)| ![0x02, 0x13].contains(key_type)), "{}", row.name);
            assert!(pairs(&ours.map).is_subset(&pairs(&theirs.map)), "{}", row.name);
        }
    }
    assert!(added >= 4, "{added}");
}

#[test]
fn the_extractor_takes_final_inputs_as_they_are() {
    for row in of_role("extractor") {
        let transaction = finalize(&Psbt::parse(&row.psbt).unwrap()).unwrap();
        assert_eq!(serialize_hex(&transaction), row.transaction, "{}", row.name);
    }
}

#[test]
fn scripts_we_do_not_finish_are_refused_by_name() {
    for row in of_role("finalizer") {
        let refused = finalize(&Psbt::parse(&row.psbt).unwrap()).unwrap_err();
        assert_eq!(Some(refused.code().as_str()), row.code.as_deref(), "{}", row.name);
    }
}

fn pairs(map: &Map) -> BTreeSet<(u64, Vec<u8>, Vec<u8>)> {
    map.pairs.iter().map(|pair| (pair.key_type, pair.key_data.clone(), pair.value.clone())).collect()
}
