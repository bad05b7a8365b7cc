//! How a run ends: the numbers scripts rely on.

use std::process::ExitCode;

/// Why the process ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// The answer is no: not our address, signature invalid, journal broken.
    No,
    /// Wrong usage.
    Usage,
    /// Refused by a check or a rule.
    Refused,
    /// Declined by the operator.
    Declined,
    /// Held: needs more approvals or time.
    Held,
    /// Input malformed or not understood.
    Malformed,
    /// Wrong secret: passphrase, or no key for this input.
    WrongSecret,
    /// Unsafe surroundings: no terminal for a secret.
    Unsafe,
    /// A file, the camera or the screen failed.
    Device,
    /// Our bug.
    Bug,
    /// Interrupted by the person.
    Interrupted,
}

impl Exit {
    /// The number.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Declined => 4,
            Self::Held => 5,
            Self::Malformed => 6,
            Self::WrongSecret => 7,
            Self::Unsafe => 8,
            Self::Device => 9,
            Self::Bug => 70,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Part of the public interface: scripts depend on these. Do not change.
    #[test]
    fn the_numbers_scripts_rely_on_stay() {
        use Exit::*;
        let all = [
            Done,
            No,
            Usage,
            Refused,
            Declined,
            Held,
            Malformed,
            WrongSecret,
            Unsafe,
            Device,
            Bug,
            Interrupted,
        ];
        assert_eq!(all.map(Exit::number), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 70, 130]);
    }
}
