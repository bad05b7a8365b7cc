//! Addresses: written in full and in groups of four, never elided.

mod book;
mod mask;

pub use book::{Found, find, list};

use crate::bitcoin::scripts::ScriptShape;
use crate::limits::FRAME_CHARS_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::network::Network;
use crate::safe::Safe;
use bitcoin::address::NetworkUnchecked;
use bitcoin::{Address, Script, ScriptBuf};
use std::fmt;
use std::str::FromStr;

/// The text of an address, or of a script in hexadecimal where there is no address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressText(String);

/// Why a text is no address we can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressError {
    /// Not an address, or its checksum fails.
    NotAnAddress,
    /// An address of another network (attack B11).
    OtherNetwork,
    /// An address whose script nobody, or anybody, could spend.
    UnusableScript,
}

/// Characters in a group.
const GROUP_CHARS: usize = 4;

impl AddressText {
    /// The address of a script on that network; `None` if the script has none.
    pub fn of_script(script: &Script, network: Network) -> Option<Self> {
        Address::from_script(script, network.to_bitcoin()).ok().map(|address| Self(address.to_string()))
    }

    /// The script in hexadecimal, for scripts without an address.
    pub fn of_script_hex(script: &Script) -> Self {
        Self(script.to_hex_string())
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text in groups of four characters, the last one may be shorter.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups = Vec::with_capacity(self.0.len().div_ceil(GROUP_CHARS));
        let mut rest = self.0.as_str();
        while !rest.is_empty() {
            // Addresses and hexadecimal are ASCII, so every cut falls between characters.
            let (group, tail) = rest.split_at_checked(GROUP_CHARS).unwrap_or((rest, ""));
            groups.push(group);
            rest = tail;
        }
        groups
    }

    /// The groups, with blanks between them.
    pub fn grouped(&self) -> String {
        self.groups().join(" ")
    }

    /// The four characters after the fixed prefix and the last four: what a hurried eye compares.
    pub(crate) fn ends(&self) -> (String, String) {
        let varying = match self.0.rsplit_once('1') {
            // bech32 has one separator, followed by the witness version.
            Some(("bc" | "tb" | "bcrt", program)) => program.get(1..).unwrap_or_default(),
            Some(_) | None => self.0.get(1..).unwrap_or_default(),
        };
        let tail_start = varying.len().saturating_sub(GROUP_CHARS);
        let head = varying.get(..GROUP_CHARS.min(varying.len())).unwrap_or_default();
        (head.to_owned(), varying.get(tail_start..).unwrap_or_default().to_owned())
    }
}

impl fmt::Display for AddressText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads an address that must belong to that network and have a script money can be sent to.
/// Blanks between groups are allowed, as we write them ourselves.
pub fn parse(text: &str, network: Network) -> Result<ScriptBuf, AddressError> {
    if text.len() > FRAME_CHARS_MAX {
        return Err(AddressError::NotAnAddress);
    }
    let joined: String = text.chars().filter(|character| *character != ' ').collect();
    let unchecked = Address::<NetworkUnchecked>::from_str(&joined).map_err(|_| AddressError::NotAnAddress)?;
    let address = unchecked.require_network(network.to_bitcoin()).map_err(|_| AddressError::OtherNetwork)?;
    let script = address.script_pubkey();
    if ScriptShape::of(&script).has_address() { Ok(script) } else { Err(AddressError::UnusableScript) }
}

impl Explain for AddressError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotAnAddress => "wallet/not-an-address",
            Self::OtherNetwork => "wallet/address-network",
            Self::UnusableScript => "wallet/address-unusable",
        })
    }

    fn facts(&self) -> Facts {
        Facts::new()
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for AddressError {}

impl From<&AddressText> for Safe {
    fn from(address: &AddressText) -> Self {
        Self::whole(&address.0)
    }
}

#[cfg(test)]
mod tests;
