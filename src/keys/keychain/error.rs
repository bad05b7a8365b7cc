//! Why an account's key cannot be given out.

use crate::derive::DeriveError;
use crate::place;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::wallet::account::AccountError;
use coldframe_memory::VaultError;
use std::fmt;

/// Why there is no account at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountKeyError {
    /// A number in the path is too large to be hardened.
    Number,
    /// The path leads to no key.
    Derivation(DeriveError),
    /// The key cannot be that account (another network's coin type).
    Account(AccountError),
    /// The place secrets are worked on could not be used.
    Vault(VaultError),
}

impl Explain for AccountKeyError {
    fn code(&self) -> Code {
        match self {
            Self::Number => Code::new("seed/account-number"),
            Self::Derivation(why) => why.code(),
            Self::Account(why) => why.code(),
            Self::Vault(why) => place::code(*why),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Account(why) => why.facts(),
            Self::Number | Self::Derivation(_) | Self::Vault(_) => Facts::new(),
        }
    }
}

impl From<DeriveError> for AccountKeyError {
    fn from(why: DeriveError) -> Self {
        Self::Derivation(why)
    }
}

impl From<AccountError> for AccountKeyError {
    fn from(why: AccountError) -> Self {
        Self::Account(why)
    }
}

impl fmt::Display for AccountKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for AccountKeyError {}
