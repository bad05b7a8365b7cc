use super::{NOTE, REFUSE, WARN};
use crate::bitcoin::facts::OutputKind;
use crate::bitcoin::owner::Owner;
use crate::bitcoin::ownership::InputOwner;
use crate::bitcoin::scene::{OURS, Scene, THEIRS, With, account, claim, path, secp, stranger};
use crate::network::Network;
use crate::path::Chain;
use crate::path::ScriptKind::{self, P2shP2wpkh, P2tr, P2wpkh};
use crate::review::Severity;
use bitcoin::bip32::Fingerprint;

fn kinds(scene: &Scene) -> Vec<OutputKind> {
    scene.review().facts().outputs.iter().map(|output| output.kind).collect()
}

#[test]
fn atk_b01_a_change_output_that_is_not_ours_is_shown_as_leaving_and_refused() {
    for kind in ScriptKind::ALL {
        let scene = Scene::honest(kind);
        let lie = claim(&scene.account, Chain::Change, 1);
        let scene = scene.pay(stranger(kind, 5), 1_000).mark(lie);
        assert_eq!(scene.objections(), [("psbt/change-fraud", REFUSE)], "{}", kind.name());
        assert_eq!(kinds(&scene)[2], OutputKind::Payment);
        assert_eq!(scene.review().facts().recipients().len(), 2);
    }
}

#[test]
fn atk_b01_our_script_under_a_foreign_key_claim_of_ours_is_a_lie_too() {
    let scene = Scene::honest(P2wpkh);
    let mut lie = claim(&scene.account, Chain::Change, 1);
    lie.public_key = claim(&account(THEIRS, Network::Main, P2wpkh, 0), Chain::Change, 1).public_key;
    assert!(
        scene.change(1, 1_000).bent(|s| s.outputs[2].key_claims[0] = lie).finds("psbt/change-fraud", REFUSE)
    );
}

#[test]
fn atk_b01_a_true_claim_beside_a_false_one_does_not_save_it() {
    let scene = Scene::honest(P2wpkh);
    let other = claim(&scene.account, Chain::Change, 9);
    assert!(scene.change(1, 1_000).mark(other).finds("psbt/change-fraud", REFUSE));
}

#[test]
fn atk_b01_an_input_that_is_not_what_its_claim_says_is_refused_and_never_signed() {
    let scene = Scene::honest(P2wpkh);
    let lie = claim(&scene.account, Chain::Receive, 3);
    let scene = scene
        .foreign_coin(stranger(P2wpkh, 8), 50_000, With::PreviousTransaction)
        .bent(|scene| scene.inputs[1].key_claims.push(lie));
    assert!(scene.finds("psbt/input-fraud", REFUSE));
    assert_eq!(scene.review().facts().signing_jobs().len(), 1);
}

#[test]
fn atk_b03_change_to_another_script_type_or_account_is_shown_as_a_payment() {
    let honest = Scene::honest(P2wpkh);
    let one_of_two =
        bitcoin::ScriptBuf::new_p2wsh(&bitcoin::ScriptBuf::from_bytes(vec![0x51]).wscript_hash());
    assert_eq!(kinds(&honest.clone().pay(one_of_two, 1_000))[2], OutputKind::Payment);
    for (kind, number) in [(P2wpkh, 1), (P2tr, 0), (P2shP2wpkh, 0)] {
        let other = account(OURS, Network::Main, kind, number);
        let scene = honest.clone().returning(&other, Chain::Change, 0, 1_000);
        assert_eq!(kinds(&scene)[2], OutputKind::Payment, "{}", other.path());
        assert_eq!(scene.objections(), [("psbt/unproven-claim", WARN)]);
        let scene = scene.bent(|scene| scene.owner.accounts.push(other));
        assert_eq!(kinds(&scene)[2], OutputKind::Payment);
        assert_eq!(scene.objections(), [("psbt/other-account", WARN)]);
        assert_eq!(scene.review().facts().recipients().len(), 2);
    }
}

/// The theft that multisig change once allowed: the attacker's key alone spends it, ours is beside it.
#[test]
fn atk_b03_change_that_the_attacker_can_spend_alone_is_a_payment_and_refused() {
    let honest = Scene::honest(P2wpkh);
    let ours = honest.account.public_key(&secp(), Chain::Change, 1).unwrap();
    let thief = account(THEIRS, Network::Main, P2wpkh, 0);
    let theirs = thief.public_key(&secp(), Chain::Change, 1).unwrap();
    for keys in [[ours, theirs], [theirs, ours]] {
        let mut script = bitcoin::script::Builder::new().push_int(1);
        for key in keys {
            script = script.push_key(&bitcoin::PublicKey::new(key));
        }
        let script = script.push_int(2).push_opcode(bitcoin::opcodes::all::OP_CHECKMULTISIG).into_script();
        assert!(script.is_multisig());
        let scene = honest
            .clone()
            .pay(bitcoin::ScriptBuf::new_p2wsh(&script.wscript_hash()), 1_000)
            .mark(claim(&honest.account, Chain::Change, 1))
            .mark(claim(&thief, Chain::Change, 1))
            .bent(|scene| scene.outputs[2].witness_script = Some(script));
        assert_eq!(kinds(&scene)[2], OutputKind::Payment);
        assert_eq!(scene.review().facts().recipients().len(), 2);
        assert_eq!(scene.objections(), [("psbt/change-fraud", REFUSE)]);
    }
}

