//! The kinds of UR, under both generations of their names (BCR-2020-006).

use crate::envelope::SecretKind;

/// A kind of UR that may be shown in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UrType {
    /// A PSBT.
    Psbt,
    /// Bytes of any kind: a PSBT, a wallet file, JSON.
    Bytes,
    /// Account keys and their scripts.
    Account,
    /// Several account keys (Keystone).
    MultiAccounts,
    /// An extended public key.
    HdKey,
    /// An output descriptor.
    Output,
    /// A derivation path.
    Keypath,
    /// An address.
    Address,
    /// A request to sign for Ethereum (ERC-4527).
    EthSignRequest,
    /// Its answer.
    EthSignature,
}

/// What a UR type name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrName {
    /// Something public.
    Public(UrType),
    /// Something that never belongs into a public slot (attack E12).
    Secret(SecretKind),
}

impl UrType {
    /// The name we write: the first generation, which every wallet reads.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Psbt => "crypto-psbt",
            Self::Bytes => "bytes",
            Self::Account => "crypto-account",
            Self::MultiAccounts => "crypto-multi-accounts",
            Self::HdKey => "crypto-hdkey",
            Self::Output => "crypto-output",
            Self::Keypath => "crypto-keypath",
            Self::Address => "crypto-address",
            Self::EthSignRequest => "eth-sign-request",
            Self::EthSignature => "eth-signature",
        }
    }

    /// CBOR tags tolerated before the byte string of this kind, `None` if it is no byte string.
    pub const fn byte_string_tags(self) -> Option<&'static [u64]> {
        match self {
            Self::Psbt => Some(&[310, 40_310]),
            Self::Bytes => Some(&[]),
            _ => None,
        }
    }
}

impl UrName {
    /// Reads a lower-case name of either generation, `None` for a kind we do not know.
    pub fn of(name: &str) -> Option<Self> {
        let public = |kind| Some(Self::Public(kind));
        let secret = |kind| Some(Self::Secret(kind));
        match name {
            "crypto-psbt" | "psbt" => public(UrType::Psbt),
            "bytes" => public(UrType::Bytes),
            "crypto-account" | "account" | "account-descriptor" => public(UrType::Account),
            "crypto-multi-accounts" => public(UrType::MultiAccounts),
            "crypto-hdkey" | "hdkey" => public(UrType::HdKey),
            "crypto-output" | "output-descriptor" => public(UrType::Output),
            "crypto-keypath" | "keypath" => public(UrType::Keypath),
            "crypto-address" | "address" => public(UrType::Address),
            "eth-sign-request" => public(UrType::EthSignRequest),
            "eth-signature" => public(UrType::EthSignature),
            "crypto-seed" | "seed" => secret(SecretKind::UrSeed),
            "crypto-bip39" | "bip39" => secret(SecretKind::Mnemonic),
            "crypto-slip39" | "slip39" => secret(SecretKind::Slip39Share),
            "crypto-eckey" | "eckey" => secret(SecretKind::PrivateKey),
            "crypto-sskr" | "sskr" => secret(SecretKind::SskrShare),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_generations_of_names_read_and_the_first_is_written() {
        assert_eq!(UrName::of("psbt"), UrName::of("crypto-psbt"));
        assert_eq!(UrName::of("output-descriptor"), UrName::of("crypto-output"));
        for kind in [UrType::Psbt, UrType::Bytes, UrType::Account, UrType::HdKey, UrType::Output] {
            assert_eq!(UrName::of(kind.name()), Some(UrName::Public(kind)));
        }
        assert_eq!(UrType::Psbt.name(), "crypto-psbt");
    }

    #[test]
    fn atk_e12_the_names_of_secrets_are_known_in_both_generations() {
        for name in
            ["crypto-seed", "seed", "crypto-bip39", "bip39", "crypto-slip39", "crypto-eckey", "eckey", "sskr"]
        {
            assert!(matches!(UrName::of(name), Some(UrName::Secret(_))), "{name}");
        }
    }
}
