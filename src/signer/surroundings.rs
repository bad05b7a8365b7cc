//! The machine around us: what must be right before a secret is opened.
//!
//! An air gap is a promise of the person who set the machine up; here it is looked at instead of
//! believed. [`require`] stands before every secret, `coldframe doctor` shows everything that was
//! seen, [`before_typing`] names who else may watch the keys.

mod air_gap;
mod attached;
mod checks;
mod gate;
mod machine;
mod measures;
mod own_file;
mod probe;
mod swap;
mod terminal;
mod typing;

pub(crate) use attached::{cameras, keyboards};
pub(crate) use checks::all;
pub(crate) use gate::{Surroundings, is_fit_for_main, note, require};
pub(crate) use measures::{Measure, State, measures};
pub(crate) use own_file::sha256_of_this_program;
pub(crate) use probe::Probe;
pub(crate) use typing::{attached, before_typing};

use coldframe_core::messages::{Code, Explain, Facts, Part, sentence, text};
use coldframe_core::safe::Safe;

/// How fit one thing around us is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grade {
    /// As it should be.
    Good,
    /// Worth knowing; nothing is stopped.
    Noted,
    /// No secret of the main network is opened beside it, unless it is accepted by name.
    Refuse,
    /// Could not be read, so nothing is said about it.
    Unknown,
}

/// One thing that was looked at, and what was found. Everything in it is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Surrounding {
    code: Code,
    grade: Grade,
    facts: Facts,
}

impl Grade {
    /// The word in JSON and on the screen.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Noted => "noted",
            Self::Refuse => "refuse",
            Self::Unknown => "unknown",
        }
    }
}

impl Surrounding {
    /// How fit it is.
    pub(crate) fn grade(&self) -> Grade {
        self.grade
    }

    /// What was found, in one sentence.
    pub(crate) fn reason(&self) -> String {
        match self.grade {
            Grade::Good => text(self.code.as_str(), &self.facts),
            Grade::Unknown => text("surroundings/unreadable", &self.facts),
            Grade::Noted | Grade::Refuse => {
                sentence(self.code, Part::Error, &self.facts).unwrap_or_else(|| self.code.to_string())
            }
        }
    }

    /// The exact step that mends it; nothing where nothing is to be mended.
    pub(crate) fn mend(&self) -> Option<String> {
        match self.grade {
            Grade::Good | Grade::Unknown => None,
            Grade::Noted | Grade::Refuse => sentence(self.code, Part::Hint, &self.facts),
        }
    }
}

impl Explain for Surrounding {
    fn code(&self) -> Code {
        self.code
    }

    fn facts(&self) -> Facts {
        self.facts.clone()
    }
}

/// Those of one grade.
pub(crate) fn of_grade(seen: &[Surrounding], grade: Grade) -> Vec<&Surrounding> {
    seen.iter().filter(|surrounding| surrounding.grade == grade).collect()
}

/// Their codes as they are named after `--accept-surroundings`.
pub(crate) fn codes_of(seen: &[&Surrounding]) -> Safe {
    let codes: Vec<&str> = seen.iter().map(|surrounding| surrounding.code.as_str()).collect();
    Safe::whole(&codes.join(","))
}

/// The code of that name, if the doctor has one.
pub(crate) fn code_named(name: &str) -> Option<Code> {
    checks::codes().find(|code| code.as_str() == name)
}

#[cfg(test)]
mod tests;
