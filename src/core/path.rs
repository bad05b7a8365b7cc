//! Derivation paths of ordinary single-key wallets (BIP-44, 49, 84, 86).

use bitcoin::bip32::{ChildNumber, DerivationPath};
use std::fmt;

/// How an account turns a key into a script; each has its own BIP and purpose number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScriptKind {
    /// BIP-44, `1…`.
    P2pkh,
    /// BIP-49, `3…`.
    P2shP2wpkh,
    /// BIP-84, `bc1q…`.
    P2wpkh,
    /// BIP-86, `bc1p…`, key path only.
    P2tr,
}

impl ScriptKind {
    /// All of them, oldest first.
    pub const ALL: [Self; 4] = [Self::P2pkh, Self::P2shP2wpkh, Self::P2wpkh, Self::P2tr];

    /// The first step of the path.
    pub const fn purpose(self) -> u32 {
        match self {
            Self::P2pkh => 44,
            Self::P2shP2wpkh => 49,
            Self::P2wpkh => 84,
            Self::P2tr => 86,
        }
    }

    /// The kind with that purpose number.
    pub fn of_purpose(purpose: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.purpose() == purpose)
    }

    /// The field's name for the script.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P2pkh => "p2pkh",
            Self::P2shP2wpkh => "p2sh-p2wpkh",
            Self::P2wpkh => "p2wpkh",
            Self::P2tr => "p2tr",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Receiving or change, the fourth step of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chain {
    /// 0: addresses given to payers.
    Receive,
    /// 1: addresses for what comes back.
    Change,
}

impl Chain {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Receive, Self::Change];

    /// 0 or 1.
    pub const fn number(self) -> u32 {
        match self {
            Self::Receive => 0,
            Self::Change => 1,
        }
    }
}

/// The account part of a path, `m/84h/0h/0h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountPath {
    /// Purpose.
    pub kind: ScriptKind,
    /// SLIP-44 coin type.
    pub coin_type: u32,
    /// Account number.
    pub account: u32,
}

impl AccountPath {
    /// The path as rust-bitcoin has it; `None` if a number is too large to be hardened.
    pub fn derivation(&self) -> Option<DerivationPath> {
        let hardened = |number| ChildNumber::from_hardened_idx(number).ok();
        let steps = [self.kind.purpose(), self.coin_type, self.account].map(hardened);
        steps.into_iter().collect::<Option<Vec<_>>>().map(DerivationPath::from)
    }
}

impl fmt::Display for AccountPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "m/{}h/{}h/{}h", self.kind.purpose(), self.coin_type, self.account)
    }
}

/// A whole standard path, `m/84h/0h/0h/1/17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressPath {
    /// The account it belongs to.
    pub account: AccountPath,
    /// Receiving or change.
    pub chain: Chain,
    /// Address number, never hardened.
    pub index: u32,
}

impl AddressPath {
    /// Reads a path of exactly the standard shape; anything else is `None` and treated as unusual.
    pub fn of(path: &DerivationPath) -> Option<Self> {
        let steps: &[ChildNumber] = path.as_ref();
        let [purpose, coin_type, account, chain, index] = steps else { return None };
        let hardened = |step: &ChildNumber| match *step {
            ChildNumber::Hardened { index } => Some(index),
            ChildNumber::Normal { .. } => None,
        };
        let plain = |step: &ChildNumber| match *step {
            ChildNumber::Normal { index } => Some(index),
            ChildNumber::Hardened { .. } => None,
        };
        let chain = match plain(chain)? {
            0 => Chain::Receive,
            1 => Chain::Change,
            _ => return None,
        };
        let account = AccountPath {
            kind: ScriptKind::of_purpose(hardened(purpose)?)?,
            coin_type: hardened(coin_type)?,
            account: hardened(account)?,
        };
        Some(Self { account, chain, index: plain(index)? })
    }

    /// The path as rust-bitcoin has it. Numbers of 2^31 and more cannot stand in a path and are cut off.
    pub fn derivation(&self) -> DerivationPath {
        let hardened = |number| ChildNumber::from_hardened_idx(number).ok();
        let plain = |number| ChildNumber::from_normal_idx(number).ok();
        let AccountPath { kind, coin_type, account } = self.account;
        let steps = [
            hardened(kind.purpose()),
            hardened(coin_type),
            hardened(account),
            plain(self.chain.number()),
            plain(self.index),
        ];
        DerivationPath::from(steps.into_iter().map_while(|step| step).collect::<Vec<_>>())
    }
}

impl fmt::Display for AddressPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.account, self.chain.number(), self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn a_standard_path_reads_and_prints_the_same() {
        let path = DerivationPath::from_str("m/84h/0h/3h/1/17").unwrap();
        assert_eq!(AddressPath::of(&path).unwrap().to_string(), "m/84h/0h/3h/1/17");
    }

    #[test]
    fn a_path_of_any_other_shape_is_not_standard() {
        for odd in
            ["m/84h/0h/0h/2/0", "m/84/0h/0h/0/0", "m/48h/0h/0h/0/0", "m/84h/0h/0h/0/0h", "m/84h/0h/0h/0"]
        {
            assert_eq!(AddressPath::of(&DerivationPath::from_str(odd).unwrap()), None, "{odd}");
        }
    }
}
