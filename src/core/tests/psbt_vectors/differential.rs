//! The other reader: what one program shows and another signs must be the same transaction, so
//! wherever both take a file, both take it for the same.

use crate::rows::all;
use coldframe_core::bitcoin::psbt::{Psbt, Version};

#[test]
#[expect(clippy::disallowed_methods, reason = "rust-bitcoin's reader is the second opinion here, never ours")]
fn atk_e08_no_mutant_is_one_transaction_to_us_and_another_to_rust_bitcoin() {
    let (mut both, mut ours_alone) = (0, 0);
    for bytes in mutants() {
        let Ok(ours) = Psbt::parse(&bytes) else { continue };
        if ours.version() != Version::V0 {
            continue;
        }
        let Ok(theirs) = bitcoin::Psbt::deserialize(&bytes) else {
            ours_alone += 1;
            continue;
        };
        both += 1;
        assert_eq!(ours.transaction(), &theirs.unsigned_tx);
        assert_eq!(ours.inputs().len(), theirs.inputs.len());
        for (ours, theirs) in ours.inputs().iter().zip(&theirs.inputs) {
            assert_eq!(ours.witness_utxo, theirs.witness_utxo);
            assert_eq!(ours.non_witness_utxo, theirs.non_witness_utxo);
            assert_eq!(ours.redeem_script, theirs.redeem_script);
            assert_eq!(ours.witness_script, theirs.witness_script);
            assert_eq!(ours.sighash_type, theirs.sighash_type.map(|kind| kind.to_u32()));
            assert_eq!(ours.tap_internal_key, theirs.tap_internal_key.map(|key| key.serialize()));
            assert_eq!(ours.partial_signatures.len(), theirs.partial_sigs.len());
            for claim in &ours.key_claims {
                let mut known = theirs.bip32_derivation.iter();
                assert!(known.any(|(key, source)| {
                    claim.public_key.ends_with(&key.serialize()[1..])
                        || claim.public_key.len() == 65 && source == &(claim.master, claim.path.clone())
                }));
            }
        }
    }
    assert!(both > 10_000, "{both} files read by both, {ours_alone} by us alone");
}

/// Every vector with each of its bytes changed in one way, and cut at every fourth and joined to another.
fn mutants() -> impl Iterator<Item = Vec<u8>> {
    let valid: Vec<Vec<u8>> = all().into_iter().map(|row| row.psbt).collect();
    let next = valid.iter().skip(1).cloned().chain(valid.first().cloned()).collect::<Vec<_>>();
    valid.into_iter().zip(next).flat_map(|(original, other)| {
        (0..original.len()).flat_map(move |place| {
            let mask = [0x01_u8, 0x80, 0xff].into_iter().cycle().nth(place % 3).unwrap_or(1);
            let mut flipped = original.clone();
            flipped.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= mask);
            let joined = || original.iter().take(place).chain(other.iter().skip(place)).copied().collect();
            [flipped].into_iter().chain((place % 4 == 0).then(joined))
        })
    })
}
