//! Reads an account from what companions and signers write.

use super::account::{Account, AccountError};
use super::descriptor;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::network::Network;
use crate::path::{AccountPath, ScriptKind};
use bitcoin::bip32::{ChildNumber, DerivationPath, Fingerprint, Xpub};
use std::fmt;
use std::str::FromStr;

/// Longest account text we read, in characters.
const ACCOUNT_CHARS_MAX: usize = 1_000;

/// Why a text is no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// Neither a descriptor nor an extended key.
    NotUnderstood,
    /// A private key where a public one belongs: refused by name, never echoed (attack E12).
    PrivateKey,
    /// The descriptor's checksum does not fit its text.
    Checksum,
    /// A bare key says nothing about its script; name the kind.
    KindMissing,
    /// The origin path is not a standard account path, or its purpose is not the descriptor's.
    Origin,
    /// The key cannot be the account it is said to be.
    Account(AccountError),
}

/// Reads `wpkh([…]xpub…/<0;1>/*)#…`, `[…]xpub…` or, when `bare_kind` says what it makes, a bare
/// `xpub…` (its fingerprint is then 00000000 and its account number the key's own).
pub fn account(text: &str, network: Network, bare_kind: Option<ScriptKind>) -> Result<Account, ImportError> {
    let text = text.trim();
    if text.len() > ACCOUNT_CHARS_MAX {
        return Err(ImportError::NotUnderstood);
    }
    if ["xprv", "tprv", "yprv", "zprv", "uprv", "vprv"].iter().any(|private| text.contains(private)) {
        return Err(ImportError::PrivateKey);
    }
    let body = without_checksum(text)?;
    let (kind, key) = match descriptor::split(body) {
        Some((kind, key)) => (Some(kind), without_chain(key).ok_or(ImportError::NotUnderstood)?),
        None => (None, body),
    };
    match key.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((origin, xpub)) => with_origin(origin, xpub, kind, network),
        None => bare(key, kind.or(bare_kind).ok_or(ImportError::KindMissing)?, network),
    }
}

fn with_origin(
    origin: &str,
    xpub: &str,
    kind: Option<ScriptKind>,
    network: Network,
) -> Result<Account, ImportError> {
    let (master, path) = origin.split_once('/').ok_or(ImportError::Origin)?;
    let master = Fingerprint::from_str(master).map_err(|_| ImportError::Origin)?;
    // All three spellings of "hardened" are about: h, ' and H.
    let path = DerivationPath::from_str(&path.replace('H', "h")).map_err(|_| ImportError::Origin)?;
    let steps: &[ChildNumber] = path.as_ref();
    let [
        ChildNumber::Hardened { index: purpose },
        ChildNumber::Hardened { index: coin_type },
        ChildNumber::Hardened { index: number },
    ] = *steps
    else {
        return Err(ImportError::Origin);
    };
    let of_purpose = ScriptKind::of_purpose(purpose).ok_or(ImportError::Origin)?;
    if kind.is_some_and(|kind| kind != of_purpose) {
        return Err(ImportError::Origin);
    }
    let path = AccountPath { kind: of_purpose, coin_type, account: number };
    Account::new(network, master, path, read_key(xpub)?).map_err(ImportError::Account)
}

fn bare(key: &str, kind: ScriptKind, network: Network) -> Result<Account, ImportError> {
    let xpub = read_key(key)?;
    let ChildNumber::Hardened { index } = xpub.child_number else {
        return Err(ImportError::Account(AccountError::ChildNumber));
    };
    let path = AccountPath { kind, coin_type: network.coin_type(), account: index };
    Account::new(network, Fingerprint::default(), path, xpub).map_err(ImportError::Account)
}

fn read_key(text: &str) -> Result<Xpub, ImportError> {
    Xpub::from_str(text).map_err(|_| ImportError::NotUnderstood)
}

fn without_checksum(text: &str) -> Result<&str, ImportError> {
    match text.split_once('#') {
        None => Ok(text),
        Some((body, sum)) if descriptor::checksum(body).as_deref() == Some(sum) => Ok(body),
        Some(_) => Err(ImportError::Checksum),
    }
}

