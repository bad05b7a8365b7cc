use super::{NOTE, REFUSE, WARN};
use crate::bitcoin::psbt::PartialSignature;
use crate::bitcoin::scene::{OURS, Scene, With, secp, stranger};
use crate::path::ScriptKind::{self, P2pkh, P2shP2wpkh, P2tr, P2wpkh};
use crate::review::Digest;
use bitcoin::bip32::Xpriv;
use bitcoin::hashes::Hash;
use bitcoin::key::{Keypair, TapTweak};
use bitcoin::secp256k1::Message;
use bitcoin::sighash::{Prevouts, SighashCache};
use bitcoin::{EcdsaSighashType, ScriptBuf, TapSighashType, Witness};

fn asking(kind: ScriptKind, sighash: u32) -> Scene {
    Scene::honest(kind).bent(|scene| scene.inputs[0].sighash_type = Some(sighash))
}

#[test]
fn atk_a04_only_sighash_types_that_cover_everything_are_signed() {
    assert_eq!(asking(P2wpkh, 1).objections(), []);
    assert_eq!(asking(P2tr, 0).objections(), []);
    assert_eq!(asking(P2tr, 1).objections(), []);
    assert_eq!(asking(P2tr, 1).review().facts().signing_jobs()[0].sighash, 1);
    for kind in ScriptKind::ALL {
        for sighash in [0x02, 0x03, 0x41, 0x81, 0x82, 0x83, 0x84, 0x100, 0x101, 0xffff_ffff] {
            assert_eq!(
                asking(kind, sighash).objections(),
                [("psbt/sighash", REFUSE)],
                "{} {sighash:x}",
                kind.name()
            );
        }
    }
    for kind in [P2pkh, P2shP2wpkh, P2wpkh] {
        assert_eq!(asking(kind, 0).objections(), [("psbt/sighash", REFUSE)]);
    }
}

#[test]
fn atk_a05_an_input_of_ours_that_is_already_final_is_refused() {
    let witness = Scene::honest(P2wpkh)
        .bent(|scene| scene.inputs[0].final_script_witness = Some(Witness::from_slice(&[vec![0; 71]])));
    assert_eq!(witness.objections(), [("psbt/already-final", REFUSE)]);
    let script = Scene::honest(P2pkh).bent(|scene| scene.inputs[0].final_script_sig = Some(ScriptBuf::new()));
    assert_eq!(script.objections(), [("psbt/already-final", REFUSE)]);
}

/// The scene with its first input signed by us.
fn signed(kind: ScriptKind) -> Scene {
    let scene = Scene::honest(kind);
    let review = scene.review();
    let job = review.facts().signing_jobs()[0].clone();
    let master = Xpriv::new_master(bitcoin::NetworkKind::Main, &OURS).unwrap();
    let private = master.derive_priv(&secp(), &job.path.derivation()).unwrap().private_key;
    let mut cache = SighashCache::new(&scene.transaction);
    let all = EcdsaSighashType::All;
    let program = ScriptBuf::new_p2wpkh(&bitcoin::CompressedPublicKey(job.public_key).wpubkey_hash());
    let digest = match kind {
        P2tr => {
            let spent = review.facts().spent_outputs();
            let hash =
                cache.taproot_key_spend_signature_hash(0, &Prevouts::All(spent), TapSighashType::Default);
            let pair = Keypair::from_secret_key(&secp(), &private).tap_tweak(&secp(), None).to_keypair();
            let message = Message::from_digest(hash.unwrap().to_byte_array());
            let signature = secp().sign_schnorr_no_aux_rand(&message, &pair).serialize().to_vec();
            return scene.bent(|scene| scene.inputs[0].tap_key_signature = Some(signature));
        }
        P2pkh => cache.legacy_signature_hash(0, &job.spent.script_pubkey, 1).unwrap().to_byte_array(),
        P2shP2wpkh | P2wpkh => {
            cache.p2wpkh_signature_hash(0, &program, job.spent.value, all).unwrap().to_byte_array()
        }
    };
    let signature = bitcoin::ecdsa::Signature {
        signature: secp().sign_ecdsa_low_r(&Message::from_digest(digest), &private),
        sighash_type: all,
    };
    let partial = PartialSignature {
        public_key: job.public_key.serialize().to_vec(),
        signature: signature.serialize().to_vec(),
    };
    scene.bent(|scene| scene.inputs[0].partial_signatures.push(partial))
}

