//! What a PSBT does, in proven terms: the content of a review and the orders for signing.

mod build;
mod recipient;

pub use recipient::Recipient;

use crate::amount::Amount;
use crate::bitcoin::amounts::{Memory, Proof};
use crate::bitcoin::locks::Locks;
use crate::bitcoin::ownership::{InputOwner, OutputOwner};
use crate::bitcoin::psbt::Version;
use crate::bitcoin::scripts::ScriptShape;
use crate::network::Network;
use crate::path::{AccountPath, AddressPath, ScriptKind};
use crate::wallet::address::AddressText;
use bitcoin::bip32::Fingerprint;
use bitcoin::secp256k1::PublicKey;
use bitcoin::{OutPoint, ScriptBuf, Sequence, TxOut};

pub(crate) use build::build;

/// One signature to make: which input, with which key, over which output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningJob {
    /// Input, counted from 0.
    pub input_index: usize,
    /// How its script is made.
    pub kind: ScriptKind,
    /// Path of the key.
    pub path: AddressPath,
    /// The key (untweaked) that the path must lead to.
    pub public_key: PublicKey,
    /// The output being spent.
    pub spent: TxOut,
    /// Sighash byte: 1 (ALL) for ECDSA, 0 (DEFAULT) or 1 for taproot.
    pub sighash: u8,
}

/// One input, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFact {
    /// The coin.
    pub outpoint: OutPoint,
    /// Its amount, if it is one.
    pub amount: Option<Amount>,
    /// Its script, if the file tells.
    pub script: Option<ScriptBuf>,
    /// Its address, if the script has one.
    pub address: Option<AddressText>,
    /// How far the amount is proven.
    pub proof: Proof,
    /// What this machine was told before.
    pub memory: Memory,
    /// Whose it is.
    pub owner: InputOwner,
    /// Sequence number.
    pub sequence: Sequence,
}

/// What an output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutputKind {
    /// Leaves us, to an address.
    Payment,
    /// Comes back: change chain of the account being spent, proven.
    Change,
    /// Comes back to an address of ours that is not change, proven.
    OwnReceive,
    /// Carries data.
    OpReturn,
    /// Leaves us, to a script that has no address.
    Unknown,
}

/// One output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFact {
    /// What it is for.
    pub kind: OutputKind,
    /// Its amount, if it is one.
    pub amount: Option<Amount>,
    /// Its script.
    pub script: ScriptBuf,
    /// The script's shape.
    pub shape: ScriptShape,
    /// Its address, if the script has one.
    pub address: Option<AddressText>,
    /// Whose it is.
    pub owner: OutputOwner,
}

/// The sums. `None` where an amount is missing or out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// All inputs.
    pub inputs: Option<Amount>,
    /// The inputs proven to be ours.
    pub own_inputs: Option<Amount>,
    /// All outputs.
    pub outputs: Option<Amount>,
    /// What leaves us, without the fee.
    pub sends: Option<Amount>,
    /// What comes back.
    pub returns: Option<Amount>,
    /// Inputs less outputs.
    pub fee: Option<Amount>,
    /// Size of the finished transaction, estimated, in virtual bytes.
    pub virtual_bytes: u64,
}

/// Everything a person must know about a spend, and the jobs for the signer. Made only by a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spend {
    /// The network.
    pub network: Network,
    /// Fingerprint of our master key, a label.
    pub master: Option<Fingerprint>,
    /// The account being spent; `None` when no input is ours or accounts are mixed.
    pub account: Option<AccountPath>,
    /// Version of the PSBT.
    pub psbt_version: Version,
    /// Version of the transaction.
    pub transaction_version: i32,
    /// One per input.
    pub inputs: Vec<InputFact>,
    /// One per output.
    pub outputs: Vec<OutputFact>,
    /// The sums.
    pub totals: Totals,
    /// When it can be mined.
    pub locks: Locks,
    /// Unknown and proprietary fields the file carries.
    pub unknown_fields: usize,
    jobs: Vec<SigningJob>,
    spent: Vec<TxOut>,
}

impl Spend {
    /// The signatures to make: one for each input proven to be ours, none else.
    pub fn signing_jobs(&self) -> &[SigningJob] {
        &self.jobs
    }

    /// The outputs being spent, in the order of the inputs (a taproot signature commits to all of
    /// them). Where the file does not tell, [`TxOut::NULL`], and the review refuses.
    pub fn spent_outputs(&self) -> &[TxOut] {
        &self.spent
    }
}

impl OutputKind {
    /// The stable name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Change => "change",
            Self::OwnReceive => "own-receive",
            Self::OpReturn => "op-return",
            Self::Unknown => "unknown",
        }
    }

    /// True if the money stays ours.
    pub const fn returns(self) -> bool {
        matches!(self, Self::Change | Self::OwnReceive)
    }
}

impl OutputFact {
    /// The path of our key, if the output is proven to be ours.
    pub fn path(&self) -> Option<AddressPath> {
        match &self.owner {
            OutputOwner::Ours { key, .. } => Some(key.path),
            OutputOwner::Foreign
            | OutputOwner::False(_)
            | OutputOwner::Unheld(_)
            | OutputOwner::Unusual { .. }
            | OutputOwner::CoinType(_) => None,
        }
    }
}

impl Totals {
    /// Fee rate in tenths of a satoshi per virtual byte, rounded up: a fee never looks smaller than it is.
    pub fn fee_rate_tenths(&self) -> Option<u64> {
        rounded_up(u128::from(self.fee?.to_sat()) * 10, self.virtual_bytes)
    }

    /// What of the fee may be ours, and the money it is measured against. Coins of others must not
    /// make a fee look small: they thin the share out, and we may be the ones who pay it (attack A06).
    /// Without a coin of ours, a review without keys, it is the whole.
    pub fn own_fee(&self) -> Option<(Amount, Amount)> {
        let (fee, own) = (self.fee?, self.own_inputs?);
        if own == Amount::ZERO {
            return Some((fee, self.inputs?));
        }
        Some((own.checked_sub(self.returns?).map_or(fee, |cost| cost.min(fee)), own))
    }

    /// Fee as a share of what is sent, in thousandths of a percent, rounded up; `None` if nothing is sent.
    pub fn fee_share_of_sends(&self) -> Option<u64> {
        share(self.fee?, self.sends?)
    }

    /// Fee as a share of the inputs, in thousandths of a percent, rounded up.
    pub fn fee_share_of_inputs(&self) -> Option<u64> {
        share(self.fee?, self.inputs?)
    }
}

fn share(part: Amount, whole: Amount) -> Option<u64> {
    rounded_up(u128::from(part.to_sat()) * 100_000, whole.to_sat())
}

fn rounded_up(part: u128, whole: u64) -> Option<u64> {
    (whole > 0).then(|| part.div_ceil(u128::from(whole))).and_then(|quotient| u64::try_from(quotient).ok())
}