/// Only the two ordinary chains: any other ending would name other addresses than ours.
fn without_chain(key: &str) -> Option<&str> {
    ["/<0;1>/*", "/0/*", "/1/*"].into_iter().find_map(|suffix| key.strip_suffix(suffix))
}

impl Explain for ImportError {
    fn code(&self) -> Code {
        match self {
            Self::NotUnderstood => Code::new("wallet/not-an-account"),
            Self::PrivateKey => Code::new("wallet/private-key"),
            Self::Checksum => Code::new("wallet/descriptor-checksum"),
            Self::KindMissing => Code::new("wallet/kind-missing"),
            Self::Origin => Code::new("wallet/origin"),
            Self::Account(error) => error.code(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Account(error) => error.facts(),
            Self::NotUnderstood | Self::PrivateKey | Self::Checksum | Self::KindMissing | Self::Origin => {
                Facts::new()
            }
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for ImportError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Chain;
    use crate::wallet::address::list;

    const XPUB: &str = "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V";

    #[test]
    fn every_spelling_of_the_origin_is_the_same_account() {
        for origin in ["73c5da0a/84h/0h/0h", "73c5da0a/84'/0'/0'", "73C5DA0A/84H/0H/0H"] {
            let account = account(&format!("[{origin}]{XPUB}"), Network::Main, None).unwrap();
            assert_eq!(account.path().to_string(), "m/84h/0h/0h");
            assert_eq!(account.master().to_string(), "73c5da0a");
        }
    }

    #[test]
    fn a_bare_key_is_an_account_only_if_its_kind_is_named() {
        assert_eq!(account(XPUB, Network::Main, None), Err(ImportError::KindMissing));
        let named = account(XPUB, Network::Main, Some(ScriptKind::P2wpkh)).unwrap();
        let first = list(&named, Chain::Receive, 0, 1);
        assert_eq!(first[0].address.as_str(), "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
    }

    #[test]
    fn atk_c07_every_published_invalid_extended_key_is_refused_wherever_it_stands() {
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../../../vectors/bip32/invalid.json")).unwrap();
        let rows = file["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 16);
        for row in rows {
            let key = row["key"].as_str().unwrap();
            let bare = account(key, Network::Main, Some(ScriptKind::P2wpkh));
            let named = account(&format!("[73c5da0a/84h/0h/0h]{key}"), Network::Main, None);
            let described = account(&format!("wpkh([73c5da0a/84h/0h/0h]{key}/<0;1>/*)"), Network::Main, None);
            assert!(bare.is_err() && named.is_err() && described.is_err(), "{}", row["name"]);
        }
    }

    #[test]
    fn a_changed_descriptor_is_caught_by_its_checksum() {
        let good = descriptor::with_checksum(&format!("wpkh([73c5da0a/84h/0h/0h]{XPUB}/<0;1>/*)"));
        assert!(account(&good, Network::Main, None).is_ok());
        let bad = good.replace("73c5da0a", "73c5da0b");
        assert_eq!(account(&bad, Network::Main, None), Err(ImportError::Checksum));
    }

    #[test]
    fn atk_b03_a_descriptor_of_another_kind_than_its_path_is_refused() {
        let text = format!("tr([73c5da0a/84h/0h/0h]{XPUB}/<0;1>/*)");
        assert_eq!(account(&text, Network::Main, None), Err(ImportError::Origin));
    }

    #[test]
    fn atk_e12_a_private_key_is_refused_by_name() {
        let text = "wpkh(xprv9s21ZrQH143K3GJpoapnV8SFfukcVBSfeCficPSGfubmSFDxo1kuHnLisriDvSnRRuL2Qrg5ggqHKNVpxR86QEC8w35uxmGoggxtQTPvfUu/0/*)";
        assert_eq!(account(text, Network::Main, None), Err(ImportError::PrivateKey));
    }
}
