//! What is being spent, and how far each amount is proven.
//!
//! A wallet that lies about an input's amount turns the payment into fee. A legacy signature commits
//! to no amount, a segwit v0 signature (BIP-143) only to its own input's, a taproot signature
//! (BIP-341) to all of them. What nobody commits to must be proven by the transaction that paid it.

use crate::amount::Amount;
use crate::bitcoin::context::Context;
use crate::bitcoin::ownership::{InputOwner, Ownership};
use crate::bitcoin::psbt::{Input, Psbt};
use crate::path::ScriptKind;
use bitcoin::{OutPoint, Transaction, TxOut, Txid};
use std::collections::HashMap;

/// How an input's amount is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// The previous transaction is here and hashes to the spent id.
    PreviousTransaction,
    /// We sign taproot inputs only, and each signature commits to every amount (BIP-341).
    TaprootSignature,
    /// The only unproven input and the only one we sign: our signature commits to its amount (BIP-143).
    OwnSignature,
    /// The file says so.
    Claimed,
    /// The file does not even say.
    Missing,
}

/// What this machine was told before about an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Never seen.
    Unknown,
    /// The same amount.
    Agrees,
    /// Another amount: one of the two files lied.
    Contradicts {
        /// The amount of the earlier file.
        before: Amount,
    },
}

/// What is wrong with the fields that name the spent output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CoinFault {
    /// The previous transaction has another id (attack A02).
    PrevtxMismatch,
    /// It has no such output (attack A02).
    VoutRange { output_count: usize },
    /// Both fields are there and differ (attack A02).
    UtxoConflict,
}

/// The output an input spends, as far as the file tells.
#[derive(Clone, Debug)]
pub(crate) struct Coin {
    pub(crate) output: Option<TxOut>,
    pub(crate) fault: Option<CoinFault>,
    has_previous: bool,
}

impl Proof {
    /// The stable name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PreviousTransaction => "previous-transaction",
            Self::TaprootSignature => "taproot-signature",
            Self::OwnSignature => "own-signature",
            Self::Claimed => "claimed",
            Self::Missing => "missing",
        }
    }

    /// The number in the review digest.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Missing => 0,
            Self::PreviousTransaction => 1,
            Self::TaprootSignature => 2,
            Self::OwnSignature => 3,
            Self::Claimed => 4,
        }
    }
}

impl Coin {
    /// The amount, if it is one.
    pub(crate) fn amount(&self) -> Option<Amount> {
        self.output.as_ref().and_then(|output| Amount::from_sat(output.value.to_sat()))
    }
}

/// Finds the output each input spends. Inputs often share one previous transaction: it is hashed once.
pub(crate) fn coins(psbt: &Psbt) -> Vec<Coin> {
    let mut hashed: HashMap<Txid, &Transaction> = HashMap::new();
    let spent = psbt.transaction().input.iter().map(|input| input.previous_output);
    psbt.inputs().iter().zip(spent).map(|(input, outpoint)| coin(input, outpoint, &mut hashed)).collect()
}

/// How far each amount is proven, once it is known what we sign.
///
/// A signature of ours proves an amount only if *every* signature we make commits to it. With two
/// segwit v0 inputs of ours, one proven and one understated, the signature of the proven one stays
/// valid whatever the other is worth; a second file with the roles swapped yields the other valid
/// signature, and both together burn the difference (attack A01). So with segwit v0 the unproven
/// input must be the only one we sign, with taproot all we sign must be taproot.
pub(crate) fn proofs(coins: &[Coin], ownership: &Ownership) -> Vec<Proof> {
    let kind = |owner: &InputOwner| owner.key().map(|key| key.path.account.kind);
    let signed: Vec<ScriptKind> = ownership.inputs.iter().filter_map(kind).collect();
    let only_taproot = !signed.is_empty() && signed.iter().all(|kind| *kind == ScriptKind::P2tr);
    let only_signature = signed.len() == 1 && coins.iter().filter(|coin| !coin.is_proven()).count() == 1;
    coins
        .iter()
        .zip(&ownership.inputs)
        .map(|(coin, owner)| match (coin.is_proven(), coin.output.is_some(), kind(owner)) {
            (true, _, _) => Proof::PreviousTransaction,
            (false, false, _) => Proof::Missing,
            (false, true, _) if only_taproot => Proof::TaprootSignature,
            (false, true, Some(ScriptKind::P2wpkh | ScriptKind::P2shP2wpkh)) if only_signature => {
                Proof::OwnSignature
            }
            (false, true, _) => Proof::Claimed,
        })
        .collect()
}

/// What the outpoint memory says about each amount.
pub(crate) fn memories(psbt: &Psbt, coins: &[Coin], context: &Context) -> Vec<Memory> {
    let spent = psbt.transaction().input.iter().map(|input| input.previous_output);
    spent
        .zip(coins)
        .map(|(outpoint, coin)| match context.outpoints.claimed(&outpoint) {
            None => Memory::Unknown,
            Some(before) if Some(before) == coin.amount() => Memory::Agrees,
            Some(before) => Memory::Contradicts { before },
        })
        .collect()
}

/// True if the signature of this input's kind commits to no amount, so that only the previous
/// transaction can prove it (attack A03). Unknown p2sh counts as legacy.
pub(crate) fn needs_previous(coin: &Coin, input: &Input, owner: &InputOwner) -> bool {
    let Some(output) = &coin.output else { return false };
    if coin.is_proven() || output.script_pubkey.is_witness_program() {
        return false;
    }
    if owner.key().is_some_and(|key| key.path.account.kind == ScriptKind::P2shP2wpkh) {
        return false;
    }
    // Nested segwit, if the redeem script really is the one that was paid to.
    let nested = input
        .redeem_script
        .as_ref()
        .is_some_and(|redeem| redeem.is_witness_program() && redeem.to_p2sh() == output.script_pubkey);
    !nested
}

impl Coin {
    fn is_proven(&self) -> bool {
        self.has_previous && self.fault.is_none()
    }

    fn bad(output: Option<TxOut>, fault: CoinFault) -> Self {
        Self { output, fault: Some(fault), has_previous: true }
    }
}

fn coin<'a>(input: &'a Input, outpoint: OutPoint, hashed: &mut HashMap<Txid, &'a Transaction>) -> Coin {
    let claimed = input.witness_utxo.clone();
    let Some(previous) = &input.non_witness_utxo else {
        return Coin { output: claimed, fault: None, has_previous: false };
    };
    if !is_hashed(previous, outpoint.txid, hashed) {
        return Coin::bad(claimed, CoinFault::PrevtxMismatch);
    }
    let position = usize::try_from(outpoint.vout).ok();
    let Some(output) = position.and_then(|position| previous.output.get(position)) else {
        return Coin::bad(claimed, CoinFault::VoutRange { output_count: previous.output.len() });
    };
    match claimed {
        Some(claimed) if claimed != *output => Coin::bad(Some(output.clone()), CoinFault::UtxoConflict),
        Some(_) | None => Coin { output: Some(output.clone()), fault: None, has_previous: true },
    }
}

/// True if this transaction has that id; one that equals an already hashed one is not hashed again.
fn is_hashed<'a>(previous: &'a Transaction, txid: Txid, hashed: &mut HashMap<Txid, &'a Transaction>) -> bool {
    if hashed.get(&txid).is_some_and(|known| *known == previous) {
        return true;
    }
    let matches = previous.compute_txid() == txid;
    if matches {
        hashed.insert(txid, previous);
    }
    matches
}
