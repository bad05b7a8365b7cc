//! Why a frame, or a message, was not taken.

use crate::envelope::SecretKind;
use crate::messages::{self, Code, Explain, Facts};
use crate::safe::Safe;
use std::fmt;

/// Why a frame was refused, or cannot be made. A refused frame changes nothing in the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FrameError {
    /// Longer than any such frame.
    TooLong {
        /// Its characters.
        chars: usize,
        /// The most we read.
        limit: usize,
    },
    /// No format we know.
    Unrecognised,
    /// A secret, where public things belong (attack E12).
    Secret {
        /// Which kind.
        what: SecretKind,
    },
    /// A message beyond what any transport may carry.
    MessageLimit {
        /// Its bytes, as claimed.
        bytes: usize,
        /// The most we take.
        limit: usize,
    },
    /// The part denies another part of the same message.
    Contradicts {
        /// Its number, from 1.
        part: u32,
    },
    /// Not written as a UR is.
    UrSyntax,
    /// A kind of UR we do not know.
    UrType,
    /// The first version of UR, and not written as its parts are.
    Ur1Header,
    /// The checksum of a part or of a digest of the first version does not fit: misread.
    Ur1Checksum,
    /// All parts of the first version are there, and their message has another digest.
    Ur1Digest,
    /// Two letters that are no byteword.
    UrBytewords {
        /// Which pair, from 0.
        pair: usize,
    },
    /// The checksum of one part does not fit: misread.
    UrPartChecksum,
    /// The part's header is malformed, or says something else than its text.
    UrHeader,
    /// More parts than we follow (attack E01).
    UrLimit {
        /// Parts claimed.
        parts: u64,
        /// The most we follow.
        limit: u32,
    },
    /// All parts are there, and their message has another checksum: one of them is forged.
    UrChecksum,
    /// The message is not the CBOR its type says.
    UrPayload,
    /// CBOR nested too deep (attack E10).
    Nesting {
        /// The most we follow.
        limit: usize,
    },
    /// Not written as a BBQr header is.
    BbqrHeader,
    /// A BBQr file type that is not for us.
    BbqrType,
    /// A part that does not fit its series: wrong alphabet or wrong length.
    BbqrPart {
        /// Its number, from 1.
        part: u32,
    },
    /// Compressed data that does not inflate.
    Inflate,
    /// Compressed data that inflates beyond every message (attack E04).
    InflateLimit {
        /// The most bytes we inflate.
        limit: usize,
    },
    /// Not written as `p1of3 …` is.
    SpecterHeader,
    /// All parts are there, and together they are no base64.
    SpecterPayload,
    /// Nothing to send.
    Empty,
    /// More parts than the format has numbers.
    TooManyParts {
        /// Parts it would take.
        parts: usize,
        /// The most the format has.
        limit: usize,
    },
    /// Does not fit one frame, and the format has no parts.
    DoesNotFit {
        /// Its characters.
        chars: usize,
        /// The most one frame holds.
        limit: usize,
    },
    /// No QR symbol of this version, or none that holds a part.
    QrVersion {
        /// The version asked for.
        version: u8,
    },
}

impl Explain for FrameError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TooLong { .. } => "frames/too-long",
            Self::Unrecognised => "frames/unrecognised",
            Self::Secret { .. } => "frames/secret",
            Self::MessageLimit { .. } => "frames/message-limit",
            Self::Contradicts { .. } => "frames/contradicts",
            Self::UrSyntax => "frames/ur-syntax",
            Self::UrType => "frames/ur-type",
            Self::Ur1Header => "frames/ur1-header",
            Self::Ur1Checksum => "frames/ur1-crc",
            Self::Ur1Digest => "frames/ur1-digest",
            Self::UrBytewords { .. } => "frames/ur-bytewords",
            Self::UrPartChecksum => "frames/ur-part-crc",
            Self::UrHeader => "frames/ur-header",
            Self::UrLimit { .. } => "frames/ur-limit",
            Self::UrChecksum => "frames/ur-crc",
            Self::UrPayload => "frames/ur-payload",
            Self::Nesting { .. } => "frames/nesting",
            Self::BbqrHeader => "frames/bbqr-header",
            Self::BbqrType => "frames/bbqr-type",
            Self::BbqrPart { .. } => "frames/bbqr-part",
            Self::Inflate => "frames/inflate",
            Self::InflateLimit { .. } => "frames/inflate-limit",
            Self::SpecterHeader => "frames/specter-header",
            Self::SpecterPayload => "frames/specter-payload",
            Self::Empty => "frames/empty",
            Self::TooManyParts { .. } => "frames/too-many-parts",
            Self::DoesNotFit { .. } => "frames/does-not-fit",
            Self::QrVersion { .. } => "frames/qr-version",
        })
    }

    fn facts(&self) -> Facts {
        match *self {
            Self::TooLong { chars, limit } | Self::DoesNotFit { chars, limit } => {
                vec![("chars", Safe::count(chars)), ("limit", Safe::count(limit))]
            }
            Self::MessageLimit { bytes, limit } => {
                vec![("bytes", Safe::count(bytes)), ("limit", Safe::count(limit))]
            }
            Self::UrLimit { parts, limit } => {
                vec![("parts", Safe::number(parts)), ("limit", Safe::number(limit))]
            }
            Self::TooManyParts { parts, limit } => {
                vec![("parts", Safe::count(parts)), ("limit", Safe::count(limit))]
            }
            Self::Secret { what } => vec![("what", what.label())],
            Self::Contradicts { part } | Self::BbqrPart { part } => vec![("part", Safe::number(part))],
            Self::UrBytewords { pair } => vec![("pair", Safe::count(pair))],
            Self::Nesting { limit } | Self::InflateLimit { limit } => vec![("limit", Safe::count(limit))],
            Self::QrVersion { version } => vec![("version", Safe::number(version))],
            _ => Facts::new(),
        }
    }
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for FrameError {}
