//! The stage of the attack tests: a wallet, its coins, and a PSBT that can be bent at will.

use crate::amount::Amount;
use crate::bitcoin::context::Context;
use crate::bitcoin::owner::Owner;
use crate::bitcoin::psbt::{Input, KeyClaim, Output, Psbt, Version};
use crate::network::Network;
use crate::path::{AccountPath, Chain, ScriptKind};
use crate::review::{Review, Severity, Unsigned};
use crate::wallet::account::{Account, redeem_script};
use bitcoin::bip32::{DerivationPath, KeySource, Xpriv, Xpub};
use bitcoin::key::Secp256k1;
use bitcoin::secp256k1::{All, PublicKey, XOnlyPublicKey};
use bitcoin::{
    OutPoint, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Txid, Witness, absolute, transaction,
};
use std::str::FromStr;

/// One seed of ours, and one of the attacker's.
pub(crate) const OURS: [u8; 32] = [7; 32];
pub(crate) const THEIRS: [u8; 32] = [66; 32];

/// How much an input proves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    PreviousTransaction,
    WitnessUtxo,
}

/// A PSBT under construction and the wallet it is held against.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) account: Account,
    pub(crate) owner: Owner,
    pub(crate) context: Context,
    pub(crate) version: Version,
    pub(crate) transaction: Transaction,
    pub(crate) inputs: Vec<Input>,
    pub(crate) outputs: Vec<Output>,
}

pub(crate) fn secp() -> Secp256k1<All> {
    Secp256k1::new()
}

/// An account of a seed.
pub(crate) fn account(seed: [u8; 32], network: Network, kind: ScriptKind, number: u32) -> Account {
    let secp = secp();
    let master = Xpriv::new_master(network.kind(), &seed).unwrap();
    let path = AccountPath { kind, coin_type: network.coin_type(), account: number };
    let private = master.derive_priv(&secp, &path.derivation().unwrap()).unwrap();
    Account::new(network, master.fingerprint(&secp), path, Xpub::from_priv(&secp, &private)).unwrap()
}

/// A script of the attacker's, or of anybody who is not us.
pub(crate) fn stranger(kind: ScriptKind, index: u32) -> ScriptBuf {
    account(THEIRS, Network::Main, kind, 0).script_pubkey(&secp(), Chain::Receive, index).unwrap()
}

impl Scene {
    /// An empty transaction of our account 0 of that kind, on the main network.
    pub(crate) fn new(kind: ScriptKind) -> Self {
        let account = account(OURS, Network::Main, kind, 0);
        Self {
            owner: Owner::of_account(account.clone()),
            account,
            context: Context { now_unix: Some(1_760_000_000), ..Context::default() },
            version: Version::V0,
            transaction: Transaction {
                version: transaction::Version::TWO,
                lock_time: absolute::LockTime::ZERO,
                input: Vec::new(),
                output: Vec::new(),
            },
            inputs: Vec::new(),
            outputs: Vec::new(),
        }
    }

    /// One honest coin of a bitcoin, one payment of 0.6, change 0.3999.
    pub(crate) fn honest(kind: ScriptKind) -> Self {
        Self::new(kind)
            .coin(0, 100_000_000, With::PreviousTransaction)
            .pay(stranger(ScriptKind::P2wpkh, 0), 60_000_000)
            .change(0, 39_990_000)
    }

    /// Spends a coin of ours at receiving address `index`.
    pub(crate) fn coin(self, index: u32, sat: u64, with: With) -> Self {
        let account = self.account.clone();
        self.coin_of(&account, index, sat, with)
    }

