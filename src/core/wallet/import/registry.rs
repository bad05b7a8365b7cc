//! Accounts in the CBOR of UR, as signers and wallets draw them.
//!
//! ```text
//! account    = { 1: master-fingerprint, 2: [+ descriptor] }      ; crypto-account, account-descriptor
//! descriptor = script tags around a key                          ; crypto-output (BCR-2020-010)
//!            / { 1: "wpkh(@0)", 2: [key] }                       ; output-descriptor (BCR-2023-010)
//! key        = { ? 2: is-private, 3: key-data, ? 4: chain-code, ? 5: use-info, ? 6: origin,
//!                ? 7: children, ? 8: parent-fingerprint }        ; crypto-hdkey, hdkey (BCR-2020-007)
//! keys       = { 1: master-fingerprint, 2: [+ key] }             ; crypto-multi-accounts (Keystone)
//! ```
//! Both generations of tags. Of an account that offers many scripts those of one key are taken; its
//! cosigner keys are another wallet's business.

use super::ImportError;
use crate::frames::UrType;
use crate::limits::OWNER_ACCOUNTS_MAX;
use crate::network::Network;
use crate::path::{AccountPath, ScriptKind};
use crate::wallet::account::{Account, AccountError};
use bitcoin::NetworkKind;
use bitcoin::bip32::{ChainCode, ChildNumber, Fingerprint, Xpub};
use bitcoin::secp256k1::PublicKey;
use minicbor::Decoder;
use minicbor::data::Type;

/// The accounts of one key in a registry item that is well-formed CBOR.
///
/// # Errors
/// No such account in it, a private key, or an account of another network or path.
pub(super) fn accounts(kind: UrType, cbor: &[u8], network: Network) -> Result<Vec<Account>, ImportError> {
    let found = match kind {
        UrType::Account => list(cbor, script),
        UrType::MultiAccounts => list(cbor, bare_key),
        UrType::Output => script(&mut Decoder::new(cbor)).map(|found| (None, vec![found])),
        UrType::HdKey => bare_key(&mut Decoder::new(cbor)).map(|found| (None, vec![found])),
        _ => None,
    };
    let (master, found) = found.ok_or(ImportError::NotUnderstood)?;
    let accounts: Vec<Account> = found
        .into_iter()
        .filter_map(|found| found.account(master, network).transpose())
        .collect::<Result<_, _>>()?;
    if accounts.is_empty() { Err(ImportError::NotUnderstood) } else { Ok(accounts) }
}

/// One descriptor or key, as far as it concerns us.
enum Found {
    /// A key in a script of one key; without a script its path says which.
    Key(Option<ScriptKind>, Box<Key>),
    /// A descriptor as text without placeholders.
    Text(String),
    /// A script of several keys, or one we do not sign for.
    Other,
}

#[derive(Default)]
struct Key {
    is_private: bool,
    data: Vec<u8>,
    chain_code: Option<[u8; 32]>,
    coin: u32,
    is_test: bool,
    origin: Option<Origin>,
    has_odd_children: bool,
    parent: Fingerprint,
}

struct Origin {
    steps: Vec<(u32, bool)>,
    master: Option<Fingerprint>,
}

impl Found {
    fn account(self, master: Option<Fingerprint>, network: Network) -> Result<Option<Account>, ImportError> {
        match self {
            Self::Key(script, key) => key.account(script, master, network),
            Self::Text(text) => super::account(&text, network, None).map(Some),
            Self::Other => Ok(None),
        }
    }
}