#[test]
fn a_valid_signature_that_is_already_there_is_a_note() {
    for kind in ScriptKind::ALL {
        assert_eq!(signed(kind).objections(), [], "{}", kind.name());
        assert!(signed(kind).finds("psbt/own-signature", NOTE));
    }
}

#[test]
fn atk_a05_a_signature_that_does_not_verify_is_refused() {
    for kind in ScriptKind::ALL {
        let other_payment =
            signed(kind).bent(|scene| scene.transaction.output[0].value -= bitcoin::Amount::ONE_SAT);
        assert!(other_payment.finds("psbt/bad-partial-sig", REFUSE), "{}", kind.name());
    }
    let other_key =
        signed(P2wpkh).bent(|scene| scene.inputs[0].partial_signatures[0].public_key = vec![2; 33]);
    assert!(other_key.finds("psbt/bad-partial-sig", REFUSE));
    let none = signed(P2wpkh).bent(|scene| {
        *scene.inputs[0].partial_signatures[0].signature.last_mut().unwrap() = 2;
    });
    assert!(none.finds("psbt/bad-partial-sig", REFUSE));
    let junk = Scene::honest(P2tr).bent(|scene| scene.inputs[0].tap_key_signature = Some(vec![7; 64]));
    assert!(junk.finds("psbt/bad-partial-sig", REFUSE));
    let leaf = Scene::honest(P2tr).bent(|scene| scene.inputs[0].tap_script_signature_count = 1);
    assert!(leaf.finds("psbt/bad-partial-sig", REFUSE));
}

#[test]
fn atk_a10_a_coin_signed_in_another_transaction_is_refused_unless_replaced_on_purpose() {
    let before = Scene::honest(P2wpkh);
    let outpoint = before.transaction.input[0].previous_output;
    let mut again = before.clone();
    again.context.signed = [(outpoint, before.transaction.compute_txid())].into_iter().collect();
    assert_eq!(again.objections(), []);
    assert!(again.finds("psbt/signed-before", NOTE));
    again.transaction.output[0].script_pubkey = stranger(P2wpkh, 6);
    assert_eq!(again.objections(), [("psbt/conflicts-with-signed", REFUSE)]);
    again.context.replace = true;
    assert_eq!(again.objections(), [("psbt/conflicts-with-signed", WARN)]);
}

#[test]
fn the_same_payment_written_as_version_2_does_not_conflict_with_itself() {
    let before = Scene::honest(P2wpkh);
    let outpoint = before.transaction.input[0].previous_output;
    let mut again = before.clone();
    again.version = crate::bitcoin::psbt::Version::V2;
    again.context.signed = [(outpoint, before.transaction.compute_txid())].into_iter().collect();
    assert_ne!(again.review().digest(), before.review().digest());
    assert_eq!(again.objections(), []);
    assert!(again.finds("psbt/signed-before", NOTE));
}

/// The two files of attack A01 are one transaction: its id must not make the second one welcome.
#[test]
fn atk_a01_the_same_transaction_with_another_amount_is_refused_though_it_was_signed_before() {
    let before = Scene::honest(P2wpkh).coin(1, 50_000_000, With::PreviousTransaction);
    let mut again = before.clone().bent(|scene| {
        scene.inputs[1].non_witness_utxo = None;
        scene.inputs[1].witness_utxo.as_mut().unwrap().value = bitcoin::Amount::from_sat(1_000);
    });
    let coins = before.transaction.input.iter().map(|input| input.previous_output);
    again.context.signed = coins.map(|coin| (coin, before.transaction.compute_txid())).collect();
    again.context.outpoints = before.remembered().into_iter().collect();
    assert!(again.finds("psbt/signed-before", NOTE));
    assert!(again.finds("psbt/amount-contradiction", REFUSE));
}

#[test]
fn only_proven_own_inputs_become_signing_jobs() {
    let scene = Scene::honest(P2tr).foreign_coin(stranger(P2tr, 1), 50_000, With::PreviousTransaction).coin(
        4,
        50_000,
        With::WitnessUtxo,
    );
    let review = scene.review();
    let jobs: Vec<_> = review.facts().signing_jobs().iter().map(|job| job.input_index).collect();
    assert_eq!(jobs, [0, 2]);
    assert_eq!(review.facts().spent_outputs().len(), 3);
    assert_ne!(review.digest(), Digest::new([0; 32]));
}
