//! Frames become bytes. Feed it what a camera or a file gives, in any order; it finds out what it
//! is, keeps candidate messages apart, and says how far it is.

mod ballot;
pub(crate) mod collector;
mod missing;
mod series;
mod sessions;

use crate::envelope;
use crate::frames::error::FrameError;
use crate::frames::ur::UrType;
use crate::frames::ur::cbor;
use crate::frames::ur::{self, UrPart};
use crate::frames::ur1::{self, Ur1Part};
use crate::frames::wire::{Received, Wire};
use crate::frames::{base64, bbqr, plain, specter};
use crate::limits::{FRAME_CHARS_MAX, NESTING_MAX};
use sessions::{Content, Key, Sessions};

pub use missing::Missing;

/// How far the best candidate message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not there yet. `have` never falls unless frames contradict each other.
    Partial {
        /// Independent parts of the message that is farthest.
        have: usize,
        /// Parts it needs.
        need: usize,
        /// Different messages seen; more than one is worth a word to the person (attack E02).
        sessions: usize,
        /// Which parts are missing, where that can be said: a fountain needs no particular one.
        missing: Missing,
    },
    /// A whole message.
    Complete(Received),
}

/// Collects frames until one message is whole.
#[derive(Clone, Debug, Default)]
pub struct Receiver {
    sessions: Sessions,
    takes_text: bool,
    refused: u64,
    last: Vec<u8>,
}

impl Receiver {
    /// For PSBTs and transactions: a poster on the wall does not end the scan.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes any static text too (a descriptor, an address list).
    pub fn of_text_too() -> Self {
        Self { takes_text: true, ..Self::default() }
    }

    /// Takes the content of one QR symbol.
    ///
    /// # Errors
    /// The frame is refused: it is counted, and nothing that was collected is lost. The one
    /// exception is said by name, [`FrameError::UrChecksum`]: all parts are there and one of them
    /// is forged, so other choices among the parts seen are tried from now on.
    pub fn push(&mut self, qr_text: &[u8]) -> Result<Progress, FrameError> {
        // A camera sees each frame many times; only another look after something else is a vote.
        if self.last == qr_text && !qr_text.is_empty() {
            return Ok(self.progress());
        }
        let taken = self.take(qr_text);
        self.last = qr_text.get(..FRAME_CHARS_MAX).unwrap_or(qr_text).to_vec();
        match taken {
            Ok(Some(received)) => Ok(Progress::Complete(received)),
            Ok(None) => Ok(self.progress()),
            Err(refusal) => {
                self.refused += 1;
                Err(refusal)
            }
        }
    }

    /// How far the best candidate is.
    pub fn progress(&self) -> Progress {
        let best = self.sessions.best();
        let (have, need) = best.map_or((0, 0), |best| (best.have(), best.need()));
        let missing = best.map_or_else(Missing::default, sessions::Content::missing_first);
        Progress::Partial { have, need, sessions: self.sessions.count(), missing }
    }

    /// Whether parts of the best candidate are missing because frames deny each other: two messages of
    /// numbered parts cannot be told from each other where they have as many.
    pub fn is_disputed(&self) -> bool {
        self.sessions.best().is_some_and(sessions::Content::is_disputed)
    }

    /// Frames that do not belong to the best candidate: refused, forged, or of another message.
    pub fn foreign_frames(&self) -> u64 {
        self.refused + self.sessions.foreign_frames()
    }

    /// Bytes stored for messages in the making, about; at most [`crate::limits::RECEIVER_BYTES_MAX`].
    pub fn stored_bytes(&self) -> usize {
        self.sessions.stored_bytes()
    }

    /// Numbers of the parts still missing, from 1; `None` for a fountain, which needs no
    /// particular one.
    pub fn missing(&self) -> Option<Vec<u32>> {
        self.sessions.best()?.missing()
    }

    fn take(&mut self, qr_text: &[u8]) -> Result<Option<Received>, FrameError> {
        if qr_text.len() > FRAME_CHARS_MAX {
            return Err(FrameError::TooLong { chars: qr_text.len(), limit: FRAME_CHARS_MAX });
        }
        match std::str::from_utf8(qr_text).map(str::trim) {
            Ok(text) if ur::is_ur(text) && ur1::is_ur1(text) => self.take_ur1(text),
            Ok(text) if ur::is_ur(text) => self.take_ur(text),
            Ok(text) if bbqr::is_bbqr(text) => self.take_bbqr(text),
            Ok(text) if specter::is_specter(text) => self.take_piece(text),
            _ => self.take_plain(qr_text).map(Some),
        }
    }

