//! One thing the review noticed.

use crate::messages::{Code, Explain, Facts};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Must be acknowledged by its code.
    Warn,
    /// Needs more approvals or time (exit 5).
    Hold,
    /// Never signed (exit 3).
    Refuse,
}

impl Severity {
    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }
}

/// Where a finding was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The whole payload.
    Whole,
    /// That input, counted from 0.
    Input(usize),
    /// That output, counted from 0.
    Output(usize),
}

/// One thing the review noticed; its words stand in the catalogue under its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// Weight.
    pub severity: Severity,
    /// Place.
    pub at: At,
    /// Facts its sentences need.
    pub facts: Facts,
}

impl Explain for Finding {
    fn code(&self) -> Code {
        self.code
    }

    fn facts(&self) -> Facts {
        self.facts.clone()
    }
}

impl Finding {
    /// Worth knowing.
    pub(crate) fn note(code: &'static str, at: At, facts: Facts) -> Self {
        Self { code: Code::new(code), severity: Severity::Note, at, facts }
    }

    /// To be acknowledged.
    pub(crate) fn warn(code: &'static str, at: At, facts: Facts) -> Self {
        Self { severity: Severity::Warn, ..Self::note(code, at, facts) }
    }

    /// Not yet.
    pub(crate) fn hold(code: &'static str, at: At, facts: Facts) -> Self {
        Self { severity: Severity::Hold, ..Self::note(code, at, facts) }
    }

    /// Never signed.
    pub(crate) fn refuse(code: &'static str, at: At, facts: Facts) -> Self {
        Self { severity: Severity::Refuse, ..Self::note(code, at, facts) }
    }
}
