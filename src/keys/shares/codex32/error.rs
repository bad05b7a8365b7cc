//! Why a string is no codex32, or strings do not belong together. Positions and counts, never a letter
//! of a payload.

use super::Index;
use crate::entropy::EntropyError;
use crate::seed::SeedError;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use std::fmt;

/// Why codex32 strings were not read, made or combined. Positions are counted from 1; those in a
/// string without its white space, "ms1" included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codex32Error {
    /// More text than any string has.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// No secret has a string of so many characters.
    Length {
        /// Characters found.
        count: usize,
    },
    /// Capitals and small letters in one string.
    Case,
    /// It does not begin with "ms1".
    Prefix,
    /// A character that bech32 does not have.
    Character {
        /// Where.
        position: usize,
    },
    /// Letters given as `?`.
    Unreadable {
        /// How many.
        count: usize,
    },
    /// The checksum does not hold.
    Checksum,
    /// The threshold is neither 0 nor 2 to 9.
    Threshold,
    /// Threshold 0 with another index than `s`.
    Unshared,
    /// No seed has so many bytes.
    Seed {
        /// Bytes given.
        bytes: usize,
    },
    /// A share where a secret was expected.
    IsShare,
    /// Fewer shares than the threshold.
    TooFew {
        /// Different shares given.
        have: usize,
        /// How many restore the secret.
        need: usize,
    },
    /// Another identifier, threshold or length than the first one has.
    OtherSet {
        /// Which of the shares given.
        position: usize,
        /// Its letter.
        index: Index,
    },
    /// Two different shares with one letter.
    Conflict {
        /// Which of the shares given: the second one.
        position: usize,
        /// The letter.
        index: Index,
    },
    /// A share beyond the threshold is not the one that the others lead to.
    Disagree {
        /// Which of the shares given.
        position: usize,
        /// Its letter.
        index: Index,
    },
    /// No set has so many shares.
    Count {
        /// Shares asked for.
        count: usize,
        /// The threshold.
        need: usize,
        /// Most shares of a set.
        most: usize,
    },
    /// What was typed is too far from any string to say what it was.
    Beyond,
    /// The shares made did not restore the secret.
    SelfCheck,
    /// There is no randomness to draw from.
    Draw(EntropyError),
    /// What was restored is no seed.
    Restored(SeedError),
}

impl Explain for Codex32Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::TooLong { .. } => "codex32/too-long",
            Self::Length { .. } => "codex32/length",
            Self::Case => "codex32/case",
            Self::Prefix => "codex32/prefix",
            Self::Character { .. } => "codex32/character",
            Self::Unreadable { .. } => "codex32/unreadable",
            Self::Checksum => "codex32/checksum",
            Self::Threshold => "codex32/threshold",
            Self::Unshared => "codex32/unshared",
            Self::Seed { .. } => "codex32/seed",
            Self::IsShare => "codex32/is-share",
            Self::TooFew { .. } => "codex32/too-few",
            Self::OtherSet { .. } => "codex32/other-set",
            Self::Conflict { .. } => "codex32/conflict",
            Self::Disagree { .. } => "codex32/disagree",
            Self::Count { .. } => "codex32/count",
            Self::Beyond => "codex32/beyond",
            Self::SelfCheck => "codex32/self-check",
            Self::Draw(why) => return why.code(),
            Self::Restored(why) => return why.code(),
        })
    }

    fn facts(&self) -> Facts {
        let letter = |index: &Index| Safe::text(index.letter().encode_utf8(&mut [0; 4]));
        match self {
            Self::TooLong { limit } => vec![("limit", Safe::count(*limit))],
            Self::Length { count } | Self::Unreadable { count } => vec![("count", Safe::count(*count))],
            Self::Character { position } => vec![("position", Safe::count(*position))],
            Self::Seed { bytes } => vec![("bytes", Safe::count(*bytes))],
            Self::TooFew { have, need } => {
                vec![("have", Safe::count(*have)), ("need", Safe::count(*need))]
            }
            Self::OtherSet { position, index }
            | Self::Conflict { position, index }
            | Self::Disagree { position, index } => {
                vec![("position", Safe::count(*position)), ("index", letter(index))]
            }
            Self::Count { count, need, most } => {
                let counts = [("count", count), ("need", need), ("most", most)];
                counts.map(|(name, count)| (name, Safe::count(*count))).into()
            }
            Self::Draw(why) => why.facts(),
            Self::Restored(why) => why.facts(),
            Self::Case
            | Self::Prefix
            | Self::Checksum
            | Self::Threshold
            | Self::Unshared
            | Self::IsShare
            | Self::Beyond
            | Self::SelfCheck => Facts::new(),
        }
    }
}

impl fmt::Display for Codex32Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for Codex32Error {}
