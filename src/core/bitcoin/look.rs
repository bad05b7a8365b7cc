//! The review of a PSBT, in the order an attacker would wish were different.

use crate::bitcoin::amounts::{self, Coin, Memory, Proof};
use crate::bitcoin::checks;
use crate::bitcoin::context::Context;
use crate::bitcoin::digest;
use crate::bitcoin::facts::{self, Spend};
use crate::bitcoin::owner::Owner;
use crate::bitcoin::ownership::Ownership;
use crate::bitcoin::ownership::keyring::Keyring;
use crate::bitcoin::psbt::Psbt;
use crate::review::{Digest, Finding, Payload};
use bitcoin::TxOut;

/// What was found out about a PSBT before anything is judged.
pub(crate) struct Seen<'a> {
    pub(crate) owner: &'a Owner,
    pub(crate) context: &'a Context,
    pub(crate) keyring: Keyring<'a>,
    pub(crate) coins: Vec<Coin>,
    pub(crate) ownership: Ownership,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) memories: Vec<Memory>,
}

impl Payload for Psbt {
    type Owner = Owner;
    type Context = Context;
    type Facts = Spend;

    fn look(&self, owner: &Owner, context: &Context) -> (Spend, Vec<Finding>, Digest) {
        let seen = Seen::of(self, owner, context);
        let spend = facts::build(self, &seen, owner.master, context);
        let digest = digest::of(self, &spend);
        let findings = checks::all(self, &seen, &spend);
        (spend, findings, digest)
    }
}

impl<'a> Seen<'a> {
    fn of(psbt: &Psbt, owner: &'a Owner, context: &'a Context) -> Self {
        let keyring = Keyring::new(owner);
        let coins = amounts::coins(psbt);
        let spent: Vec<_> = coins.iter().map(|coin| coin.output.as_ref()).collect();
        let ownership = Ownership::of(psbt, &spent, context, &keyring);
        let proofs = amounts::proofs(&coins, &ownership);
        let memories = amounts::memories(psbt, &coins, context);
        Self { owner, context, keyring, coins, ownership, proofs, memories }
    }

    /// The outputs being spent, where known.
    pub(crate) fn outputs_spent(&self) -> Vec<Option<&TxOut>> {
        self.coins.iter().map(|coin| coin.output.as_ref()).collect()
    }
}
