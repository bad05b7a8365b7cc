//! Puts the facts together once ownership and amounts are settled.

use super::{InputFact, OutputFact, OutputKind, SigningJob, Spend, Totals};
use crate::amount::Amount;
use crate::bitcoin::context::Context;
use crate::bitcoin::locks::Locks;
use crate::bitcoin::look::Seen;
use crate::bitcoin::ownership::OutputOwner;
use crate::bitcoin::psbt::Psbt;
use crate::bitcoin::scripts::ScriptShape;
use crate::bitcoin::size;
use crate::path::{AccountPath, Chain, ScriptKind};
use crate::wallet::address::AddressText;
use bitcoin::bip32::Fingerprint;
use bitcoin::{Script, TxOut};

/// The facts of one PSBT.
pub(crate) fn build(psbt: &Psbt, seen: &Seen<'_>, master: Option<Fingerprint>, context: &Context) -> Spend {
    let accounts = seen.ownership.input_accounts();
    let account = match accounts.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let inputs = inputs(psbt, seen, context);
    let outputs = outputs(psbt, seen, account, context);
    let totals = totals(psbt, seen, &inputs, &outputs);
    Spend {
        network: context.network,
        master,
        account,
        psbt_version: psbt.version(),
        transaction_version: psbt.transaction().version.0,
        totals,
        locks: Locks::of(psbt.transaction(), context),
        unknown_fields: unknown_fields(psbt),
        jobs: jobs(psbt, seen),
        spent: seen.coins.iter().map(|coin| coin.output.clone().unwrap_or(TxOut::NULL)).collect(),
        inputs,
        outputs,
    }
}

fn inputs(psbt: &Psbt, seen: &Seen<'_>, context: &Context) -> Vec<InputFact> {
    let known = seen.coins.iter().zip(&seen.proofs).zip(&seen.memories).zip(&seen.ownership.inputs);
    psbt.transaction()
        .input
        .iter()
        .zip(known)
        .map(|(input, (((coin, proof), memory), owner))| {
            let script = coin.output.as_ref().map(|output| output.script_pubkey.clone());
            InputFact {
                outpoint: input.previous_output,
                amount: coin.amount(),
                address: script.as_deref().and_then(|script| address(script, context)),
                script,
                proof: *proof,
                memory: *memory,
                owner: owner.clone(),
                sequence: input.sequence,
            }
        })
        .collect()
}

fn outputs(psbt: &Psbt, seen: &Seen<'_>, account: Option<AccountPath>, context: &Context) -> Vec<OutputFact> {
    let paid = psbt.transaction().output.iter();
    paid.zip(&seen.ownership.outputs)
        .map(|(paid, owner)| {
            let shape = ScriptShape::of(&paid.script_pubkey);
            OutputFact {
                kind: kind(owner, shape, account),
                amount: Amount::from_sat(paid.value.to_sat()),
                address: address(&paid.script_pubkey, context),
                script: paid.script_pubkey.clone(),
                shape,
                owner: owner.clone(),
            }
        })
        .collect()
}

/// Change is change only on the change chain of the very account that is being spent (attack B03):
/// money that moves to another account of ours is shown as a payment.
fn kind(owner: &OutputOwner, shape: ScriptShape, account: Option<AccountPath>) -> OutputKind {
    if let OutputOwner::Ours { key, marked } = owner {
        let same = account.is_none_or(|account| account == key.path.account);
        match (same, key.path.chain, marked) {
            (true, Chain::Change, true) if account.is_some() => return OutputKind::Change,
            (true, _, _) => return OutputKind::OwnReceive,
            (false, _, _) => return OutputKind::Payment,
        }
    }
    match shape {
        ScriptShape::OpReturn => OutputKind::OpReturn,
        _ if shape.has_address() => OutputKind::Payment,
        _ => OutputKind::Unknown,
    }
}

fn totals(psbt: &Psbt, seen: &Seen<'_>, inputs: &[InputFact], outputs: &[OutputFact]) -> Totals {
    let sum = |amounts: &mut dyn Iterator<Item = Option<Amount>>| {
        amounts.collect::<Option<Vec<_>>>().and_then(Amount::sum)
    };
    let all_inputs = sum(&mut inputs.iter().map(|input| input.amount));
    let own = inputs.iter().filter(|input| input.owner.key().is_some());
    let own_inputs = sum(&mut own.map(|input| input.amount));
    let all_outputs = sum(&mut outputs.iter().map(|output| output.amount));
    let part = |returns: bool| {
        sum(&mut outputs.iter().filter(|output| output.kind.returns() == returns).map(|output| output.amount))
    };
    Totals {
        inputs: all_inputs,
        own_inputs,
        outputs: all_outputs,
        sends: part(false),
        returns: part(true),
        fee: all_inputs.zip(all_outputs).and_then(|(inputs, outputs)| inputs.checked_sub(outputs)),
        virtual_bytes: size::virtual_bytes(
            psbt.transaction(),
            psbt.inputs(),
            &seen.ownership.inputs,
            &seen.outputs_spent(),
        ),
    }
}

fn jobs(psbt: &Psbt, seen: &Seen<'_>) -> Vec<SigningJob> {
    let owned = psbt.inputs().iter().zip(&seen.ownership.inputs).zip(&seen.coins).enumerate();
    owned
        .filter_map(|(input_index, ((input, owner), coin))| {
            let (key, spent) = (owner.key()?, coin.output.clone()?);
            let kind = key.path.account.kind;
            let sighash = match (kind, input.sighash_type) {
                (ScriptKind::P2tr, None | Some(0)) => 0,
                // Any other number was refused (attack A04); a job never carries it.
                _ => 1,
            };
            Some(SigningJob { input_index, kind, path: key.path, public_key: key.public_key, spent, sighash })
        })
        .collect()
}

fn unknown_fields(psbt: &Psbt) -> usize {
    let inputs: usize = psbt.inputs().iter().map(|input| input.unknown_count).sum();
    let outputs: usize = psbt.outputs().iter().map(|output| output.unknown_count).sum();
    psbt.unknown_count() + inputs + outputs
}

fn address(script: &Script, context: &Context) -> Option<AddressText> {
    ScriptShape::of(script).has_address().then(|| AddressText::of_script(script, context.network)).flatten()
}
