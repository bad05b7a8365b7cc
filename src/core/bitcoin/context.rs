//! What this machine knows beside the PSBT: plain values, so that a review stays pure.

use crate::amount::Amount;
use crate::bitcoin::amounts::Proof;
use crate::bitcoin::facts::Spend;
use crate::network::Network;
use crate::review::Digest;
use bitcoin::{OutPoint, ScriptBuf};
use std::collections::{BTreeMap, BTreeSet};

/// The surroundings of one review.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The network of this run.
    pub network: Network,
    /// The machine's clock, in seconds since 1970; `None` if it has none worth believing.
    pub now_unix: Option<u64>,
    /// Newest block the wallet record or payload names; nobody vouches for it.
    pub tip_height: Option<u32>,
    /// Amounts this machine was told before.
    pub outpoints: OutpointMemory,
    /// Coins this machine signed away before.
    pub signed: SignedMemory,
    /// The operator asked to replace an earlier signed transaction (attack A10).
    pub replace: bool,
    /// Scripts the operator already confirmed: no question for these, and look-alikes of them are refused.
    pub known_recipients: BTreeSet<ScriptBuf>,
    /// Highest address number known to be in use in the account, if a record says so.
    pub last_index: Option<u32>,
}

/// What each coin was said to be worth when it was last reviewed (attack A01).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutpointMemory(BTreeMap<OutPoint, Amount>);

/// The digest of what was signed the last time a coin was spent (attacks A10, B10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedMemory(BTreeMap<OutPoint, Digest>);

impl OutpointMemory {
    /// The amount claimed before, if this coin was seen.
    pub fn claimed(&self, outpoint: &OutPoint) -> Option<Amount> {
        self.0.get(outpoint).copied()
    }

    /// What to write down after a review: every input's amount, ours or not, that is new here, and
    /// every one its previous transaction proves to be another than remembered. An amount that is
    /// only claimed never replaces what is remembered: else the second of two lying files would only
    /// have to be shown twice (attack A01).
    pub fn lessons(&self, spend: &Spend) -> Vec<(OutPoint, Amount)> {
        let told = spend.inputs.iter().filter_map(|fact| Some((fact, fact.amount?)));
        told.filter(|(fact, amount)| match self.claimed(&fact.outpoint) {
            None => true,
            Some(before) => before != *amount && fact.proof == Proof::PreviousTransaction,
        })
        .map(|(fact, amount)| (fact.outpoint, amount))
        .collect()
    }

    /// All entries, in the order of the outpoints.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPoint, &Amount)> {
        self.0.iter()
    }
}

impl Extend<(OutPoint, Amount)> for OutpointMemory {
    fn extend<I: IntoIterator<Item = (OutPoint, Amount)>>(&mut self, entries: I) {
        self.0.extend(entries);
    }
}

impl SignedMemory {
    /// The review under which this coin was signed away, if it was.
    pub fn digest(&self, outpoint: &OutPoint) -> Option<Digest> {
        self.0.get(outpoint).copied()
    }
}

impl FromIterator<(OutPoint, Amount)> for OutpointMemory {
    fn from_iter<I: IntoIterator<Item = (OutPoint, Amount)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl FromIterator<(OutPoint, Digest)> for SignedMemory {
    fn from_iter<I: IntoIterator<Item = (OutPoint, Digest)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitcoin::scene::{Scene, With, stranger};
    use crate::path::ScriptKind::P2wpkh;

    fn claiming(sat: u64) -> Scene {
        Scene::new(P2wpkh).coin(0, 100_000, With::WitnessUtxo).pay(stranger(P2wpkh, 0), 9_000).bent(|scene| {
            scene.inputs[0].witness_utxo.as_mut().unwrap().value = bitcoin::Amount::from_sat(sat);
        })
    }

    #[test]
    fn atk_a01_showing_a_lie_twice_does_not_teach_it() {
        let mut memory = OutpointMemory::default();
        memory.extend(memory.lessons(claiming(100_000).review().facts()));
        assert_eq!(memory.iter().count(), 1);
        let lie = claiming(10_000);
        assert_eq!(memory.lessons(lie.review().facts()), []);
        memory.extend(memory.lessons(lie.review().facts()));
        let again = lie.bent(|scene| scene.context.outpoints = memory);
        assert!(again.finds("psbt/amount-contradiction", crate::review::Severity::Refuse));
    }

    #[test]
    fn a_proven_amount_replaces_a_remembered_lie() {
        let honest =
            Scene::new(P2wpkh).coin(0, 100_000, With::PreviousTransaction).pay(stranger(P2wpkh, 0), 9_000);
        let mut memory = OutpointMemory::default();
        memory.extend(memory.lessons(claiming(10_000).review().facts()));
        memory.extend(memory.lessons(honest.review().facts()));
        let outpoint = honest.transaction.input[0].previous_output;
        assert_eq!(memory.claimed(&outpoint), Amount::from_sat(100_000));
    }
}
