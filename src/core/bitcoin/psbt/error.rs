//! Why a PSBT is not read, or an edit of one not made.

use super::cursor::{Fault, Why};
use super::field;
use crate::limits;
use crate::messages::{self, Code, Explain, Facts};
use crate::safe::Safe;
use std::fmt;

/// One of the maps of a PSBT; inputs and outputs are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapKind {
    /// The global map.
    Global,
    /// The map of that input.
    Input(usize),
    /// The map of that output.
    Output(usize),
}

/// A pair of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The map it stands in.
    pub map: MapKind,
    /// The type of its key.
    pub key_type: u64,
    /// Byte of the file, from 0.
    pub offset: usize,
}

/// Why a PSBT is not read, or an edit of one not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PsbtError {
    /// It does not begin with `psbt` and 0xff.
    Magic,
    /// More bytes than [`limits::PSBT_BYTES_MAX`].
    TooLarge {
        /// Bytes that came.
        bytes: usize,
    },
    /// A length goes beyond the end, or maps are missing.
    Cut {
        /// Byte of the length.
        offset: usize,
    },
    /// A CompactSize spelled longer than needed (attack E08).
    NotMinimal {
        /// Byte of the number.
        offset: usize,
    },
    /// Bytes behind the last map (attack E08).
    Trailing {
        /// First of them.
        offset: usize,
        /// How many.
        count: usize,
    },
    /// The same key twice in one map (attack E08).
    DuplicateKey(Place),
    /// The key is not of the length or shape its type demands.
    KeyShape(Place),
    /// The value is not of the shape its type demands.
    ValueShape(Place),
    /// More inputs than [`limits::PSBT_INPUTS_MAX`] (attack E07).
    TooManyInputs {
        /// Inputs announced.
        count: u64,
    },
    /// More outputs than [`limits::PSBT_OUTPUTS_MAX`] (attack E07).
    TooManyOutputs {
        /// Outputs announced.
        count: u64,
    },
    /// More pairs of known types in one map than [`limits::PSBT_KEYS_PER_MAP_MAX`] (attack E07).
    TooManyKeys(Place),
    /// More unknown pairs than [`limits::PSBT_UNKNOWN_KEYS_PER_MAP_MAX`] or
    /// [`limits::PSBT_UNKNOWN_KEYS_MAX`] (attack E07).
    TooManyUnknown(Place),
    /// An unknown key or value above [`limits::PSBT_UNKNOWN_VALUE_BYTES_MAX`] (attack E07).
    UnknownTooLarge(Place),
    /// A previous transaction above [`limits::PSBT_PREVTX_BYTES_MAX`] (attack E07).
    PreviousTooLarge(Place),
    /// An amount below zero or above 21 million bitcoin, or outputs that together are (attack A07).
    AmountRange(Place),
    /// The transaction to be signed carries a scriptSig already.
    AlreadySigned(Place),
    /// A version of the container other than 0 and 2.
    Version {
        /// The number that came.
        version: u32,
    },
    /// A field that this version demands is missing; the offset is that of the end of the map.
    Missing(Place),
    /// A field of the other version.
    Forbidden(Place),
    /// A required locktime on the wrong side of 500,000,000, or zero (BIP-370).
    LocktimeRange(Place),
    /// Some inputs demand a time and others a height: no locktime satisfies both (BIP-370).
    LocktimeConflict,
    /// There is no such input to sign.
    NoSuchInput {
        /// The input asked for, counted from 0.
        input: usize,
    },
    /// The bytes to be added are no signature.
    SignatureShape {
        /// The input, counted from 0.
        input: usize,
    },
    /// Another signature by the same key is there already.
    SignaturePresent {
        /// The input, counted from 0.
        input: usize,
    },
    /// The input is finalised.
    InputFinal {
        /// The input, counted from 0.
        input: usize,
    },
    /// The other version has no way to say this.
    NotExpressible(Place),
}

impl PsbtError {
    /// A fault inside a pair.
    pub(super) fn inside(place: Place, fault: Fault) -> Self {
        let place = Place { offset: fault.offset, ..place };
        match fault.why {
            Why::Cut | Why::Shape => Self::ValueShape(place),
            Why::NotMinimal => Self::NotMinimal { offset: fault.offset },
            Why::AmountRange => Self::AmountRange(place),
            Why::TooManyInputs(count) => Self::TooManyInputs { count },
            Why::TooManyOutputs(count) => Self::TooManyOutputs { count },
            Why::ScriptSigFilled => Self::AlreadySigned(place),
        }
    }

    fn place(&self) -> Option<&Place> {
        match self {
            Self::DuplicateKey(place)
            | Self::KeyShape(place)
            | Self::ValueShape(place)
            | Self::TooManyKeys(place)
            | Self::TooManyUnknown(place)
            | Self::UnknownTooLarge(place)
            | Self::PreviousTooLarge(place)
            | Self::AmountRange(place)
            | Self::AlreadySigned(place)
            | Self::Missing(place)
            | Self::Forbidden(place)
            | Self::LocktimeRange(place)
            | Self::NotExpressible(place) => Some(place),
            _ => None,
        }
    }
}

