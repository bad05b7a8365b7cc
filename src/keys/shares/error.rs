//! Why shares are not made, not read or not put together. Positions and numbers, never a word.

use super::codex32::Codex32Error;
use crate::entropy::EntropyError;
use crate::place;
use crate::seed::SeedError;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Scheme, SetId};
use coldframe_memory::VaultError;
use std::fmt;

/// What two shares that name one set disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// How many groups are needed.
    GroupNeed,
    /// How many groups there are.
    GroupCount,
    /// How many members of their group are needed.
    MemberNeed,
    /// The iteration exponent.
    Exponent,
    /// Whether the set can be extended.
    Extendable,
    /// The length of the secret.
    Length,
}

/// Why there is no share, no set or no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShareError {
    /// Looks like no share that says itself what it is.
    Unrecognised,
    /// Words of a whole seed, or of a part of Seed XOR: only the person knows.
    WholeSeed,
    /// Not UTF-8 text.
    NotText,
    /// More text than any share has.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// More text than a file of shares has.
    FileTooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// More lines that may be shares than any set has shares.
    FileTooMany {
        /// Lines allowed.
        limit: usize,
    },
    /// No share of this scheme has so many words.
    WordCount {
        /// Words found.
        count: usize,
    },
    /// A word is not in the list of the scheme.
    UnknownWord {
        /// Its place, counted from 1.
        position: usize,
    },
    /// A character that a share of this scheme does not have.
    Character {
        /// Its place, counted from 1.
        position: usize,
    },
    /// The checksum of the share does not hold: something was misread.
    Checksum,
    /// The bits that fill up the last word are not zero.
    Padding,
    /// No share has so many bytes.
    Length {
        /// Bytes found.
        bytes: usize,
    },
    /// The fields of a share contradict each other or the standard.
    Fields,
    /// A share at 0, where the secret itself stands (attack F03).
    Zero,
    /// A part of Seed XOR, as words.
    Words(SeedError),
    /// Another scheme than the shares before.
    OtherScheme {
        /// That of this share.
        found: Scheme,
        /// That of the others.
        expected: Scheme,
    },
    /// Another set than the shares before (attack F02).
    OtherSet {
        /// That of this share.
        found: SetId,
        /// That of the others.
        expected: SetId,
    },
    /// The same set by name, yet it disagrees with the shares before (attack F02).
    OtherParameters {
        /// About what.
        differs: Differs,
    },
    /// Two shares of one number that are not the same (attack F02).
    Conflict {
        /// The group, from 1.
        group: u8,
        /// The member, from 1.
        member: u8,
    },
    /// More shares than a set has.
    TooMany {
        /// Most.
        limit: usize,
    },
    /// Not enough shares yet.
    TooFew {
        /// So many more at least.
        missing: usize,
    },
    /// The shares do not lie on one line: a share beyond those needed contradicts them.
    Contradiction,
    /// The digest inside the shares says that what they come to is not the secret.
    Digest,
    /// A passphrase of SLIP-39 has printable ASCII only.
    Passphrase,
    /// The passphrase is longer than we take.
    PassphraseTooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// This scheme has no passphrase.
    NoPassphrase,
    /// Raw shares of `sharks` are read, never written.
    ReadOnly,
    /// This scheme has no groups.
    NoGroups,
    /// Too few or too many groups.
    GroupCount {
        /// Most.
        limit: u8,
    },
    /// More groups needed than there are, or none.
    GroupNeed {
        /// Groups there are.
        of: u8,
    },
    /// More shares of a group needed than there are, or none, or more than the scheme has.
    Threshold {
        /// Fewest of a group.
        least: u8,
        /// Most of a group.
        limit: u8,
    },
    /// One of several: every share would be the whole secret.
    OneOfMany,
    /// Every part of Seed XOR is needed.
    AllNeeded,
    /// This scheme does not split so many bytes.
    SecretLength {
        /// Bytes given.
        bytes: usize,
    },
    /// What this scheme splits is the entropy of words.
    EntropyOnly,
    /// An identifier that this scheme does not have.
    Identifier,
    /// More rounds of PBKDF2 than this program writes.
    Exponent {
        /// Highest exponent.
        limit: u8,
    },
    /// What only codex32 has to say of its strings.
    Codex32(Codex32Error),
    /// The kernel gave no random bytes.
    Random(EntropyError),
    /// What was split does not come together again: nothing was shown.
    NotRestored,
    /// What came together is no seed.
    Seed(SeedError),
    /// The place secrets are worked on could not be used.
    Vault(VaultError),
}

