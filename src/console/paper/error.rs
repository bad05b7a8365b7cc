//! Why a page could not be made.

use coldframe_core::messages::{self, Code, Explain, Facts};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why a page could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaperError {
    /// A text is too long for its place, even in the smallest letters; nothing is ever cut off.
    TextTooLong {
        /// Which place, as the card calls it.
        place: Code,
    },
    /// The secret has another number of words or characters than the card has room for.
    OtherCount {
        /// What the card was made for.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// A word with letters that the fonts of a page lack, or longer than its place.
    Word {
        /// Its position, counted from 1.
        position: usize,
    },
    /// More words, characters or modules than a page holds.
    NoRoom,
    /// The file would be larger than a printer should be given.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl Explain for PaperError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TextTooLong { .. } => "paper/text-too-long",
            Self::OtherCount { .. } => "paper/other-count",
            Self::Word { .. } => "paper/word",
            Self::NoRoom => "paper/no-room",
            Self::TooLarge { .. } => "paper/too-large",
        })
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TextTooLong { place } => {
                vec![("place", Safe::text(&messages::text(place.as_str(), &[])))]
            }
            Self::OtherCount { expected, found } => {
                vec![("expected", Safe::count(*expected)), ("found", Safe::count(*found))]
            }
            Self::Word { position } => vec![("position", Safe::count(*position))],
            Self::NoRoom => Facts::new(),
            Self::TooLarge { limit } => vec![("limit", Safe::count(*limit))],
        }
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::error_line(self))
    }
}

impl std::error::Error for PaperError {}
