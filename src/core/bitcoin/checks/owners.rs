//! Claims of ownership that are false, hidden, mixed or foreign.

use super::{input, output, with};
use crate::bitcoin::facts::{OutputKind, Spend};
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::{InputOwner, OutputOwner};
use crate::bitcoin::psbt::Psbt;
use crate::limits::ADDRESS_INDEX_ORDINARY_MAX;
use crate::messages::Facts;
use crate::path::ScriptKind;
use crate::review::{At, Finding};
use crate::safe::Safe;
use bitcoin::bip32::{DerivationPath, Fingerprint};
use std::collections::BTreeSet;

pub(super) fn check_inputs(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let owner = seen.owner;
    let networks = owner.accounts.iter().map(|account| account.network()).chain([owner.network]);
    if networks.into_iter().any(|network| network != seen.context.network) {
        let facts = vec![("network", Safe::text(seen.context.network.name()))];
        findings.push(Finding::refuse("psbt/other-network", At::Whole, facts));
    }
    if owner.accounts.is_empty() && owner.master.is_none() {
        findings.push(Finding::hold("psbt/owner-unproven", At::Whole, Facts::new()));
        return;
    }
    for (index, owner) in seen.ownership.inputs.iter().enumerate() {
        one_input(index, owner, seen, findings);
    }
    mixed_accounts(seen, findings);
    nothing_to_sign(psbt, seen, findings);
    if seen.ownership.search_incomplete {
        findings.push(Finding::refuse("psbt/too-many-accounts", At::Whole, Facts::new()));
    }
}

pub(super) fn check_outputs(spend: &Spend, findings: &mut Vec<Finding>) {
    for (index, fact) in spend.outputs.iter().enumerate() {
        let (at, facts) = output(index);
        let finding = match &fact.owner {
            OutputOwner::Foreign => continue,
            OutputOwner::Ours { key, .. } if !fact.kind.returns() && fact.kind != OutputKind::OpReturn => {
                let facts = with(facts, "path", Safe::text(&key.path.to_string()));
                Finding::warn("psbt/other-account", at, facts)
            }
            OutputOwner::Ours { marked: true, .. } => continue,
            OutputOwner::Ours { key, marked: false } => {
                Finding::note("psbt/own-unmarked", at, with(facts, "path", Safe::text(&key.path.to_string())))
            }
            OutputOwner::False(path) => {
                Finding::refuse("psbt/change-fraud", at, with(facts, "path", Safe::text(&path.to_string())))
            }
            OutputOwner::Unheld(path) => {
                Finding::warn("psbt/unproven-claim", at, with(facts, "path", shown(path)))
            }
            OutputOwner::Unusual { path, held: true } => unusual(Finding::refuse, at, facts, path),
            OutputOwner::Unusual { path, held: false } => unusual(Finding::warn, at, facts, path),
            OutputOwner::CoinType(path) => coin_type(at, facts, path),
        };
        findings.push(finding);
    }
}

fn one_input(index: usize, owner: &InputOwner, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let (at, facts) = input(index);
    findings.push(match owner {
        InputOwner::Ours(key) if key.path.index > ADDRESS_INDEX_ORDINARY_MAX => {
            unusual(Finding::warn, at, facts, &key.path.derivation())
        }
        InputOwner::Ours(_) => return,
        InputOwner::Foreign if signs_only_taproot(seen) => Finding::warn("psbt/foreign-input", at, facts),
        // Nothing is ours: one finding says so for the whole file.
        InputOwner::Foreign if !signs_anything(seen) => return,
        InputOwner::Foreign => Finding::refuse("psbt/foreign-input", at, facts),
        InputOwner::Hidden(path) => {
            let facts = with(facts, "path", Safe::text(&path.to_string()));
            Finding::refuse("psbt/hidden-own-input", at, facts)
        }
        InputOwner::False(path) => {
            Finding::refuse("psbt/input-fraud", at, with(facts, "path", Safe::text(&path.to_string())))
        }
        // Without the coin nothing can be derived to compare with; that finding is made elsewhere.
        InputOwner::Unheld(_) if seen.coins.get(index).is_none_or(|coin| coin.output.is_none()) => return,
        InputOwner::Unheld(path) => {
            Finding::refuse("psbt/account-not-held", at, with(facts, "path", shown(path)))
        }
        InputOwner::Unusual(path) => unusual(Finding::refuse, at, facts, path),
        InputOwner::CoinType(path) => coin_type(at, facts, path),
    });
}

