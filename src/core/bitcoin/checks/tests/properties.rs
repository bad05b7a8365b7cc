use crate::bitcoin::context::Context;
use crate::bitcoin::scene::{Scene, With, claim, stranger};
use crate::path::Chain;
use crate::path::ScriptKind::{self, P2tr, P2wpkh};
use crate::review::json::json;
use crate::review::{Consent, Digest, WhyDeclined};
use bitcoin::{Amount, Sequence, absolute};

type Change = (&'static str, fn(&mut Scene));

/// Every way to change what is signed, proven or shown as ours.
fn changes() -> Vec<Change> {
    vec![
        ("amount paid", |s| s.transaction.output[0].value -= Amount::ONE_SAT),
        ("script paid", |s| s.transaction.output[0].script_pubkey = stranger(P2wpkh, 9)),
        ("coin", |s| s.transaction.input[0].previous_output.vout = 1),
        ("sequence", |s| s.transaction.input[0].sequence = Sequence::MAX),
        ("lock time", |s| s.transaction.lock_time = absolute::LockTime::from_consensus(7)),
        ("version", |s| s.transaction.version = bitcoin::transaction::Version::ONE),
        ("amount spent", |s| {
            s.inputs[0].non_witness_utxo = None;
            s.inputs[0].witness_utxo.as_mut().unwrap().value -= Amount::ONE_SAT;
        }),
        ("script spent", |s| {
            s.inputs[0].non_witness_utxo = None;
            s.inputs[0].witness_utxo.as_mut().unwrap().script_pubkey = stranger(P2wpkh, 2);
        }),
        ("proof", |s| s.inputs[0].non_witness_utxo = None),
        ("input owner", |s| s.inputs[0].key_claims.clear()),
        ("output mark", |s| s.outputs[1].key_claims.clear()),
        ("sighash", |s| s.inputs[0].sighash_type = Some(1)),
        ("container", |s| s.version = crate::bitcoin::psbt::Version::V2),
        ("network", |s| s.context.network = crate::network::Network::Signet),
        ("another output", |s| *s = s.clone().pay(stranger(P2tr, 0), 1)),
        ("owner of nothing", |s| s.owner.accounts.clear()),
        ("claimed path", |s| s.outputs[1].key_claims = vec![claim(&s.account, Chain::Change, 1)]),
    ]
}

#[test]
fn the_digest_changes_with_whatever_is_signed_proven_or_owned() {
    let honest = Scene::honest(P2wpkh);
    let mut seen = vec![("honest", honest.review().digest())];
    for (what, change) in changes() {
        let digest = honest.clone().bent(change).review().digest();
        for (other, known) in &seen {
            assert_ne!(digest, *known, "{what} gives the digest of {other}");
        }
        seen.push((what, digest));
    }
}

#[test]
fn the_digest_does_not_depend_on_clock_memory_or_findings() {
    let honest = Scene::honest(P2wpkh);
    let other = Context {
        now_unix: None,
        outpoints: honest.remembered().into_iter().collect(),
        replace: true,
        ..Context::default()
    };
    let changed = honest.clone().bent(|scene| scene.context = other);
    assert_eq!(honest.review().digest(), changed.review().digest());
}

#[test]
fn a_review_is_pure_the_same_twice() {
    for kind in ScriptKind::ALL {
        let scene = Scene::honest(kind)
            .foreign_coin(stranger(P2wpkh, 1), 5_000, With::WitnessUtxo)
            .pay(stranger(P2tr, 2), 0);
        let (first, second) = (scene.review(), scene.review());
        assert_eq!(json(&first), json(&second));
        assert_eq!(first.findings(), second.findings());
        assert_eq!(first.facts(), second.facts());
    }
}

#[test]
fn every_finding_of_every_scene_is_in_the_catalogue() {
    for kind in ScriptKind::ALL {
        for (_, change) in changes() {
            let scene = Scene::honest(kind);
            // Some changes speak of fields this kind does not have.
            let Ok(review) = std::panic::catch_unwind(|| scene.bent(change).review()) else { continue };
            for finding in review.findings() {
                assert!(
                    crate::review::catalog::knows(finding.code.as_str(), finding.severity),
                    "{finding:?}"
                );
                let line = crate::messages::error_line(finding);
                assert!(!line.contains('{'), "unfilled: {line}");
            }
        }
    }
}

#[test]
fn atk_e11_what_is_approved_is_the_very_payload_that_was_reviewed() {
    let scene = Scene::honest(P2wpkh);
    let review = scene.review();
    let digest = review.digest();
    let shown = review.facts().clone();
    let approved = review.approve(&Consent { seen: digest, acknowledged: Vec::new() }).unwrap();
    assert_eq!(approved.payload().transaction(), &scene.transaction);
    assert_eq!(approved.facts(), &shown);
    assert_eq!(approved.digest(), digest);
}

#[test]
fn atk_e11_consent_to_another_review_signs_nothing() {
    let swapped = Scene::honest(P2wpkh).bent(|s| s.transaction.output[0].script_pubkey = stranger(P2wpkh, 9));
    let seen = Scene::honest(P2wpkh).review().digest();
    let declined = swapped.review().approve(&Consent { seen, acknowledged: Vec::new() }).unwrap_err();
    assert_eq!(declined.why, WhyDeclined::OtherReview);
    let zero = Consent { seen: Digest::new([0; 32]), acknowledged: Vec::new() };
    assert!(Scene::honest(P2wpkh).review().approve(&zero).is_err());
}
