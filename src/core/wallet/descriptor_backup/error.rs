//! Why a backup of a descriptor could not be written, read or opened.

use crate::limits::DESCRIPTOR_CHARS_MAX;
use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use std::fmt;

/// Why a backup of a descriptor could not be written, read or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DescriptorBackupError {
    /// The text holds a letter no descriptor has, or is no function with its arguments.
    NotADescriptor,
    /// The checksum of the descriptor does not hold.
    Checksum,
    /// A private key: whoever has a public one would open it.
    PrivateKey,
    /// No key may open it: all of them are shown by the chain.
    NoKey,
    /// More than a descriptor, or a backup of one, can have.
    TooLong,
    /// It does not begin as a backup does.
    NotABackup,
    /// Base64 that is none.
    Base64,
    /// Another version of the format.
    Version {
        /// Which.
        version: u8,
    },
    /// It ends before it should.
    CutShort,
    /// A length in more bytes than it needs.
    Length,
    /// A path without steps.
    EmptyPath,
    /// No key is named that could open it.
    NoSecret,
    /// Another cipher.
    Cipher {
        /// Which.
        cipher: u8,
    },
    /// A nonce of zeroes: whoever made it had no randomness.
    ZeroNonce,
    /// None of the keys opens it.
    OtherKeys,
    /// No extended public key is in a text that should hold one.
    NoKeyIn,
    /// Nothing stands inside.
    NothingInside,
    /// Something stands inside that must be understood and is not.
    Content {
        /// Its type.
        kind: u8,
    },
}

impl Explain for DescriptorBackupError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotADescriptor => "descriptor-backup/not-a-descriptor",
            Self::Checksum => "wallet/descriptor-checksum",
            Self::PrivateKey => "descriptor-backup/private-key",
            Self::NoKey => "descriptor-backup/no-key",
            Self::TooLong => "descriptor-backup/too-long",
            Self::NotABackup => "descriptor-backup/not-a-backup",
            Self::Base64 => "descriptor-backup/base64",
            Self::Version { .. } => "descriptor-backup/version",
            Self::CutShort => "descriptor-backup/cut-short",
            Self::Length => "descriptor-backup/length",
            Self::EmptyPath => "descriptor-backup/empty-path",
            Self::NoSecret => "descriptor-backup/no-secret",
            Self::Cipher { .. } => "descriptor-backup/cipher",
            Self::ZeroNonce => "descriptor-backup/zero-nonce",
            Self::OtherKeys => "descriptor-backup/other-keys",
            Self::NoKeyIn => "descriptor-backup/no-key-in",
            Self::NothingInside => "descriptor-backup/nothing-inside",
            Self::Content { .. } => "descriptor-backup/content",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Version { version } => vec![("version", Safe::number(*version))],
            Self::Cipher { cipher } => vec![("cipher", Safe::number(*cipher))],
            Self::Content { kind } => vec![("kind", Safe::number(*kind))],
            Self::TooLong => vec![("limit", Safe::count(DESCRIPTOR_CHARS_MAX))],
            _ => Facts::new(),
        }
    }
}

impl fmt::Display for DescriptorBackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for DescriptorBackupError {}