fn signs_anything(seen: &Seen<'_>) -> bool {
    seen.ownership.inputs.iter().any(|owner| owner.key().is_some())
}

/// A taproot signature commits to every coin being spent, so a foreign one cannot lie about its amount.
fn signs_only_taproot(seen: &Seen<'_>) -> bool {
    let mut kinds =
        seen.ownership.inputs.iter().filter_map(|owner| owner.key().map(|key| key.path.account.kind));
    signs_anything(seen) && kinds.all(|kind| kind == ScriptKind::P2tr)
}

/// Two accounts in one transaction: change proven for one hides money of the other (attack B04).
fn mixed_accounts(seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let claimed = seen.ownership.inputs.iter().filter_map(|owner| match owner {
        InputOwner::Ours(key) => Some(key.path.account.to_string()),
        InputOwner::Hidden(path) | InputOwner::False(path) => Some(path.account.to_string()),
        InputOwner::Unheld(path) | InputOwner::Unusual(path) | InputOwner::CoinType(path) => {
            Some(shown_account(path))
        }
        InputOwner::Foreign => None,
    });
    let accounts: BTreeSet<String> = claimed.collect();
    if let (Some(first), Some(second)) = (accounts.first(), accounts.iter().nth(1)) {
        let facts = vec![
            ("count", Safe::count(accounts.len())),
            ("first", Safe::text(first)),
            ("second", Safe::text(second)),
        ];
        findings.push(Finding::refuse("psbt/mixed-accounts", At::Whole, facts));
    }
}

/// The file may be for another wallet: a passphrase mistyped, or replaced by somebody (attack B09).
fn nothing_to_sign(psbt: &Psbt, seen: &Seen<'_>, findings: &mut Vec<Finding>) {
    let all_foreign = seen.ownership.inputs.iter().all(|owner| *owner == InputOwner::Foreign);
    let claims = psbt.inputs().iter().flat_map(|input| input.key_claims.iter().chain(&input.tap_key_claims));
    let claimed: BTreeSet<Fingerprint> = claims.map(|claim| claim.master).collect();
    match (all_foreign, claimed.first()) {
        (true, Some(theirs)) => {
            let facts = vec![
                ("theirs", Safe::text(&theirs.to_string())),
                ("ours", Safe::text(&seen.owner.master.map(|ours| ours.to_string()).unwrap_or_default())),
            ];
            findings.push(Finding::refuse("psbt/other-wallet", At::Whole, facts));
        }
        _ if !signs_anything(seen) => {
            findings.push(Finding::refuse("psbt/nothing-to-sign", At::Whole, Facts::new()));
        }
        _ => {}
    }
}

fn unusual(
    finding: fn(&'static str, At, Facts) -> Finding,
    at: At,
    facts: Facts,
    path: &DerivationPath,
) -> Finding {
    finding("psbt/path-unusual", at, with(with(facts, "path", shown(path)), "place", place(at)))
}

fn coin_type(at: At, facts: Facts, path: &DerivationPath) -> Finding {
    Finding::refuse("psbt/coin-type", at, with(with(facts, "path", shown(path)), "place", place(at)))
}

fn place(at: At) -> Safe {
    crate::review::wording::place(at)
}

fn shown(path: &DerivationPath) -> Safe {
    Safe::text(&shown_path(path))
}

fn shown_account(path: &DerivationPath) -> String {
    let account: DerivationPath = path.into_iter().take(3).copied().collect();
    shown_path(&account)
}

/// The way every path is written here: `m/84h/0h/0h`.
fn shown_path(path: &DerivationPath) -> String {
    format!("m/{}", path.to_string().replace('\'', "h"))
}
