//! What this machine knows beside the PSBT: plain values, so that a review stays pure.

use crate::amount::Amount;
use crate::network::Network;
use bitcoin::{OutPoint, Txid};
use std::collections::BTreeMap;

/// The surroundings of one review.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The network of this run.
    pub network: Network,
    /// The machine's clock, in seconds since 1970; `None` if it has none worth believing.
    pub now_unix: Option<u64>,
    /// Amounts this machine was told before.
    pub outpoints: ClaimedAmounts,
    /// Coins this machine signed away before.
    pub signed: SignedCoins,
    /// The operator asked to replace an earlier signed transaction (attack A10).
    pub replace: bool,
}

/// What each coin was said to be worth when it was last reviewed (attack A01).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimedAmounts(BTreeMap<OutPoint, Amount>);

/// The transaction that was signed the last time a coin was spent (attacks A10, B10). Its id leaves
/// out how the file is written and what it claims: the same payment as version 0 and as version 2
/// is one payment. Claims that differ are the affair of [`ClaimedAmounts`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedCoins(BTreeMap<OutPoint, Txid>);

impl ClaimedAmounts {
    /// The amount claimed before, if this coin was seen.
    pub fn claimed(&self, outpoint: &OutPoint) -> Option<Amount> {
        self.0.get(outpoint).copied()
    }
}

impl SignedCoins {
    /// The unsigned transaction in which this coin was signed away, if it was.
    pub fn transaction(&self, outpoint: &OutPoint) -> Option<Txid> {
        self.0.get(outpoint).copied()
    }
}

impl FromIterator<(OutPoint, Amount)> for ClaimedAmounts {
    fn from_iter<I: IntoIterator<Item = (OutPoint, Amount)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl FromIterator<(OutPoint, Txid)> for SignedCoins {
    fn from_iter<I: IntoIterator<Item = (OutPoint, Txid)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}
