//! One single-key account: the public half from which every script of ours is derived again.

use crate::messages::{Code, Explain, Facts, error_line};
use crate::network::Network;
use crate::path::{AccountPath, AddressPath, Chain, ScriptKind};
use bitcoin::bip32::{ChildNumber, Fingerprint, Xpub};
use bitcoin::key::{Secp256k1, TapTweak, XOnlyPublicKey};
use bitcoin::secp256k1::{PublicKey, Verification};
use bitcoin::{CompressedPublicKey, ScriptBuf};
use std::fmt;

/// Public account key with its origin. Every script is derived from it, none is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    network: Network,
    master: Fingerprint,
    path: AccountPath,
    xpub: Xpub,
}

/// Why an extended key is not the account it is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountError {
    /// An account key stands at depth 3; this one does not.
    Depth {
        /// Depth found.
        depth: u8,
    },
    /// The key's own account number is not the one of the path.
    ChildNumber,
    /// Coin type or key prefix belongs to another network (attack B11).
    Network,
}

impl Account {
    /// Checks that the key can be the account at `path` on `network`.
    pub fn new(
        network: Network,
        master: Fingerprint,
        path: AccountPath,
        xpub: Xpub,
    ) -> Result<Self, AccountError> {
        if xpub.depth != 3 {
            return Err(AccountError::Depth { depth: xpub.depth });
        }
        if xpub.child_number != (ChildNumber::Hardened { index: path.account }) {
            return Err(AccountError::ChildNumber);
        }
        if path.coin_type != network.coin_type() || xpub.network != network.kind() {
            return Err(AccountError::Network);
        }
        Ok(Self { network, master, path, xpub })
    }

    /// The network it lives on.
    pub fn network(&self) -> Network {
        self.network
    }

    /// The fingerprint of the master key: a label, never evidence.
    pub fn master(&self) -> Fingerprint {
        self.master
    }

    /// The path of the account.
    pub fn path(&self) -> AccountPath {
        self.path
    }

    /// The account's extended public key.
    pub fn xpub(&self) -> &Xpub {
        &self.xpub
    }

    /// The public key at an address of this account; `None` for a hardened index.
    pub fn public_key<C: Verification>(
        &self,
        secp: &Secp256k1<C>,
        chain: Chain,
        index: u32,
    ) -> Option<PublicKey> {
        let steps =
            [ChildNumber::from_normal_idx(chain.number()).ok()?, ChildNumber::from_normal_idx(index).ok()?];
        self.xpub.derive_pub(secp, &steps).ok().map(|child| child.public_key)
    }

    /// The script at an address of this account; `None` for a hardened index.
    pub fn script_pubkey<C: Verification>(
        &self,
        secp: &Secp256k1<C>,
        chain: Chain,
        index: u32,
    ) -> Option<ScriptBuf> {
        self.public_key(secp, chain, index).map(|key| script_pubkey(secp, self.path.kind, key))
    }

    /// The whole path of an address of this account.
    pub fn address_path(&self, chain: Chain, index: u32) -> AddressPath {
        AddressPath { account: self.path, chain, index }
    }
}

/// The script that kind of account makes of a key (BIP-44, 49, 84; BIP-86 with the tweak of BIP-341).
pub fn script_pubkey<C: Verification>(secp: &Secp256k1<C>, kind: ScriptKind, key: PublicKey) -> ScriptBuf {
    let compressed = CompressedPublicKey(key);
    match kind {
        ScriptKind::P2pkh => ScriptBuf::new_p2pkh(&compressed.pubkey_hash()),
        ScriptKind::P2shP2wpkh => ScriptBuf::new_p2sh(&redeem_script(key).script_hash()),
        ScriptKind::P2wpkh => ScriptBuf::new_p2wpkh(&compressed.wpubkey_hash()),
        ScriptKind::P2tr => {
            let (output_key, _parity) = XOnlyPublicKey::from(key).tap_tweak(secp, None);
            ScriptBuf::new_p2tr_tweaked(output_key)
        }
    }
}

/// The witness program inside a p2sh-p2wpkh output.
pub fn redeem_script(key: PublicKey) -> ScriptBuf {
    ScriptBuf::new_p2wpkh(&CompressedPublicKey(key).wpubkey_hash())
}

impl Explain for AccountError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Depth { .. } => "wallet/account-depth",
            Self::ChildNumber => "wallet/account-number",
            Self::Network => "wallet/account-network",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Depth { depth } => vec![("depth", crate::safe::Safe::number(*depth))],
            Self::ChildNumber | Self::Network => Facts::new(),
        }
    }
}

impl fmt::Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for AccountError {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    /// BIP-84, section Test vectors: account 0, first receiving address.
    #[test]
    fn bip84_first_address_is_derived() {
        let xpub = Xpub::from_str("xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V").unwrap();
        let path = AccountPath { kind: ScriptKind::P2wpkh, coin_type: 0, account: 0 };
        let account = Account::new(Network::Main, Fingerprint::default(), path, xpub).unwrap();
        let script = account.script_pubkey(&Secp256k1::verification_only(), Chain::Receive, 0).unwrap();
        let address = bitcoin::Address::from_script(&script, Network::Main.to_bitcoin()).unwrap();
        assert_eq!(address.to_string(), "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
    }

    #[test]
    fn atk_b11_an_account_of_another_network_is_refused() {
        let xpub = Xpub::from_str("xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V").unwrap();
        let path = AccountPath { kind: ScriptKind::P2wpkh, coin_type: 0, account: 0 };
        let refused = Account::new(Network::Regtest, Fingerprint::default(), path, xpub);
        assert_eq!(refused, Err(AccountError::Network));
    }
}
