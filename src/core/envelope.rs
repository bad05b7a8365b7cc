//! Bytes → what is this? The first question asked of every input, and the place where a secret
//! that lost its way is stopped.
//!
//! Formats are detected, never asked. A class is never guessed across: what is not recognised is
//! refused (attack E12, format confusion).

mod error;
mod picture;
mod registry;
mod secret;

pub use error::{ContentKind, DetectError};
pub use picture::Picture;
pub use secret::{SecretKind, secret};

use crate::frames::plain::{self, PSBT_MAGIC};
use crate::frames::{FrameError, Progress, Received, Receiver, UrType, Wire, ur};
use crate::wallet::descriptor_backup;
use std::borrow::Cow;

/// What an input is, and how it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What it is.
    pub content: Content,
    /// How it came, and so how to answer.
    pub wire: Wire,
}

/// What an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// A PSBT by its magic, not parsed yet.
    Psbt(Vec<u8>),
    /// A whole transaction.
    Transaction(Vec<u8>),
    /// Public text: a descriptor, account keys, addresses, JSON. Foreign: shown only through
    /// [`crate::safe::Safe`].
    Text(String),
    /// The CBOR of a UR kind that is no byte string (an account, an output descriptor).
    Registry(UrType, Vec<u8>),
    /// A wallet's descriptor, sealed to its keys (BIP-138), in bytes or in base64.
    SealedDescriptor(Vec<u8>),
    /// A picture or a stream of pictures: the console reads the codes in it.
    Picture(Picture),
}

/// A PSBT on its way to the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signable {
    /// Its bytes.
    pub psbt: Vec<u8>,
    /// How it came, and so how to answer.
    pub wire: Wire,
}

impl Envelope {
    /// Looks at a whole input: a file, standard input, or what a scan gave.
    ///
    /// # Errors
    /// Nothing there, nothing known, an encrypted file, an incomplete series of frames, or a
    /// secret, which is named and never echoed.
    pub fn detect(input: &[u8]) -> Result<Self, DetectError> {
        let input = &*without_mark(input);
        if input.trim_ascii().is_empty() {
            return Err(DetectError::Empty);
        }
        if let Some(picture) = Picture::of(input) {
            return Ok(Self { content: Content::Picture(picture), wire: Wire::Binary });
        }
        if is_encrypted(input) {
            return Err(DetectError::Encrypted);
        }
        match std::str::from_utf8(input) {
            Ok(text) if text.lines().any(is_frame) => Self::of_frames(text),
            _ => Self::of_bytes(input, Wire::Text),
        }
    }

    /// Looks at what a receiver put together.
    ///
    /// # Errors
    /// As [`Envelope::detect`].
    pub fn of(received: Received) -> Result<Self, DetectError> {
        let Received { wire, bytes } = received;
        match wire {
            Wire::Ur(kind) | Wire::Ur1(kind) if kind.byte_string_tags().is_none() => {
                if registry::holds_private_key(&bytes) {
                    return Err(DetectError::Secret { what: SecretKind::ExtendedPrivateKey });
                }
                Ok(Self { content: Content::Registry(kind, bytes), wire })
            }
            _ => Self::of_bytes(&bytes, wire),
        }
    }

    /// The PSBT, for the commands that sign or review one.
    ///
    /// # Errors
    /// It is something else, which is named.
    pub fn into_signable(self) -> Result<Signable, DetectError> {
        match self.content {
            Content::Psbt(psbt) => Ok(Signable { psbt, wire: self.wire }),
            Content::Transaction(_) => Err(DetectError::NotSignable { what: ContentKind::Transaction }),
            Content::Text(_) => Err(DetectError::NotSignable { what: ContentKind::Text }),
            Content::SealedDescriptor(_) => {
                Err(DetectError::NotSignable { what: ContentKind::SealedDescriptor })
            }
            Content::Registry(..) => Err(DetectError::NotSignable { what: ContentKind::Registry }),
            Content::Picture(_) => Err(DetectError::NotSignable { what: ContentKind::Picture }),
        }
    }

    /// A text file of frames, one on each line.
    fn of_frames(text: &str) -> Result<Self, DetectError> {
        let mut receiver = Receiver::new();
        let (mut first_refusal, mut whole) = (None, None);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match receiver.push(line.trim().as_bytes()) {
                Ok(Progress::Complete(received)) => whole = Some(same(whole, received)?),
                Ok(Progress::Partial { .. }) => {}
                Err(FrameError::Secret { what }) => return Err(DetectError::Secret { what }),
                Err(FrameError::UrChecksum) => first_refusal = Some(FrameError::UrChecksum),
                Err(refusal) => first_refusal = first_refusal.or(Some(refusal)),
            }
        }
        if let Some(received) = whole {
            return Self::of(received);
        }
        if receiver.is_disputed() {
            return Err(DetectError::Ambiguous);
        }
        match (receiver.progress(), first_refusal) {
            (Progress::Partial { need: 0, .. }, Some(refusal))
            | (_, Some(refusal @ FrameError::UrChecksum)) => Err(DetectError::Frames(refusal)),
            (Progress::Partial { have, need, missing, .. }, _) => {
                Err(DetectError::Incomplete { have, need, missing })
            }
            (Progress::Complete(received), _) => Self::of(received),
        }
    }

    /// `came` is how the bytes came; a text that encodes bytes says so itself.
    fn of_bytes(bytes: &[u8], came: Wire) -> Result<Self, DetectError> {
        if let Some(plain) = plain::read(bytes) {
            let wire = if came == Wire::Text { plain.wire } else { came };
            let is_psbt = plain.bytes.starts_with(PSBT_MAGIC);
            let content =
                if is_psbt { Content::Psbt(plain.bytes) } else { Content::Transaction(plain.bytes) };
            return Ok(Self { content, wire });
        }
        if plain::is_several(bytes) {
            return Err(DetectError::Ambiguous);
        }
        if descriptor_backup::is_backup(bytes) {
            return Ok(Self { content: Content::SealedDescriptor(bytes.to_vec()), wire: came });
        }
        if let Some(what) = secret(bytes) {
            return Err(DetectError::Secret { what });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => {
                Ok(Self { content: Content::Text(text.to_owned()), wire: came })
            }
            _ => Err(DetectError::Unknown),
        }
    }
}

/// The first of two messages that are one and the same.
///
/// # Errors
/// They differ: which one is meant is never guessed.
pub fn same(first: Option<Received>, next: Received) -> Result<Received, DetectError> {
    match first {
        Some(first) if first.bytes != next.bytes => Err(DetectError::Ambiguous),
        Some(first) => Ok(first),
        None => Ok(next),
    }
}

/// Text without its byte order mark, as UTF-8: some editors write UTF-16, and all of them a mark.
fn without_mark(input: &[u8]) -> Cow<'_, [u8]> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| pair.try_into().map_or(0xd800, unit));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().map(|text| Cow::Owned(text.into_bytes()))
    };
    let read = match input {
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(Cow::Borrowed(rest)),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => None,
    };
    read.unwrap_or(Cow::Borrowed(input))
}

fn is_frame(line: &str) -> bool {
    let line = line.trim();
    ur::is_ur(line) || crate::frames::bbqr::is_bbqr(line) || crate::frames::specter::is_specter(line)
}

/// Whether it is an age file, whole or not. Not a secret, and not for signing either: the vault reads it.
pub fn is_encrypted(input: &[u8]) -> bool {
    let input = input.trim_ascii_start();
    input.starts_with(b"age-encryption.org/") || input.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

#[cfg(test)]
mod tests;