#[test]
fn atk_b03_our_key_wrapped_in_another_script_type_is_fraud() {
    let honest = Scene::honest(P2wpkh);
    let key = honest.account.public_key(&secp(), Chain::Change, 4).unwrap();
    let wrapped = crate::wallet::account::script_pubkey(&secp(), P2tr, key);
    let lie = claim(&honest.account, Chain::Change, 4);
    assert!(honest.pay(wrapped, 1_000).mark(lie).finds("psbt/change-fraud", REFUSE));
}

#[test]
fn atk_b04_inputs_of_two_accounts_are_refused_whether_or_not_both_are_held() {
    let other = account(OURS, Network::Main, P2wpkh, 1);
    let scene = Scene::honest(P2wpkh).coin_of(&other, 0, 50_000, With::PreviousTransaction);
    assert!(scene.finds("psbt/mixed-accounts", REFUSE));
    assert!(scene.finds("psbt/account-not-held", REFUSE));
    let scene = scene.bent(|scene| scene.owner.accounts.push(other));
    assert_eq!(scene.objections(), [("psbt/mixed-accounts", REFUSE)]);
}

#[test]
fn atk_b08_change_at_an_address_nobody_searches_is_shown_as_leaving_and_refused() {
    for index in [(1 << 31) - 1, 1_999_999_999, 1_001] {
        let scene = Scene::honest(P2wpkh).change(index, 1_000);
        assert_eq!(scene.objections(), [("psbt/path-unusual", REFUSE)], "{index}");
        assert_eq!(kinds(&scene)[2], OutputKind::Payment);
    }
    assert_eq!(Scene::honest(P2wpkh).change(1_000, 1_000).objections(), []);
}

#[test]
fn atk_b08_dust_planted_at_a_far_address_does_not_widen_the_window() {
    let scene = Scene::honest(P2wpkh)
        .coin(1_999_999_000, 50_000, With::PreviousTransaction)
        .change(1_999_999_999, 40_000);
    assert!(scene.finds("psbt/path-unusual", REFUSE));
    assert_eq!(kinds(&scene)[2], OutputKind::Payment);
}

#[test]
fn atk_b08_a_path_of_another_shape_is_no_proof_of_ownership() {
    for (odd, severity) in
        [("m/84h/0h/0h/2/0", REFUSE), ("m/84h/0h/0h/1h/0", REFUSE), ("m/48h/0h/0h/2h/1/0", WARN)]
    {
        let scene = Scene::honest(P2wpkh);
        let mut claim = claim(&scene.account, Chain::Change, 0);
        claim.path = path(odd);
        let scene = scene.pay(stranger(P2wpkh, 3), 1_000).mark(claim);
        assert_eq!(scene.objections(), [("psbt/path-unusual", severity)], "{odd}");
        assert_eq!(kinds(&scene)[2], OutputKind::Payment);
    }
}

#[test]
fn atk_b09_a_file_for_another_wallet_is_refused_naming_both() {
    let mut scene = Scene::honest(P2wpkh);
    scene.owner = Owner::of_account(account(THEIRS, Network::Main, P2wpkh, 0));
    let review = scene.review();
    let finding =
        review.findings().iter().find(|finding| finding.code.as_str() == "psbt/other-wallet").unwrap();
    let line = crate::messages::error_line(finding);
    let [theirs, ours] = [scene.account.master(), scene.owner.master.unwrap()];
    assert!(line.contains(&theirs.to_string()) && line.contains(&ours.to_string()), "{line}");
    assert_eq!(finding.severity, REFUSE);
    assert!(review.facts().signing_jobs().is_empty());
}

#[test]
fn atk_b09_a_seed_that_opens_no_claimed_account_is_another_wallet_too() {
    let mut scene = Scene::honest(P2wpkh);
    let ours = Fingerprint::from([1, 2, 3, 4]);
    scene.owner = Owner { network: Network::Main, master: Some(ours), accounts: Vec::new() };
    assert!(scene.finds("psbt/other-wallet", REFUSE));
}

#[test]
fn without_any_key_the_review_says_that_nothing_is_proven() {
    let mut scene = Scene::honest(P2wpkh);
    scene.owner = Owner::nobody(Network::Main);
    assert_eq!(scene.objections(), [("psbt/owner-unproven", Severity::Hold)]);
    assert_eq!(kinds(&scene), [OutputKind::Payment, OutputKind::Payment]);
    assert!(scene.review().facts().signing_jobs().is_empty());
}

