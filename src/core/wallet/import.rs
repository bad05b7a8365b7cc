//! Reads an account from what companions and signers write.

mod json;
mod registry;

use super::account::{Account, AccountError};
use super::descriptor;
use crate::envelope::Content;
use crate::limits::OWNER_ACCOUNTS_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::network::Network;
use crate::path::{AccountPath, ScriptKind};
use crate::safe::Safe;
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
    /// More accounts than one person has.
    TooMany,
    /// The key cannot be the account it is said to be.
    Account(AccountError),
}

/// The accounts in an input, whatever form it has: lines of text, JSON, or a UR of the registry
/// (`crypto-account`, `crypto-hdkey`, `crypto-output` and their newer names).
///
/// # Errors
/// No account in it, more than anybody has, or the first that is none.
pub fn accounts(content: &Content, network: Network) -> Result<Vec<Account>, ImportError> {
    match content {
        Content::Registry(kind, cbor) => registry::accounts(*kind, cbor, network),
        Content::Text(text) if text.trim_start().starts_with('{') => json::accounts(text, network),
        Content::Text(text) => {
            let lines = text.lines().map(str::trim);
            let lines: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
            if lines.len() > OWNER_ACCOUNTS_MAX {
                return Err(ImportError::TooMany);
            }
            lines.into_iter().map(|line| account(line, network, None)).collect()
        }
        _ => Err(ImportError::NotUnderstood),
    }
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
        None => bare(key, kind.or(bare_kind), network),
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
    let (xpub, said) = read_key(xpub)?;
    if said.is_some_and(|said| said != of_purpose) {
        return Err(ImportError::Origin);
    }
    let path = AccountPath { kind: of_purpose, coin_type, account: number };
    Account::new(network, master, path, xpub).map_err(ImportError::Account)
}

fn bare(key: &str, kind: Option<ScriptKind>, network: Network) -> Result<Account, ImportError> {
    if kind.is_none() && ["xpub", "tpub"].iter().any(|bare| key.starts_with(bare)) {
        return Err(ImportError::KindMissing);
    }
    let (xpub, said) = read_key(key)?;
    let kind = match (kind, said) {
        (Some(kind), Some(said)) if kind != said => return Err(ImportError::Origin),
        (kind, said) => kind.or(said).ok_or(ImportError::KindMissing)?,
    };
    let ChildNumber::Hardened { index } = xpub.child_number else {
        return Err(ImportError::Account(AccountError::ChildNumber));
    };
    let path = AccountPath { kind, coin_type: network.coin_type(), account: index };
    Account::new(network, Fingerprint::default(), path, xpub).map_err(ImportError::Account)
}

/// Versions of SLIP-132, which say the script too, and those of BIP-32 they stand for.
const SLIP132: [([u8; 4], ScriptKind, [u8; 4]); 4] = [
    ([0x04, 0xb2, 0x47, 0x46], ScriptKind::P2wpkh, [0x04, 0x88, 0xb2, 0x1e]),
    ([0x04, 0x5f, 0x1c, 0xf6], ScriptKind::P2wpkh, [0x04, 0x35, 0x87, 0xcf]),
    ([0x04, 0x9d, 0x7c, 0xb2], ScriptKind::P2shP2wpkh, [0x04, 0x88, 0xb2, 0x1e]),
    ([0x04, 0x4a, 0x52, 0x62], ScriptKind::P2shP2wpkh, [0x04, 0x35, 0x87, 0xcf]),
];

/// `xpub…`, `tpub…`, or `zpub…`, `ypub…`, `vpub…`, `upub…` with the script those names say.
fn read_key(text: &str) -> Result<(Xpub, Option<ScriptKind>), ImportError> {
    let bytes = bitcoin::base58::decode_check(text).map_err(|_| ImportError::NotUnderstood)?;
    let (version, rest) = bytes.split_first_chunk::<4>().ok_or(ImportError::NotUnderstood)?;
    let known = SLIP132.iter().find(|(known, _, _)| known == version);
    let plain = known.map_or(*version, |(_, _, plain)| *plain);
    let xpub = Xpub::decode(&[plain.as_slice(), rest].concat()).map_err(|_| ImportError::NotUnderstood)?;
    Ok((xpub, known.map(|(_, kind, _)| *kind)))
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
            Self::TooMany => Code::new("wallet/too-many-accounts"),
            Self::Account(error) => error.code(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Account(error) => error.facts(),
            Self::TooMany => vec![("most", Safe::count(OWNER_ACCOUNTS_MAX))],
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