impl Explain for ShareError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Unrecognised => "shares/unrecognised",
            Self::WholeSeed => "shares/whole-seed",
            Self::NotText => "shares/not-text",
            Self::TooLong { .. } => "shares/too-long",
            Self::FileTooLong { .. } => "shares/file-too-long",
            Self::FileTooMany { .. } => "shares/file-too-many",
            Self::WordCount { .. } => "shares/word-count",
            Self::UnknownWord { .. } => "shares/unknown-word",
            Self::Character { .. } => "shares/character",
            Self::Checksum => "shares/checksum",
            Self::Padding => "shares/padding",
            Self::Length { .. } => "shares/length",
            Self::Fields => "shares/fields",
            Self::Zero => "shares/zero",
            Self::OtherScheme { .. } => "shares/other-scheme",
            Self::OtherSet { .. } => "shares/other-set",
            Self::OtherParameters { differs } => return differs.code(),
            Self::Conflict { .. } => "shares/conflict",
            Self::TooMany { .. } => "shares/too-many",
            Self::TooFew { .. } => "shares/too-few",
            Self::Contradiction => "shares/contradiction",
            Self::Digest => "shares/digest",
            Self::Passphrase => "shares/passphrase",
            Self::PassphraseTooLong { .. } => "shares/passphrase-too-long",
            Self::NoPassphrase => "shares/no-passphrase",
            Self::ReadOnly => "shares/read-only",
            Self::NoGroups => "shares/no-groups",
            Self::GroupCount { .. } => "shares/group-count",
            Self::GroupNeed { .. } => "shares/group-need",
            Self::Threshold { .. } => "shares/threshold",
            Self::OneOfMany => "shares/one-of-many",
            Self::AllNeeded => "shares/all-needed",
            Self::SecretLength { .. } => "shares/secret-length",
            Self::EntropyOnly => "shares/entropy-only",
            Self::Identifier => "shares/identifier",
            Self::Exponent { .. } => "shares/exponent",
            Self::NotRestored => "shares/not-restored",
            Self::Codex32(why) => return why.code(),
            Self::Words(why) | Self::Seed(why) => return why.code(),
            Self::Random(why) => return why.code(),
            Self::Vault(why) => return place::code(*why),
        })
    }

    fn facts(&self) -> Facts {
        let small = |number: &u8| Safe::number(*number);
        match self {
            Self::TooLong { limit }
            | Self::FileTooLong { limit }
            | Self::FileTooMany { limit }
            | Self::TooMany { limit }
            | Self::PassphraseTooLong { limit } => vec![("limit", Safe::count(*limit))],
            Self::WordCount { count } => vec![("count", Safe::count(*count))],
            Self::UnknownWord { position } | Self::Character { position } => {
                vec![("position", Safe::count(*position))]
            }
            Self::Length { bytes } | Self::SecretLength { bytes } => vec![("bytes", Safe::count(*bytes))],
            Self::OtherScheme { found, expected } => {
                vec![("found", Safe::text(found.name())), ("expected", Safe::text(expected.name()))]
            }
            Self::OtherSet { found, expected } => {
                vec![("found", Safe::text(found.as_str())), ("expected", Safe::text(expected.as_str()))]
            }
            Self::Conflict { group, member } => vec![("group", small(group)), ("member", small(member))],
            Self::TooFew { missing } => vec![("missing", Safe::count(*missing))],
            Self::GroupCount { limit } | Self::Exponent { limit } => vec![("limit", small(limit))],
            Self::GroupNeed { of } => vec![("of", small(of))],
            Self::Threshold { least, limit } => vec![("least", small(least)), ("limit", small(limit))],
            Self::Codex32(why) => why.facts(),
            Self::Words(why) | Self::Seed(why) => why.facts(),
            Self::Random(why) => why.facts(),
            _ => Facts::new(),
        }
    }
}

impl Differs {
    const fn code(self) -> Code {
        Code::new(match self {
            Self::GroupNeed => "shares/differs-group-need",
            Self::GroupCount => "shares/differs-group-count",
            Self::MemberNeed => "shares/differs-member-need",
            Self::Exponent => "shares/differs-exponent",
            Self::Extendable => "shares/differs-extendable",
            Self::Length => "shares/differs-length",
        })
    }
}

impl From<EntropyError> for ShareError {
    fn from(why: EntropyError) -> Self {
        Self::Random(why)
    }
}

impl From<SeedError> for ShareError {
    fn from(why: SeedError) -> Self {
        Self::Seed(why)
    }
}

impl From<VaultError> for ShareError {
    fn from(why: VaultError) -> Self {
        Self::Vault(why)
    }
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for ShareError {}