#[test]
fn atk_b10_an_own_input_without_its_derivation_is_found_and_refused() {
    for kind in ScriptKind::ALL {
        for hidden in [0, 33, 900] {
            let scene =
                Scene::honest(kind).coin(hidden, 50_000_000, With::PreviousTransaction).bent(|scene| {
                    scene.inputs[1].key_claims.clear();
                    scene.inputs[1].tap_key_claims.clear();
                });
            assert!(scene.finds("psbt/hidden-own-input", REFUSE), "{} {hidden}", kind.name());
            assert!(matches!(scene.review().facts().inputs[1].owner, InputOwner::Hidden(_)));
        }
    }
}

#[test]
fn atk_b10_an_own_input_under_another_fingerprint_is_found_and_refused() {
    for fingerprint in [[0; 4], [9, 9, 9, 9]] {
        let scene = Scene::honest(P2tr)
            .coin(5, 50_000_000, With::PreviousTransaction)
            .bent(|scene| scene.inputs[1].tap_key_claims[0].master = Fingerprint::from(fingerprint));
        assert!(scene.finds("psbt/hidden-own-input", REFUSE));
    }
}

#[test]
fn atk_b10_a_coin_we_signed_before_cannot_be_declared_foreign() {
    let mut scene =
        Scene::honest(P2tr).foreign_coin(stranger(P2tr, 3), 50_000_000, With::PreviousTransaction);
    assert!(scene.finds("psbt/foreign-input", WARN));
    let outpoint = scene.transaction.input[1].previous_output;
    scene.context.signed = [(outpoint, outpoint.txid)].into_iter().collect();
    assert!(scene.finds("psbt/hidden-signed-input", REFUSE));
}

#[test]
fn atk_b10_foreign_inputs_are_refused_unless_taproot_commits_to_them() {
    let foreign = |kind| {
        Scene::honest(kind).foreign_coin(stranger(P2wpkh, 3), 50_000, With::PreviousTransaction).objections()
    };
    assert_eq!(foreign(P2wpkh), [("psbt/foreign-input", REFUSE)]);
    assert_eq!(foreign(P2tr), [("psbt/foreign-input", WARN)]);
}

#[test]
fn atk_b10_a_flood_of_accounts_does_not_push_ours_out_of_the_search() {
    let scene =
        Scene::honest(P2tr).foreign_coin(stranger(P2tr, 3), 50_000, With::PreviousTransaction).bent(|s| {
            s.owner.accounts.extend((1..10).map(|number| account(OURS, Network::Main, P2tr, number)));
        });
    assert!(scene.finds("psbt/too-many-accounts", REFUSE));
}

#[test]
fn atk_b11_a_path_of_another_network_is_refused() {
    let mut scene = Scene::honest(P2wpkh);
    let test = account(OURS, Network::Regtest, P2wpkh, 0);
    scene.owner =
        Owner { network: Network::Regtest, master: Some(scene.account.master()), accounts: vec![test] };
    scene.context.network = Network::Regtest;
    assert!(scene.finds("psbt/coin-type", REFUSE));
    assert!(scene.review().facts().signing_jobs().is_empty());
}

#[test]
fn atk_b11_an_account_of_another_network_than_the_run_is_refused() {
    let mut scene = Scene::honest(P2wpkh);
    scene.context.network = Network::Signet;
    assert!(scene.finds("psbt/other-network", REFUSE));
}

#[test]
fn an_own_output_nobody_marked_is_told_and_counts_as_returning() {
    let scene = Scene::honest(P2wpkh);
    let script = scene.account.script_pubkey(&secp(), Chain::Receive, 1).unwrap();
    let scene = scene.pay(script, 1_000);
    assert!(scene.finds("psbt/own-unmarked", NOTE));
    assert_eq!(kinds(&scene)[2], OutputKind::OwnReceive);
}

#[test]
fn a_bare_account_key_without_fingerprint_proves_by_derivation_alone() {
    let bare = |scene: &mut Scene| {
        let text = scene.account.xpub().to_string();
        let account = crate::wallet::import::account(&text, Network::Main, Some(P2wpkh)).unwrap();
        scene.owner = Owner::of_account(account);
    };
    let scene = Scene::honest(P2wpkh).bent(bare);
    assert_eq!(scene.objections(), []);
    assert_eq!(kinds(&scene)[1], OutputKind::Change);
    let lie = claim(&scene.account, Chain::Change, 1);
    let scene = scene.pay(stranger(P2wpkh, 5), 1_000).mark(lie);
    assert_eq!(kinds(&scene)[2], OutputKind::Payment, "an unproven claim stays a payment");
}
