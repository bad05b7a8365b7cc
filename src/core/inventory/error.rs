//! Why a file is no inventory, or a record is none of it. Sets and copies are counted from 1.

use crate::messages::{Code, Explain, Facts, error_line};
use crate::safe::Safe;
use std::fmt;

/// Why an inventory was not read or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InventoryError {
    /// More bytes than we read.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON of this format and version.
    Format,
    /// A set with a field missing, unknown or out of range.
    Set {
        /// Which.
        set: usize,
    },
    /// A copy with a field missing, unknown or out of range.
    Copy {
        /// Of which set.
        set: usize,
        /// Which.
        copy: usize,
    },
    /// A set that is there already.
    Twice {
        /// Which.
        set: usize,
    },
    /// More sets than there is room for.
    TooManySets {
        /// Most.
        limit: usize,
    },
    /// More copies of one set than there is room for.
    TooManyCopies {
        /// Most.
        limit: usize,
    },
    /// The set has no such share.
    NoShare {
        /// Its group.
        group: u8,
        /// Its number.
        member: u8,
    },
}

impl Explain for InventoryError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TooLong { .. } => "inventory/too-long",
            Self::Format => "inventory/format",
            Self::Set { .. } => "inventory/set",
            Self::Copy { .. } => "inventory/copy",
            Self::Twice { .. } => "inventory/twice",
            Self::TooManySets { .. } => "inventory/too-many-sets",
            Self::TooManyCopies { .. } => "inventory/too-many-copies",
            Self::NoShare { .. } => "inventory/no-share",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLong { limit } | Self::TooManySets { limit } | Self::TooManyCopies { limit } => {
                vec![("limit", Safe::count(*limit))]
            }
            Self::Set { set } | Self::Twice { set } => vec![("set", Safe::count(*set))],
            Self::Copy { set, copy } => vec![("set", Safe::count(*set)), ("copy", Safe::count(*copy))],
            Self::NoShare { group, member } => {
                vec![("group", Safe::number(*group)), ("member", Safe::number(*member))]
            }
            Self::Format => Facts::new(),
        }
    }
}

impl fmt::Display for InventoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for InventoryError {}
