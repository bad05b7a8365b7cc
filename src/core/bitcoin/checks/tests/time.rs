use super::{NOTE, WARN};
use crate::bitcoin::scene::Scene;
use crate::path::ScriptKind::P2wpkh;
use bitcoin::{Sequence, absolute};

fn locked(lock_time: u32, sequence: u32) -> Scene {
    Scene::honest(P2wpkh).bent(|scene| {
        scene.transaction.lock_time = absolute::LockTime::from_consensus(lock_time);
        scene.transaction.input[0].sequence = Sequence(sequence);
    })
}

#[test]
fn atk_a09_a_sleeping_transaction_is_warned_about_with_its_date() {
    let scene = locked(4_000_000_000, 0xffff_fffe);
    assert_eq!(scene.objections(), [("psbt/locktime-far", WARN)]);
    let review = scene.review();
    let line = crate::messages::error_line(&review.findings()[0]);
    assert!(line.contains("2096-10-02"), "{line}");
}

#[test]
fn atk_a09_a_lock_time_without_effect_is_warned_about() {
    assert_eq!(locked(900_000, 0xffff_ffff).objections(), [("psbt/locktime-inert", WARN)]);
    assert_eq!(locked(900_000, 0xffff_fffe).objections(), []);
}

#[test]
fn atk_a09_relative_locks_are_told_and_long_ones_warned_about() {
    assert!(locked(0, 144).finds("psbt/relative-lock", NOTE));
    assert_eq!(locked(0, 50_000).objections(), [("psbt/relative-lock-far", WARN)]);
    let inert = locked(0, 144).bent(|scene| scene.transaction.version = bitcoin::transaction::Version::ONE);
    assert!(inert.finds("psbt/relative-lock-inert", NOTE));
}
