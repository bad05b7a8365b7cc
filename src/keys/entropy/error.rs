//! Why no seed was made. Positions and counts, never a symbol.

use crate::place;
use crate::seed::SeedError;
use coldframe_core::entropy::{Source, Test};
use coldframe_core::limits::ENTROPY_SYMBOLS_MAX;
use coldframe_core::messages::{Code, Explain, Facts, error_line};
use coldframe_core::safe::Safe;
use coldframe_memory::VaultError;
use std::fmt;

/// Why sources give no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntropyError {
    /// getrandom(2) refused.
    NotReady,
    /// A symbol that this source has not.
    Symbol {
        /// Which source.
        source: Source,
        /// Its place, counted from 1.
        position: usize,
    },
    /// A card that lay in the same deck before.
    CardTwice {
        /// Its place, counted from 1.
        position: usize,
    },
    /// Fewer symbols than the seed has bits.
    TooFew {
        /// Which source.
        source: Source,
        /// Symbols typed.
        count: usize,
        /// Symbols needed.
        minimum: usize,
    },
    /// More symbols than we take.
    TooMany {
        /// Which source.
        source: Source,
    },
    /// A pattern that chance does not make (attack C05).
    Pattern {
        /// Which source.
        source: Source,
        /// What they failed.
        test: Test,
    },
    /// More symbols are wanted, and this was not accepted by name.
    Warned {
        /// Which source.
        source: Source,
        /// What they failed.
        test: Test,
    },
    /// Both halves of an audit were given the same symbols: the one that is published would tell
    /// those of the one that lives.
    SameSymbols {
        /// Which source.
        source: Source,
    },
    /// Rolls alone make a seed of that formula: nothing else goes in.
    RollsOnly,
    /// 12 or 24 words only, as the others have it.
    RollsLength,
    /// The passphrase, or (never) the words.
    Seed(SeedError),
    /// The place secrets are worked on could not be used.
    Vault(VaultError),
}

impl Explain for EntropyError {
    fn code(&self) -> Code {
        match self {
            Self::NotReady => Code::new("entropy/not-ready"),
            Self::Symbol { .. } => Code::new("entropy/symbol"),
            Self::CardTwice { .. } => Code::new("entropy/card-twice"),
            Self::TooFew { .. } => Code::new("entropy/too-few"),
            Self::TooMany { .. } => Code::new("entropy/too-many"),
            Self::Pattern { test, .. } | Self::Warned { test, .. } => test.code(),
            Self::SameSymbols { .. } => Code::new("entropy/same-symbols"),
            Self::RollsOnly => Code::new("entropy/rolls-only"),
            Self::RollsLength => Code::new("entropy/rolls-length"),
            Self::Seed(why) => why.code(),
            Self::Vault(why) => place::code(*why),
        }
    }

    fn facts(&self) -> Facts {
        let named = |source: &Source| ("source", Safe::text(source.name()));
        match self {
            Self::Symbol { source, position } => vec![named(source), ("position", Safe::count(*position))],
            Self::CardTwice { position } => vec![("position", Safe::count(*position))],
            Self::TooFew { source, count, minimum } => {
                vec![named(source), ("count", Safe::count(*count)), ("minimum", Safe::count(*minimum))]
            }
            Self::TooMany { source } => vec![named(source), ("most", Safe::count(ENTROPY_SYMBOLS_MAX))],
            Self::Pattern { source, .. } | Self::Warned { source, .. } | Self::SameSymbols { source } => {
                vec![named(source)]
            }
            Self::Seed(why) => why.facts(),
            Self::NotReady | Self::RollsOnly | Self::RollsLength | Self::Vault(_) => Facts::new(),
        }
    }
}

impl From<SeedError> for EntropyError {
    fn from(why: SeedError) -> Self {
        Self::Seed(why)
    }
}

impl fmt::Display for EntropyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&error_line(self))
    }
}

impl std::error::Error for EntropyError {}