impl Key {
    fn account(
        &self,
        script: Option<ScriptKind>,
        master: Option<Fingerprint>,
        network: Network,
    ) -> Result<Option<Account>, ImportError> {
        if self.is_private || self.data.first() == Some(&0) {
            return Err(ImportError::PrivateKey);
        }
        let origin = self.origin.as_ref().ok_or(ImportError::Origin)?;
        let [(purpose, true), (coin_type, true), (account, true)] = *origin.steps.as_slice() else {
            // Keys of cosigners stand deeper or higher; beside a script of one key that is a fault.
            return if script.is_some() { Err(ImportError::Origin) } else { Ok(None) };
        };
        let kind = match (ScriptKind::of_purpose(purpose), script) {
            (Some(kind), Some(script)) if kind != script => return Err(ImportError::Origin),
            (Some(kind), _) => kind,
            (None, Some(_)) => return Err(ImportError::Origin),
            (None, None) => return Ok(None),
        };
        // Any other ending would name other addresses than ours; any other coin other money.
        if self.has_odd_children {
            return Err(ImportError::NotUnderstood);
        }
        if self.coin > 1 {
            return Err(ImportError::Account(AccountError::Network));
        }
        let not_understood = |_| ImportError::NotUnderstood;
        let xpub = Xpub {
            network: if self.is_test { NetworkKind::Test } else { NetworkKind::Main },
            depth: 3,
            parent_fingerprint: self.parent,
            child_number: ChildNumber::from_hardened_idx(account).map_err(|_| ImportError::Origin)?,
            public_key: PublicKey::from_slice(&self.data).map_err(not_understood)?,
            chain_code: ChainCode::from(self.chain_code.ok_or(ImportError::NotUnderstood)?),
        };
        let path = AccountPath { kind, coin_type, account };
        let master = origin.master.or(master).unwrap_or_default();
        Account::new(network, master, path, xpub).map(Some).map_err(ImportError::Account)
    }
}