/// A fault in the frame of the file, outside of any pair.
impl From<Fault> for PsbtError {
    fn from(fault: Fault) -> Self {
        match fault.why {
            Why::NotMinimal => Self::NotMinimal { offset: fault.offset },
            _ => Self::Cut { offset: fault.offset },
        }
    }
}

impl Explain for PsbtError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Magic => "psbt/magic",
            Self::TooLarge { .. } => "psbt/too-large",
            Self::Cut { .. } => "psbt/cut",
            Self::NotMinimal { .. } => "psbt/encoding",
            Self::Trailing { .. } => "psbt/trailing",
            Self::DuplicateKey(_) => "psbt/duplicate-key",
            Self::KeyShape(_) => "psbt/key-shape",
            Self::ValueShape(_) => "psbt/value-shape",
            Self::TooManyInputs { .. } => "psbt/too-many-inputs",
            Self::TooManyOutputs { .. } => "psbt/too-many-outputs",
            Self::TooManyKeys(_) => "psbt/too-many-keys",
            Self::TooManyUnknown(_) => "psbt/too-many-unknown",
            Self::UnknownTooLarge(_) => "psbt/unknown-too-large",
            Self::PreviousTooLarge(_) => "psbt/prevtx-too-large",
            Self::AmountRange(_) => "psbt/amount-range",
            Self::AlreadySigned(_) => "psbt/script-sig-filled",
            Self::Version { .. } => "psbt/version",
            Self::Missing(_) => "psbt/field-missing",
            Self::Forbidden(_) => "psbt/field-forbidden",
            Self::LocktimeRange(_) => "psbt/locktime-range",
            Self::LocktimeConflict => "psbt/locktime-conflict",
            Self::NoSuchInput { .. } => "psbt/no-such-input",
            Self::SignatureShape { .. } => "psbt/signature-shape",
            Self::SignaturePresent { .. } => "psbt/signature-present",
            Self::InputFinal { .. } => "psbt/input-final",
            Self::NotExpressible(_) => "psbt/not-expressible",
        })
    }

    fn facts(&self) -> Facts {
        if let Some(place) = self.place() {
            let mut facts = place.facts();
            facts.extend(self.limit().map(|max| ("max", Safe::count(max))));
            return facts;
        }
        let max = Safe::count(self.limit().unwrap_or_default());
        match *self {
            Self::TooLarge { bytes } => vec![("bytes", Safe::count(bytes)), ("max", max)],
            Self::Cut { offset } | Self::NotMinimal { offset } => vec![("offset", Safe::count(offset))],
            Self::Trailing { offset, count } => {
                vec![("offset", Safe::count(offset)), ("count", Safe::count(count))]
            }
            Self::TooManyInputs { count } | Self::TooManyOutputs { count } => {
                vec![("count", Safe::number(count)), ("max", max)]
            }
            Self::Version { version } => vec![("version", Safe::number(version))],
            Self::NoSuchInput { input }
            | Self::SignatureShape { input }
            | Self::SignaturePresent { input }
            | Self::InputFinal { input } => vec![("input", Safe::count(input))],
            _ => Facts::new(),
        }
    }
}

impl PsbtError {
    fn limit(&self) -> Option<usize> {
        match self {
            Self::TooLarge { .. } => Some(limits::PSBT_BYTES_MAX),
            Self::TooManyInputs { .. } => Some(limits::PSBT_INPUTS_MAX),
            Self::TooManyOutputs { .. } => Some(limits::PSBT_OUTPUTS_MAX),
            Self::TooManyKeys(_) => Some(limits::PSBT_KEYS_PER_MAP_MAX),
            Self::TooManyUnknown(_) => Some(limits::PSBT_UNKNOWN_KEYS_PER_MAP_MAX),
            Self::UnknownTooLarge(_) => Some(limits::PSBT_UNKNOWN_VALUE_BYTES_MAX),
            Self::PreviousTooLarge(_) => Some(limits::PSBT_PREVTX_BYTES_MAX),
            _ => None,
        }
    }
}

impl fmt::Display for PsbtError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for PsbtError {}

impl Place {
    fn facts(&self) -> Facts {
        let map = match self.map {
            MapKind::Global => messages::text("psbt/in-global", &[]),
            MapKind::Input(index) => messages::text("psbt/in-input", &[("index", Safe::count(index))]),
            MapKind::Output(index) => messages::text("psbt/in-output", &[("index", Safe::count(index))]),
        };
        let number = format!("0x{:02x}", self.key_type);
        let field = field::find(self.map, self.key_type).map_or(number.as_str(), |field| field.name);
        vec![("map", Safe::text(&map)), ("field", Safe::text(field)), ("offset", Safe::count(self.offset))]
    }
}
