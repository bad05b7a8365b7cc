//! What stands inside a backup: items, each with what it is.

use super::DescriptorBackupError;
use super::reader::Reader;

/// A descriptor (BIP-380), a wallet policy (BIP-388), labels (BIP-329).
const BIP_DESCRIPTOR: u16 = 380;
const BIP_POLICY: u16 = 388;
const BIP_LABELS: u16 = 329;

/// Types of an item.
const END: u8 = 0;
const OF_BIP: u8 = 1;
const OPAQUE: u8 = 2;
const STRING: u8 = 3;

/// Types from here on must be understood.
const MUST_KNOW: u8 = 0x80;

/// One item. Texts are foreign: they are shown through [`crate::safe::Safe`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// One descriptor.
    Descriptor(String),
    /// Several descriptors in JSON.
    Descriptors(String),
    /// Wallet policies in JSON (BIP-388).
    Policy(String),
    /// Labels, one JSON object in each line (BIP-329).
    Labels(String),
    /// A remark.
    Text(String),
    /// Something else.
    Other {
        /// Its type; with a BIP's number where it has one.
        kind: u8,
        /// The number, or 0.
        bip: u16,
        /// How many bytes.
        bytes: usize,
    },
}

impl Content {
    /// The descriptor, if it is one.
    pub fn descriptor(&self) -> Option<&str> {
        match self {
            Self::Descriptor(text) => Some(text),
            Self::Descriptors(_) | Self::Policy(_) | Self::Labels(_) | Self::Text(_) | Self::Other { .. } => {
                None
            }
        }
    }
}

/// A payload with one descriptor.
pub(super) fn of_descriptor(text: &str) -> Vec<u8> {
    let mut payload = vec![OF_BIP];
    payload.extend(BIP_DESCRIPTOR.to_be_bytes());
    push_compact_size(text.len(), &mut payload);
    payload.extend(text.as_bytes());
    payload
}

/// A length in Bitcoin's variable form.
pub(super) fn push_compact_size(length: usize, out: &mut Vec<u8>) {
    match (u8::try_from(length), u16::try_from(length), u32::try_from(length)) {
        (Ok(byte), ..) if byte < 0xfd => out.push(byte),
        (_, Ok(short), _) => {
            out.push(0xfd);
            out.extend(short.to_le_bytes());
        }
        (_, _, Ok(long)) => {
            out.push(0xfe);
            out.extend(long.to_le_bytes());
        }
        // Nothing of ours comes near: the bound of a backup is far below.
        _ => out.push(0xff),
    }
}

/// The items of a payload; what follows the last one is padding.
pub(super) fn read(payload: &[u8]) -> Result<Vec<Content>, DescriptorBackupError> {
    let mut reader = Reader::new(payload);
    let mut contents = Vec::new();
    while !reader.is_at_end() {
        let kind = reader.byte()?;
        if kind == END {
            break;
        }
        contents.push(item(kind, &mut reader)?);
    }
    if contents.is_empty() {
        return Err(DescriptorBackupError::NothingInside);
    }
    Ok(contents)
}

fn item(kind: u8, reader: &mut Reader<'_>) -> Result<Content, DescriptorBackupError> {
    if kind >= MUST_KNOW {
        return Err(DescriptorBackupError::Content { kind });
    }
    let bip = if kind == OF_BIP {
        u16::from_be_bytes(reader.array()?)
    } else {
        let length = reader.compact_size()?;
        let parameters = reader.bytes(length)?;
        if kind == STRING && !parameters.is_empty() {
            return Err(DescriptorBackupError::Content { kind });
        }
        0
    };
    let length = reader.compact_size()?;
    let content = reader.bytes(length)?;
    let text = || {
        std::str::from_utf8(content).map(str::to_owned).map_err(|_| DescriptorBackupError::Content { kind })
    };
    Ok(match (kind, bip) {
        (OF_BIP, BIP_DESCRIPTOR) if content.starts_with(b"{") => Content::Descriptors(text()?),
        (OF_BIP, BIP_DESCRIPTOR) => Content::Descriptor(text()?),
        (OF_BIP, BIP_POLICY) => Content::Policy(text()?),
        (OF_BIP, BIP_LABELS) => Content::Labels(text()?),
        (STRING, _) => Content::Text(text()?),
        (OPAQUE, _) => Content::Other { kind, bip: 0, bytes: content.len() },
        _ => Content::Other { kind, bip, bytes: content.len() },
    })
}