/// `{ 1: master-fingerprint, 2: [+ item] }`; what else stands in it is passed over.
fn list(
    cbor: &[u8],
    item: impl Fn(&mut Decoder<'_>) -> Option<Found>,
) -> Option<(Option<Fingerprint>, Vec<Found>)> {
    let mut decoder = Decoder::new(cbor);
    let (mut master, mut found) = (None, Vec::new());
    for _ in 0..decoder.map().ok()?? {
        match decoder.u64().ok()? {
            1 => master = Some(fingerprint(&mut decoder)?),
            2 => {
                let count = decoder.array().ok()??;
                if usize::try_from(count).ok()? > OWNER_ACCOUNTS_MAX {
                    return None;
                }
                for _ in 0..count {
                    found.push(item(&mut decoder)?);
                }
            }
            _ => decoder.skip().ok()?,
        }
    }
    Some((master, found))
}

/// A key, tagged or not, whose path says what script is made of it.
fn bare_key(decoder: &mut Decoder<'_>) -> Option<Found> {
    if decoder.datatype().ok()? == Type::Tag && !matches!(decoder.tag().ok()?.as_u64(), 303 | 40_303) {
        return None;
    }
    key(decoder).map(|key| Found::Key(None, Box::new(key)))
}

/// Most script expressions around a key; the deepest we know has two.
const SCRIPTS_MAX: usize = 4;

/// An output descriptor of either generation.
fn script(decoder: &mut Decoder<'_>) -> Option<Found> {
    let mut scripts = Vec::new();
    while decoder.datatype().ok()? == Type::Tag {
        match decoder.tag().ok()?.as_u64() {
            308 | 40_308 => {}
            303 | 40_303 => {
                let key = Box::new(key(decoder)?);
                return Some(of_tags(&scripts).map_or(Found::Other, |kind| Found::Key(Some(kind), key)));
            }
            tag if scripts.len() < SCRIPTS_MAX => scripts.push(tag),
            _ => return None,
        }
    }
    if scripts.is_empty() {
        return source(decoder);
    }
    // Keys of several signers, a hash, an address.
    decoder.skip().ok()?;
    Some(Found::Other)
}

fn of_tags(scripts: &[u64]) -> Option<ScriptKind> {
    match scripts {
        [403] => Some(ScriptKind::P2pkh),
        [400, 404] => Some(ScriptKind::P2shP2wpkh),
        [404] => Some(ScriptKind::P2wpkh),
        [409] => Some(ScriptKind::P2tr),
        _ => None,
    }
}

/// `{ 1: text, ? 2: [+ key], ? 3: name, ? 4: note }`.
fn source(decoder: &mut Decoder<'_>) -> Option<Found> {
    let (mut text, mut keys, mut others) = (None, Vec::new(), 0_usize);
    for _ in 0..decoder.map().ok()?? {
        match decoder.u64().ok()? {
            1 => text = Some(decoder.str().ok()?.to_owned()),
            2 => {
                for _ in 0..decoder.array().ok()?? {
                    match decoder.tag().ok()?.as_u64() {
                        303 | 40_303 if keys.is_empty() => keys.push(key(decoder)?),
                        _ => {
                            decoder.skip().ok()?;
                            others = others.saturating_add(1);
                        }
                    }
                }
            }
            _ => decoder.skip().ok()?,
        }
    }
    let text = text?;
    Some(match (keys.pop(), others) {
        (Some(key), 0) => of_source(&text).map_or(Found::Other, |kind| Found::Key(Some(kind), Box::new(key))),
        (None, 0) if !text.contains('@') => Found::Text(text),
        _ => Found::Other,
    })
}

/// The script of a text with one placeholder, with or without the two ordinary chains behind it.
fn of_source(text: &str) -> Option<ScriptKind> {
    let endings = ["", "/<0;1>/*", "/0/*", "/1/*"];
    let with = |kind: &ScriptKind| {
        endings.iter().any(|ending| super::descriptor::of_kind(*kind, &format!("@0{ending}")) == text)
    };
    ScriptKind::ALL.into_iter().find(with)
}

fn key(decoder: &mut Decoder<'_>) -> Option<Key> {
    let mut key = Key::default();
    for _ in 0..decoder.map().ok()?? {
        match decoder.u64().ok()? {
            2 => key.is_private = decoder.bool().ok()?,
            3 => key.data = decoder.bytes().ok()?.to_vec(),
            4 => key.chain_code = Some(decoder.bytes().ok()?.try_into().ok()?),
            5 => {
                tagged(decoder, [305, 40_305])?;
                for _ in 0..decoder.map().ok()?? {
                    match decoder.u64().ok()? {
                        1 => key.coin = decoder.u32().ok()?,
                        2 => key.is_test = decoder.u32().ok()? != 0,
                        _ => decoder.skip().ok()?,
                    }
                }
            }
            6 => key.origin = Some(origin(decoder)?),
            7 => key.has_odd_children = !has_usual_children(decoder)?,
            8 => key.parent = fingerprint(decoder)?,
            _ => decoder.skip().ok()?,
        }
    }
    Some(key)
}

/// `#6.304({ 1: [index, is-hardened, …], ? 2: fingerprint, ? 3: depth })`.
fn origin(decoder: &mut Decoder<'_>) -> Option<Origin> {
    tagged(decoder, [304, 40_304])?;
    let mut origin = Origin { steps: Vec::new(), master: None };
    for _ in 0..decoder.map().ok()?? {
        match decoder.u64().ok()? {
            1 => {
                let fields = decoder.array().ok()??;
                for _ in 0..fields / 2 {
                    origin.steps.push((decoder.u32().ok()?, decoder.bool().ok()?));
                }
                if fields % 2 != 0 {
                    return None;
                }
            }
            2 => origin.master = Some(fingerprint(decoder)?),
            _ => decoder.skip().ok()?,
        }
    }
    Some(origin)
}

/// Children as every ordinary wallet derives them: `0/*`, `1/*`, `<0;1>/*`, or any below any.
const USUAL_CHILDREN: [&[u8]; 4] = [
    &[0x84, 0x00, 0xf4, 0x80, 0xf4],
    &[0x84, 0x01, 0xf4, 0x80, 0xf4],
    &[0x83, 0x84, 0x00, 0xf4, 0x01, 0xf4, 0x80, 0xf4],
    &[0x84, 0x80, 0xf4, 0x80, 0xf4],
];

fn has_usual_children(decoder: &mut Decoder<'_>) -> Option<bool> {
    tagged(decoder, [304, 40_304])?;
    let mut is_usual = true;
    for _ in 0..decoder.map().ok()?? {
        match decoder.u64().ok()? {
            1 => {
                let from = decoder.position();
                decoder.skip().ok()?;
                let said = decoder.input().get(from..decoder.position())?;
                is_usual = USUAL_CHILDREN.contains(&said);
            }
            _ => decoder.skip().ok()?,
        }
    }
    Some(is_usual)
}

fn tagged(decoder: &mut Decoder<'_>, tags: [u64; 2]) -> Option<()> {
    tags.contains(&decoder.tag().ok()?.as_u64()).then_some(())
}

fn fingerprint(decoder: &mut Decoder<'_>) -> Option<Fingerprint> {
    decoder.u32().ok().map(|number| Fingerprint::from(number.to_be_bytes()))
}

#[cfg(test)]
mod tests;
