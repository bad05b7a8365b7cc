//! The review for programs: `--json` (`formats/review.md`).

use super::{At, Finding, Review};
use crate::amount::Amount;
use crate::bitcoin::amounts::Memory;
use crate::bitcoin::facts::{InputFact, OutputFact, Spend};
use crate::bitcoin::locks::{AbsoluteLock, RelativeLock, Wait};
use crate::bitcoin::ownership::{InputOwner, OutputOwner};
use crate::bitcoin::psbt::{Psbt, Version};
use crate::messages::{Part, sentence};
use serde_json::{Value, json};

/// Name and version of the schema.
pub const SCHEMA: &str = "review/1";

/// The whole review. Amounts are satoshi, nothing is left out or shortened.
pub fn json(review: &Review<Psbt>) -> Value {
    let spend = review.facts();
    json!({
        "schema": SCHEMA,
        "digest": review.digest().to_string(),
        "label": review.digest().label(),
        "network": spend.network.name(),
        "account": spend.account.map(|account| account.to_string()),
        "master": spend.master.map(|master| master.to_string()),
        "psbt_version": match spend.psbt_version { Version::V0 => 0, Version::V2 => 2 },
        "transaction": {
            "unsigned_id": review.payload().transaction().compute_txid().to_string(),
            "version": spend.transaction_version,
            "virtual_bytes": spend.totals.virtual_bytes,
        },
        "totals": totals(spend),
        "lock": lock(&spend.locks.absolute),
        "relative_locks": spend.locks.relative.iter().map(relative_lock).collect::<Vec<_>>(),
        "replaceable": spend.locks.replaceable,
        "unknown_fields": spend.unknown_fields,
        "signs": spend.signing_jobs().iter().map(|job| job.input_index).collect::<Vec<_>>(),
        "inputs": spend.inputs.iter().map(input).collect::<Vec<_>>(),
        "outputs": spend.outputs.iter().map(output).collect::<Vec<_>>(),
        "findings": review.findings().iter().map(finding).collect::<Vec<_>>(),
    })
}

fn totals(spend: &Spend) -> Value {
    let totals = &spend.totals;
    json!({
        "inputs_sat": sat(totals.inputs),
        "own_inputs_sat": sat(totals.own_inputs),
        "outputs_sat": sat(totals.outputs),
        "sends_sat": sat(totals.sends),
        "returns_sat": sat(totals.returns),
        "fee_sat": sat(totals.fee),
        "fee_rate_sat_per_vb_tenths": totals.fee_rate_tenths(),
        "fee_share_of_sends_percent_thousandths": totals.fee_share_of_sends(),
        "fee_share_of_inputs_percent_thousandths": totals.fee_share_of_inputs(),
    })
}

fn input(fact: &InputFact) -> Value {
    let (owner, path) = match &fact.owner {
        InputOwner::Ours(key) => ("ours", Some(key.path.to_string())),
        InputOwner::Foreign => ("foreign", None),
        InputOwner::Hidden(path) => ("hidden", Some(path.to_string())),
        InputOwner::False(path) => ("false-claim", Some(path.to_string())),
        InputOwner::Unheld(path) => ("unproven-claim", Some(path.to_string())),
        InputOwner::Unusual(path) => ("unusual-path", Some(path.to_string())),
        InputOwner::CoinType(path) => ("other-network", Some(path.to_string())),
    };
    json!({
        "outpoint": fact.outpoint.to_string(),
        "amount_sat": sat(fact.amount),
        "script": fact.script.as_ref().map(|script| script.to_hex_string()),
        "address": fact.address.as_ref().map(|address| address.as_str()),
        "proof": fact.proof.name(),
        "memory": match fact.memory {
            Memory::Unknown => "unknown",
            Memory::Agrees => "agrees",
            Memory::Contradicts { .. } => "contradicts",
        },
        "owner": owner,
        "path": path,
        "sequence": fact.sequence.0,
    })
}

fn output(fact: &OutputFact) -> Value {
    let (owner, path) = match &fact.owner {
        OutputOwner::Foreign => ("foreign", None),
        OutputOwner::Ours { key, marked: true } => ("ours", Some(key.path.to_string())),
        OutputOwner::Ours { key, marked: false } => ("ours-unmarked", Some(key.path.to_string())),
        OutputOwner::False(path) => ("false-claim", Some(path.to_string())),
        OutputOwner::Unheld(path) => ("unproven-claim", Some(path.to_string())),
        OutputOwner::Unusual { path, .. } => ("unusual-path", Some(path.to_string())),
        OutputOwner::CoinType(path) => ("other-network", Some(path.to_string())),
    };
    json!({
        "kind": fact.kind.name(),
        "amount_sat": sat(fact.amount),
        "script": fact.script.to_hex_string(),
        "script_kind": fact.shape.name(),
        "address": fact.address.as_ref().map(|address| address.as_str()),
        "owner": owner,
        "path": path,
    })
}

fn finding(finding: &Finding) -> Value {
    let said = |part| sentence(finding.code, part, &finding.facts);
    json!({
        "code": finding.code.as_str(),
        "severity": finding.severity.name(),
        "at": match finding.at {
            At::Whole => json!({ "place": "transaction" }),
            At::Input(index) => json!({ "place": "input", "index": index }),
            At::Output(index) => json!({ "place": "output", "index": index }),
        },
        "error": said(Part::Error),
        "cause": said(Part::Cause),
        "hint": said(Part::Hint),
    })
}

fn lock(lock: &AbsoluteLock) -> Value {
    match *lock {
        AbsoluteLock::None => json!({ "kind": "none" }),
        AbsoluteLock::Inert { value } => json!({ "kind": "inert", "value": value }),
        AbsoluteLock::Height { height, about_unix, far } => {
            json!({ "kind": "height", "height": height, "about_unix": about_unix, "far": far })
        }
        AbsoluteLock::Time { unix, far } => json!({ "kind": "time", "unix": unix, "far": far }),
    }
}

fn relative_lock(lock: &RelativeLock) -> Value {
    let (unit, length) = match lock.wait {
        Wait::Blocks(blocks) => ("blocks", u32::from(blocks)),
        Wait::Seconds(seconds) => ("seconds", seconds),
    };
    json!({ "input": lock.input_index, "unit": unit, "length": length, "active": lock.active })
}

fn sat(amount: Option<Amount>) -> Option<u64> {
    amount.map(Amount::to_sat)
}
