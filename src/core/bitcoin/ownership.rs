//! Whose is each input and each output: derived from our own keys, never believed.

mod claimed;
pub(crate) mod claims;
pub(crate) mod keyring;
mod search;

pub use claimed::claimed_accounts;

use crate::bitcoin::context::Context;
use crate::bitcoin::psbt::{Input, Output, Psbt};
use crate::limits::{ADDRESS_INDEX_GAP_MAX, ADDRESS_INDEX_ORDINARY_MAX};
use crate::path::{AccountPath, AddressPath};
use bitcoin::bip32::DerivationPath;
use bitcoin::secp256k1::PublicKey;
use bitcoin::{Script, TxOut};
use claims::Claim;
use keyring::Keyring;

/// One of our keys and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnKey {
    /// Whole path.
    pub path: AddressPath,
    /// The key, untweaked.
    pub public_key: PublicKey,
}

/// Whose an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputOwner {
    /// Ours: claimed, derived again, script equal byte for byte.
    Ours(OwnKey),
    /// Nobody claims it for us, and it is not among our addresses.
    Foreign,
    /// Ours, and the file hides it (attack B10).
    Hidden(AddressPath),
    /// Claimed for us, and not ours.
    False(AddressPath),
    /// Claimed for an account of ours whose key is not here.
    Unheld(DerivationPath),
    /// Claimed for us on a path no ordinary wallet uses.
    Unusual(DerivationPath),
    /// Claimed for us on another network's path (attack B11).
    CoinType(DerivationPath),
}

/// Whose an output is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputOwner {
    /// Not proven to be ours: a payment, whatever the file says.
    Foreign,
    /// Ours, derived again.
    Ours {
        /// The key.
        key: OwnKey,
        /// The file claims it for us too.
        marked: bool,
    },
    /// Claimed for us, and not ours: an attack (B01).
    False(AddressPath),
    /// Claimed for an account of ours whose key is not here.
    Unheld(DerivationPath),
    /// Claimed for us where no ordinary wallet would look (attack B08).
    Unusual {
        /// The claimed path.
        path: DerivationPath,
        /// It starts at an account we hold, or was even proven: coins held to ransom.
        held: bool,
    },
    /// Claimed for us on another network's path (attack B11).
    CoinType(DerivationPath),
}

/// The answer for the whole transaction.
#[derive(Clone, Debug)]
pub(crate) struct Ownership {
    /// One per input.
    pub(crate) inputs: Vec<InputOwner>,
    /// One per output.
    pub(crate) outputs: Vec<OutputOwner>,
    /// Some foreign inputs could not be searched for, there are too many accounts.
    pub(crate) search_incomplete: bool,
}

impl OwnKey {
    /// True if these bytes spell this key: 33 bytes, or 32 x-only.
    pub(crate) fn is_written(&self, bytes: &[u8]) -> bool {
        let compressed = self.public_key.serialize();
        bytes == compressed || compressed.split_first().is_some_and(|(_, x_only)| bytes == x_only)
    }
}

impl InputOwner {
    /// Our key, if the input is proven to be ours.
    pub fn key(&self) -> Option<&OwnKey> {
        match self {
            Self::Ours(key) => Some(key),
            Self::Foreign
            | Self::Hidden(_)
            | Self::False(_)
            | Self::Unheld(_)
            | Self::Unusual(_)
            | Self::CoinType(_) => None,
        }
    }
}

impl Ownership {
    /// Asks every input and output. `coins` are the outputs being spent, where known.
    pub(crate) fn of(
        psbt: &Psbt,
        coins: &[Option<&TxOut>],
        context: &Context,
        keyring: &Keyring<'_>,
    ) -> Self {
        let coin_type = context.network.coin_type();
        let mut inputs: Vec<_> = psbt
            .inputs()
            .iter()
            .zip(coins)
            .map(|(input, coin)| {
                own_input(input, coin.map(|coin| coin.script_pubkey.as_script()), keyring, coin_type)
            })
            .collect();
        let highest = highest_index(&inputs);
        let search_incomplete = search::hidden_inputs(&mut inputs, coins, keyring, highest);
        let farthest = highest.saturating_add(ADDRESS_INDEX_GAP_MAX);
        let mut outputs: Vec<_> = psbt
            .outputs()
            .iter()
            .zip(&psbt.transaction().output)
            .map(|(output, paid)| own_output(output, &paid.script_pubkey, keyring, coin_type, farthest))
            .collect();
        search::unmarked_outputs(&mut outputs, psbt, &inputs, coins, keyring);
        Self { inputs, outputs, search_incomplete }
    }

    /// The accounts of our proven inputs, each once.
    pub(crate) fn input_accounts(&self) -> Vec<AccountPath> {
        let mut accounts: Vec<_> =
            self.inputs.iter().filter_map(|owner| owner.key().map(|key| key.path.account)).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts
    }
}

fn own_input(input: &Input, script: Option<&Script>, keyring: &Keyring<'_>, coin_type: u32) -> InputOwner {
    let claims = input.key_claims.iter().chain(&input.tap_key_claims);
    match Claim::judge(claims, script, keyring, coin_type) {
        Claim::None => InputOwner::Foreign,
        Claim::True(key) => InputOwner::Ours(key),
        Claim::False(path) => InputOwner::False(path),
        Claim::Unheld(path) => InputOwner::Unheld(path),
        Claim::Unusual { path, .. } => InputOwner::Unusual(path),
        Claim::CoinType(path) => InputOwner::CoinType(path),
    }
}

fn own_output(
    output: &Output,
    script: &Script,
    keyring: &Keyring<'_>,
    coin_type: u32,
    farthest: u32,
) -> OutputOwner {
    let claims = output.key_claims.iter().chain(&output.tap_key_claims);
    match Claim::judge(claims, Some(script), keyring, coin_type) {
        Claim::None => OutputOwner::Foreign,
        // Ours, but at an address number nobody would ever search: whoever chose it can sell it back.
        Claim::True(key) if key.path.index > farthest => {
            OutputOwner::Unusual { path: key.path.derivation(), held: true }
        }
        Claim::True(key) => OutputOwner::Ours { key, marked: true },
        Claim::False(path) => OutputOwner::False(path),
        Claim::Unheld(path) => OutputOwner::Unheld(path),
        Claim::Unusual { path, held } => OutputOwner::Unusual { path, held },
        Claim::CoinType(path) => OutputOwner::CoinType(path),
    }
}

/// The highest address number in honest use. Whoever knows our account key can pay dust to address
/// 2,000,000,000 and spend it here, so that change beside it looks ordinary: such inputs do not count.
fn highest_index(inputs: &[InputOwner]) -> u32 {
    let seen = inputs.iter().filter_map(|owner| owner.key().map(|key| key.path.index));
    let ordinary = seen.filter(|index| *index <= ADDRESS_INDEX_ORDINARY_MAX).max();
    ordinary.unwrap_or(0)
}
