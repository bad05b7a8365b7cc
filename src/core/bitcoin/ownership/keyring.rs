//! Derives our scripts again, each chain key once.

use super::OwnKey;
use crate::bitcoin::owner::Owner;
use crate::path::{AccountPath, AddressPath, Chain};
use crate::wallet::account::{Account, script_pubkey};
use bitcoin::ScriptBuf;
use bitcoin::bip32::{ChildNumber, DerivationPath, Fingerprint, Xpub};
use bitcoin::key::Secp256k1;
use bitcoin::secp256k1::VerifyOnly;

/// The owner's accounts, ready to derive.
pub(crate) struct Keyring<'a> {
    owner: &'a Owner,
    secp: Secp256k1<VerifyOnly>,
    rings: Vec<Ring<'a>>,
}

/// One account and its two chain keys.
pub(crate) struct Ring<'a> {
    account: &'a Account,
    prefix: DerivationPath,
    receive: Xpub,
    change: Xpub,
}

impl<'a> Keyring<'a> {
    pub(crate) fn new(owner: &'a Owner) -> Self {
        let secp = Secp256k1::verification_only();
        let rings = owner.accounts.iter().filter_map(|account| Ring::new(&secp, account)).collect();
        Self { owner, secp, rings }
    }

    pub(crate) fn secp(&self) -> &Secp256k1<VerifyOnly> {
        &self.secp
    }

    pub(crate) fn rings(&self) -> &[Ring<'a>] {
        &self.rings
    }

    pub(crate) fn is_called(&self, fingerprint: Fingerprint) -> bool {
        self.owner.is_called(fingerprint)
    }

    /// The account of that path under that fingerprint.
    pub(crate) fn ring(&self, master: Fingerprint, path: AccountPath) -> Option<&Ring<'a>> {
        self.rings.iter().find(|ring| ring.account.path() == path && ring.account.master() == master)
    }

    /// True if the path starts with an account we hold, whatever follows.
    pub(crate) fn holds_prefix(&self, path: &DerivationPath) -> bool {
        let steps: &[ChildNumber] = path.as_ref();
        self.rings.iter().any(|ring| steps.starts_with(ring.prefix.as_ref()))
    }

    /// Key and script at an address of that account.
    pub(crate) fn derive(&self, ring: &Ring<'_>, chain: Chain, index: u32) -> Option<(OwnKey, ScriptBuf)> {
        let step = ChildNumber::from_normal_idx(index).ok()?;
        let parent = match chain {
            Chain::Receive => &ring.receive,
            Chain::Change => &ring.change,
        };
        let public_key = parent.ckd_pub(&self.secp, step).ok()?.public_key;
        let account = ring.account.path();
        let script = script_pubkey(&self.secp, account.kind, public_key);
        Some((OwnKey { path: AddressPath { account, chain, index }, public_key }, script))
    }
}

impl<'a> Ring<'a> {
    pub(crate) fn path(&self) -> AccountPath {
        self.account.path()
    }

    fn new(secp: &Secp256k1<VerifyOnly>, account: &'a Account) -> Option<Self> {
        let chain = |chain: Chain| {
            account.xpub().ckd_pub(secp, ChildNumber::from_normal_idx(chain.number()).ok()?).ok()
        };
        let prefix = account.path().derivation()?;
        Some(Self { account, prefix, receive: chain(Chain::Receive)?, change: chain(Chain::Change)? })
    }
}