    fn take_ur(&mut self, text: &str) -> Result<Option<Received>, FrameError> {
        let (id, seq_num, fragment) = match ur::read(text)? {
            UrPart::Single { kind, message } => return ur_content(kind, message).map(Some),
            UrPart::Multi { id, seq_num, fragment } => (id, seq_num, fragment),
        };
        let message = self.sessions.with(Key::Fountain(id), |content| match content {
            Content::Fountain(collector) => collector.receive(seq_num, fragment),
            _ => Ok(None),
        })?;
        message.map(|message| ur_content(id.kind, message)).transpose()
    }

    fn take_ur1(&mut self, text: &str) -> Result<Option<Received>, FrameError> {
        let (id, index, fragment) = match ur1::read(text)? {
            Ur1Part::Single { kind, message } => return ur1_content(kind, message).map(Some),
            Ur1Part::Multi { id, index, fragment } => (id, index, fragment),
        };
        let message = self.sessions.with(Key::Legacy(id), |content| match content {
            Content::Pieces(pieces) => {
                pieces.receive(index, fragment.as_bytes())?;
                let Some(joined) = pieces.joined_patiently() else { return Ok(None) };
                let message = ur1::joined(&id, &joined);
                if message.is_err() {
                    pieces.doubt();
                }
                message.map(Some)
            }
            _ => Ok(None),
        })?;
        message.map(|message| ur1_content(id.kind, message)).transpose()
    }

    fn take_bbqr(&mut self, text: &str) -> Result<Option<Received>, FrameError> {
        let part = bbqr::read(text)?;
        let bytes = self.sessions.with(Key::Series(part.id), |content| match content {
            Content::Series(series) => series.receive(&part),
            _ => Ok(None),
        })?;
        let wire = Wire::Bbqr { encoding: part.id.encoding, file_type: part.id.file_type };
        Ok(bytes.map(|bytes| Received { wire, bytes }))
    }

    fn take_piece(&mut self, text: &str) -> Result<Option<Received>, FrameError> {
        let part = specter::read(text)?;
        let bytes = self.sessions.with(Key::Pieces(part.count), |content| match content {
            Content::Pieces(pieces) => {
                pieces.receive(part.index, part.text.as_bytes())?;
                let Some(joined) = pieces.joined_patiently() else { return Ok(None) };
                let bytes = base64::decode(&joined);
                if bytes.is_none() {
                    pieces.doubt();
                }
                bytes.map(Some).ok_or(FrameError::SpecterPayload)
            }
            _ => Ok(None),
        })?;
        Ok(bytes.map(|bytes| Received { wire: Wire::Base64, bytes }))
    }

    fn take_plain(&mut self, qr_text: &[u8]) -> Result<Received, FrameError> {
        if let Some(what) = envelope::secret(qr_text) {
            return Err(FrameError::Secret { what });
        }
        if let Some(plain) = plain::read(qr_text) {
            return Ok(Received { wire: plain.wire, bytes: plain.bytes });
        }
        // In the middle of a series another code is somebody else's.
        if self.takes_text && self.sessions.count() == 0 && std::str::from_utf8(qr_text).is_ok() {
            return Ok(Received { wire: Wire::Text, bytes: qr_text.to_vec() });
        }
        Err(FrameError::Unrecognised)
    }
}

/// The bytes inside a whole UR message.
fn ur_content(kind: UrType, message: Vec<u8>) -> Result<Received, FrameError> {
    let refused = |error| match error {
        cbor::CborError::Depth => FrameError::Nesting { limit: NESTING_MAX },
        cbor::CborError::Malformed => FrameError::UrPayload,
    };
    let bytes = match kind.byte_string_tags() {
        Some(tags) => cbor::read_bytes(&message, tags).map_err(refused)?,
        None => cbor::well_formed(&message).map_err(refused).map(|()| message)?,
    };
    Ok(Received { wire: Wire::Ur(kind), bytes })
}

/// The bytes inside a whole message of the first version, whose paper has a head of its own for
/// byte strings of 64 KiB and more: 0x60 where CBOR has 0x5a.
fn ur1_content(kind: UrType, mut message: Vec<u8>) -> Result<Received, FrameError> {
    if let [head @ 0x60, a, b, c, d, rest @ ..] = message.as_mut_slice()
        && usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])) == Ok(rest.len())
    {
        *head = 0x5a;
    }
    ur_content(kind, message).map(|received| Received { wire: Wire::Ur1(kind), ..received })
}

#[cfg(test)]
mod tests;