    /// Spends a coin of any account, marked as that account's.
    pub(crate) fn coin_of(mut self, account: &Account, index: u32, sat: u64, with: With) -> Self {
        let script = account.script_pubkey(&secp(), Chain::Receive, index).unwrap();
        let mut input = spent(&mut self.transaction, script, sat, with);
        let claim = claim(account, Chain::Receive, index);
        match account.path().kind {
            ScriptKind::P2tr => {
                input.tap_internal_key = claim.public_key.clone().try_into().ok();
                input.tap_key_claims.push(claim);
            }
            ScriptKind::P2shP2wpkh => {
                let key = account.public_key(&secp(), Chain::Receive, index).unwrap();
                input.redeem_script = Some(redeem_script(key));
                input.key_claims.push(claim);
            }
            ScriptKind::P2pkh | ScriptKind::P2wpkh => input.key_claims.push(claim),
        }
        self.inputs.push(input);
        self
    }

    /// Spends a coin nobody claims.
    pub(crate) fn foreign_coin(mut self, script: ScriptBuf, sat: u64, with: With) -> Self {
        let input = spent(&mut self.transaction, script, sat, with);
        self.inputs.push(input);
        self
    }

    /// Pays somebody, unmarked.
    pub(crate) fn pay(mut self, script: ScriptBuf, sat: u64) -> Self {
        self.transaction.output.push(TxOut { value: bitcoin::Amount::from_sat(sat), script_pubkey: script });
        self.outputs.push(Output::default());
        self
    }

    /// Pays change address `index` of our account, marked.
    pub(crate) fn change(self, index: u32, sat: u64) -> Self {
        let account = self.account.clone();
        self.returning(&account, Chain::Change, index, sat)
    }

    /// Pays an address of any account, marked.
    pub(crate) fn returning(self, account: &Account, chain: Chain, index: u32, sat: u64) -> Self {
        let script = account.script_pubkey(&secp(), chain, index).unwrap();
        self.pay(script, sat).mark(claim(account, chain, index))
    }

    /// Marks the last output with a claim.
    pub(crate) fn mark(mut self, claim: KeyClaim) -> Self {
        let output = self.outputs.last_mut().unwrap();
        match claim.public_key.len() {
            32 => output.tap_key_claims.push(claim),
            _ => output.key_claims.push(claim),
        }
        self
    }

    /// Changes whatever is wanted.
    pub(crate) fn bent(mut self, bend: impl FnOnce(&mut Self)) -> Self {
        bend(&mut self);
        self
    }

    pub(crate) fn psbt(&self) -> Psbt {
        Psbt::for_tests(self.version, self.transaction.clone(), self.inputs.clone(), self.outputs.clone())
    }

    pub(crate) fn review(&self) -> Review<Psbt> {
        Unsigned::new(self.psbt()).review(&self.owner, &self.context)
    }

