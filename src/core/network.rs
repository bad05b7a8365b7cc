//! Which chain the run is about: a property of the unlocked account, fixed for the process.

use bitcoin::NetworkKind;
use std::fmt;

/// The Bitcoin networks we sign for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Network {
    /// Real money.
    #[default]
    Main,
    /// Testnet 4 (testnet 3 has the same addresses and keys).
    Testnet4,
    /// Signet.
    Signet,
    /// A private chain for tests.
    Regtest,
}

impl Network {
    /// All of them, in the order of the help text.
    pub const ALL: [Self; 4] = [Self::Main, Self::Testnet4, Self::Signet, Self::Regtest];

    /// The name on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Testnet4 => "testnet4",
            Self::Signet => "signet",
            Self::Regtest => "regtest",
        }
    }

    /// The network of that name; `testnet` means testnet 4.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "testnet" => Some(Self::Testnet4),
            _ => Self::ALL.into_iter().find(|network| network.name() == name),
        }
    }

    /// The coin type of BIP-44 paths (SLIP-44): 0 for real money, 1 for every test network.
    pub const fn coin_type(self) -> u32 {
        match self {
            Self::Main => 0,
            Self::Testnet4 | Self::Signet | Self::Regtest => 1,
        }
    }

    /// Main or test, as extended keys have it.
    pub const fn kind(self) -> NetworkKind {
        match self {
            Self::Main => NetworkKind::Main,
            Self::Testnet4 | Self::Signet | Self::Regtest => NetworkKind::Test,
        }
    }

    /// The same network in rust-bitcoin's words.
    pub const fn to_bitcoin(self) -> bitcoin::Network {
        match self {
            Self::Main => bitcoin::Network::Bitcoin,
            Self::Testnet4 => bitcoin::Network::Testnet4,
            Self::Signet => bitcoin::Network::Signet,
            Self::Regtest => bitcoin::Network::Regtest,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_is_found_by_its_name() {
        for network in Network::ALL {
            assert_eq!(Network::named(network.name()), Some(network));
        }
        assert_eq!(Network::named("litecoin"), None);
    }

    #[test]
    fn only_real_money_has_coin_type_zero() {
        assert_eq!(Network::ALL.map(Network::coin_type), [0, 1, 1, 1]);
    }
}
