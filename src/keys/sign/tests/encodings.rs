//! Signatures that verify and must not leave all the same: encodings others would refuse to relay,
//! or that tell two copies of one transaction apart.

use super::*;
use bitcoin::secp256k1::{Message, Secp256k1, SecretKey, ecdsa};
use bitcoin::sighash::{EcdsaSighashType, TapSighashType};

fn check(spending: &Spending, made: &[MadeSignature]) -> Result<(), SignError> {
    recheck(&spending.transaction, &spending.spent, &spending.jobs, made, &seed())
}

const REFUSED: Result<(), SignError> = Err(SignError::SelfCheck { input_index: 0 });

fn key(spending: &Spending) -> SecretKey {
    let seed = seed();
    let keys = Keys { seed: &seed, secp: Secp256k1::new() };
    let node = Chains::new(&keys).key(spending.jobs[0].path).unwrap();
    node.with_key(|key| SecretKey::from_slice(key).unwrap())
}

fn wrapped(spending: &Spending, signature: ecdsa::Signature, kind: EcdsaSighashType) -> MadeSignature {
    let signature = bitcoin::ecdsa::Signature { signature, sighash_type: kind };
    MadeSignature::ecdsa(0, spending.jobs[0].public_key, &signature)
}

fn compact(made: &MadeSignature) -> [u8; 64] {
    let der = &made.bytes()[..made.bytes().len() - 1];
    ecdsa::Signature::from_der(der).unwrap().serialize_compact()
}

#[test]
fn a_high_s_that_verifies_is_refused() {
    let spending = Spending::of(&[ScriptKind::P2wpkh]);
    let mut bytes = compact(&sign(&spending).unwrap()[0]);
    let s = SecretKey::from_slice(&bytes[32..]).unwrap().negate();
    bytes[32..].copy_from_slice(&s.secret_bytes());
    let high = ecdsa::Signature::from_compact(&bytes).unwrap();
    assert_eq!(check(&spending, &[wrapped(&spending, high, EcdsaSighashType::All)]), REFUSED);
}

#[test]
fn a_high_r_that_verifies_is_refused() {
    let secp = Secp256k1::new();
    let mut high_seen = 0;
    for count in 1..=12 {
        let spending = Spending::of(&vec![ScriptKind::P2wpkh; count]);
        let one = Spending { jobs: spending.jobs[..1].to_vec(), ..spending };
        let message = Message::from_digest(one.sighash(&one.jobs[0]));
        let signature = secp.sign_ecdsa(&message, &key(&one));
        let high = signature.serialize_compact()[0] >= 0x80;
        let expected = if high { REFUSED } else { Ok(()) };
        assert_eq!(check(&one, &[wrapped(&one, signature, EcdsaSighashType::All)]), expected);
        high_seen += usize::from(high);
    }
    assert!((1..12).contains(&high_seen), "both cases are seen, high {high_seen} times");
}

#[test]
fn atk_b03_a_sighash_byte_that_was_not_reviewed_is_refused() {
    let spending = Spending::of(&[ScriptKind::P2wpkh]);
    let good = ecdsa::Signature::from_compact(&compact(&sign(&spending).unwrap()[0])).unwrap();
    for kind in [EcdsaSighashType::None, EcdsaSighashType::Single, EcdsaSighashType::AllPlusAnyoneCanPay] {
        assert_eq!(check(&spending, &[wrapped(&spending, good, kind)]), REFUSED);
    }

    let taproot = Spending::of(&[ScriptKind::P2tr]);
    let made = sign(&taproot).unwrap();
    let signature = bitcoin::secp256k1::schnorr::Signature::from_slice(made[0].bytes()).unwrap();
    for sighash_type in [TapSighashType::All, TapSighashType::None] {
        let spelled = bitcoin::taproot::Signature { signature, sighash_type };
        let spelled = MadeSignature::taproot(0, taproot.jobs[0].public_key, &spelled);
        assert_eq!(check(&taproot, &[spelled]), REFUSED);
    }
}

#[test]
fn a_signature_in_the_field_of_the_other_scheme_is_refused() {
    let ecdsa = Spending::of(&[ScriptKind::P2wpkh]);
    let taproot = Spending::of(&[ScriptKind::P2tr]);
    assert_eq!(check(&ecdsa, &sign(&taproot).unwrap()), REFUSED);
    assert_eq!(check(&taproot, &sign(&ecdsa).unwrap()), REFUSED);
}

#[test]
fn a_reviewed_key_or_script_that_the_second_derivation_does_not_reach_is_refused() {
    let secp = Secp256k1::new();
    for kind in ScriptKind::ALL {
        let whole = Spending::of(&[kind]);
        let made = sign(&whole).unwrap();
        assert_eq!(check(&whole, &made), Ok(()));

        let mut other_key = whole.clone();
        other_key.jobs[0].public_key = key(&whole).negate().public_key(&secp);
        assert_eq!(check(&other_key, &made), REFUSED, "{kind:?}");

        let mut other_script = whole.clone();
        other_script.jobs[0].spent.script_pubkey.push_opcode(bitcoin::opcodes::all::OP_NOP);
        assert_eq!(check(&other_script, &made), REFUSED, "{kind:?}");
    }
}

#[test]
fn a_good_signature_filed_under_another_key_or_input_is_refused() {
    let whole = Spending::of(&[ScriptKind::P2wpkh]);
    let other = key(&whole).negate().public_key(&Secp256k1::new());
    let good = ecdsa::Signature::from_compact(&compact(&sign(&whole).unwrap()[0])).unwrap();
    let good = bitcoin::ecdsa::Signature::sighash_all(good);

    assert_eq!(check(&whole, &[MadeSignature::ecdsa(0, whole.jobs[0].public_key, &good)]), Ok(()));
    assert_eq!(check(&whole, &[MadeSignature::ecdsa(0, other, &good)]), REFUSED);
    assert_eq!(check(&whole, &[MadeSignature::ecdsa(1, whole.jobs[0].public_key, &good)]), REFUSED);

    let mut reviewed_other = whole;
    reviewed_other.jobs[0].public_key = other;
    assert_eq!(check(&reviewed_other, &[MadeSignature::ecdsa(0, other, &good)]), REFUSED);
}