    /// The findings of warning weight and above, sorted.
    pub(crate) fn objections(&self) -> Vec<(&'static str, Severity)> {
        let review = self.review();
        let heavy = review.findings().iter().filter(|finding| finding.severity > Severity::Note);
        let mut found: Vec<_> = heavy.map(|finding| (finding.code.as_str(), finding.severity)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// True if a finding of that code and weight is made.
    pub(crate) fn finds(&self, code: &str, severity: Severity) -> bool {
        let review = self.review();
        review.findings().iter().any(|finding| finding.code.as_str() == code && finding.severity == severity)
    }

    /// What the machine remembers after this review.
    pub(crate) fn remembered(&self) -> Vec<(OutPoint, Amount)> {
        let review = self.review();
        review.facts().inputs.iter().filter_map(|fact| Some((fact.outpoint, fact.amount?))).collect()
    }
}

/// The claim an honest companion writes.
pub(crate) fn claim(account: &Account, chain: Chain, index: u32) -> KeyClaim {
    let key = account.public_key(&secp(), chain, index).unwrap().serialize();
    let public_key = match account.path().kind {
        ScriptKind::P2tr => key[1..].to_vec(),
        ScriptKind::P2pkh | ScriptKind::P2shP2wpkh | ScriptKind::P2wpkh => key.to_vec(),
    };
    let path = account.address_path(chain, index).derivation();
    KeyClaim { public_key, master: account.master(), path, leaf_hashes: Vec::new() }
}

pub(crate) fn path(text: &str) -> DerivationPath {
    DerivationPath::from_str(text).unwrap()
}

/// A coin of that script and amount, its transaction made up for it, added as the next input.
fn spent(transaction: &mut Transaction, script: ScriptBuf, sat: u64, with: With) -> Input {
    let output = TxOut { value: bitcoin::Amount::from_sat(sat), script_pubkey: script };
    let number = u32::try_from(transaction.input.len()).unwrap();
    let previous = Transaction {
        version: transaction::Version::TWO,
        lock_time: absolute::LockTime::ZERO,
        input: vec![TxIn {
            previous_output: OutPoint { txid: Txid::from_str(&"ab".repeat(32)).unwrap(), vout: number },
            script_sig: ScriptBuf::new(),
            sequence: Sequence::MAX,
            witness: Witness::new(),
        }],
        output: vec![output.clone()],
    };
    transaction.input.push(TxIn {
        previous_output: OutPoint { txid: previous.compute_txid(), vout: 0 },
        script_sig: ScriptBuf::new(),
        sequence: Sequence::ENABLE_RBF_NO_LOCKTIME,
        witness: Witness::new(),
    });
    let is_segwit = !output.script_pubkey.is_p2pkh();
    match with {
        With::PreviousTransaction => Input {
            non_witness_utxo: Some(previous),
            witness_utxo: is_segwit.then_some(output),
            ..Input::default()
        },
        With::WitnessUtxo => Input { witness_utxo: Some(output), ..Input::default() },
    }
}

/// The scene as the bytes of a version 0 file, written by rust-bitcoin and not by us.
pub(crate) fn bytes(scene: &Scene) -> Vec<u8> {
    let mut psbt = bitcoin::Psbt::from_unsigned_tx(scene.transaction.clone()).unwrap();
    for (written, input) in psbt.inputs.iter_mut().zip(&scene.inputs) {
        written.non_witness_utxo = input.non_witness_utxo.clone();
        written.witness_utxo = input.witness_utxo.clone();
        written.sighash_type = input.sighash_type.map(bitcoin::psbt::PsbtSighashType::from_u32);
        written.redeem_script = input.redeem_script.clone();
        written.witness_script = input.witness_script.clone();
        written.final_script_witness = input.final_script_witness.clone();
        written.tap_internal_key =
            input.tap_internal_key.map(|key| XOnlyPublicKey::from_slice(&key).unwrap());
        written.bip32_derivation = origins(&input.key_claims);
        written.tap_key_origins = tap_origins(&input.tap_key_claims);
        for partial in &input.partial_signatures {
            let key = bitcoin::PublicKey::from_slice(&partial.public_key).unwrap();
            let signature = bitcoin::ecdsa::Signature::from_slice(&partial.signature).unwrap();
            written.partial_sigs.insert(key, signature);
        }
    }
    for (written, output) in psbt.outputs.iter_mut().zip(&scene.outputs) {
        written.redeem_script = output.redeem_script.clone();
        written.bip32_derivation = origins(&output.key_claims);
        written.tap_key_origins = tap_origins(&output.tap_key_claims);
    }
    psbt.serialize()
}

fn origins(claims: &[KeyClaim]) -> std::collections::BTreeMap<PublicKey, KeySource> {
    let origin = |claim: &KeyClaim| {
        (PublicKey::from_slice(&claim.public_key).unwrap(), (claim.master, claim.path.clone()))
    };
    claims.iter().map(origin).collect()
}

fn tap_origins(
    claims: &[KeyClaim],
) -> std::collections::BTreeMap<XOnlyPublicKey, (Vec<bitcoin::TapLeafHash>, KeySource)> {
    let origin = |claim: &KeyClaim| {
        let source = (claim.master, claim.path.clone());
        (XOnlyPublicKey::from_slice(&claim.public_key).unwrap(), (Vec::new(), source))
    };
    claims.iter().map(origin).collect()
}
