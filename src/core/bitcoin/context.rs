//! What this machine knows beside the PSBT: plain values, so that a review stays pure.

use crate::amount::Amount;
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
