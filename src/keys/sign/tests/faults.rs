//! Attack C02: one bit flips somewhere between the review and the file.

use super::*;

struct Flip {
    at: At,
    bit: usize,
}

enum At {
    Key,
    Sighash,
    Signature,
}

fn flip(bytes: &mut [u8], bit: usize) {
    bytes[bit / 8] ^= 1 << (bit % 8);
}

impl Fault for Flip {
    fn key(&self, key: &mut [u8; 32]) {
        if let At::Key = self.at {
            flip(key, self.bit);
        }
    }

    fn sighash(&self, sighash: &mut [u8; 32]) {
        if let At::Sighash = self.at {
            flip(sighash, self.bit);
        }
    }

    fn signature(&self, signature: &mut [u8; 64]) {
        if let At::Signature = self.at {
            flip(signature, self.bit);
        }
    }
}

fn struck(spending: &Spending, fault: &impl Fault) -> Result<Vec<MadeSignature>, SignError> {
    sign_jobs_with(&spending.transaction, &spending.spent, &spending.jobs, &seed(), fault)
}

#[test]
fn atk_c02_a_bit_flipped_in_the_private_key_releases_nothing() {
    for kind in ScriptKind::ALL {
        let spending = Spending::of(&[kind]);
        for bit in (8..256).step_by(13) {
            let result = struck(&spending, &Flip { at: At::Key, bit });
            assert_eq!(result, Err(SignError::SelfCheck { input_index: 0 }), "{kind:?} bit {bit}");
        }
    }
}

#[test]
fn atk_c02_a_bit_flipped_in_the_sighash_releases_nothing() {
    for kind in ScriptKind::ALL {
        let spending = Spending::of(&[kind]);
        for bit in (0..256).step_by(17) {
            let result = struck(&spending, &Flip { at: At::Sighash, bit });
            assert_eq!(result, Err(SignError::SelfCheck { input_index: 0 }), "{kind:?} bit {bit}");
        }
    }
}

#[test]
fn atk_c02_a_bit_flipped_in_the_signature_releases_nothing() {
    for kind in ScriptKind::ALL {
        let spending = Spending::of(&[kind]);
        for bit in (0..512).step_by(19) {
            let result = struck(&spending, &Flip { at: At::Signature, bit });
            assert_eq!(result, Err(SignError::SelfCheck { input_index: 0 }), "{kind:?} bit {bit}");
        }
    }
}

/// Strikes one input out of many: the work is shared by two threads, and either must notice.
struct Late {
    strikes_at: usize,
    seen: std::sync::atomic::AtomicUsize,
}

impl Fault for Late {
    fn signature(&self, signature: &mut [u8; 64]) {
        if self.seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == self.strikes_at {
            flip(signature, 300);
        }
    }
}

#[test]
fn atk_c02_one_wrong_signature_among_forty_keeps_all_of_them_back() {
    let spending = Spending::of(&[ScriptKind::P2wpkh; 40]);
    for strikes_at in [0, 19, 20, 39] {
        let result = struck(&spending, &Late { strikes_at, seen: 0.into() });
        assert_eq!(result, Err(SignError::SelfCheck { input_index: strikes_at }));
    }
}

#[test]
fn atk_c02_a_valid_signature_over_other_facts_is_not_enough() {
    let spending = Spending::of(&[ScriptKind::P2wpkh, ScriptKind::P2tr]);
    let made = sign(&spending).unwrap();
    let check = |spending: &Spending, made: &[MadeSignature]| {
        recheck(&spending.transaction, &spending.spent, &spending.jobs, made, &seed())
    };
    assert_eq!(check(&spending, &made), Ok(()));

    let mut swapped = made.clone();
    swapped.reverse();
    assert_eq!(check(&spending, &swapped), Err(SignError::SelfCheck { input_index: 0 }));
    assert_eq!(check(&spending, &made[..1]), Err(SignError::SelfCheck { input_index: 1 }));

    let mut later = spending.clone();
    later.transaction.lock_time = bitcoin::absolute::LockTime::ZERO;
    assert_eq!(check(&later, &made), Err(SignError::SelfCheck { input_index: 0 }));

    let mut poorer = spending.clone();
    poorer.spent[0].value -= Amount::ONE_SAT;
    assert_eq!(check(&poorer, &made), Err(SignError::SelfCheck { input_index: 0 }));

    let mut elsewhere = spending;
    elsewhere.jobs[1].path.index += 1;
    assert_eq!(check(&elsewhere, &made), Err(SignError::SelfCheck { input_index: 1 }));
}

/// A valid signature whose nonce is not the one that follows from key and message.
struct OtherNonce([u8; 64]);

impl Fault for OtherNonce {
    fn first(&self, signature: &mut [u8; 64]) {
        *signature = self.0;
    }
}

#[test]
fn atk_c02_a_valid_signature_with_another_nonce_is_not_released() {
    use bitcoin::key::TapTweak;
    use bitcoin::secp256k1::{Keypair, Message, Secp256k1, SecretKey};
    let secp = Secp256k1::new();
    for kind in ScriptKind::ALL {
        let spending = Spending::of(&[kind]);
        let job = &spending.jobs[0];
        let private = {
            let seed = seed();
            let keys = Keys { seed: &seed, secp: Secp256k1::new() };
            Chains::new(&keys).key(job.path).unwrap().with_key(|key| *key)
        };
        let message = Message::from_digest(spending.sighash(job));
        let other = match kind {
            ScriptKind::P2tr => {
                let pair = Keypair::from_seckey_slice(&secp, &private).unwrap();
                let tweaked = pair.tap_tweak(&secp, None).to_keypair();
                secp.sign_schnorr_with_aux_rand(&message, &tweaked, &[9; 32]).serialize()
            }
            _ => {
                let key = SecretKey::from_slice(&private).unwrap();
                secp.sign_ecdsa_with_noncedata(&message, &key, &[9; 32]).serialize_compact()
            }
        };
        let result = struck(&spending, &OtherNonce(other));
        assert_eq!(result, Err(SignError::SelfCheck { input_index: 0 }), "{kind:?}");
    }
}
