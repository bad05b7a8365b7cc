//! Why a file could not be encrypted or opened. Positions and limits, never what was inside.

use coldframe_core::limits::{VAULT_LOG_N_MAX, VAULT_LOG_N_MIN, VAULT_RECIPIENTS_MAX};
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why nothing was encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SealError {
    /// Not an X25519 recipient, or none at all.
    Recipient,
    /// More than are taken.
    TooManyRecipients,
    /// The passphrase is not UTF-8.
    PassphraseNotText,
    /// More than is opened again.
    TooLarge,
}

/// Why a file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// Longer than any file of ours.
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// Not an age file of version 1.
    NotAge,
    /// Its header is malformed or cut off.
    Header,
    /// scrypt is asked for more work than is ever done (attack F07).
    KdfWork {
        /// What the file asks for; 99 for anything of three digits.
        log_n: u8,
    },
    /// scrypt is asked for so little work that the passphrase could be guessed (attack F07).
    KdfWeak {
        /// What the file asks for.
        log_n: u8,
    },
    /// Neither a passphrase nor an X25519 identity opens it.
    OtherRecipients,
    /// It opens with a passphrase; keys were given.
    NeedsPassphrase,
    /// It opens with a key; a passphrase was given.
    NeedsIdentity,
    /// Not the passphrase.
    WrongPassphrase,
    /// None of the keys.
    WrongIdentity,
    /// A line of the identity file is no X25519 identity.
    Identity {
        /// Its number, from 1.
        line: usize,
    },
    /// The secret fits, but the file was cut or changed.
    Damaged,
}

impl Explain for SealError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Recipient => "vault/recipient",
            Self::TooManyRecipients => "vault/too-many-recipients",
            Self::PassphraseNotText => "vault/passphrase-not-text",
            Self::TooLarge => "vault/too-large",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooManyRecipients => vec![("most", Safe::count(VAULT_RECIPIENTS_MAX))],
            Self::Recipient | Self::PassphraseNotText | Self::TooLarge => Facts::new(),
        }
    }
}

impl Explain for OpenError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TooLarge { .. } => "vault/file-too-large",
            Self::NotAge => "vault/not-age",
            Self::Header => "vault/header",
            Self::KdfWork { .. } => "vault/kdf-work",
            Self::KdfWeak { .. } => "vault/kdf-weak",
            Self::OtherRecipients => "vault/other-recipients",
            Self::NeedsPassphrase => "vault/needs-passphrase",
            Self::NeedsIdentity => "vault/needs-identity",
            Self::WrongPassphrase => "vault/wrong-passphrase",
            Self::WrongIdentity => "vault/wrong-identity",
            Self::Identity { .. } => "vault/identity",
            Self::Damaged => "vault/damaged",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLarge { limit } => vec![("limit", Safe::count(*limit))],
            Self::KdfWork { log_n } => {
                vec![("log_n", Safe::number(*log_n)), ("most", Safe::number(VAULT_LOG_N_MAX))]
            }
            Self::KdfWeak { log_n } => {
                vec![("log_n", Safe::number(*log_n)), ("least", Safe::number(VAULT_LOG_N_MIN))]
            }
            Self::Identity { line } => vec![("line", Safe::count(*line))],
            _ => Facts::new(),
        }
    }
}

macro_rules! is_an_error {
    ($($error:ty),*) => {
        $(impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&error_line(self))
            }
        }
        impl std::error::Error for $error {})*
    };
}

is_an_error!(SealError, OpenError);
